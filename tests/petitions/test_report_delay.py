"""The day of a report moved: asked by the unit, granted or refused by who assigned it."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core import clock
from app.petitions.lists import inbox, worklists
from app.petitions.lists.worklists import Filter
from app.petitions.models import Event
from tests.factories import an_officer, officer_at, the_unit
from tests.petitions.walks import File, read_aloud, refused

INTAKE = ("Unit intake", "LT-WATER")
WHY = {"reason": "鉴定结论未出。"}


def day(text):
    return date.fromisoformat(text)


@pytest.fixture
def file(db):
    """Return a file assigned on 4 March; the report is wanted by 20 April."""
    return File().assign("2026-03-04", report_due_on=day("2026-04-20")).signed("2026-03-05")


def asked(file, until="2026-05-20", on="2026-04-10"):
    return file.move("ask_report_delay", on, INTAKE, until_on=day(until), **WHY)


def test_until_the_sender_has_decided_the_old_day_holds(file):
    asked(file)
    assert file.running()["D05"] == "2026-04-20"


def test_granted_it_moves_the_day_and_the_event_says_to_which(file, db):
    asked(file).move("grant_report_delay", "2026-04-13", "Triage officer")
    assert file.running()["D05"] == "2026-05-20"
    assert file.clocks("D05")[-1].extended_days == 30
    assert file.clocks("D05")[-1].given_on == day("2026-04-20"), "what was set first stays told"
    made = db.session.scalars(sa.select(Event).order_by(Event.id.desc())).first()
    assert "2026" in read_aloud(made)["zh"]
    assert "区水务局延期报结" in read_aloud(made)["zh"]


def test_refused_it_leaves_the_day_and_may_be_asked_again(file):
    asked(file).move("refuse_report_delay", "2026-04-13", "Triage officer", **WHY)
    assert file.running()["D05"] == "2026-04-20"
    asked(file, "2026-04-25", on="2026-04-14")
    file.move("grant_report_delay", "2026-04-15", "Triage officer", reason="同意")
    assert file.running()["D05"] == "2026-04-25", "a named day is a named day: a Saturday stays"


def test_a_second_grant_counts_on_from_the_first(file):
    asked(file).move("grant_report_delay", "2026-04-13", "Triage officer")
    asked(file, "2026-06-20", on="2026-05-18")
    file.move("grant_report_delay", "2026-05-19", "Triage officer")
    assert file.running()["D05"] == "2026-06-20"


@pytest.mark.parametrize(
    ("until", "on", "words"),
    [
        ("2026-04-20", "2026-04-10", "Give a day after 2026-04-20"),
        ("2027-04-21", "2026-04-10", "at the latest 2027-04-20"),
        ("2026-05-20", "2026-04-21", "is over"),
    ],
)
def test_a_day_that_cannot_be_is_refused(file, until, on, words):
    refused(file, "ask_report_delay", on, INTAKE, words, until_on=day(until), **WHY)


def test_on_the_last_day_it_may_still_be_asked(file):
    assert asked(file, on="2026-04-20").running()["D05"] == "2026-04-20"


def test_one_question_at_a_time(file):
    asked(file)
    given = {"until_on": day("2026-05-25"), **WHY}
    refused(file, "ask_report_delay", "2026-04-11", INTAKE, "not been decided", **given)


def test_nothing_asked_nothing_decided(file):
    for verb in ("grant_report_delay", "refuse_report_delay"):
        refused(file, verb, "2026-04-10", "Triage officer", "No later day", **WHY)


def test_a_day_that_has_gone_by_is_no_longer_granted(file):
    asked(file, "2026-04-22")
    refused(file, "grant_report_delay", "2026-04-23", "Triage officer", "refuse it")


def test_a_transfer_asks_for_no_report_and_knows_no_later_day(db):
    plain = File().transfer("2026-03-04").signed("2026-03-05")
    given = {"until_on": day("2026-05-20"), **WHY}
    refused(plain, "ask_report_delay", "2026-04-10", INTAKE, "No report is owed", **given)


# --- denied ---------------------------------------------------------------------------------------


def test_only_the_sender_decides(file):
    asked(file)
    for who in (INTAKE, ("Head of unit", "LT-WATER"), ("Triage officer", "XA")):
        for verb in ("grant_report_delay", "refuse_report_delay"):
            with pytest.raises(Exception, match=r"roles|unit|capacity|another"):
                file.ask(verb, "2026-04-13", who, **WHY)
    assert file.running()["D05"] == "2026-04-20"


def test_only_the_unit_that_owes_the_report_asks(file):
    given = {"until_on": day("2026-05-20"), **WHY}
    for who in ("Triage officer", "Bureau leader", ("Unit intake", "LT-HOUSING")):
        with pytest.raises(Exception, match=r"roles|unit|capacity"):
            file.ask("ask_report_delay", "2026-04-10", who, **given)


# --- shown ----------------------------------------------------------------------------------------


def test_the_sender_finds_it_among_what_waits_for_him_and_nobody_else_does(file):
    asked(file)
    with clock.at("2026-04-13"):
        sender, other = an_officer("Triage officer"), officer_at("Triage officer", "XA")
        assert [one.kind for one in inbox.waiting_for(sender)] == ["delay"]
        assert inbox.waiting_for(other) == []
        rows = worklists.page(sender, "delays", Filter()).rows
    assert [one.id for one in rows] == [file.petition.id]


def test_the_sheet_says_who_granted_it(page, file):
    asked(file).move("grant_report_delay", "2026-04-13", "Triage officer", reason="同意延期。")
    found, reader = file.clocks("D05")[-1], page(officer_at("Unit intake", "LT-WATER"))
    with clock.at("2026-04-14"):
        text = reader.get(f"/petitions/{file.petition.id}/limits/{found.id}").text
    for words in ("延期 30 日", the_unit("LT").name, "2026年4月13日", "2026年5月20日"):
        assert words in text, words


def test_a_report_that_is_given_leaves_no_question_behind(file):
    asked(file).move("report_back", "2026-04-14", INTAKE, text="已办结。")
    with clock.at("2026-04-15"):
        sender = an_officer("Triage officer")
        assert [one.kind for one in inbox.waiting_for(sender)] == ["report"]
    refused(file, "grant_report_delay", "2026-04-15", "Triage officer", "No later day")
    file.move("pass_report", "2026-04-15", "Triage officer")
    assert file.ended("D05") == ("2026-04-14", "met")
