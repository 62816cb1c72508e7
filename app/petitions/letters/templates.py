"""Which template a letter is drawn with: the office's own, where it put one in place of ours."""

import sqlalchemy as sa

from app.accounts.models import Unit
from app.extensions import db
from app.petitions.attachments import storage
from app.petitions.letters.kinds import Kind
from app.petitions.models import LetterTemplate


def top_of(unit: Unit) -> int:
    """Return the id of the unit at the top of the tree in which a unit stands."""
    first = next((part for part in unit.path.split("/") if part), "")
    return int(first) if first else unit.id


def own_template(kind: Kind, top_id: int) -> LetterTemplate | None:
    """Return the template that a top unit put in place of ours, if it did."""
    return db.session.scalar(
        sa.select(LetterTemplate)
        .where(
            LetterTemplate.unit_id == top_id,
            LetterTemplate.kind == kind.code,
            LetterTemplate.retired_at.is_(None),
        )
        .order_by(LetterTemplate.id.desc())
        .limit(1)
    )


def template_for(kind: Kind, unit: Unit) -> bytes:
    """Return the .docx with which a unit's letters of a kind are drawn."""
    own = own_template(kind, top_of(unit))
    if own is None:
        return kind.template.read_bytes()
    return storage.path_of(own.stored_name).read_bytes()


def own_templates(top_id: int) -> dict[str, LetterTemplate]:
    """Return the templates of a top unit by kind."""
    rows = db.session.scalars(
        sa.select(LetterTemplate)
        .where(LetterTemplate.unit_id == top_id, LetterTemplate.retired_at.is_(None))
        .order_by(LetterTemplate.id)
    )
    return {row.kind: row for row in rows}
