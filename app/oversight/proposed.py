"""What rules propose to an office: supervisions that it issues with one press, or leaves."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload, load_only

from app.accounts.models import Officer
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.petitions.commands.acts import perform
from app.petitions.models import Approval, Event, LadderStep, Petition, Supervision
from app.petitions.models.order import OPEN_ORDERS
from app.petitions.queries.files import petition_for
from app.petitions.queries.late_limits import wanted_by
from app.petitions.scope import visible_to


def proposed_to(officer: Officer, status: str = "proposed") -> ColumnElement[bool]:
    """Return the condition on ``LadderStep`` of what waits for the officer, or was dropped."""
    if not officer.may("issue_supervision"):
        return sa.false()
    seen = (
        sa.exists()
        .where(Petition.id == LadderStep.petition_id, visible_to(officer))
        .correlate(LadderStep)
    )
    mine = LadderStep.office_unit_id == officer.unit_id
    return sa.and_(mine, LadderStep.status == status, seen)


def counted(officer: Officer) -> sa.ScalarSelect[int]:
    """Return the number of what is proposed to the officer, as a part of a statement."""
    return sa.select(sa.func.count(LadderStep.id)).where(proposed_to(officer)).scalar_subquery()


def listed(officer: Officer, where: Place, status: str = "proposed") -> Page[LadderStep]:
    """Return one page of what is proposed to the officer, or was dropped: the oldest first."""
    query = (
        sa.select(LadderStep)
        .where(proposed_to(officer, status))
        .options(
            joinedload(LadderStep.decided_by),
            joinedload(LadderStep.petition)
            .load_only(Petition.number, Petition.summary)
            .selectinload(Petition.clocks),
            joinedload(LadderStep.unit),
        )
    )
    order = Order(LadderStep.found_on, LadderStep.id, descending=False)
    return key_page(db.session(), query, order, where)


def step_for(officer: Officer, step_id: int) -> LadderStep:
    """Return a cause that is proposed to the officer.

    :raises NotFound: if there is none, or it is another office's, or it was decided.
    """
    wanted = (LadderStep.id == step_id, proposed_to(officer))
    found = db.session.scalar(sa.select(LadderStep).where(*wanted))
    if found is None:
        raise NotFound(N_("There is no such proposal; perhaps it was decided meanwhile."))
    return found


def issue(step: LadderStep, *, by: Officer) -> Event | Approval:
    """Issue what a rule proposes, with its own words and days."""
    return perform(
        petition_for(by, step.petition_id),
        "issue_supervision",
        by=by,
        unit_id=step.unit_id,
        rung=step.rung,
        reason_code=step.reason_code,
        text=step.text,
        due_on=wanted_by(step.petition, step),
        former_id=_open_former(step),
    )


def _open_former(step: LadderStep) -> int | None:
    """Return what it is raised from, unless somebody closed that meanwhile."""
    return db.session.scalar(
        sa.select(Supervision.id).where(
            Supervision.id == step.former_id, Supervision.status.in_(OPEN_ORDERS)
        )
    )


def chain() -> Any:
    """Return the loader option of what a supervision was raised from: at most three rungs."""
    rung = load_only(Supervision.rung, Supervision.former_id)
    former = Supervision.former
    third = joinedload(former).options(rung)
    return joinedload(former).options(rung, joinedload(former).options(rung, third))
