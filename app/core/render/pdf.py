"""PDF of a Word document through LibreOffice, where one is installed; each document once.

An office without it does without PDF: Word and WPS print the .docx as well.
"""

import logging
import os
import shutil
import signal
import subprocess
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

from app.core import clock
from app.core.errors import DomainError
from app.core.i18n import N_

log = logging.getLogger("app.render")

PROGRAM = "soffice"
SECONDS = 90
KEPT_SECONDS = 30 * 24 * 3600
_FOR_US_ALONE = 0o700
#: LibreOffice takes a whole core and much memory: one run at a time in each process.
_one_at_a_time = threading.Lock()


def installed() -> bool:
    """Say whether this machine can make a PDF."""
    return shutil.which(PROGRAM) is not None


def to_pdf(document: bytes, *, sha256: str, cache: Path) -> Path:
    """Return where the PDF of a .docx lies; made now, or kept from an earlier time.

    :raises DomainError: if it cannot be made.
    """
    kept = cache / f"{sha256}.pdf"
    if kept.is_file():
        os.utime(kept, (clock.now().timestamp(), clock.now().timestamp()))
        return kept
    cache.mkdir(mode=_FOR_US_ALONE, parents=True, exist_ok=True)
    _forget_the_old(cache)
    with TemporaryDirectory(prefix="letter-") as folder:
        source = Path(folder) / "letter.docx"
        source.write_bytes(document)
        made = convert([source], Path(folder))[0]
        made.chmod(0o600)
        shutil.move(made, kept)
    return kept


def convert(documents: list[Path], folder: Path) -> list[Path]:
    """Turn documents into PDF beside each other, in one run of a process of its own.

    :raises DomainError: if LibreOffice is missing, takes too long or makes nothing.
    """
    program = shutil.which(PROGRAM)
    if program is None:
        raise DomainError(N_("This machine has no LibreOffice; open the Word document instead."))
    # A profile of its own: two at once, or the desk's own LibreOffice, would stop each other.
    command = [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *"--headless --norestore --nolockcheck --nodefault --convert-to pdf --outdir".split(),
        str(folder),
        *map(str, documents),
    ]
    _run(command, folder)
    made = [folder / f"{one.stem}.pdf" for one in documents]
    if not all(one.is_file() for one in made):
        raise DomainError(
            N_("No PDF could be made of this letter; open the Word document instead.")
        )
    return made


def _run(command: list[str], folder: Path) -> None:
    if not _one_at_a_time.acquire(timeout=SECONDS):
        raise _too_slow()
    try:
        _run_alone(command, folder)
    finally:
        _one_at_a_time.release()


def _run_alone(command: list[str], folder: Path) -> None:
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        said, _nothing = process.communicate(timeout=SECONDS)
    except subprocess.TimeoutExpired as error:
        # The launcher has a child: only the whole group ends both.
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise _too_slow() from error
    if process.returncode:
        log.error("soffice ended with %s: %s", process.returncode, said[-500:])


def _too_slow() -> DomainError:
    return DomainError(
        N_("LibreOffice took longer than %(seconds)s seconds; try again."), seconds=SECONDS
    )


def _forget_the_old(cache: Path) -> None:
    now = clock.now().timestamp()
    for path in cache.glob("*.pdf"):
        try:
            if now - path.stat().st_mtime > KEPT_SECONDS:
                path.unlink(missing_ok=True)
        except FileNotFoundError:  # another process was quicker
            continue
