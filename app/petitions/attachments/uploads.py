"""Files that come with a request: those of its form, and those that were sent ahead of it."""

from dataclasses import astuple

from flask import Request, current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.accounts.models import Officer
from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.attachments import storage
from app.petitions.attachments.keeping import Upload

__all__ = ["Upload", "files_waiting", "ticket_for", "uploads_given"]


def ticket_for(waiting: storage.Stored, officer: Officer) -> str:
    """Return what a form carries for a file that waits; it is of use to this officer alone."""
    return str(_signer().dumps([*astuple(waiting), officer.id]))


def uploads_given(request: Request, officer: Officer) -> list[Upload]:
    """Return the files of a request, those sent ahead first.

    :raises Invalid: if a ticket is not ours, not his, or too old.
    """
    ahead: list[Upload] = [_waiting(text, officer) for text in request.form.getlist("uploaded")]
    sent = [(one.filename, one.stream) for one in request.files.getlist("files") if one.filename]
    return [*ahead, *sent]


def files_waiting(request: Request, officer: Officer) -> tuple[list[storage.Stored], list[Invalid]]:
    """Let every file of a request wait for its form, and return them with what was refused.

    A form that comes back with a mistake elsewhere keeps its files: no browser sends them twice.
    """
    found: list[storage.Stored] = []
    refused: list[Invalid] = []
    for ticket in request.form.getlist("uploaded"):
        try:
            found.append(_waiting(ticket, officer))
        except Invalid as error:
            refused.append(error)
    for one in request.files.getlist("files"):
        if one.filename:
            try:
                found.append(storage.let_wait(one.filename, one.stream))
            except Invalid as error:
                refused.append(error)
    return found, refused


def _waiting(ticket: str, officer: Officer) -> storage.Stored:
    too_old = Invalid(N_("A file was sent too long ago; choose it again."), field="files")
    try:
        *told, officer_id = _signer().loads(ticket, max_age=storage.WAITS_SECONDS)
    except BadSignature as error:
        raise too_old from error
    if officer_id != officer.id:
        raise too_old
    return storage.Stored(*told)


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="waiting file")
