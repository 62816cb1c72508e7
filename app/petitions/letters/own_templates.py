"""Templates of the office in place of ours: tried before they are taken, and given back."""

from io import BytesIO

from app.accounts.models import Officer
from app.accounts.subtree import own_top
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.render.word import MEDIA_TYPE, fill
from app.extensions import db
from app.journal.commands import note
from app.petitions.attachments.keeping import keep_made
from app.petitions.attachments.storage import clean_name
from app.petitions.letters.kinds import Kind
from app.petitions.letters.samples import samples_of
from app.petitions.letters.templates import own_template, template_in_use
from app.petitions.letters.trying import try_template
from app.petitions.models import LetterTemplate


@atomic
def put_template(kind: Kind, name: str, data: bytes, *, by: Officer) -> LetterTemplate:
    """Use a template of the office from now on; letters that are signed stay as they are."""
    top = own_top(by)
    try_template(kind, data)
    _retire(kind, top)
    row = LetterTemplate(unit_id=top, kind=kind.code, uploaded_by=by)
    row.take(keep_made(clean_name(name), data, MEDIA_TYPE))
    db.session.add(row)
    db.session.flush()
    note(
        "letter_template.put",
        about=("LetterTemplate", row.id, kind.name),
        by=by,
        after={"name": row.name},
    )
    return row


@atomic
def take_ours(kind: Kind, *, by: Officer) -> None:
    """Use the template that the product brings again.

    :raises DomainError: if it is used already.
    """
    row = _retire(kind, own_top(by))
    if row is None:
        raise DomainError(N_("The template of the product is used already."))
    note("letter_template.given_up", about=("LetterTemplate", row.id, kind.name), by=by)


def sample_of(kind: Kind) -> BytesIO:
    """Return a made-up letter, drawn with the template that is used now."""
    with template_in_use(kind) as template:
        return BytesIO(fill(template, samples_of(kind)))


def _retire(kind: Kind, top_id: int) -> LetterTemplate | None:
    row = own_template(kind, top_id)
    if row is not None:
        row.retired_at = clock.now()
    return row
