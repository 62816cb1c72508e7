"""An application that the petitioner brings to the reviewing unit itself (arts. 35, 36)."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.crypto import digest
from app.core.errors import DomainError, Invalid
from app.extensions import db as database
from app.journal.models import AdminEvent
from app.petitions.commands.applications import MOST_MISSES, Brought, enter_application
from app.petitions.letters.possible import letters_of
from app.petitions.models import Petition
from app.petitions.scope import visible_to
from tests.factories import an_officer, officer_at, the_unit
from tests.petitions.walks import File

pytestmark = pytest.mark.usefixtures("db")
NAME, CODE = "张建国", "ABCD2345"


def reviewed() -> File:
    """A file whose review opinion of the district was served on 1 June 2026."""
    file = File(name=NAME).served("2026-04-24").ask_review("2026-05-06")
    file.decide_review("2026-05-28").serve("2026-06-01", by=("Review officer", "LT"))
    number = file.petition.number
    file.petition.query_code_hash = digest(number + CODE, "query_code")
    database.session.flush()
    return file


def city():
    return officer_at("Review officer", "XA")


def enter(file, *, by=None, on="2026-06-10", **other):
    brought = {"number": file.petition.number, "name": NAME, "proof": CODE} | other
    with clock.at(on):
        return enter_application(
            Brought(**brought), by=by or city(), applied_on=date.fromisoformat(on),
            reason="认定事实不清。",
        )  # fmt: skip


def sees(officer, file) -> bool:
    query = sa.select(Petition.id).where(Petition.id == file.petition.id, visible_to(officer))
    return database.session.scalar(query) is not None


def test_the_city_enters_what_is_brought_to_it_and_reads_the_file_from_then_on():
    file = reviewed()
    assert not sees(city(), file)
    petition, _event = enter(file, name=" 张建国 ", proof="abcd2345")
    assert petition == file.petition
    assert (file.state, file.owner("D10")) == ("under_re_examination", "XA")
    assert sees(city(), file)


def test_the_number_of_the_opinion_shows_it_as_well():
    file = reviewed()
    letter = next(one for one in letters_of(file.petition) if one.number and one.status == "signed")
    typed = letter.number.replace("〔", "[").replace("〕", "]")
    enter(file, proof=typed)
    assert file.state == "under_re_examination"


@pytest.mark.parametrize(
    "wrong", [{"name": "李秀英"}, {"proof": "ABCD2346"}, {"number": "000"}, {"name": "张"}]
)
def test_what_does_not_belong_together_opens_nothing_and_is_written_down(wrong):
    file = reviewed()
    with pytest.raises(Invalid) as error:
        enter(file, **wrong)
    assert error.value.field == "proof"
    assert (file.state, sees(city(), file)) == ("replied", False)
    tags = database.session.scalars(sa.select(AdminEvent.tag).order_by(AdminEvent.id.desc()))
    assert tags.first() == "application.missed"


def test_another_unit_than_the_one_of_the_law_learns_nothing():
    file = reviewed()
    for code in ("YL", "SN", "LT"):
        with pytest.raises(Invalid) as error:
            enter(file, by=officer_at("Review officer", code))
        assert error.value.field == "proof"


def test_after_ten_misses_within_an_hour_nothing_is_told_even_of_the_right_one():
    file, clerk = reviewed(), city()
    for _miss in range(MOST_MISSES):
        with pytest.raises(Invalid):
            enter(file, by=clerk, proof="XXXX")
    with pytest.raises(Invalid, match="Too many"):
        enter(file, by=clerk)
    assert file.state == "replied"
    enter(file, by=clerk, on="2026-06-11")
    assert file.state == "under_re_examination"


def test_when_the_period_is_over_it_is_refused_and_the_file_stays_closed():
    file = reviewed()
    with pytest.raises(Invalid, match="ended on") as error:
        enter(file, on="2026-07-06")
    assert error.value.field == "applied_on"
    assert not sees(city(), file)


def test_who_enters_no_applications_is_turned_away(page):
    with pytest.raises(DomainError) as error:
        enter(reviewed(), by=officer_at("Handler", "XA"))
    assert error.value.status == 403
    assert page(an_officer("Handler")).get("/reviews/enter").status_code == 403


def test_the_page_keeps_what_was_typed_and_leads_to_the_file(page, at):
    file = reviewed()
    sent = {"number": file.petition.number, "name": NAME, "proof": "WRONG234",
            "applied_on": "2026-06-10", "reason": "认定事实不清。"}  # fmt: skip
    with at("2026-06-10"):
        client = page(city())
        assert "/reviews/enter" in client.get("/reviews/").text
        answer = client.post("/reviews/enter", data=sent)
        assert (answer.status_code, NAME in answer.text) == (422, True)
        answer = client.post("/reviews/enter", data=sent | {"proof": CODE})
        assert answer.request.path == f"/petitions/{file.petition.id}"
        assert answer.status_code == 200
    assert the_unit("XA").id in {one.unit_id for one in file.petition.parties}
