"""Which state of something the database holds: the marks by which a process knows what is old.

What a process remembers is kept under the mark it was read at. Whoever changes it renews the
mark in the same transaction, and every request compares: all marks are read at once, one
statement for whatever a page has need of. A job has no request; it compares once a transaction.
"""

from uuid import uuid4

import sqlalchemy as sa
from flask import has_request_context, request
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.db import Base
from app.extensions import db

_MARKS = "editions.marks"


class Edition(Base):
    """Which state of a seed file, of all words or of all settings, the database holds.

    The rows ``words`` and ``settings`` change with every change to any of them; each process
    compares them with what it remembers.
    """

    __tablename__ = "dictionary_edition"

    name: Mapped[str] = mapped_column(sa.String(60), primary_key=True)
    mark: Mapped[str] = mapped_column(sa.String(80))


def mark_of(name: str) -> str | None:
    """Return the mark under which something stands now; None where nothing ever renewed it."""
    if not has_request_context():
        return _of_transaction().get(name)
    if _MARKS not in request.environ:
        request.environ[_MARKS] = _read()
    marks: dict[str, str] = request.environ[_MARKS]
    return marks.get(name)


def renew(session: Session, name: str) -> None:
    """Tell every process that something has changed."""
    # A fresh mark, not a number: one that was rolled back must never come again.
    fresh = uuid4().hex
    edition = session.get(Edition, name)
    if edition is None:
        session.add(Edition(name=name, mark=fresh))
    else:
        edition.mark = fresh
    session.flush()
    if has_request_context():
        request.environ.pop(_MARKS, None)
    session.info.pop(_MARKS, None)


def begin(session: Session, name: str) -> None:
    """Give something its first mark; without one it is read anew at every request."""
    if session.get(Edition, name) is None:
        renew(session, name)


def _of_transaction() -> dict[str, str]:
    """Return the marks as this transaction, or the savepoint in it, found them."""
    session = db.session()
    begun, marks = session.info.get(_MARKS, (None, {}))
    if begun is None or begun is not _transaction(session):
        marks = _read()
        session.info[_MARKS] = _transaction(session), marks
    return marks


def _transaction(session: Session) -> object:
    return session.get_nested_transaction() or session.get_transaction()


def _read() -> dict[str, str]:
    rows = db.session.execute(sa.select(Edition.name, Edition.mark))
    return {row.name: row.mark for row in rows}
