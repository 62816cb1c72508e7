"""Files of a request, kept only if the transaction that names them is; for every room."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import IO

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session, SessionTransaction, mapped_column

from app.core import clock
from app.core.db import UtcDateTime
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.attachments import storage

#: A name with what is to be read, or a file that was sent ahead and waits.
Upload = tuple[str, IO[bytes]] | storage.Stored
_KEPT = "files.kept"


class KeptFile:
    """The columns of a row that speaks of a file in the cabinet."""

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    stored_name: Mapped[str] = mapped_column(sa.String(64), unique=True)
    media_type: Mapped[str] = mapped_column(sa.String(80))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    def take(self, one: storage.Stored) -> None:
        """Speak of this file from now on."""
        self.name, self.stored_name, self.media_type = one.name, one.stored_name, one.media_type
        self.size, self.sha256, self.uploaded_at = one.size, one.sha256, clock.now()


@contextmanager
def kept(uploads: Sequence[Upload]) -> Iterator[list[storage.Stored]]:
    """Keep files in the cabinet while their rows are added; if that fails, none is left.

    :raises Invalid: naming the first file that is not taken.
    """
    _bytes, most = storage.limits()
    if len(uploads) > most:
        raise Invalid(N_("At most %(most)s files at once."), field="files", most=most)
    session = db.session()
    found: list[storage.Stored] = []
    try:
        for upload in uploads:
            found.append(
                storage.adopt(upload)
                if isinstance(upload, storage.Stored)
                else storage.keep(*upload)
            )
        yield found
        session.flush()
    except BaseException:
        for one in found:
            storage.drop(one)
        raise
    # From here on their fate is the transaction's.
    _remember(session, found)


def keep_made(name: str, data: bytes, media_type: str) -> storage.Stored:
    """Keep a file that we made ourselves; if the transaction fails, it is gone."""
    stored = storage.put(name, data, media_type)
    _remember(db.session(), [stored])
    return stored


def _remember(session: Session, found: Sequence[storage.Stored]) -> None:
    """Note files with the transactions around them: each of these may still be undone alone.

    An act that asks for a second person is rehearsed in a savepoint and undone: that takes away
    what the rehearsal kept, never what lay there before.
    """
    around: list[SessionTransaction] = []
    one: SessionTransaction | None
    one = session.get_nested_transaction() or session.get_transaction() or session.begin()
    while one is not None:
        around.append(one)
        one = one.parent
    session.info.setdefault(_KEPT, []).extend((file, around) for file in found)


@sa.event.listens_for(Session, "after_commit")
def _they_stay(session: Session) -> None:
    if not session.in_nested_transaction():
        session.info.pop(_KEPT, None)


@sa.event.listens_for(Session, "after_soft_rollback")
def _they_go(session: Session, undone: SessionTransaction) -> None:
    noted = session.info.get(_KEPT, ())
    for file, around in noted:
        if undone in around:
            storage.drop(file)
    session.info[_KEPT] = [(file, around) for file, around in noted if undone not in around]
