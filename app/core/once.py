"""A form that was drawn once makes its record once, however often it is sent.

A browser sends a form a second time by a double click, a reload, or the way back and the button
once more. Each form carries a token made when it was drawn; the row of the token is written in
the same transaction as the record, so that there are both or neither. The web side is in
``core/web/once.py``: commands know nothing of a request.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Mapped, ORMExecuteState, Session, mapped_column

from app.core import clock
from app.core.db import Base, UtcDateTime, atomic
from app.core.upsert import insert_unless_there

P = ParamSpec("P")
R = TypeVar("R")

#: So long a form that was drawn can be sent; a row is kept as long, and a day more.
GOOD_FOR = timedelta(days=7)
_KEPT = GOOD_FOR + timedelta(days=1)
_TICKET, _OPEN = "once", "once_open"


class SentForm(Base):
    """A form that was sent (表单提交): who sent it, by which token, and where it led."""

    __tablename__ = "sent_form"
    __table_args__ = (sa.UniqueConstraint("officer_id", "token"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id", ondelete="CASCADE"))
    token: Mapped[str] = mapped_column(sa.String(32))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    #: The page of the record; before the answer is made, the page above the form.
    href: Mapped[str] = mapped_column(sa.String(500))


@dataclass
class Ticket:
    """The form that the request at hand sent."""

    officer_id: int
    token: str
    href: str
    used: bool = False


class AlreadySent(Exception):
    """The record of this form was made before; nothing was made now."""


def hold(session: Session, ticket: Ticket | None) -> None:
    """Have the next command that is made ``once`` use this ticket, or none."""
    session.info.pop(_TICKET, None)
    if ticket is not None:
        session.info[_TICKET] = ticket


def once(command: Callable[P, R]) -> Callable[P, R]:
    """Let a command run once for each form that was drawn; without a form it just runs.

    Stands beneath ``atomic``. The form is used up by the first thing that the command writes: of
    two that are sent at once the second waits there, before it took a number or told anybody. A
    refused command leaves the form unused, and one that is refused by what it read costs nothing.

    :raises AlreadySent: if the form was used before.
    """

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        from app.extensions import db

        session = db.session()
        # Taken out meanwhile: a command that is called by this one belongs to the same form.
        ticket: Ticket | None = session.info.pop(_TICKET, None)
        if ticket is None:
            return command(*args, **kwargs)
        session.info[_OPEN] = ticket
        try:
            result = command(*args, **kwargs)
            _use(session)
        except BaseException:
            session.info[_TICKET] = ticket
            raise
        finally:
            session.info.pop(_OPEN, None)
        ticket.used = True
        return result

    return run


def _use(session: Session) -> None:
    ticket: Ticket | None = session.info.pop(_OPEN, None)
    if ticket is None:
        return
    row = {
        "officer_id": ticket.officer_id,
        "token": ticket.token,
        "sent_at": clock.now(),
        "href": ticket.href,
    }
    if not insert_unless_there(session, SentForm, row, unique=("officer_id", "token")):
        raise AlreadySent


@event.listens_for(Session, "before_flush")
def _before_flush(session: Session, *_unused: object) -> None:
    _use(session)


@event.listens_for(Session, "do_orm_execute")
def _before_statement(state: ORMExecuteState) -> None:
    if not state.is_select:
        _use(state.session)


def led_to(session: Session, ticket: Ticket) -> str | None:
    """Return where a form led that was sent before; None if it was not."""
    return session.scalar(sa.select(SentForm.href).where(*_row_of(ticket)))


@atomic
def keep_place(ticket: Ticket, href: str) -> None:
    """Write down where a form led, for who sends it again."""
    from app.extensions import db

    change = sa.update(SentForm).where(*_row_of(ticket)).values(href=href[:500])
    db.session.execute(change.execution_options(synchronize_session=False))


@atomic
def sweep() -> None:
    """Forget forms that nobody can send any more."""
    from app.extensions import db

    db.session.execute(sa.delete(SentForm).where(SentForm.sent_at < clock.now() - _KEPT))


def _row_of(ticket: Ticket) -> tuple[sa.ColumnElement[bool], ...]:
    return SentForm.officer_id == ticket.officer_id, SentForm.token == ticket.token
