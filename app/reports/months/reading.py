"""Closed months read: which there are for whom, and what one keeps, if nobody touched it."""

import json
import logging
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, undefer

from app.accounts.models import Officer, Unit
from app.core.errors import DomainError, NotFound
from app.core.i18n import N_
from app.core.paging import Order, Page, Place, key_page
from app.core.sheet import Sheet
from app.extensions import db
from app.petitions.scope import offices_read_by
from app.reports.catalog import REPORTS
from app.reports.models import ClosedMonth
from app.reports.months.calendar import days_of, offered
from app.reports.months.closing import closed_days, first_month
from app.reports.months.content import digest, unpacked
from app.reports.months.counted import Facts, OfficeMonth
from app.reports.period import Period

log = logging.getLogger("app.reports")

TAMPERED = N_(
    "What was kept of this month has been changed in the database: it no longer agrees with its"
    " hash. It is not shown. Tell whoever runs the system."
)
#: What stands in the row as well, to be found by: it must say the same.
_SAME = "office_id month first_day since until version closed_at closed_by_id".split()


class Tampered(DomainError):
    """A closed month that does not agree with its hash."""


@dataclass(frozen=True)
class Kept:
    """A closed month with what it keeps, which agrees with its hash."""

    row: ClosedMonth
    content: dict[str, Any]

    @cached_property
    def sheets(self) -> dict[str, Sheet]:
        """The tables in their order."""
        kept = self.content["sheets"]
        return {name: unpacked(kept[name]) for name in sorted(kept, key=_place)}

    @property
    def facts(self) -> Facts:
        """The petitions that were counted."""
        return self.content["petitions"]

    @property
    def again(self) -> OfficeMonth:
        """The same month, to be counted as it stands now."""
        days = Period(self.row.since, self.row.until)
        return OfficeMonth(self.row.office, self.row.month, days, self.row.first_day)


def _place(name: str) -> tuple[int, str]:
    """Return where a table stands; one that is no longer counted comes last."""
    names = list(REPORTS)
    return (names.index(name) if name in names else len(names), name)


def _readable(officer: Officer) -> sa.Select[Any]:
    offices = sa.select(Unit.id).where(offices_read_by(officer))
    query = sa.select(ClosedMonth).where(ClosedMonth.office_id.in_(offices))
    return query.options(joinedload(ClosedMonth.office), joinedload(ClosedMonth.closed_by))


def page(officer: Officer, where: Place) -> Page[ClosedMonth]:
    """Return one page of the closed months of the offices in reach, the newest first."""
    order = Order(ClosedMonth.until, ClosedMonth.id)
    return key_page(db.session(), _readable(officer), order, where)


def kept(officer: Officer, month_id: int) -> Kept:
    """Return a closed month with what it keeps.

    :raises NotFound: if there is none in the officer's reach.
    :raises Tampered: if it does not agree with its hash.
    """
    query = _readable(officer).where(ClosedMonth.id == month_id)
    row = db.session.scalar(query.options(undefer(ClosedMonth.content)))
    if row is None:
        raise NotFound(N_("There is no such closed month."))
    return Kept(row, _checked(row))


def _checked(row: ClosedMonth) -> dict[str, Any]:
    found = digest(row.content)
    if found != row.digest:
        raise _tampered(row, f"kept {row.digest}, found {found}")
    content: dict[str, Any] = json.loads(row.content)
    odd = [name for name in _SAME if content.get(name) != str(getattr(row, name))]
    if odd:
        raise _tampered(row, f"kept {row.digest}, but the row says otherwise: {' '.join(odd)}")
    return content


def _tampered(row: ClosedMonth, how: str) -> Tampered:
    """Tell whoever runs the system; what was counted is not told."""
    log.error("closed month %s (%s) of %s: %s", row.id, row.called, row.office.code, how)
    return Tampered(TAMPERED)


def open_months(office: Unit, first_day: int, today: date) -> list[tuple[int, Period]]:
    """Return which of the last months an office has not closed yet with their days, last first.

    None before it registered anything: they would be closed empty, for ever.
    """
    first = first_month(office, first_day)
    months = [one for one in offered(today, first_day) if first is not None and one >= first]
    if not months:
        return []
    closed = closed_days(office, range(months[-1] - 1, months[0] + 2))
    return [(one, days_of(one, first_day, closed)) for one in months if one not in closed]
