"""What is done about petitions, as rows that can be counted: on which one, when, what.

A limit counts by the day on which it ends, everything else by the day on which it happened.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased

from app.core import clock
from app.core.day_sums import DaysBetween
from app.petitions.models import (
    Clock,
    FollowUp,
    Handover,
    Hearing,
    LeaderCharge,
    Petition,
    Reception,
    ReceptionVisit,
    ReviewCase,
    Supervision,
)
from app.petitions.models.handover import SENT_BACK
from app.petitions.models.order import LETTERS
from app.reports.period import Period

#: Limits of handing over, of telling whether it is accepted, and of the answer.
SENDING, ACCEPTING, ANSWERING = ("D01", "D15"), ("D02", "D03", "D16"), ("D06", "D17")
DUTIES = {"send": SENDING, "accept": ACCEPTING, "answer": ANSWERING}
#: A review that changed or revoked what was decided before.
OVERTURNED = ("2", "3")
_TODAY = sa.bindparam("today", type_=sa.Date, callable_=clock.today, unique=True)
_NO_DAYS = sa.cast(sa.null(), sa.Integer)


def _rows(
    petition: Any, day: Any, what: Any, *conditions: Any, days: Any = _NO_DAYS
) -> sa.Select[Any]:
    named = sa.literal(what) if isinstance(what, str) else what
    return sa.select(
        petition.label("petition_id"),
        day.label("day"),
        sa.cast(named, sa.String(32)).label("what"),
        days.label("days"),
    ).where(*conditions)


def _duty(name: str) -> dict[str, sa.Select[Any]]:
    """Select limits: kept, late, over and still not met, or open; and those that were met.

    Of taken back legs none. What was met stands on the day of the act, with the days it took.
    """
    how = sa.case(
        (sa.and_(Clock.stopped_on.is_(None), Clock.due_on >= _TODAY), f"{name}.open"),
        (Clock.stopped_on.is_(None), f"{name}.over"),
        (Clock.stopped_on <= Clock.due_on, f"{name}.kept"),
        else_=f"{name}.late",
    )
    met, on = Clock.stopped_on.is_not(None), Clock.petition_id
    days = DaysBetween(Clock.started_on, Clock.stopped_on)
    ended = _rows(on, Clock.due_on, how, *_owed(name))
    took = _rows(on, Clock.stopped_on, f"{name}.took", met, *_owed(name), days=days)
    return {
        f"{name}.took": took,
        **dict.fromkeys((f"{name}.{how}" for how in ("open", "over", "kept", "late")), ended),
    }


def _owed(name: str) -> list[ColumnElement[bool]]:
    """Return the conditions on limits that somebody really had to keep."""
    back = sa.select(Handover.id).where(SENT_BACK)
    return [
        Clock.code.in_(DUTIES[name]),
        sa.or_(Clock.outcome.is_(None), Clock.outcome.in_(("met", "late"))),
        sa.or_(Clock.handover_id.is_(None), Clock.handover_id.not_in(back)),
    ]


def next_due(name: str, period: Period) -> sa.ScalarSelect[date]:
    """Return, of a ``Petition``, the first day of a period on which an open limit of it ends."""
    open_ = _duty(name)[f"{name}.open"].subquery()
    return (
        sa.select(sa.func.min(open_.c.day))
        .where(
            open_.c.petition_id == Petition.id,
            open_.c.what == f"{name}.open",
            open_.c.day.between(period.since, period.until),
        )
        .correlate(Petition)
        .scalar_subquery()
    )


def _ratings() -> dict[str, sa.Select[Any]]:
    """Select the last rating of each petition, and the limits that ended without one."""
    later, any_ = aliased(FollowUp), aliased(FollowUp)
    last = ~sa.exists().where(later.petition_id == FollowUp.petition_id, later.id > FollowUp.id)
    by_office = sa.literal("office.").concat(FollowUp.office_satisfaction)
    on, day = FollowUp.petition_id, FollowUp.occurred_on
    return {
        "rated": _rows(on, day, "rated", last),
        "unit.": _rows(on, day, sa.literal("unit.").concat(FollowUp.satisfaction), last),
        "office.": _rows(on, day, by_office, last, FollowUp.office_satisfaction.is_not(None)),
        "unrated": _rows(
            Clock.petition_id,
            Clock.due_on,
            "unrated",
            Clock.code == "D18",
            Clock.due_on < _TODAY,
            sa.or_(Clock.outcome.is_(None), Clock.outcome != "released"),
            ~sa.exists().where(any_.petition_id == Clock.petition_id),
        ),
    }


def _reviews() -> dict[str, sa.Select[Any]]:
    """Select applications by their day, and decisions by theirs."""
    decided = sa.case(
        (ReviewCase.outcome == "1", ".upheld"),
        (ReviewCase.outcome.in_(OVERTURNED), ".overturned"),
        else_=".otherwise",
    )
    on = ReviewCase.petition_id
    day = ReviewCase.decided_on
    asked = _rows(on, ReviewCase.applied_on, ReviewCase.level.concat(".asked"))
    ended = _rows(on, day, ReviewCase.level.concat(decided), day.is_not(None))
    levels = "review", "re_examination"
    return {
        **{f"{level}.asked": asked for level in levels},
        **{f"{level}.": ended for level in levels},
    }


def _pressing() -> dict[str, sa.Select[Any]]:
    by_letter, on = Supervision.rung.in_(LETTERS), Supervision.petition_id
    met = Reception.id == ReceptionVisit.reception_id
    closed_on = Supervision.closed_on
    return {
        "supervised": _rows(on, Supervision.issued_on, "supervised", by_letter),
        "supervision_closed": _rows(
            on, closed_on, "supervision_closed", by_letter, closed_on.is_not(None)
        ),
        "charge": _rows(LeaderCharge.petition_id, LeaderCharge.since, "charge"),
        "received": _rows(ReceptionVisit.petition_id, Reception.day, "received", met),
    }


_LATER = Clock.code.in_(ANSWERING), Clock.extended_days > 0
_HELD = Hearing.status == "held"
#: Where rows of a name stand, or of all names that begin so.
_ALL: dict[str, sa.Select[Any]] = {
    **{what: rows for name in DUTIES for what, rows in _duty(name).items()},
    "extended": _rows(Clock.petition_id, Clock.due_on, "extended", *_LATER),
    **_ratings(),
    **_reviews(),
    "hearing": _rows(Hearing.petition_id, Hearing.begins_on, "hearing", _HELD),
    **_pressing(),
}


def records(names: Collection[str]) -> sa.Subquery:
    """Return the rows of some names; what none of them needs is not read."""
    needed = [rows for name, rows in _ALL.items() if any(one.startswith(name) for one in names)]
    return sa.union_all(*dict.fromkeys(needed)).subquery("record")
