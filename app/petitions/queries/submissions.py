"""呈报 found again: one submission of a file, and what came of it."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.extensions import db
from app.petitions.models import Instruction, Petition, Submission


def submission_on(petition: Petition, submission_id: int) -> Submission | None:
    """Return a submission of the file by its id, whatever became of it."""
    return db.session.scalar(
        sa.select(Submission)
        .where(Submission.petition_id == petition.id, Submission.id == submission_id)
        .options(joinedload(Submission.leader), joinedload(Submission.asked_by))
    )


def answers_to(record: Submission) -> list[Instruction]:
    """Return what the leader wrote on a submission, the oldest first."""
    return list(
        db.session.scalars(
            sa.select(Instruction)
            .where(Instruction.submission_id == record.id)
            .options(joinedload(Instruction.passed_to))
            .order_by(Instruction.id)
        )
    )


def level_of(leader: Officer) -> str:
    """Return at which level a leader wrote last; empty if he never did."""
    newest = (
        sa.select(Instruction.leader_level)
        .where(Instruction.leader_id == leader.id)
        .order_by(Instruction.id.desc())
        .limit(1)
    )
    return db.session.scalar(newest) or ""
