"""What is done about petitions, as rows that can be counted: on which one, when, what.

A limit counts by the day on which it ends, everything else by the day on which it happened.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.core import clock
from app.petitions.models import (
    Clock,
    FollowUp,
    Handover,
    Hearing,
    LeaderCharge,
    Reception,
    ReceptionVisit,
    ReviewCase,
    Supervision,
)
from app.petitions.models.handover import ON_ITS_WAY
from app.petitions.models.order import LETTERS

#: Limits of telling whether it is accepted, and of the answer.
ACCEPTING, ANSWERING = ("D02", "D03", "D16"), ("D06", "D17")
#: A review that changed or revoked what was decided before.
OVERTURNED = ("2", "3")
_TODAY = sa.bindparam("today", type_=sa.Date, callable_=clock.today, unique=True)


def _rows(petition: Any, day: Any, what: Any, *conditions: Any) -> sa.Select[Any]:
    named = sa.literal(what) if isinstance(what, str) else what
    return sa.select(
        petition.label("petition_id"), day.label("day"), sa.cast(named, sa.String(32)).label("what")
    ).where(*conditions)


def _duty(name: str, codes: tuple[str, ...]) -> sa.Select[Any]:
    """Select limits that ended: kept, late, or still not met; of taken back legs none."""
    how = sa.case(
        (Clock.stopped_on.is_(None), f"{name}.over"),
        (Clock.stopped_on <= Clock.due_on, f"{name}.kept"),
        else_=f"{name}.late",
    )
    on_its_way = sa.exists().where(
        Handover.id == Clock.handover_id, Handover.status.in_(ON_ITS_WAY)
    )
    return _rows(
        Clock.petition_id,
        Clock.due_on,
        how,
        Clock.code.in_(codes),
        sa.or_(Clock.stopped_on.is_not(None), Clock.due_on < _TODAY),
        sa.or_(Clock.outcome.is_(None), Clock.outcome.in_(("met", "late"))),
        sa.or_(Clock.handover_id.is_(None), on_its_way),
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
    _duty("accept", ACCEPTING),
    _duty("answer", ANSWERING),
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
