"""What ends when a supported request is carried out: the supervision that a rule began for it."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa

from app.extensions import db
from app.petitions.clocks.running import stop_clocks
from app.petitions.engine import Act
from app.petitions.models import Execution, LadderStep, Petition, Supervision
from app.petitions.models.order import OPEN_ORDERS
from app.petitions.queries.files import supervision_of

#: The rule by which a unit is pressed for what it does not carry out (art. 40(1)).
RULE = "execution_over"
#: How such a supervision ends: what it wanted was done.
CORRECTED = "1"


def settle(act: Act, task: Execution, *, proof: str) -> None:
    """End what a rule began because a task was overdue, now that it is carried out.

    The proof is the answer of a supervision that has none yet. One that was raised from it
    presses for the same and is closed with it.
    """
    begun = take_back(act.petition, [task], on=act.today)
    if begun:
        _close(act, begun, proof)


def take_back(petition: Petition, tasks: Sequence[Execution], *, on: date) -> set[int]:
    """Take back what was proposed for some tasks; return the supervisions issued for them."""
    steps = db.session.scalars(
        sa.select(LadderStep).where(
            LadderStep.petition_id == petition.id,
            LadderStep.rule == RULE,
            LadderStep.occasion.in_([one.id for one in tasks]),
        )
    ).all()
    for step in steps:
        if step.status == "proposed":
            step.status, step.decided_on = "settled", on
    return {step.supervision_id for step in steps if step.supervision_id}


def _close(act: Act, begun: set[int], proof: str) -> None:
    orders = db.session.scalars(
        sa.select(Supervision)
        .where(Supervision.petition_id == act.petition.id, Supervision.status.in_(OPEN_ORDERS))
        .order_by(Supervision.id)
    )
    for order in orders:
        if not _family(order) & begun:
            continue
        if order.answer is None:
            order.answer, order.answered_on = proof, act.occurred_on
        order.status, order.result, order.closed_on = "closed", CORRECTED, act.occurred_on
        stop_clocks(act.petition, ("H04",), on=act.occurred_on, record_id=order.id)
    db.session.flush()
    act.petition.supervised = supervision_of(act.petition, statuses=OPEN_ORDERS) is not None


def _family(order: Supervision) -> set[int]:
    """Return the supervision and those it was raised from: at most four rungs."""
    found, one = {order.id}, order.former
    while one is not None:
        found.add(one.id)
        one = one.former
    return found
