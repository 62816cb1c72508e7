"""The ladder by rule: dates written by hand, the rung that they lead to, and never twice."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from app.core import clock
from app.oversight import proposed
from app.oversight.ladder import round as rounds
from app.oversight.ladder.round import go_round
from app.oversight.ladder.rules import rules
from app.petitions.commands.acts import perform
from app.petitions.commands.approvals import grant
from app.petitions.models import Clock, Event, LadderStep, Petition, Supervision
from app.settings.commands import change_setting
from app.settings.pressing import PRESSING
from tests.factories import a_petition, an_officer, officer_at, the_unit

SUPERVISOR = ("Supervisor", "LT")


def steps(db, petition):
    """Return what the rules did on a petition: rule, rung, issued or proposed."""
    query = sa.select(LadderStep).where(LadderStep.petition_id == petition.id)
    found = db.session.scalars(query.order_by(LadderStep.id))
    return [(one.rule, one.rung, one.status) for one in found]


def choose(unit_id=0, **figures):
    for name, figure in figures.items():
        change_setting(name, figure, unit_id=unit_id, by=an_officer("System administrator"))


def on(day, petition=None, db=None):
    with clock.at(str(day)):
        go_round()
    return steps(db, petition) if petition else None


# Registered Monday 2026-03-02, transferred 03-04, signed 03-05, accepted 03-08: the notice is
# due on 03-19 and the handling on 2026-05-07.
BY_DATE = [
    ("transferred", "2026-03-19", [], "the notice is due today"),
    ("transferred", "2026-03-20", [("notice_over", "urge", "issued")], "one day over (art. 23)"),
    ("accepted", "2026-04-29", [], "eight days are left"),
    ("accepted", "2026-04-30", [("handling_ending", "remind", "issued")], "seven days are left"),
    ("accepted", "2026-05-07", [("handling_ending", "remind", "issued")], "ends today"),
    ("accepted", "2026-05-08", [("handling_over", "urge", "issued")], "one day over (art. 34)"),
    ("accepted", "2026-05-21", [("handling_over", "urge", "issued")], "fourteen days over"),
    ("accepted", "2026-05-22", [("handling_long_over", "supervise", "proposed")], "fifteen"),
]


@pytest.mark.parametrize(("state", "day", "expected", "because"), BY_DATE)
def test_a_day_leads_to_a_rung(db, state, day, expected, because):
    petition = a_petition(state, on="2026-03-02")
    assert on(day, petition, db) == expected, because


def test_an_opinion_that_was_not_served_is_reminded_of(db):
    petition = a_petition("replied", on="2026-03-02", served=False)
    # Issued on 2026-03-28, and ten days later not served.
    assert on("2026-04-06", petition, db) == []
    assert on("2026-04-07", petition, db) == [("service_lacking", "remind", "issued")]


BY_COUNT = [
    ("objections", 1, []),
    ("objections", 2, [("objections", "supervise", "proposed")]),
    ("redone", 1, []),
    ("redone", 2, [("redone", "supervise", "proposed")]),
    ("head_count", 19, []),
    ("head_count", 20, [("group", "supervise", "proposed")]),
]


@pytest.mark.parametrize(("column", "number", "expected"), BY_COUNT)
def test_a_count_leads_to_a_proposal(db, column, number, expected):
    petition = a_petition("accepted", on="2026-03-02")
    petition.is_group = True
    setattr(petition, column, number)
    db.session.commit()
    assert on("2026-03-12", petition, db) == expected


def test_a_pressing_matter_is_urged_three_days_after_the_unit_got_it(db):
    petition = a_petition("transferred", on="2026-03-02", urgency="2")
    assert on("2026-03-06", petition, db) == [], "sent on 2026-03-04"
    assert on("2026-03-07", petition, db) == [("urgent", "urge", "issued")]


def test_a_matter_that_comes_the_third_time_is_proposed(db):
    first = a_petition("accepted", on="2026-03-02")
    for _time in range(2):
        again = a_petition("accepted", on="2026-03-02")
        again.is_repeat, again.matter_id = True, first.matter_id
    db.session.commit()
    assert on("2026-03-12", again, db) == [("repeats", "supervise", "proposed")]
    assert steps(db, first) == [], "the first time is no repeat"


def test_a_report_that_is_owed_is_urged_and_then_proposed(db):
    petition = a_petition(on="2026-03-02")
    with clock.at("2026-03-04"):
        asked = perform(
            petition, "assign", by=an_officer("Triage officer"), opinion="限期办结",
            unit_id=the_unit("LT-WATER").id, report_due_on=date(2026, 3, 13),
        )  # fmt: skip
        grant(asked, by=an_officer("Bureau leader"))
    assert on("2026-03-13", petition, db) == []
    assert on("2026-03-14", petition, db) == [("report_over", "urge", "issued")]


def test_an_instruction_that_is_not_answered_is_urged(db):
    petition = a_petition("accepted", on="2026-03-02")
    with clock.at("2026-03-10"):
        perform(
            petition, "instruct", by=an_officer("Bureau leader"), text="抓紧办理。",
            unit_id=the_unit("LT-WATER").id, answer_due_on=date(2026, 3, 20),
        )  # fmt: skip
    assert on("2026-03-20", petition, db) == []
    assert on("2026-03-21", petition, db) == [("instruction_over", "urge", "issued")]


def test_the_next_rung_comes_only_when_the_day_of_the_former_has_passed(db):
    petition = a_petition("accepted", on="2026-03-02")
    first = [("handling_ending", "remind", "issued")]
    assert on("2026-04-30", petition, db) == first
    # Five working days: the first five of May are a holiday, Saturday the 9th is worked.
    due = db.session.scalar(sa.select(Supervision.due_on))
    assert due == date(2026, 5, 11)
    assert on(due, petition, db) == first, "the day itself is in time"
    second = [*first, ("answered_not_remind", "urge", "issued")]
    assert on(due + timedelta(days=1), petition, db) == second
    former, raised = db.session.scalars(sa.select(Supervision).order_by(Supervision.id)).all()
    assert (raised.former_id, raised.rung) == (former.id, "urge")
    assert (former.status, former.result) == ("closed", "3")


def test_from_the_third_rung_on_the_ladder_is_climbed_by_hand(db):
    petition = a_petition("accepted", on="2026-03-02")
    on("2026-05-08")
    urged = db.session.scalar(sa.select(Supervision))
    done = on(urged.due_on + timedelta(days=1), petition, db)
    assert done[-1] == ("answered_not_urge", "supervise", "proposed")
    db.session.refresh(urged)
    assert urged.status == "issued", "it runs on until the next one is issued"
    step = db.session.scalar(sa.select(LadderStep).where(LadderStep.status == "proposed"))
    with clock.at(urged.due_on + timedelta(days=1)):
        proposed.issue(step, by=officer_at(*SUPERVISOR))
    order = db.session.scalar(sa.select(Supervision).where(Supervision.former_id == urged.id))
    assert (order.rung, urged.status, urged.result) == ("supervise", "closed", "3")
    done = on(order.due_on + timedelta(days=1), petition, db)
    assert done[-1] == ("answered_not_supervise", "circulate", "proposed")


def test_what_was_answered_does_not_climb(db):
    petition = a_petition("accepted", on="2026-03-02")
    on("2026-04-30")
    with clock.at("2026-05-06"):
        perform(petition, "answer_supervision", by=officer_at("Handler", "LT-WATER"), text="在办。")
    before = steps(db, petition)
    assert on("2026-05-30", petition, db) == before, "its answer waits for the supervisor"


def test_a_second_round_finds_nothing_new(db):
    petition = a_petition("accepted", on="2026-03-02")
    once = on("2026-05-08", petition, db)
    again = on("2026-05-08", petition, db)
    assert once == again
    assert len(once) == 1


def test_a_supervision_by_rule_is_like_any_other(db):
    petition = a_petition("accepted", on="2026-03-02")
    on("2026-05-08")
    order = db.session.scalar(sa.select(Supervision))
    assert (order.unit_id, order.issued_by_unit_id) == (the_unit("LT-WATER").id, the_unit().id)
    limit = db.session.scalar(sa.select(Clock).where(Clock.code == "H04"))
    assert (limit.record_id, limit.due_on) == (order.id, order.due_on)
    assert (limit.placing_id, limit.what) == (petition.placing_id, None)
    event = db.session.scalars(sa.select(Event).order_by(Event.id.desc())).first()
    assert (event.move, event.by_id, event.by_unit_id) == ("press_by_rule", None, the_unit().id)
    db.session.refresh(petition)
    assert petition.supervised
    with clock.at("2026-05-09"):
        perform(petition, "answer_supervision", by=officer_at("Handler", "LT-WATER"), text="在办。")
        perform(petition, "close_supervision", by=officer_at(*SUPERVISOR), result="1")
    assert not petition.supervised


def test_an_accusation_is_never_pressed_by_rule(db):
    petition = a_petition("registered", accusation=True, on="2026-03-02", urgency="2")
    assert on("2026-06-30", petition, db) == []


def test_nobody_presses_himself(db):
    petition = a_petition("registered", on="2026-03-02", urgency="2")
    assert on("2026-06-30", petition, db) == []


def test_an_office_can_let_a_rule_rest_and_set_another_figure(db):
    petition = a_petition("accepted", on="2026-03-02")
    choose(press_handling=0, press_handling_ending=0)
    assert on("2026-05-08", petition, db) == []
    choose(press_handling_long=3, unit_id=the_unit("LT").id)
    assert on("2026-05-09", petition, db) == []
    expected = [("handling_long_over", "supervise", "proposed")]
    assert on("2026-05-10", petition, db) == expected


def test_an_office_can_have_everything_proposed(db):
    petition = a_petition("accepted", on="2026-03-02")
    choose(press_by_itself=False)
    assert on("2026-05-08", petition, db) == [("handling_over", "urge", "proposed")]
    assert db.session.scalar(sa.select(sa.func.count(Supervision.id))) == 0


def test_every_rule_has_its_setting_words_and_article():
    for rule in rules():
        assert rule.setting in PRESSING, rule.code
        assert rule.text, rule.code
        assert rule.article, rule.code
        assert rule.answer_days > 0, rule.code


def test_more_petitions_are_no_more_statements(db, database):
    counts = []
    for number in (1, 4):
        for _one in range(number):
            a_petition("accepted", on="2026-03-02")
        database.statements.clear()
        on("2026-05-08")
        counts.append(len(database.statements))
    assert counts[0] == counts[1]
    pressed = db.session.scalar(sa.select(sa.func.count(Petition.id)).where(Petition.supervised))
    assert pressed == 5


def test_who_answers_while_the_round_goes_is_left_alone(db, monkeypatch):
    petition = a_petition("accepted", on="2026-03-02")
    on("2026-04-30")
    taken = rounds._taken

    def answer_first(ids):
        monkeypatch.setattr(rounds, "_taken", taken)
        handler = officer_at("Handler", "LT-WATER")
        perform(petition, "answer_supervision", by=handler, text="在办。")
        return taken(ids)

    monkeypatch.setattr(rounds, "_taken", answer_first)
    before = steps(db, petition)
    assert on("2026-05-12", petition, db) == before
    assert db.session.scalar(sa.select(Supervision.status)) == "answered"


def test_a_unit_that_gives_two_causes_is_pressed_once(db):
    petition = a_petition("accepted", on="2026-03-02")
    late = db.session.scalar(sa.select(Clock).where(Clock.code == "D06"))
    twin = {c.key: getattr(late, c.key) for c in sa.inspect(Clock).column_attrs if c.key != "id"}
    db.session.add(Clock(**twin))
    db.session.commit()
    assert len(on("2026-05-08", petition, db)) == 1
