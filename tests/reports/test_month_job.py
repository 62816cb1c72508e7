"""On the day that the office set its month is closed by itself, once."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.core import clock
from app.core.db import atomic
from app.jobs import performing
from app.jobs.commands import enqueue
from app.jobs.models import Job
from app.reminders.models import Reminder
from app.reports.models import ClosedMonth
from app.reports.months.calendar import due_month, due_months, due_on
from app.reports.months.closing import close_month
from app.settings.commands import change_setting
from tests.factories import an_officer, the_unit

JANUARY = 2026 * 12
MARCH = JANUARY + 2


@pytest.mark.parametrize(
    ("until", "day", "due"),
    [
        ("2026-03-31", 5, "2026-04-05"),
        ("2025-12-31", 5, "2026-01-05"),
        ("2026-02-28", 28, "2026-03-28"),
        ("2026-03-20", 5, "2026-04-05"),
        ("2026-03-20", 25, "2026-03-25"),
        ("2026-03-20", 20, "2026-04-20"),
    ],
)
def test_the_day_after_the_end_of_a_month(until, day, due):
    assert due_on(date.fromisoformat(until), day) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("today", "first_day", "day", "month", "because"),
    [
        ("2026-04-04", 1, 5, 1, "the day has not come: February, if nobody closed it"),
        ("2026-04-05", 1, 5, 2, "the day"),
        ("2026-04-30", 1, 5, 2, "the machine stood still on the day"),
        ("2026-01-05", 1, 5, -1, "December of the year before"),
        ("2026-03-24", 21, 25, 1, "the office's March ended on the 20th"),
        ("2026-03-25", 21, 25, 2, "five days later"),
    ],
)
def test_which_month_is_due(today, first_day, day, month, because):
    assert due_month(date.fromisoformat(today), first_day, day) == JANUARY + month, because


@pytest.mark.parametrize(
    ("newest", "last_closed", "due", "because"),
    [
        (MARCH, JANUARY, [1, 2], "two days of closing passed unseen"),
        (MARCH, MARCH, [], "all is closed"),
        (MARCH, None, [2], "an office that begins is not closed for years back"),
        (MARCH, JANUARY - 30, range(-9, 3), "a year at most"),
    ],
)
def test_which_months_are_made_up_for(newest, last_closed, due, because):
    assert [one - JANUARY for one in due_months(newest, last_closed)] == list(due), because


def runs(day: str) -> list[str]:
    """Do the work of a day; return the months that are closed then."""
    from app.extensions import db

    with clock.at(day):
        performing.run_once()
        performing.run_once()
    rows = db.session.scalars(sa.select(ClosedMonth).order_by(ClosedMonth.id))
    return [f"{one.office.code} {one}" for one in rows]


def test_the_job_closes_the_month_of_the_office_that_registers(office, db):
    assert runs("2026-04-04") == ["LT 2026-02"]
    assert runs("2026-04-05") == ["LT 2026-02", "LT 2026-03"]
    assert runs("2026-04-06") == ["LT 2026-02", "LT 2026-03"]
    row = db.session.scalars(sa.select(ClosedMonth).where(ClosedMonth.month == MARCH)).one()
    assert row.closed_by is None
    states = db.session.scalars(sa.select(Job.state).where(Job.name == "reports.close_month"))
    assert list(states) == ["done", "done"]
    told = sa.select(Reminder.to_id).where(Reminder.href == f"/months/{row.id}")
    keepers = {an_officer(role).id for role in ("Statistician", "Bureau leader")}
    assert set(db.session.scalars(told)) == keepers


def test_closing_days_that_passed_while_the_machine_stood_still_are_made_up_for(office, db):
    assert runs("2026-02-05") == ["LT 2026-01"]
    assert runs("2026-05-06") == ["LT 2026-01", "LT 2026-02", "LT 2026-03"]
    assert runs("2026-05-06")[-1] == "LT 2026-04"
    assert len(runs("2026-05-06")) == 4


def test_a_month_that_failed_does_not_hold_up_the_next(office, db):
    runs("2026-02-05")
    enqueue("reports.close_month", office_id=the_unit("LT").id, month=JANUARY + 1)
    _fail_the_last(db)
    assert runs("2026-04-05") == ["LT 2026-01", "LT 2026-03"]


def _fail_the_last(db):
    """Let the job that was put off last have failed for good."""
    with_state = sa.update(Job).values(state="failed").where(Job.state == "queued")
    atomic(lambda: db.session.execute(with_state))()


def test_what_was_closed_by_hand_is_not_closed_again(office, db):
    close_month(the_unit("LT"), MARCH, by=an_officer("Statistician"))
    assert runs("2026-04-05") == ["LT 2026-03"]
    assert db.session.scalars(sa.select(Job).where(Job.name == "reports.close_month")).all() == []


def test_with_no_day_set_nothing_is_closed_by_itself(office, db):
    change_setting("month_closed_on", 0, unit_id=0, by=an_officer("System administrator"))
    assert runs("2026-04-30") == []


def test_an_office_whose_month_begins_on_the_21st_closes_that_month(office, db):
    change_setting("month_begins_on", 21, unit_id=0, by=an_officer("System administrator"))
    assert runs("2026-04-05") == ["LT 2026-03"]
    row = db.session.scalars(sa.select(ClosedMonth)).one()
    assert (row.since, row.until) == (date(2026, 2, 21), date(2026, 3, 20))
