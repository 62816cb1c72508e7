"""Closing a month of an office: counted once, kept for ever."""

from typing import Any

import sqlalchemy as sa
from flask_babel import format_date
from flask_babel import gettext as _

from app.accounts.models import Officer, Unit
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.upsert import insert_unless_there
from app.extensions import db
from app.petitions.models import Petition
from app.reports.measure import VERSION
from app.reports.models import ClosedMonth
from app.reports.months.calendar import OFFERED, days_of, offered, over
from app.reports.months.content import canonical, digest, packed
from app.reports.months.counted import OfficeMonth, in_the_offices_language
from app.reports.months.summary import sentences
from app.reports.period import Period, month_name, month_of
from app.reports.words import spoken_days
from app.settings.queries import value

NOT_OVER = N_("This month is not over yet.")
CLOSED = N_("This month is closed already.")
TOO_OLD = N_("Only the last %(count)s months are closed by hand.")
NOTHING_YET = N_("The office has registered nothing up to this month.")
NOT_YOURS = N_("Only the office itself closes its months.")


def may_close(officer: Officer, office: Unit | None) -> bool:
    """Say whether the officer closes the months of this office: of his own one only."""
    if office is None or office.kind != "petition_office":
        return False
    return officer.may("close_month") and officer.unit_id == office.id


def first_day_of(office: Unit) -> int:
    """Return on which day the months of an office begin."""
    return int(value("month_begins_on", office))


@atomic
def close_month(office: Unit, month: int, *, by: Officer | None) -> ClosedMonth:
    """Count a month for its office and keep it; without ``by`` the office's day has come.

    :raises DomainError: if it is closed, or whoever closes it may not.
    :raises Invalid: if it is not over, or too old, or older than the office.
    """
    if by is not None and not may_close(by, office):
        raise DomainError(NOT_YOURS, status=403)
    first_day, now = first_day_of(office), clock.now()
    _check(office, month, first_day, by_hand=by is not None)
    days = days_of(month, first_day, closed_days(office, range(month - 1, month + 2)))
    counted = OfficeMonth(office, month, days, first_day, by.full_name if by else "")
    row = _row(counted, {"closed_at": now, "closed_by_id": by.id if by else None})
    if not insert_unless_there(db.session(), ClosedMonth, row, unique=("office_id", "month")):
        raise DomainError(CLOSED, field="month")
    return db.session.execute(_the(office, month)).scalar_one()


def _check(office: Unit, month: int, first_day: int, *, by_hand: bool) -> None:
    today = clock.today()
    if not over(month, first_day, today):
        raise Invalid(NOT_OVER, field="month")
    if is_closed(office, month):
        raise DomainError(CLOSED, field="month")
    if by_hand and month not in offered(today, first_day):
        raise Invalid(TOO_OLD, field="month", count=OFFERED)
    first = first_month(office, first_day)
    if first is None or month < first:
        raise Invalid(NOTHING_YET, field="month")


def is_closed(office: Unit, month: int) -> bool:
    """Say whether a month of an office is closed."""
    return db.session.execute(_the(office, month)).first() is not None


def closed_days(office: Unit, months: range) -> dict[int, Period]:
    """Return the days of those of some months that an office has closed."""
    query = sa.select(ClosedMonth.month, ClosedMonth.since, ClosedMonth.until).where(
        ClosedMonth.office_id == office.id,
        ClosedMonth.month.between(months.start, months.stop - 1),
    )
    return {month: Period(since, until) for month, since, until in db.session.execute(query)}


def last_closed(office: Unit, until: int) -> int | None:
    """Return the last month of an office that is closed, up to one."""
    mine = (ClosedMonth.office_id == office.id, ClosedMonth.month <= until)
    return db.session.scalar(sa.select(sa.func.max(ClosedMonth.month)).where(*mine))


def first_month(office: Unit, first_day: int) -> int | None:
    """Return the month in which an office first registered something: it has none before."""
    mine = sa.select(sa.func.min(Petition.registered_on)).where(
        Petition.registering_unit_id == office.id
    )
    first = db.session.scalar(mine)
    return month_of(first, first_day) if first else None


def _the(office: Unit, month: int) -> sa.Select[Any]:
    return sa.select(ClosedMonth).where(
        ClosedMonth.office_id == office.id, ClosedMonth.month == month
    )


def _row(counted: OfficeMonth, closed: dict[str, Any]) -> dict[str, Any]:
    period = counted.period
    found = closed | {
        "office_id": counted.office.id,
        "month": counted.month,
        "first_day": counted.first_day,
        "since": period.since,
        "until": period.until,
        "version": VERSION,
    }
    with in_the_offices_language():
        kept = {name: str(told) for name, told in found.items()} | _content(counted)
    text = canonical(kept)
    return found | {"content": text, "digest": digest(text)}


def _content(counted: OfficeMonth) -> dict[str, Any]:
    """Count; a petition entered meanwhile would stand in one table only, so count again."""
    facts, sheets = counted.facts(), counted.sheets()
    while facts != (later := counted.facts()):
        facts, sheets = later, counted.sheets()
    office = counted.office.name
    return {
        "petitions": facts,
        "sheets": {name: packed(sheet) for name, sheet in sheets.items()},
        "title": _(
            "Monthly report of %(office)s, %(month)s",
            office=office,
            month=month_name(counted.month),
        ),
        "summary": list(sentences(sheets, office)),
        "told": _told(counted),
    }


def _told(counted: OfficeMonth) -> list[str]:
    """Return what stands on the cover below the summary."""
    period = counted.period
    return [
        _("Days: %(days)s", days=spoken_days(period.since, period.until)),
        _("Definitions: %(version)s", version=VERSION),
        _("Closed on: %(day)s", day=format_date(clock.today(), "long")),
        _("Closed by: %(name)s", name=counted.signed or _("the system")),
    ]
