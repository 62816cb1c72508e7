"""Plans: written, ticked off, postponed, handed on; nobody sees another's."""

import pytest
import sqlalchemy as sa

from app.core.errors import Invalid, NotFound
from app.journal.models import AdminEvent
from app.reminders import commands, queries
from app.reminders.models import Plan, Reminder
from tests.factories import a_petition, an_officer, the_unit
from tests.reminders.planned import a_plan, office

NOON = "2026-03-04T12:00"


def test_a_plan_done_once_is_done(db, at):
    officer = an_officer()
    with at(NOON):
        plan = a_plan(officer)
        commands.finish_plan(plan, by=officer)
        assert plan.done_at == office(NOON)
        assert plan.ring_at is None
        commands.finish_plan(plan, by=officer)
    assert plan.done_at == office(NOON)


def test_a_series_that_is_ticked_off_goes_on_to_what_lies_ahead(db, at):
    officer = an_officer()
    plan = a_plan(officer, "2026-03-02T10:00", repeat="daily")
    with at(NOON):
        commands.finish_plan(plan, by=officer)
    assert plan.done_at is None
    assert plan.at == office("2026-03-05T10:00")
    assert plan.ring_at == office("2026-03-05T10:00")


def test_a_series_ends_with_its_last_occurrence(db, at):
    officer = an_officer()
    last = office("2026-03-05T10:00").date()
    plan = a_plan(officer, "2026-03-05T10:00", repeat="daily", until=last)
    with at("2026-03-05T11:00"):
        commands.finish_plan(plan, by=officer)
    assert plan.done_at is not None


@pytest.mark.parametrize(
    ("moment", "rings"),
    [
        ("2026-03-03T09:00", "2026-03-03T10:00"),  # a day before
        ("2026-03-03T12:00", "2026-03-04T10:00"),  # the warning has passed
        ("2026-03-04T12:00", None),  # all has passed
    ],
)
def test_a_plan_that_is_reopened_rings_only_for_what_lies_ahead(db, at, moment, rings):
    officer = an_officer()
    plan = a_plan(officer, remind_minutes=1440)
    with at(moment):
        commands.finish_plan(plan, by=officer)
        commands.reopen_plan(plan, by=officer)
    assert (plan.done_at, plan.last_done_at) == (None, None)
    assert plan.ring_at == (office(rings) if rings else None)


def test_a_series_that_is_reopened_goes_on(db, at):
    officer = an_officer()
    last = office("2026-03-05T10:00").date()
    plan = a_plan(officer, "2026-03-05T10:00", repeat="daily", until=last)
    with at("2026-03-05T11:00"):
        commands.finish_plan(plan, by=officer)
        commands.reopen_plan(plan, by=officer)
    assert plan.at == office("2026-03-05T10:00")
    assert commands.count_open(officer) == 1


@pytest.mark.parametrize(
    ("preset", "moment", "expected"),
    [
        ("hour", "2026-03-04T12:00", "2026-03-04T13:00"),
        ("tomorrow", "2026-03-06T12:00", "2026-03-07T09:00"),
        ("workday", "2026-03-06T12:00", "2026-03-09T09:00"),
        ("custom", "2026-03-04T12:00", "2026-04-01T15:30"),
    ],
)
def test_postponing(db, at, preset, moment, expected):
    officer = an_officer()
    plan = a_plan(officer, repeat="daily", remind_minutes=1440)
    with at(moment):
        chosen = office("2026-04-01T15:30") if preset == "custom" else None
        commands.postpone_plan(plan, preset, to=chosen, by=officer)
    assert plan.at == office(expected)
    assert plan.ring_at > office(moment), "it does not ring at once"
    assert plan.starts_at == office("2026-03-04T10:00"), "the series keeps its times"


def test_only_a_time_ahead_can_be_postponed_to(db, at):
    officer = an_officer()
    plan = a_plan(officer)
    with at(NOON):
        for moment in (None, office("2026-03-04T11:59")):
            with pytest.raises(Invalid) as refused:
                commands.postpone_plan(plan, "custom", to=moment, by=officer)
            assert refused.value.field == "to"


def test_a_last_day_before_the_first_is_refused_beside_its_field(db):
    with pytest.raises(Invalid) as refused:
        a_plan(an_officer(), repeat="weekly", until=office("2026-03-03T10:00").date())
    assert refused.value.field == "until"


def test_a_petition_is_chosen_only_by_who_may_see_it(db):
    petition = a_petition()
    assert a_plan(an_officer(), number=petition.number).petition_id == petition.id
    with pytest.raises(Invalid) as refused:
        a_plan(an_officer("Triage officer", the_unit("YL")), number=petition.number)
    assert refused.value.field == "number"


def test_a_petition_is_shown_only_while_it_may_be_seen(db):
    petition, officer = a_petition(), an_officer()
    assert queries.numbers_of(officer, {petition.id}) == {petition.id: petition.number}
    assert queries.numbers_of(an_officer("Triage officer", the_unit("YL")), {petition.id}) == {}


def test_somebody_elses_plan_is_not_there(db):
    plan = a_plan(an_officer())
    with pytest.raises(NotFound):
        queries.plan_for(an_officer("System administrator"), plan.id)


def test_open_plans_and_what_was_told_of_them_go_to_a_successor(db, at):
    leaving, successor = an_officer(), an_officer("Reviewer")
    by = an_officer("System administrator")
    with at(NOON):
        done, still = a_plan(leaving), a_plan(leaving, number=a_petition().number)
        commands.finish_plan(done, by=leaving)
        assert commands.count_open(leaving) == 1
        assert commands.move_plans(leaving, successor, by) == 1
    db.session.expire_all()
    assert db.session.get(Plan, still.id).owner_id == successor.id
    assert db.session.get(Plan, done.id).owner_id == leaving.id
    told = db.session.scalars(sa.select(AdminEvent).where(AdminEvent.tag == "plan.moved")).one()
    assert told.after == {"successor": successor.full_name, "plans": 1}
    assert db.session.scalars(sa.select(Reminder)).all() == []
    assert commands.move_plans(leaving, successor, by) == 0
