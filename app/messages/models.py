"""Messages between officers, with files; each receiver has a line of his own."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer
from app.core.db import Base, UtcDateTime
from app.petitions.attachments.keeping import KeptFile


class Message(Base):
    """A letter within the office; a reply names the message that began the conversation."""

    __tablename__ = "message"
    __table_args__ = (sa.Index("ix_message_sender", "sender_id", "sent_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    thread_id: Mapped[int | None] = mapped_column(sa.ForeignKey("message.id"), index=True)
    subject: Mapped[str] = mapped_column(sa.String(120))
    text: Mapped[str] = mapped_column(sa.Text, default="")
    sender_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)

    sender: Mapped[Officer] = relationship()
    receipts: Mapped[list[Receipt]] = relationship(order_by="Receipt.id", back_populates="message")
    files: Mapped[list[MessageFile]] = relationship(order_by="MessageFile.id")

    def __repr__(self) -> str:
        return self.subject

    @property
    def begins_with(self) -> int:
        """The message that began the conversation."""
        return self.thread_id or self.id


class Receipt(Base):
    """One receiver of a message: when he opened it, or when it was taken back before that."""

    __tablename__ = "message_receipt"
    __table_args__ = (
        sa.UniqueConstraint("message_id", "officer_id"),
        sa.Index("ix_message_receipt_officer", "officer_id", "read_at"),
        sa.CheckConstraint("read_at IS NULL OR withdrawn_at IS NULL", name="read_stays"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int] = mapped_column(sa.ForeignKey("message.id"), index=True)
    officer_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    message: Mapped[Message] = relationship(back_populates="receipts")
    officer: Mapped[Officer] = relationship()


class MessageFile(KeptFile, Base):
    """A file that went with a message."""

    __tablename__ = "message_file"

    message_id: Mapped[int] = mapped_column(sa.ForeignKey("message.id"), index=True)
