"""Records beside the line that wait for somebody."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.extensions import db
from app.petitions.models import (
    Hearing,
    Instruction,
    LadderStep,
    Petition,
    PublicReply,
    Recusal,
    Submission,
    Supervision,
    Waiver,
)
from app.petitions.models.order import OPEN_ORDERS

OPEN_REPLIES = ("proposed", "redacted", "approved", "published")


def submissions(petition: Petition) -> list[Submission]:
    """Return the submissions on which no leader has written yet."""
    return list(
        db.session.scalars(
            sa.select(Submission)
            .where(Submission.petition_id == petition.id, Submission.status == "asked")
            .options(joinedload(Submission.leader))
            .order_by(Submission.id)
        )
    )


def instructions(petition: Petition, *statuses: str) -> list[Instruction]:
    """Return the instructions on a petition that are in one of the statuses, the newest first."""
    return list(
        db.session.scalars(
            sa.select(Instruction)
            .where(Instruction.petition_id == petition.id, Instruction.status.in_(statuses))
            .order_by(Instruction.id.desc())
        )
    )


def supervisions(petition: Petition, statuses: tuple[str, ...] = OPEN_ORDERS) -> list[Supervision]:
    """Return the supervision orders on a petition that are in one of the statuses."""
    return list(
        db.session.scalars(
            sa.select(Supervision)
            .where(Supervision.petition_id == petition.id, Supervision.status.in_(statuses))
            .options(joinedload(Supervision.unit))
            .order_by(Supervision.id.desc())
        )
    )


def proposal(petition: Petition, officer: Officer) -> LadderStep | None:
    """Return what a rule proposes to the officer's unit on a petition, the oldest first."""
    return db.session.scalar(
        sa.select(LadderStep)
        .where(
            LadderStep.petition_id == petition.id,
            LadderStep.status == "proposed",
            LadderStep.office_unit_id == officer.unit_id,
        )
        .order_by(LadderStep.id)
        .limit(1)
    )


def recusals(petition: Petition) -> list[Recusal]:
    """Return the recusals that nobody has decided."""
    return list(
        db.session.scalars(
            sa.select(Recusal)
            .where(Recusal.petition_id == petition.id, Recusal.status == "asked")
            .options(joinedload(Recusal.user))
            .order_by(Recusal.id)
        )
    )


def waivers(petition: Petition) -> list[Waiver]:
    """Return what somebody wants to do without a letter, and nobody has decided."""
    return list(
        db.session.scalars(
            sa.select(Waiver)
            .where(Waiver.petition_id == petition.id, Waiver.status == "asked")
            .options(joinedload(Waiver.asked_by))
            .order_by(Waiver.id)
        )
    )


def called_hearing(petition: Petition) -> Hearing | None:
    """Return the hearing that is called and not yet held."""
    return db.session.scalar(
        sa.select(Hearing)
        .where(Hearing.petition_id == petition.id, Hearing.status == "called")
        .order_by(Hearing.id.desc())
        .limit(1)
    )


def public_reply(petition: Petition) -> PublicReply | None:
    """Return the public reply that is not withdrawn."""
    return db.session.scalar(
        sa.select(PublicReply)
        .where(PublicReply.petition_id == petition.id, PublicReply.status.in_(OPEN_REPLIES))
        .order_by(PublicReply.id.desc())
        .limit(1)
    )
