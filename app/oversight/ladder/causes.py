"""Which units give cause to be pressed today: one statement for each rule, each by an index.

Accusations never do: what a rule would say of one, it would say to somebody (art. 30(3)).
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from app.oversight.ladder.rules import Rule, at_least
from app.petitions.models import (
    Clock,
    Execution,
    Handover,
    LadderStep,
    Opinion,
    Petition,
    Supervision,
)
from app.petitions.models.order import OPEN_ORDERS
from app.petitions.workflow import ENDED, OPEN

#: Where a unit works on a petition, or should.
AT_WORK = ("transferred", "accepted")
_NO_DAY = sa.cast(sa.null(), sa.Date)
_NO_COUNT = sa.cast(sa.null(), sa.Integer)


def causes(
    rule: Rule, figure: int, today: date, *, among: Sequence[int] | None = None
) -> sa.Select[Any]:
    """Return what gives cause by a rule from a figure on: file, unit, occasion, day and count.

    Left out is what had its effect before, and every unit that is pressed on the file already or
    is about to be: the ladder is climbed one rung after another. ``among`` asks of some files only.
    """
    query = _SOURCES[rule.trigger](rule, figure, today)
    petition_id, unit_id, occasion = list(query.selected_columns)[:3]
    open_one = sa.exists().where(
        Supervision.petition_id == petition_id,
        Supervision.unit_id == unit_id,
        Supervision.status.in_(OPEN_ORDERS),
    )
    waiting = sa.exists().where(
        LadderStep.petition_id == petition_id,
        LadderStep.unit_id == unit_id,
        LadderStep.status == "proposed",
    )
    done = sa.exists().where(
        LadderStep.petition_id == petition_id,
        LadderStep.rule.in_(at_least(rule)),
        LadderStep.occasion == occasion,
    )
    # What an opinion supported is carried out after the petition is closed, too.
    states = (*OPEN, *ENDED) if rule.trigger == "execution" else OPEN
    query = query.where(
        Petition.is_accusation.is_(False), Petition.state.in_(states), ~waiting, ~done
    )
    if among is not None:
        query = query.where(Petition.id.in_(among))
    return query if rule.trigger == "unanswered" else query.where(~open_one)


def _limits(rule: Rule) -> sa.Select[Any]:
    return (
        _rows(Clock.petition_id, Clock.owner_unit_id, Clock.id, day=Clock.due_on)
        .join(Petition, Petition.id == Clock.petition_id)
        .where(Clock.code.in_(rule.asks), Clock.stopped_on.is_(None))
    )


def _overdue(rule: Rule, figure: int, today: date) -> sa.Select[Any]:
    return _limits(rule).where(Clock.due_on <= today - timedelta(days=figure))


def _ending(rule: Rule, figure: int, today: date) -> sa.Select[Any]:
    return _limits(rule).where(Clock.due_on.between(today, today + timedelta(days=figure)))


def _unanswered(rule: Rule, figure: int, today: date) -> sa.Select[Any]:
    # Whoever issued it raises it, be it another office than the one that registered the file.
    one = aliased(Supervision)
    return (
        _rows(one.petition_id, one.unit_id, one.id, day=one.due_on)
        .add_columns(one.issued_by_unit_id.label("office_id"))
        .join(Petition, Petition.id == one.petition_id)
        .where(
            one.status.in_(("issued", "signed")),
            one.due_on <= today - timedelta(days=figure),
            one.rung.in_(rule.asks),
        )
    )


def _service(rule: Rule, figure: int, today: date) -> sa.Select[Any]:  # noqa: ARG001
    return (
        _rows(Petition.id, Petition.unit_id, Opinion.id, day=Opinion.issued_on)
        .join(Opinion, Opinion.petition_id == Petition.id)
        .where(
            Petition.state == "replied",
            Opinion.level == Petition.opinion_level,
            Opinion.served_on.is_(None),
            Opinion.withdrawn_on.is_(None),
            Opinion.issued_on <= today - timedelta(days=figure),
        )
    )


def _execution(rule: Rule, figure: int, today: date) -> sa.Select[Any]:  # noqa: ARG001
    return (
        _rows(Execution.petition_id, Execution.unit_id, Execution.id, day=Execution.due_on)
        .join(Petition, Petition.id == Execution.petition_id)
        .where(Execution.status == "open", Execution.due_on <= today - timedelta(days=figure))
    )


def _counted(column: Any) -> Callable[[Rule, int, date], sa.Select[Any]]:
    def source(rule: Rule, figure: int, today: date) -> sa.Select[Any]:  # noqa: ARG001
        # Each further time is an occasion of its own.
        rows = _rows(Petition.id, Petition.unit_id, column, count=column)
        return rows.where(Petition.state.in_(AT_WORK), column >= figure)

    return source


def _repeats(rule: Rule, figure: int, today: date) -> sa.Select[Any]:  # noqa: ARG001
    same = aliased(Petition)
    times = (
        sa.select(sa.func.count(same.id))
        .where(same.matter_id == Petition.matter_id, same.state != "voided")
        .correlate(Petition)
        .scalar_subquery()
    )
    rows = _rows(Petition.id, Petition.unit_id, sa.literal(0), count=times)
    return rows.where(Petition.state.in_(AT_WORK), Petition.is_repeat.is_(True), times >= figure)


def _group(rule: Rule, figure: int, today: date) -> sa.Select[Any]:  # noqa: ARG001
    heads = Petition.head_count
    rows = _rows(Petition.id, Petition.unit_id, sa.literal(0), count=heads)
    return rows.where(
        Petition.state.in_(AT_WORK),
        Petition.form == "visit",
        Petition.is_group.is_(True),
        heads >= figure,
    )


def _urgent(rule: Rule, figure: int, today: date) -> sa.Select[Any]:  # noqa: ARG001
    # Since the unit itself has it, not since somebody received it.
    since = (
        sa.select(sa.func.max(Handover.sent_on))
        .where(Handover.petition_id == Petition.id, Handover.to_unit_id == Petition.unit_id)
        .correlate(Petition)
        .scalar_subquery()
    )
    rows = _rows(Petition.id, Petition.unit_id, sa.literal(0), day=since)
    return rows.where(
        Petition.state.in_(AT_WORK),
        Petition.urgency.not_in(("", "1")),
        since <= today - timedelta(days=figure),
    )


def _rows(
    petition_id: Any, unit_id: Any, occasion: Any, *, day: Any = _NO_DAY, count: Any = _NO_COUNT
) -> sa.Select[Any]:
    return sa.select(
        petition_id.label("petition_id"),
        unit_id.label("unit_id"),
        occasion.label("occasion"),
        day.label("day"),
        count.label("count"),
    )


_SOURCES: dict[str, Callable[[Rule, int, date], sa.Select[Any]]] = {
    "overdue": _overdue,
    "ending": _ending,
    "unanswered": _unanswered,
    "service": _service,
    "execution": _execution,
    "objections": _counted(Petition.objections),
    "redone": _counted(Petition.redone),
    "repeats": _repeats,
    "group": _group,
    "urgent": _urgent,
}
