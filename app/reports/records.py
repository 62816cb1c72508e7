"""What is done about petitions, as rows that can be counted: on which one, when, what.

A limit counts by the day on which it ends, everything else by the day on which it happened.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.core import clock
from app.core.day_sums import DaysBetween
from app.core.in_order import InOrder
from app.petitions.models import (
    Clock,
    FollowUp,
    Hearing,
    LeaderCharge,
    Petition,
    Placing,
    Reception,
    ReceptionVisit,
    ReviewCase,
    Supervision,
)
from app.petitions.models.counted import DUTIES
from app.petitions.models.order import LETTERS
from app.reports.period import Period

#: A review that changed or revoked what was decided before.
OVERTURNED = ("2", "3")
_TODAY = sa.bindparam("today", type_=sa.Date, callable_=clock.today, unique=True)
_NO_DAYS = sa.cast(sa.null(), sa.Integer)


@dataclass(frozen=True, eq=False)
class Rows:
    """Rows of one table: the petition of each, its day, what it is, how many days it took.

    ``carries``: they carry the placing of their petition, which then need not be looked up.
    """

    table: Any
    day: Any
    what: Any
    conditions: tuple[ColumnElement[bool], ...] = ()
    days: Any = None
    carries: bool = False
    #: Whether each of the rows is asked for: else only those of some names are.
    whole: bool = False

    def columns(self) -> list[ColumnElement[Any]]:
        """Return the day of a row, what it is and how many days it took, as the tables ask."""
        named = isinstance(self.what, str)
        what = sa.cast(sa.literal(self.what), sa.String(32)) if named else self.what
        days = _NO_DAYS if self.days is None else self.days
        return [self.day.label("day"), what.label("what"), days.label("days")]

    def on_petitions(self) -> sa.Select[Any]:
        """Select each row with its petition."""
        petition = self.table.petition_id.label("petition_id")
        return sa.select(petition, *self.columns()).where(*self.conditions)

    def placed(self, *, petition: bool) -> Any:
        """Return the rows joined to their placings, if asked for to their petitions as well."""
        found, placing = self.table.__table__, Placing.__table__
        if not self.carries:
            found = InOrder(found, Petition.__table__, self.table.petition_id == Petition.id)
            return InOrder(found, placing, Petition.placing_id == Placing.id)
        same = found.c.placing_id == Placing.id
        joined = (
            InOrder(placing, found, same) if self.table is Clock else InOrder(found, placing, same)
        )
        if petition:
            joined = InOrder(joined, Petition.__table__, self.table.petition_id == Petition.id)
        return joined


# ---- limits -------------------------------------------------------------------------------------

#: How a limit of a duty that still runs is counted, by the day of its end.
_RUNNING = {"over": Clock.due_on < _TODAY, "open": Clock.due_on >= _TODAY}


def _limits(names: Collection[str]) -> Iterable[Rows]:
    """Yield limits: kept, late, over and still not met, or open; and those that were met.

    What was met stands on the day of the act, with the days it took.
    """
    told = [(name, *name.split(".")) for name in names]
    ended = [name for name, _duty, how in told if how in ("kept", "late")]
    if ended:
        yield _of_limits(Clock.what.in_(ended), Clock.due_on, Clock.what)
    for how, condition in _RUNNING.items():
        duties = [duty for _name, duty, last in told if last == how]
        if duties:
            unmet = sa.and_(Clock.what.in_([f"{duty}.unmet" for duty in duties]), condition)
            yield _of_limits(unmet, Clock.due_on, sa.func.replace(Clock.what, "unmet", how))
    # One duty at a time: what its rows are is known then, and nothing is sorted by it.
    days = DaysBetween(Clock.started_on, Clock.stopped_on)
    for name, duty, how in told:
        if how == "took":
            met = Clock.what.in_((f"{duty}.kept", f"{duty}.late"))
            yield _of_limits(met, Clock.stopped_on, name, days)


def _of_limits(condition: Any, day: Any, what: Any, days: Any = None) -> Rows:
    return Rows(Clock, day, what, (condition,), days, carries=True, whole=True)


def next_due(name: str, period: Period) -> sa.ScalarSelect[date]:
    """Return, of a ``Petition``, the first day of a period on which an open limit of it ends."""
    return (
        sa.select(sa.func.min(Clock.due_on))
        .where(
            Clock.petition_id == Petition.id,
            Clock.what == f"{name}.unmet",
            _RUNNING["open"],
            Clock.due_on.between(period.since, period.until),
        )
        .correlate(Petition)
        .scalar_subquery()
    )


# ---- ratings ------------------------------------------------------------------------------------


#: However such a limit ended: of a petition that was rated none is kept (``counted.py``).
_UNRATED = ("rate.kept", "rate.late", "rate.unmet")


def _ratings() -> dict[str, Rows]:
    """Return the last rating of each petition, and the limits that ended without one."""
    last = FollowUp.placing_id.is_not(None)
    by_office = sa.literal("office.").concat(FollowUp.office_satisfaction)
    by_unit = sa.literal("unit.").concat(FollowUp.satisfaction)
    said = last, FollowUp.office_satisfaction.is_not(None)
    day = FollowUp.occurred_on
    over = Clock.what.in_(_UNRATED), Clock.due_on < _TODAY
    return {
        "rated": Rows(FollowUp, day, "rated", (last,), carries=True),
        "unit.": Rows(FollowUp, day, by_unit, (last,), carries=True),
        "office.": Rows(FollowUp, day, by_office, said, carries=True),
        "unrated": Rows(Clock, Clock.due_on, "unrated", over, carries=True),
    }


# ---- everything else ----------------------------------------------------------------------------


def _reviews() -> dict[str, Rows]:
    """Return applications by their day, and decisions by theirs."""
    decided = sa.case(
        (ReviewCase.outcome == "1", ".upheld"),
        (ReviewCase.outcome.in_(OVERTURNED), ".overturned"),
        else_=".otherwise",
    )
    day, level = ReviewCase.decided_on, ReviewCase.level
    asked = Rows(ReviewCase, ReviewCase.applied_on, level.concat(".asked"))
    ended = Rows(ReviewCase, day, level.concat(decided), (day.is_not(None),))
    levels = "review", "re_examination"
    return {
        **{f"{level}.asked": asked for level in levels},
        **{f"{level}.": ended for level in levels},
    }


def _pressing() -> dict[str, Rows]:
    by_letter, closed_on = Supervision.rung.in_(LETTERS), Supervision.closed_on
    closed = by_letter, closed_on.is_not(None)
    # The day stands on the leader's reception, looked up beside each visit.
    day = (
        sa.select(Reception.day)
        .where(Reception.id == ReceptionVisit.reception_id)
        .correlate(ReceptionVisit)
        .scalar_subquery()
    )
    return {
        "supervised": Rows(Supervision, Supervision.issued_on, "supervised", (by_letter,)),
        "supervision_closed": Rows(Supervision, closed_on, "supervision_closed", closed),
        "charge": Rows(LeaderCharge, LeaderCharge.since, "charge"),
        "received": Rows(ReceptionVisit, day, "received"),
    }


_LATER = Clock.code.in_(DUTIES["answer"]), Clock.extended_days > 0
#: Where rows of a name stand, or of all names that begin so.
_OTHERS: dict[str, Rows] = {
    "extended": Rows(Clock, Clock.due_on, "extended", _LATER, carries=True),
    **_ratings(),
    **_reviews(),
    "hearing": Rows(Hearing, Hearing.begins_on, "hearing", (Hearing.status == "held",)),
    **_pressing(),
}


def rows_of(names: Collection[str]) -> list[Rows]:
    """Return the rows of some names; what none of them needs is not read."""
    needed = [rows for name, rows in _OTHERS.items() if any(one.startswith(name) for one in names)]
    limits = [name for name in names if name.partition(".")[0] in DUTIES]
    return [*_limits(limits), *dict.fromkeys(needed)]


def records(names: Collection[str]) -> sa.Subquery:
    """Return the rows of some names, each with its petition."""
    return sa.union_all(*(rows.on_petitions() for rows in rows_of(names))).subquery("record")
