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
from app.reports.months.calendar import due_month
from app.reports.months.closing import close_month, first_day_of, is_closed, may_close
from app.reports.period import month_span
from app.settings.queries import value

CLOSE = "reports.close_month"
TOLD = N_("The month %(month)s is closed; its pack of reports can be taken.")


@each_minute("reports.months")
def months() -> int:
    """Have every month closed whose day has come; return how many."""
    return sum(_begin(office) for office in _offices())


def _offices() -> list[Unit]:
    """Return the petition offices that registered anything: only these report."""
    registers = sa.exists().where(Petition.registering_unit_id == Unit.id)
    own = (Unit.kind == "petition_office", Unit.active, registers)
    return list(db.session.scalars(sa.select(Unit).where(*own).order_by(Unit.id)))


@atomic
def _begin(office: Unit) -> bool:
    """Have a month closed, unless it is, or somebody is at it, or it has failed."""
    day = int(value("month_closed_on", office))
    if not day:
        return False
    first_day = first_day_of(office)
    month = due_month(clock.today(), first_day, day)
    if is_closed(office, month) or not _registered_by(office, month, first_day):
        return False
    args = {"office_id": office.id, "month": month}
    begun = (Job.name == CLOSE, Job.args == args, Job.state != "done")
    if db.session.scalar(sa.select(Job.id).where(*begun).limit(1)) is not None:
        return False
    enqueue(CLOSE, office_id=office.id, month=month)
    return True


def _registered_by(office: Unit, month: int, first_day: int) -> bool:
    """Say whether an office worked with this system by then: a month before has no numbers."""
    until = month_span(month, first_day).until
    first = sa.select(Petition.id).where(
        Petition.registering_unit_id == office.id, Petition.registered_on <= until
    )
    return db.session.scalar(first.limit(1)) is not None


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
