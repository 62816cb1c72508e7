"""Delivery: once, also after a time when nothing ran, and to nobody else."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.jobs.models import Job
from app.jobs.performing import run_once
from app.jobs.reporting import Report, report_back
from app.reminders import commands, delivery, presenters
from app.reminders.models import Plan, Reminder
from tests.factories import an_officer
from tests.reminders.planned import a_plan, office


def told(db):
    db.session.expire_all()
    return db.session.scalars(sa.select(Reminder).order_by(Reminder.due_at)).all()


def test_nothing_rings_before_its_time(db, at):
    with at("2026-03-04T09:29"):
        a_plan(an_officer(), remind_minutes=30)
        run_once()
    assert told(db) == []
    with at("2026-03-04T09:30"):
        run_once()
    assert [each.due_at for each in told(db)] == [office("2026-03-04T10:00")]


def test_it_rings_once_however_often_the_minute_comes(db, at):
    with at("2026-03-04T10:00"):
        a_plan(an_officer())
        for _minute in range(3):
            run_once()
    assert len(told(db)) == 1


def test_a_mark_that_was_lost_rings_nobody_twice(db, at):
    officer = an_officer()
    with at("2026-03-04T10:00"):
        plan_id = a_plan(officer).id
        run_once()
        plan = db.session.get(Plan, plan_id)
        plan.ring_at = plan.ring_for = plan.at
        db.session.commit()  # as if the power had failed in between
        run_once()
    assert len(told(db)) == 1


def test_what_fell_into_a_standstill_is_told_afterwards(db, at):
    a_plan(an_officer(), "2026-03-02T10:00", repeat="daily")
    with at("2026-03-04T12:00"):
        run_once()
    assert [each.due_at for each in told(db)] == [
        office(f"2026-03-0{day}T10:00") for day in (2, 3, 4)
    ]


def test_a_plan_without_reminder_or_done_or_deleted_stays_silent(db, at):
    officer = an_officer()
    with at("2026-03-04T09:00"):
        a_plan(officer, remind_minutes=None)
        commands.finish_plan(a_plan(officer), by=officer)
        commands.delete_plan(a_plan(officer), by=officer)
    with at("2026-03-05T09:00"):
        run_once()
    assert told(db) == []


def test_what_is_postponed_rings_again(db, at):
    officer = an_officer()
    with at("2026-03-04T10:00"):
        plan_id = a_plan(officer).id
        run_once()
        commands.postpone_plan(db.session.get(Plan, plan_id), "hour", by=an_officer())
    with at("2026-03-04T11:00"):
        run_once()
    assert len(told(db)) == 2


def test_one_plan_that_cannot_be_rung_stops_no_other(db, at, monkeypatch):
    with at("2026-03-04T10:00"):
        bad, good = a_plan(an_officer(), "2026-03-04T09:00"), a_plan(an_officer())
        bad_id, good_id, real = bad.id, good.id, delivery.ring

        def ring(plan_id):
            if plan_id == bad_id:
                raise RuntimeError("broken")
            return real(plan_id)

        monkeypatch.setattr(delivery, "ring", ring)
        run_once()
        run_once()
    assert [each.source_id for each in told(db)] == [good_id]
    failed = db.session.scalars(sa.select(Job).where(Job.state == "failed")).one()
    assert (failed.name, failed.tries) == ("reminders.deliver", 2)
    assert failed.last_error.startswith("RuntimeError ")
    assert "broken" not in failed.last_error


def test_long_work_reports_back_once(app, db):
    officer = an_officer()
    db.session.commit()  # the command begins a transaction of its own
    for _try in range(2):
        report_back(Report(officer_id=officer.id, text="The pack is ready.", key="pack 2026-03"))
    assert [presenters.said(each) for each in told(db)] == ["The pack is ready."]


@pytest.mark.parametrize("minutes", [10, 60])
def test_the_next_of_a_series_is_wound_with_the_same_warning(db, at, minutes):
    with at("2026-03-04T10:00"):
        plan_id = a_plan(an_officer(), repeat="daily", remind_minutes=minutes).id
        run_once()
    plan = db.session.get(Plan, plan_id)
    assert plan.ring_at == office("2026-03-05T10:00") - timedelta(minutes=minutes)
