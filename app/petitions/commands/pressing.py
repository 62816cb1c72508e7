"""督办 by rule: many units pressed at once, as many statements whatever their number.

What a rule issues has the unit of the petition office for its issuer and no officer; what it may
only propose waits until somebody of that office issues it (art. 40).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Unit
from app.core import clock
from app.core.db import atomic
from app.core.workdays import WorkCalendar
from app.dictionaries.queries import work_calendar
from app.extensions import db
from app.petitions.clocks.deadlines import due_on
from app.petitions.clocks.relit import relight_several
from app.petitions.engine import speakable
from app.petitions.limits.book import rule_set
from app.petitions.models import Clock, Event, LadderStep, Petition, Supervision

#: No officer's move and in no table: it has no form and no permission of its own.
PRESSED_BY_RULE = "press_by_rule"
#: How a supervision ends from which a higher one was raised (未整改，升级督办).
RAISED = "3"
_QUIETLY = {"synchronize_session": False}


@dataclass(frozen=True, kw_only=True)
class Demand:
    """What a rule demands of a unit on one petition, and by which cause."""

    petition: Petition
    unit: Unit
    office: Unit
    rule: str
    occasion: int
    rung: str
    reason_code: str
    text: str
    answer_days: int
    former_id: int | None = None
    #: False: it is proposed to the office, which issues it or not.
    by_itself: bool = True


@atomic
def press(demands: Sequence[Demand]) -> int:
    """Issue and propose what rules demand, each cause once; return how many were new."""
    known = _known(demands)
    fresh = [one for one in demands if _cause(one) not in known]
    today, calendar = clock.today(), work_calendar()
    issued = [one for one in fresh if one.by_itself]
    ids: dict[Any, int] = {}
    if issued:
        orders = [_order(one, today, calendar) for one in issued]
        ids = _supervisions(issued, orders)
        _run_limits(issued, orders, ids)
        _tell(issued, orders)
        _close_raised([one.former_id for one in issued if one.former_id], on=today)
        _mark([one.petition.id for one in issued])
    if fresh:
        rows = [_step(one, today, ids.get(_cause(one))) for one in fresh]
        db.session.execute(sa.insert(LadderStep), rows)
    return len(fresh)


def _cause(one: Demand) -> tuple[int, str, int]:
    return one.petition.id, one.rule, one.occasion


def _known(demands: Sequence[Demand]) -> set[tuple[int, str, int]]:
    """Return the causes that had their effect before: asked when the files are already taken."""
    files = {one.petition.id for one in demands}
    rows = db.session.execute(
        sa.select(LadderStep.petition_id, LadderStep.rule, LadderStep.occasion).where(
            LadderStep.petition_id.in_(files)
        )
    )
    return {(petition_id, rule, occasion) for petition_id, rule, occasion in rows}


def _order(one: Demand, today: date, calendar: WorkCalendar) -> dict[str, Any]:
    return {
        "petition_id": one.petition.id,
        "rung": one.rung,
        "manner": "01",
        "reason_code": one.reason_code,
        "text": one.text,
        "unit_id": one.unit.id,
        "issued_by_unit_id": one.office.id,
        "former_id": one.former_id,
        "rule": one.rule,
        "issued_on": today,
        "due_on": calendar.add_workdays(today, one.answer_days).day,
        "status": "issued",
    }


def _supervisions(issued: list[Demand], orders: list[dict[str, Any]]) -> dict[Any, int]:
    """Write the supervisions, and return the id of each by its cause.

    Their ids are asked for: SQLite gives those of several rows back in no order.
    """
    db.session.execute(sa.insert(Supervision), orders)
    newest = sa.func.max(Supervision.id)
    rows = db.session.execute(
        sa.select(Supervision.petition_id, Supervision.unit_id, Supervision.rule, newest)
        .where(
            Supervision.petition_id.in_({one.petition.id for one in issued}),
            Supervision.status == "issued",
        )
        .group_by(Supervision.petition_id, Supervision.unit_id, Supervision.rule)
    )
    ids = {(petition_id, unit_id, rule): key for petition_id, unit_id, rule, key in rows}
    return {_cause(one): ids[one.petition.id, one.unit.id, one.rule] for one in issued}


def _run_limits(issued: list[Demand], orders: list[dict[str, Any]], ids: dict[Any, int]) -> None:
    calendar = work_calendar()
    rows = []
    for one, order in zip(issued, orders, strict=True):
        rules = rule_set(one.petition.rule_set)
        end = due_on("H04", order["issued_on"], calendar, rules=rules, given=order["due_on"])
        rows.append(
            {
                "petition_id": one.petition.id,
                "record_id": ids[_cause(one)],
                "code": "H04",
                "rule_set": rules.code,
                "owner_unit_id": one.unit.id,
                "started_on": order["issued_on"],
                "given_on": order["due_on"],
                "unrolled_on": end.unrolled_on,
                "due_on": end.due_on,
                "provisional": end.provisional,
                "placing_id": one.petition.placing_id,
            }
        )
    # Past the session, so what is counted stands here; the limit of a supervision is none of it.
    db.session.execute(sa.insert(Clock), rows)


def _tell(issued: list[Demand], orders: list[dict[str, Any]]) -> None:
    now = clock.now()
    rows = [
        {
            "petition_id": one.petition.id,
            "move": PRESSED_BY_RULE,
            "step": "done",
            "from_state": one.petition.state,
            "to_state": one.petition.state,
            "by_unit_id": one.office.id,
            "occurred_on": order["issued_on"],
            "recorded_at": now,
            "late_days": 0,
            "facts": speakable(_facts(one, order), accusation=one.petition.is_accusation),
        }
        for one, order in zip(issued, orders, strict=True)
    ]
    db.session.execute(sa.insert(Event), rows)


def _facts(one: Demand, order: dict[str, Any]) -> dict[str, Any]:
    return {
        "unit": one.unit.name,
        "rung": one.rung,
        "reason_code": one.reason_code,
        "due_on": order["due_on"].isoformat(),
        "text": one.text,
    }


def _close_raised(former_ids: Sequence[int], *, on: date) -> None:
    """Close the supervisions from which a higher one was raised, and stop their limits."""
    if not former_ids:
        return
    db.session.execute(
        sa.update(Supervision)
        .where(Supervision.id.in_(former_ids))
        .values(status="closed", result=RAISED, closed_on=on),
        execution_options=_QUIETLY,
    )
    late = sa.case((Clock.due_on < on, "late"), else_="met")
    db.session.execute(
        sa.update(Clock)
        .where(Clock.code == "H04", Clock.record_id.in_(former_ids), Clock.stopped_on.is_(None))
        .values(stopped_on=on, outcome=late),
        execution_options=_QUIETLY,
    )


def _mark(petition_ids: list[int]) -> None:
    """Mark the files as supervised and let their lamps show what is owed first."""
    files = Petition.id.in_(petition_ids)
    db.session.execute(
        sa.update(Petition).where(files).values(supervised=True), execution_options=_QUIETLY
    )
    relight_several(sa.select(Petition.id).where(files))


def _step(one: Demand, today: date, supervision_id: int | None) -> dict[str, Any]:
    return {
        "petition_id": one.petition.id,
        "rule": one.rule,
        "occasion": one.occasion,
        "rung": one.rung,
        "unit_id": one.unit.id,
        "office_unit_id": one.office.id,
        "reason_code": one.reason_code,
        "text": one.text,
        "answer_days": one.answer_days,
        "former_id": one.former_id,
        "found_on": today,
        "status": "issued" if supervision_id else "proposed",
        "supervision_id": supervision_id,
    }
