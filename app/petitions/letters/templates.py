"""Which template a letter is drawn with: the office's own, where it put one in place of ours."""

import logging

import sqlalchemy as sa

from app.accounts.subtree import the_top
from app.core.errors import NotFound
from app.core.i18n import N_
from app.extensions import db
from app.petitions.attachments import storage
from app.petitions.letters.kinds import Kind
from app.petitions.models import LetterTemplate

log = logging.getLogger("app.petitions")


def own_template(kind: Kind, top_id: int) -> LetterTemplate | None:
    """Return the template that the office at the top put in place of ours, if it did."""
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


def template_for(kind: Kind) -> bytes:
    """Return the .docx with which letters of a kind are drawn in this installation."""
    top = the_top()
    own = own_template(kind, top.id) if top else None
    if own is None:
        return kind.template.read_bytes()
    path = storage.path_of(own.stored_name)
    if not path.is_file():
        log.error("template %s of %s is not in the cabinet", own.id, own.kind)
        raise NotFound(N_("This file is not in the cabinet any more; tell the administrator."))
    return path.read_bytes()


def own_templates(top_id: int) -> dict[str, LetterTemplate]:
    """Return the templates of the office at the top, by kind."""
    rows = db.session.scalars(
        sa.select(LetterTemplate)
        .where(LetterTemplate.unit_id == top_id, LetterTemplate.retired_at.is_(None))
        .order_by(LetterTemplate.id)
    )
    return {row.kind: row for row in rows}
