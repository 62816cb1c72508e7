"""Reads of attachments: who sees what they hang on sees them."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.core.errors import NotFound
from app.core.i18n import N_
from app.extensions import db
from app.petitions.models import Attachment, Instruction, Petition
from app.petitions.scope import instructions_visible_to, visible_to


def petition_with_papers(officer: Officer, petition_id: int) -> Petition:
    """Return a petition as adding files to it needs it, without its parties, legs and limits.

    :raises NotFound: if there is none, or none for this officer; the two cannot be told apart.
    """
    found = db.session.scalar(
        sa.select(Petition).where(Petition.id == petition_id, visible_to(officer))
    )
    if found is None:
        raise NotFound(N_("There is no such petition."))
    return found


def attachments_of(petition: Petition) -> list[Attachment]:
    """Return the files on a petition, oldest first."""
    return _listed(Attachment.petition_id == petition.id)


def attachments_of_instruction(instruction: Instruction) -> list[Attachment]:
    """Return the scans of an instruction, oldest first; its parts share them."""
    return _listed(Attachment.instruction_id == (instruction.origin_id or instruction.id))


def files_of_answers(petition: Petition) -> dict[tuple[str, int], list[tuple[str, str]]]:
    """Return what came with the answers to supervisions: names and addresses by kind and record."""
    rows = db.session.execute(
        sa.select(Attachment.supervision_id, Attachment.id, Attachment.name)
        .where(
            Attachment.petition_id == petition.id,
            Attachment.supervision_id.is_not(None),
            Attachment.retired_at.is_(None),
        )
        .order_by(Attachment.id)
    )
    found: dict[tuple[str, int], list[tuple[str, str]]] = {}
    for supervision_id, key, name in rows:
        found.setdefault(("supervision", supervision_id), []).append((name, f"/attachments/{key}"))
    return found


def _listed(condition: sa.ColumnElement[bool]) -> list[Attachment]:
    return list(
        db.session.scalars(
            sa.select(Attachment)
            .where(condition, Attachment.retired_at.is_(None))
            .options(joinedload(Attachment.uploaded_by))
            .order_by(Attachment.id)
        )
    )


def attachment_for(officer: Officer, attachment_id: int) -> Attachment:
    """Return a file on a petition or an instruction that the officer may see.

    :raises NotFound: if there is none, or none for this officer; the two cannot be told apart.
    """
    petitions = sa.select(Petition.id).where(visible_to(officer))
    instructions = sa.select(sa.func.coalesce(Instruction.origin_id, Instruction.id)).where(
        instructions_visible_to(officer)
    )
    found = db.session.scalar(
        sa.select(Attachment)
        .where(
            Attachment.id == attachment_id,
            Attachment.retired_at.is_(None),
            sa.or_(
                Attachment.petition_id.in_(petitions),
                sa.and_(
                    Attachment.petition_id.is_(None), Attachment.instruction_id.in_(instructions)
                ),
            ),
        )
        .options(joinedload(Attachment.uploaded_by), joinedload(Attachment.petition))
    )
    if found is None:
        raise NotFound(N_("There is no such file."))
    return found


def beside(attachment: Attachment) -> list[Attachment]:
    """Return the files that hang on the same petition or instruction, this one included."""
    same = (
        Attachment.petition_id == attachment.petition_id
        if attachment.petition_id is not None
        else Attachment.instruction_id == attachment.instruction_id
    )
    return _listed(same)
