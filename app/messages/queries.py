"""Reads of messages: the inbox, what was sent, one conversation."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Officer
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.messages.models import Message, MessageFile, Receipt
from app.messages.scope import messages_visible_to, opened_by

MOST_OF_A_THREAD = 50
_WHOLE = (
    joinedload(Message.sender).joinedload(Officer.unit),
    selectinload(Message.receipts).joinedload(Receipt.officer).joinedload(Officer.unit),
    selectinload(Message.files),
)


def inbox(officer: Officer, place: Place, *, unread: bool = False) -> Page[Receipt]:
    """Return what an officer was sent, the newest first."""
    query = (
        sa.select(Receipt)
        .join(Message, Message.id == Receipt.message_id)
        .where(messages_visible_to(officer), _mine(officer))
        .options(
            joinedload(Receipt.message).options(
                joinedload(Message.sender).joinedload(Officer.unit), selectinload(Message.files)
            )
        )
    )
    if unread:
        query = query.where(Receipt.read_at.is_(None))
    return key_page(db.session(), query, Order(Message.sent_at, Message.id), place)


def sent(officer: Officer, place: Place) -> Page[Message]:
    """Return what an officer sent, the newest first."""
    query = (
        sa.select(Message)
        .where(messages_visible_to(officer), Message.sender_id == officer.id)
        .options(*_WHOLE)
    )
    return key_page(db.session(), query, Order(Message.sent_at, Message.id), place)


def message_for(officer: Officer, message_id: int) -> Message:
    """Return a message of the officer's.

    :raises NotFound: if there is none, or none for him; the two cannot be told apart.
    """
    return _found(Message.id == message_id, messages_visible_to(officer))


def opened_message(officer: Officer, message_id: int) -> Message:
    """Return a message that the officer sent or has opened, as a reply needs it.

    :raises NotFound: for any other.
    """
    return _found(Message.id == message_id, opened_by(officer))


def _found(*conditions: sa.ColumnElement[bool]) -> Message:
    found = db.session.scalar(sa.select(Message).where(*conditions).options(*_WHOLE))
    if found is None:
        raise NotFound(N_("There is no such message."))
    return found


def conversation(officer: Officer, message: Message) -> list[Message]:
    """Return the messages of a conversation that are the officer's, oldest first."""
    found = db.session.scalars(
        sa.select(Message)
        .where(
            messages_visible_to(officer),
            sa.or_(Message.id == message.begins_with, Message.thread_id == message.begins_with),
        )
        .options(*_WHOLE)
        .order_by(Message.sent_at.desc(), Message.id.desc())
        .limit(MOST_OF_A_THREAD)
    )
    return list(reversed(found.all()))


def file_for(officer: Officer, file_id: int) -> MessageFile:
    """Return a file of a message that the officer sent or has opened.

    :raises NotFound: for any other, as if there were none.
    """
    found = db.session.scalar(
        sa.select(MessageFile)
        .join(Message, Message.id == MessageFile.message_id)
        .where(MessageFile.id == file_id, opened_by(officer))
    )
    if found is None:
        raise NotFound(N_("There is no such file."))
    return found


def receipt_of(officer: Officer, message: Message) -> Receipt | None:
    """Return the officer's own line of a message, None for who sent it to others only."""
    return next(
        (one for one in message.receipts if one.officer_id == officer.id and not one.withdrawn_at),
        None,
    )


def may_read_text(officer: Officer, message: Message) -> bool:
    """Say whether the text may be shown: to its sender, and to who has opened it."""
    own = receipt_of(officer, message)
    return message.sender_id == officer.id or (own is not None and own.read_at is not None)


def unread_count(officer: Any) -> Any:
    """Return the number of unopened messages as a part of a statement, for the menu."""
    return (
        sa.select(sa.func.count())
        .select_from(Receipt)
        .join(Message, Message.id == Receipt.message_id)
        .where(messages_visible_to(officer), _mine(officer), Receipt.read_at.is_(None))
        .scalar_subquery()
    )


def _mine(officer: Officer) -> sa.ColumnElement[bool]:
    return sa.and_(Receipt.officer_id == officer.id, Receipt.withdrawn_at.is_(None))
