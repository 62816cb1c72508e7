"""督办 in the register of letters: every number once, with a paper or without; closed, no paper."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.errors import DomainError
from app.petitions.commands.acts import perform
from app.petitions.letters import register_views
from app.petitions.letters.kinds import kind_of
from app.petitions.letters.numbers import number_shown
from app.petitions.models import Letter, Supervision
from tests.factories import a_petition, an_officer, officer_at, the_unit
from tests.petitions.letters.office import completed, drafted, marked, signed
from tests.reading import rows

DAY = "2026-03-12"
FIRST, SECOND = "临信督〔2026〕1号", "临信督〔2026〕2号"


@pytest.fixture
def petition(db):
    marked()
    made = a_petition("accepted", on="2026-03-02", summary="金丝雀")
    with clock.at(DAY):
        yield made


def press(petition, rung="supervise", by=None, **given):
    given = {"reason_code": "06", "text": "请抓紧办理。", "due_on": date(2026, 3, 20), **given}
    given |= {"unit_id": the_unit("LT-WATER").id, "rung": rung}
    perform(petition, "issue_supervision", by=by or an_officer("Supervisor"), **given)


def close(petition, **given):
    perform(petition, "close_supervision", by=an_officer("Supervisor"), **given)


def register(page, officer=None, query="year=2026"):
    reader = page(officer or officer_at("Reviewer", "LT"))
    return rows(reader.get(f"/letters/register/?{query}"))


def numbers(entries):
    return [next(n for n in (FIRST, SECOND) if n in one) for one in entries]


def test_a_supervision_without_a_paper_stands_in_the_register(page, petition):
    press(petition)
    [entry] = register(page)
    for said in (FIRST, petition.number, "临潼区水务局", "2026年3月12日", "未制作督办函", "已发出"):
        assert said in entry, said
    assert numbers(register(page, query="year=2026&mark=临信督")) == [FIRST]
    assert register(page, query="year=2025") == []


def test_with_its_paper_it_stands_there_once(page, petition):
    press(petition)
    press(petition, "circulate")
    draft = completed(drafted(petition, "W13", "LT"), "LT")
    assert number_shown(draft, kind_of("W13"), petition) == SECOND
    letter = signed(draft, "LT")
    entries = register(page)
    assert letter.number == SECOND
    assert sorted(numbers(entries)) == [FIRST, SECOND]
    assert [("未制作" in one) for one in entries if FIRST in one] == [True]
    assert [("未制作" in one) for one in entries if SECOND in one] == [False]


def test_what_was_closed_or_withdrawn_says_so(page, petition):
    press(petition)
    close(petition, result="4", note="重复督办。")
    [entry] = register(page)
    assert "撤" in entry
    assert "重复督办。" in entry


def test_a_paper_in_place_of_a_cancelled_one_is_the_supervision_s(page, db, petition):
    press(petition)
    first = signed(completed(drafted(petition, "W13", "LT"), "LT"), "LT")
    head = officer_at("Reviewer", "LT")
    perform(petition, "cancel_letter", by=head, letter_id=first.id, reason="有误。")
    signed(completed(drafted(petition, "W13", "LT"), "LT"), "LT")
    assert db.session.scalar(sa.select(Supervision.number)) == SECOND
    assert sorted(numbers(register(page))) == [FIRST, SECOND]


def test_nothing_is_signed_for_a_closed_one(page, db, petition):
    press(petition)
    letter = completed(drafted(petition, "W13", "LT"), "LT")
    close(petition, result="4", note="重复督办。")
    with pytest.raises(DomainError, match="no letter is signed"):
        signed(letter, "LT")
    again = completed(drafted(petition, "W13", "LT"), "LT", ground="推诿", demands="请办。")
    with pytest.raises(DomainError, match="Issue the supervision first"):
        signed(again, "LT")
    papers = sa.select(Letter.number).where(Letter.kind == "W13")
    assert db.session.scalars(papers).all() == [None, None]
    assert numbers(register(page)) == [FIRST]


def test_a_draft_from_before_the_issue_is_signed_with_its_number(db, petition):
    letter = completed(drafted(petition, "W13", "LT"), "LT")
    press(petition)
    assert signed(letter, "LT").number == FIRST
    assert letter.supervision_id == db.session.scalar(sa.select(Supervision.id))


def test_the_register_is_turned_over_page_by_page(page, petition, monkeypatch):
    monkeypatch.setattr(register_views, "AT_ONCE", 1)
    press(petition)
    with clock.at("2026-03-13"):
        press(petition, "circulate")
        signed(completed(drafted(petition, "W13", "LT"), "LT"), "LT")
        reader = page(officer_at("Reviewer", "LT"))
        first = reader.get("/letters/register/?year=2026")
        assert numbers(rows(first)) == [SECOND]
        further = re.search(r'href="([^"]*after=[^"]*)"', first.text).group(1)
        second = reader.get(further.replace("&amp;", "&"))
        assert numbers(rows(second)) == [FIRST]
        assert "after=" not in second.text
