"""Giving a kept file to a browser, under its own name and never as a page of ours."""

import logging
from pathlib import Path
from typing import Protocol

from flask import Response, send_file

from app.core.errors import NotFound
from app.core.i18n import N_
from app.petitions.attachments import storage

log = logging.getLogger("app.petitions")


class Kept(Protocol):
    """What a row says of its file, whichever room's row it is."""

    id: int
    name: str
    stored_name: str
    media_type: str
    sha256: str


def path_in_cabinet(found: Kept) -> Path:
    """Return where the file of a row lies.

    :raises NotFound: if somebody took it away behind our back.
    """
    path = storage.path_of(found.stored_name)
    if not path.is_file():
        log.error("file %s of %s is not in the cabinet", found.id, type(found).__name__)
        raise NotFound(N_("This file is not in the cabinet any more; tell the administrator."))
    return path


def handed_out(found: Kept, *, as_attachment: bool = True) -> Response:
    """Return the bytes of a file; nothing of it stays on the disk of a shared computer."""
    response = send_file(
        path_in_cabinet(found),
        mimetype=found.media_type,
        as_attachment=as_attachment,
        download_name=found.name,
        conditional=True,
        etag=found.sha256,
    )
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
