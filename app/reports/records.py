"""What is done about petitions, as rows that can be counted: on which one, when, what.

A limit counts by the day on which it ends, everything else by the day on which it happened.
"""

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
from app.petitions.models.handover import ON_ITS_WAY
from app.petitions.models.order import LETTERS
from app.reports.period import Period

#: Limits of handing over, of telling whether it is accepted, and of the answer.
SENDING, ACCEPTING, ANSWERING = ("D01", "D15"), ("D02", "D03", "D16"), ("D06", "D17")
DUTIES = {"send": SENDING, "accept": ACCEPTING, "answer": ANSWERING}
#: A review that changed or revoked what was decided before.
OVERTURNED = ("2", "3")
_TODAY = sa.bindparam("today", type_=sa.Date, callable_=clock.today, unique=True)
_DUTY: ColumnElement[str] = sa.case(
    *((Clock.code.in_(codes), name) for name, codes in DUTIES.items()), else_=""
)
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


def _duties() -> sa.Select[Any]:
    """Select limits: kept, late, over and still not met, or open; of taken back legs none."""
    how = sa.case(
        (sa.and_(Clock.stopped_on.is_(None), Clock.due_on >= _TODAY), ".open"),
        (Clock.stopped_on.is_(None), ".over"),
        (Clock.stopped_on <= Clock.due_on, ".kept"),
        else_=".late",
    )
    return _rows(Clock.petition_id, Clock.due_on, _DUTY.concat(how), *_owed())


def _took() -> sa.Select[Any]:
    """Select limits that were met, by the day of the act, and how many days it took."""
    met = Clock.stopped_on.is_not(None)
    days = DaysBetween(Clock.started_on, Clock.stopped_on)
    on, what = Clock.petition_id, _DUTY.concat(".took")
    return _rows(on, Clock.stopped_on, what, met, *_owed(), days=days)


def _owed() -> list[ColumnElement[bool]]:
    """Return the conditions on limits that somebody really had to keep."""
    on_its_way = sa.exists().where(
        Handover.id == Clock.handover_id, Handover.status.in_(ON_ITS_WAY)
    )
    return [
        Clock.code.in_([code for codes in DUTIES.values() for code in codes]),
        sa.or_(Clock.outcome.is_(None), Clock.outcome.in_(("met", "late"))),
        sa.or_(Clock.handover_id.is_(None), on_its_way),
    ]


def next_due(name: str, period: Period) -> sa.ScalarSelect[date]:
    """Return, of a ``Petition``, the first day of a period on which an open limit of it ends."""
    open_ = _duties().subquery()
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


def _ratings() -> list[sa.Select[Any]]:
    """Select the last rating of each petition, and the limits that ended without one."""
    later, any_ = aliased(FollowUp), aliased(FollowUp)
    last = ~sa.exists().where(later.petition_id == FollowUp.petition_id, later.id > FollowUp.id)
    by_office = sa.literal("office.").concat(FollowUp.office_satisfaction)
    on, day = FollowUp.petition_id, FollowUp.occurred_on
    return [
        _rows(on, day, "rated", last),
        _rows(on, day, sa.literal("unit.").concat(FollowUp.satisfaction), last),
        _rows(on, day, by_office, last, FollowUp.office_satisfaction.is_not(None)),
        _rows(
            Clock.petition_id,
            Clock.due_on,
            "unrated",
            Clock.code == "D18",
            Clock.due_on < _TODAY,
            sa.or_(Clock.outcome.is_(None), Clock.outcome != "released"),
            ~sa.exists().where(any_.petition_id == Clock.petition_id),
        ),
    ]


def _reviews() -> list[sa.Select[Any]]:
    """Select applications by their day, and decisions by theirs."""
    decided = sa.case(
        (ReviewCase.outcome == "1", ".upheld"),
        (ReviewCase.outcome.in_(OVERTURNED), ".overturned"),
        else_=".otherwise",
    )
    on = ReviewCase.petition_id
    return [
        _rows(on, ReviewCase.applied_on, ReviewCase.level.concat(".asked")),
        _rows(
            on,
            ReviewCase.decided_on,
            ReviewCase.level.concat(decided),
            ReviewCase.decided_on.is_not(None),
        ),
    ]


RECORDS = sa.union_all(
    _duties(),
    _took(),
    _rows(
        Clock.petition_id,
        Clock.due_on,
        "extended",
        Clock.code.in_(ANSWERING),
        Clock.extended_days > 0,
    ),
    *_ratings(),
    *_reviews(),
    _rows(Hearing.petition_id, Hearing.begins_on, "hearing", Hearing.status == "held"),
    _rows(
        Supervision.petition_id, Supervision.issued_on, "supervised", Supervision.rung.in_(LETTERS)
    ),
    _rows(
        Supervision.petition_id,
        Supervision.closed_on,
        "supervision_closed",
        Supervision.rung.in_(LETTERS),
        Supervision.closed_on.is_not(None),
    ),
    _rows(LeaderCharge.petition_id, LeaderCharge.since, "charge"),
    _rows(
        ReceptionVisit.petition_id,
        Reception.day,
        "received",
        Reception.id == ReceptionVisit.reception_id,
    ),
).subquery("record")
