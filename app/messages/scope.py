"""Who may learn of a message: its sender and those it was sent to, nobody else. Fails closed."""

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.accounts.models import Officer
from app.messages.models import Message, Receipt


def messages_visible_to(officer: Officer | None) -> ColumnElement[bool]:
    """Return the condition on ``Message``; what was taken back is gone for that receiver."""
    if officer is None or officer.id is None or not officer.active:
        return sa.false()
    if not officer.may("read", "Message"):
        return sa.false()
    received = (
        sa.exists()
        .where(
            Receipt.message_id == Message.id,
            Receipt.officer_id == officer.id,
            Receipt.withdrawn_at.is_(None),
        )
        .correlate(Message)
    )
    return sa.or_(Message.sender_id == officer.id, received)


def opened_by(officer: Officer) -> ColumnElement[bool]:
    """Return the condition under which an officer may read the text: sent or opened by him."""
    opened = (
        sa.exists()
        .where(
            Receipt.message_id == Message.id,
            Receipt.officer_id == officer.id,
            Receipt.read_at.is_not(None),
        )
        .correlate(Message)
    )
    return sa.and_(messages_visible_to(officer), sa.or_(Message.sender_id == officer.id, opened))
