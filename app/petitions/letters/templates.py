"""Which template a letter is drawn with: the office's own, where it put one in place of ours."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from app.accounts.subtree import the_top
from app.core.errors import DomainError
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


@contextmanager
def template_in_use(kind: Kind) -> Iterator[bytes]:
    """Give the .docx with which letters of a kind are drawn in this installation, to fill it.

    :raises DomainError: if it is one of the office and breaks; ours must not, and says so as it is.
    """
    top = the_top()
    own = own_template(kind, top.id) if top else None
    if own is None:
        yield kind.template.read_bytes()
        return
    try:
        yield storage.path_of(own.stored_name).read_bytes()
    except Exception as error:  # an old one may break in ways in which nobody looked for then
        log.exception("template %s of %s cannot be used", own.id, own.kind)
        raise DomainError(
            N_(
                "Your office's template “%(name)s” of “%(kind)s” cannot be filled. Tell the"
                " system administrator at the top: under “Templates of letters” the template of"
                " the product is put back."
            ),
            name=own.name,
            kind=kind.name,
        ) from error


def own_templates(top_id: int) -> dict[str, LetterTemplate]:
    """Return the templates of the office at the top, by kind."""
    rows = db.session.scalars(
        sa.select(LetterTemplate)
        .where(LetterTemplate.unit_id == top_id, LetterTemplate.retired_at.is_(None))
        .order_by(LetterTemplate.id)
    )
    return {row.kind: row for row in rows}
