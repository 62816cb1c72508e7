"""Who looked, printed and exported; drafts that nobody loses; filters somebody saved."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.crypto import EncryptedText
from app.core.db import Base, JsonDict, UtcDateTime


class AccessEvent(Base):
    """Something taken out or uncovered: an export, an unmasking, a refused look. Append-only."""

    __tablename__ = "access_event"
    __table_args__ = (
        sa.Index("ix_access_event_petition", "petition_id", "id"),
        {"info": {"append_only": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(16))
    petition_id: Mapped[int | None]
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"), index=True)
    on_behalf_of_id: Mapped[int | None]
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    purpose: Mapped[str | None] = mapped_column(sa.String(200))
    row_count: Mapped[int | None]
    facts: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)


class Draft(Base):
    """A registration somebody was typing: encrypted, kept on the server, expiring."""

    __tablename__ = "draft"
    __table_args__ = (sa.UniqueConstraint("user_id", "form"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    form: Mapped[str] = mapped_column(sa.String(32))
    content: Mapped[str] = mapped_column(EncryptedText("draft"))
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class SavedFilter(Base):
    """A filter of a work list under a name, for one officer."""

    __tablename__ = "saved_filter"
    __table_args__ = (sa.UniqueConstraint("user_id", "desk", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    desk: Mapped[str] = mapped_column(sa.String(16))
    name: Mapped[str] = mapped_column(sa.String(40))
    query: Mapped[str] = mapped_column(sa.String(500))
