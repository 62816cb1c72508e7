"""An outsider learns nothing: not by desk, search, repeat, joining or ground."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.accounts.models import RoleScope
from app.core import clock
from app.core.errors import NotFound
from app.petitions.lists import worklists
from app.petitions.lists.worklists import DESKS, Filter
from app.petitions.queries import files as queries
from tests.architecture.walking import somebody_who_may_everything
from tests.factories import an_officer, the_unit
from tests.petitions.attempts import REASON
from tests.petitions.walks import File

TODAY = "2026-03-02"


# --- the outsider -------------------------------------------------------------------------------

CANARY = "金丝雀渠"
NUMBER = "610115197803150017"


def test_an_outsider_finds_the_word_on_no_desk_and_by_no_search(session):
    file = File(content=f"{CANARY}停水。请求恢复。", summary=f"反映{CANARY}停水")
    file.transfer(TODAY)
    outsider = somebody_who_may_everything(the_unit("YL"))
    session.execute(
        sa.update(RoleScope).where(RoleScope.role_id == outsider.roles[0].id,
                                   RoleScope.scope == "all").values(scope="unit_below")
    )  # fmt: skip
    session.expire_all()
    with clock.at(TODAY):
        for desk in DESKS:
            assert worklists.count(outsider, desk) == 0, desk
            assert worklists.page(outsider, desk, Filter(words=CANARY)).rows == [], desk
        assert queries.earlier_of_same_number(outsider, NUMBER) == []
        insider = an_officer("Triage officer")
        for words in (CANARY, file.petition.number, NUMBER, "2051", "张建国"):
            assert worklists.totals(outsider, "passed", Filter(words=words)).petitions == 0
            found = worklists.page(insider, "passed", Filter(words=words)).rows
            assert [one.id for one in found] == [file.petition.id], words


def test_a_petition_out_of_reach_and_one_that_does_not_exist_are_the_same(session):
    file, outsider = File(), an_officer("Triage officer", the_unit("YL"))
    with pytest.raises(NotFound) as hidden:
        queries.petition_for(outsider, file.petition.id)
    with pytest.raises(NotFound) as missing:
        queries.petition_for(outsider, 10**6)
    assert str(hidden.value) == str(missing.value)
    assert queries.petition_for(an_officer("Triage officer"), file.petition.id) is file.petition


def test_an_outsider_learns_of_nothing_by_repeat_join_or_decline(session):
    secret = File(by=("Window clerk", "YL")).petition.number
    file = File()
    for verb, given in (
        ("join", {"other_number": secret}),
        ("decline", {"reason_code": "R01", "other_number": secret, **REASON}),
    ):
        words = []
        for number in (secret, "LF000"):
            with pytest.raises(Exception, match="no petition with this number") as error:
                file.ask(verb, TODAY, "Triage officer", **(given | {"other_number": number}))
            words.append(str(error.value))
        assert words[0] == words[1]


def test_the_days_registrations_do_not_leak_into_another_day(session):
    File(on="2026-03-02", received_on=date(2026, 3, 2))
    clerk = an_officer("Window clerk")
    with clock.at("2026-03-02"):
        assert len(worklists.page(clerk, "today", Filter()).rows) == 1
    with clock.at("2026-03-03"):
        assert worklists.page(clerk, "today", Filter()).rows == []
