"""Which supported requests are still to be carried out, and which are overdue."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload

from app.core import clock
from app.extensions import db
from app.petitions.models import Execution, Petition

#: Conclusions that are carried out: supported, partly supported.
SUPPORTED = ("1", "2")
#: The ground of supervision of what is not (不执行意见, art. 40(1)).
NOT_CARRIED_OUT = "08"


def to_carry_out(petition: Petition) -> Sequence[Execution]:
    """Return the open tasks of a petition, the most pressing first."""
    return db.session.scalars(
        sa.select(Execution)
        .where(Execution.petition_id == petition.id, Execution.status == "open")
        .options(joinedload(Execution.request), joinedload(Execution.unit))
        .order_by(Execution.due_on, Execution.id)
    ).all()


def overdue(on: date | None = None) -> ColumnElement[bool]:
    """Return the condition on ``Execution`` of what should be done by now and is not."""
    return sa.and_(Execution.status == "open", Execution.due_on < (on or clock.today()))


def overdue_of(petition: Petition) -> Execution | None:
    """Return the task of a petition that is overdue longest, if any."""
    return db.session.scalar(
        sa.select(Execution)
        .where(Execution.petition_id == petition.id, overdue())
        .order_by(Execution.due_on, Execution.id)
        .limit(1)
    )
