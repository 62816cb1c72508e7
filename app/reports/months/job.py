"""On the day that an office has set, its month is closed: once, whoever dies meanwhile."""

import sqlalchemy as sa

from app.accounts.models import Officer, Unit
from app.core import clock
from app.core.db import atomic
from app.core.i18n import N_
from app.extensions import db
from app.jobs.commands import each_minute, enqueue, task
from app.jobs.models import Job
from app.jobs.reporting import Report, report_back
from app.petitions.models import Petition
from app.reports.models import ClosedMonth
from app.reports.months.calendar import due_month, due_months
from app.reports.months.closing import (
    close_month,
    first_day_of,
    first_month,
    is_closed,
    last_closed,
    may_close,
)
from app.settings.queries import value

CLOSE = "reports.close_month"
TOLD = N_("The month %(month)s is closed; its pack of reports can be taken.")


@each_minute("reports.months")
def months() -> int:
    """Have the months closed whose day has come, of each office the oldest; return how many."""
    return sum(_begin(office) for office in _offices())


def _offices() -> list[Unit]:
    """Return the petition offices that registered anything: only these report."""
    registers = sa.exists().where(Petition.registering_unit_id == Unit.id)
    own = (Unit.kind == "petition_office", Unit.active, registers)
    return list(db.session.scalars(sa.select(Unit).where(*own).order_by(Unit.id)))


@atomic
def _begin(office: Unit) -> bool:
    """Have the oldest month closed that is due, unless somebody is at it.

    One at a time: a month begins where the one before ended. One that failed waits for somebody
    to try it again, and does not hold up the others.
    """
    day = int(value("month_closed_on", office))
    if not day:
        return False
    first_day = first_day_of(office)
    for month in _due(office, first_day, day):
        state = _state(office, month)
        if state is None:
            enqueue(CLOSE, office_id=office.id, month=month)
        if state != "failed":
            return state is None
    return False


def _due(office: Unit, first_day: int, day: int) -> list[int]:
    """Return the months to be closed; one before the office's first petition has no numbers."""
    newest = due_month(clock.today(), first_day, day)
    months = due_months(newest, last_closed(office, newest))
    first = first_month(office, first_day) if months else None
    return [month for month in months if first is not None and month >= first]


def _state(office: Unit, month: int) -> str | None:
    """Return how far the closing of a month is, if it was begun and not done."""
    args = {"office_id": office.id, "month": month}
    begun = (Job.name == CLOSE, Job.args == args, Job.state != "done")
    return db.session.scalar(sa.select(Job.state).where(*begun).limit(1))


@task(CLOSE, retries=5)
@atomic
def close(office_id: int, month: int) -> bool:
    """Close a month, and tell who may close it; one that was closed meanwhile stays as it is."""
    office = db.session.get(Unit, office_id)
    if office is None or is_closed(office, month):
        return False
    row = close_month(office, month, by=None)
    for officer in db.session.scalars(_keepers(office)):
        if may_close(officer, office):
            _tell(officer, row)
    return True


def _keepers(office: Unit) -> sa.Select[Officer]:
    return sa.select(Officer).where(Officer.unit_id == office.id, Officer.active)


def _tell(officer: Officer, row: ClosedMonth) -> None:
    report_back(
        Report(
            officer_id=officer.id,
            text=TOLD,
            params={"month": row.called},
            key=f"closed month {row.id}",
            href=f"/months/{row.id}",
        )
    )
