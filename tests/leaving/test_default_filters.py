"""How lists open is everybody's own: it ends with whoever leaves, the successor keeps his."""

from app.accounts.own.profile import default_filters, keep_filter
from app.leaving.commands import carry_out
from tests.factories import an_officer

PAGE = "WorkView.index"


def test_default_filters_end_with_the_leaver_and_the_successor_keeps_his(db):
    leaver, heir = an_officer("Handler"), an_officer("Handler", full_name="李接替")
    keep_filter(PAGE, "issue=0111", by=leaver)
    keep_filter("TriageView.index", "issue=0111", by=leaver)
    keep_filter(PAGE, "lamp=red", by=heir)
    carry_out(leaver, successor=heir, reason="调离", by=an_officer("System administrator"))
    assert default_filters(leaver) == {}
    assert default_filters(heir) == {PAGE: "lamp=red"}


def test_without_a_successors_own_default_his_lists_still_open_whole(as_, db):
    leaver, heir = an_officer("Handler"), an_officer("Handler", full_name="李接替")
    keep_filter(PAGE, "issue=0111", by=leaver)
    carry_out(leaver, successor=heir, reason="调离", by=an_officer("System administrator"))
    assert as_(heir).get("/work/").status_code == 200
