"""Which state of something the database holds: the marks by which a process knows what is old.

What a process remembers is kept under the mark it was read at. Whoever changes it renews the
mark in the same transaction, and every request compares: all marks are read at once, one
statement for whatever a page has need of.
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
        return _read().get(name)
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


def begin(session: Session, name: str) -> None:
    """Give something its first mark; without one it is read anew at every request."""
    if session.get(Edition, name) is None:
        renew(session, name)


def _read() -> dict[str, str]:
    rows = db.session.execute(sa.select(Edition.name, Edition.mark))
    return {row.name: row.mark for row in rows}
