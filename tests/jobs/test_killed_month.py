"""The plug is pulled while a month is closed: it is closed once, and told once."""

import signal

import pytest
import sqlalchemy as sa

from app.jobs.models import Job
from app.reminders.models import Reminder
from app.reports.models import ClosedMonth
from tests.factories import a_petition
from tests.jobs.mortal_month import WORST_MOMENTS
from tests.reports.reading import unlocked


@pytest.fixture
def march(office):
    """An office that registered two petitions in March, and has closed nothing."""
    with office.inside() as db:
        with unlocked(db.session, "closed_month"):
            db.session.execute(sa.delete(ClosedMonth))
        for _one in range(2):
            a_petition(on="2026-03-02")
        db.session.commit()
    return office


def closed(office):
    with office.inside() as db:
        jobs = db.session.scalars(sa.select(Job.state).where(Job.name == "reports.close_month"))
        told = sa.select(sa.func.count()).where(Reminder.href.startswith("/months/"))
        months = db.session.scalars(sa.select(ClosedMonth)).all()
        return [str(one) for one in months], list(jobs), db.session.scalar(told)


@pytest.mark.parametrize("moment", WORST_MOMENTS)
def test_killed_while_it_closes_the_month_is_closed_exactly_once(march, moment):
    dying = march.start("tests.jobs.mortal_month", moment)
    assert dying.wait(120) == -signal.SIGKILL
    for _time in range(2):
        assert march.start("tests.jobs.mortal_month").wait(120) == 0
    months, jobs, told = closed(march)
    assert months == ["2026-03"]
    assert jobs == ["done"]
    assert told == 2, "the bureau leader and the statistician"


def test_two_workers_at_once_close_it_once(march):
    both = [march.start("tests.jobs.mortal_month") for _worker in range(2)]
    assert [one.wait(120) for one in both] == [0, 0]
    assert march.start("tests.jobs.mortal_month").wait(120) == 0
    assert closed(march)[0] == ["2026-03"]
    assert closed(march)[2] == 2
