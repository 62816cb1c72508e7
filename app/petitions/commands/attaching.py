"""Attachments: several files at once, kept only if the row that names them is."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from app.accounts.models import Officer
from app.core import clock
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.dictionaries.queries import known_codes
from app.extensions import db
from app.petitions.attachments import storage
from app.petitions.attachments.keeping import Upload, kept
from app.petitions.checks import check
from app.petitions.commands.acts import move
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Attachment, Event, Petition
from app.petitions.workflow import PETITION

__all__ = ["Upload", "attach", "enclose", "fastened", "retire"]


@move("attach")
def attach(act: Act, *, uploads: Sequence[Upload], kind: str = "99") -> Event:
    """Fasten files to the petition.

    :raises Invalid: naming the first file that is not taken; then none is kept.
    """
    if not uploads:
        raise Invalid(N_("Choose at least one file."), field="files")
    if kind not in known_codes("enclosure"):
        raise Invalid(N_("Choose a kind from the list."), field="kind")
    return _fasten(act, uploads, kind)


@atomic
def enclose(
    petition: Petition, *, by: Officer, uploads: Sequence[Upload], kind: str = "99"
) -> Event:
    """Fasten what came with a petition while it is registered.

    Who may register an accusation may hand in its papers too, although nobody but the accusation
    desk sees them again.

    :raises MoveRefused: if somebody else registered the petition.
    """
    if petition.registered_by_id not in by.persons:
        raise MoveRefused(N_("Only who registers a petition hands in its papers this way."))
    return _fasten(Act(petition, PETITION.move("attach"), by), uploads, kind)


def _fasten(act: Act, uploads: Sequence[Upload], kind: str) -> Event:
    with fastened(uploads, by=act.by, kind=kind, petition_id=act.petition.id):
        event = act.done(facts={"count": len(uploads)})
        db.session.flush()
    return event


@atomic
def retire(attachment: Attachment, *, by: Officer) -> Event:
    """Take a file away from a petition; it stays in the cabinet, and the history says so.

    :raises MoveRefused: if the file is closed, or another unit added it.
    """
    petition = attachment.petition
    if petition is None:
        raise MoveRefused(N_("The scan of an instruction stays with it."))
    act = Act(petition, PETITION.move("attach"), by)
    check(act)
    if attachment.uploaded_by.unit_id != by.unit_id:
        raise MoveRefused(N_("Only the unit that added a file may take it away."))
    if attachment.retired_at is not None:
        raise MoveRefused(N_("This file has been taken away already."))
    attachment.retired_at = clock.now()
    # The name of a file may be the name of a person: the history has its kind only.
    event = act.done(step="retired", facts={"kind": attachment.kind, "attachment": attachment.id})
    db.session.flush()
    return event


@contextmanager
def fastened(
    uploads: Sequence[Upload],
    *,
    by: Officer,
    kind: str = "99",
    petition_id: int | None = None,
    instruction_id: int | None = None,
    supervision_id: int | None = None,
) -> Iterator[list[Attachment]]:
    """Keep files on a petition or an instruction; if the transaction fails, none is left."""
    with kept(uploads) as found:
        rows = [_row(one, kind=kind, by=by) for one in found]
        for row in rows:
            row.petition_id, row.instruction_id = petition_id, instruction_id
            row.supervision_id = supervision_id
        db.session.add_all(rows)
        yield rows


def _row(one: storage.Stored, *, kind: str, by: Officer) -> Attachment:
    return Attachment(
        kind=kind,
        name=one.name,
        stored_name=one.stored_name,
        media_type=one.media_type,
        size=one.size,
        sha256=one.sha256,
        uploaded_by_id=by.id,
        uploaded_at=clock.now(),
    )
