"""Where attachments lie: outside the web root, under random names, checked before they are kept.

A file may be sent before the form that it belongs to: it waits in a folder of its own until the
form adopts it, and is forgotten after a day.
"""

import hashlib
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from flask import has_app_context

from app.core import clock
from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.attachments.kinds import KINDS, check_content
from app.settings.queries import SYSTEM, own_value

CHUNK = 64 * 1024
WAITING = "waiting"
WAITS_SECONDS = 24 * 3600
_LONGEST_NAME = 180
_FOR_US_ALONE = 0o600


@dataclass(frozen=True)
class Stored:
    """A file that was checked and written, before any row speaks of it."""

    name: str
    stored_name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Cabinet:
    """The folder, and what it takes."""

    folder: Path
    most_bytes: int
    most_files: int
    endings: frozenset[str]


_cabinet: Cabinet | None = None


def configure(config: Mapping[str, Any]) -> None:
    """Take folder, sizes and kinds from the installation's settings."""
    global _cabinet
    _cabinet = Cabinet(
        folder=Path(config["UPLOAD_FOLDER"]),
        most_bytes=int(config["MAX_UPLOAD_BYTES"]),
        most_files=int(config["MAX_UPLOAD_FILES"]),
        endings=frozenset(config["UPLOAD_TYPES"]) & frozenset(KINDS),
    )


def cabinet() -> Cabinet:
    """Return where attachments lie; fails loudly when nothing was configured."""
    if _cabinet is None:
        raise RuntimeError("storage.configure was not called")
    return _cabinet


def limits() -> tuple[int, int]:
    """Return bytes of a file and files at once, as an administrator may have set them since."""
    configured = cabinet()
    if not has_app_context():
        return configured.most_bytes, configured.most_files
    megabytes, files = own_value("upload_mb", SYSTEM), own_value("upload_files", SYSTEM)
    return (
        int(megabytes) * 1024 * 1024 if megabytes else configured.most_bytes,
        int(files) if files else configured.most_files,
    )


# --- taking files in ---------------------------------------------------------------------------


def keep(name: str, stream: IO[bytes]) -> Stored:
    """Check a file and write it under a random name.

    :raises Invalid: if its ending, its content or its size is not allowed; nothing is left then.
    """
    return _take(name, stream, path_of)


def put(name: str, data: bytes, media_type: str) -> Stored:
    """Write a file that the product made itself: no kind and no size of it needs a check."""
    stored_name = secrets.token_hex(24)
    path = path_of(stored_name)
    path.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FOR_US_ALONE), "wb") as out:
        out.write(data)
    return Stored(name, stored_name, media_type, len(data), hashlib.sha256(data).hexdigest())


def let_wait(name: str, stream: IO[bytes]) -> Stored:
    """Check a file as ``keep`` does, and write it where it waits for its form."""
    _forget_the_forgotten()
    return _take(name, stream, _waiting_path)


def adopt(stored: Stored) -> Stored:
    """Keep a file that has waited.

    :raises Invalid: if it is not there any more.
    """
    path = path_of(stored.stored_name)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.replace(_waiting_path(stored.stored_name), path)
    except FileNotFoundError as error:
        raise Invalid(
            N_("“%(name)s” was sent too long ago; choose it again."),
            field="files",
            name=stored.name,
        ) from error
    return stored


def drop(stored: Stored) -> None:
    """Remove a file whose row was never committed."""
    path_of(stored.stored_name).unlink(missing_ok=True)


def path_of(stored_name: str) -> Path:
    """Return where a stored file lies; only names that we made are ever followed."""
    return cabinet().folder / _ours(stored_name)[:2] / stored_name


def clean_name(name: str) -> str:
    """Return the last part of a file name, its Chinese kept, without what could leave a folder."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(letter for letter in last if letter.isprintable() and letter not in '<>:"|?*')
    plain = plain.strip(" .")
    if len(plain) > _LONGEST_NAME:
        stem, dot, ending = plain.rpartition(".")
        plain = stem[: max(_LONGEST_NAME - len(dot + ending), 0)] + dot + ending[:_LONGEST_NAME]
    if not plain:
        raise Invalid(N_("The file has no name."), field="files")
    return plain


# --- how it is done ----------------------------------------------------------------------------


def _take(name: str, stream: IO[bytes], place: Any) -> Stored:
    name = clean_name(name)
    ending = _ending(name)
    stored_name = secrets.token_hex(24)
    path = place(stored_name)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        size, sha256 = _write(path, stream, name)
        check_content(path, name, ending)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Stored(name, stored_name, KINDS[ending].media_type, size, sha256)


def _ending(name: str) -> str:
    _, dot, ending = name.rpartition(".")
    if not dot or ending.lower() not in cabinet().endings:
        raise Invalid(N_("“%(name)s”: this kind of file is not taken."), field="files", name=name)
    return ending.lower()


def _write(path: Path, stream: IO[bytes], name: str) -> tuple[int, str]:
    most, size, seen = limits()[0], 0, hashlib.sha256()
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _FOR_US_ALONE), "wb") as out:
        while block := stream.read(CHUNK):
            size += len(block)
            if size > most:
                raise Invalid(
                    N_("“%(name)s” is larger than %(most)s MB."),
                    field="files",
                    name=name,
                    most=most // 1024 // 1024,
                )
            seen.update(block)
            out.write(block)
    if size == 0:
        raise Invalid(N_("“%(name)s” is empty."), field="files", name=name)
    return size, seen.hexdigest()


def _ours(stored_name: str) -> str:
    if not (stored_name.isascii() and stored_name.isalnum()):
        raise ValueError("not a stored name")
    return stored_name


def _waiting_path(stored_name: str) -> Path:
    return cabinet().folder / WAITING / _ours(stored_name)


def _forget_the_forgotten() -> None:
    folder, now = cabinet().folder / WAITING, clock.now().timestamp()
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        try:
            if now - path.stat().st_mtime > WAITS_SECONDS:
                path.unlink(missing_ok=True)
        except FileNotFoundError:  # adopted in this very moment
            continue
