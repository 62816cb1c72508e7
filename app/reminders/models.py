"""What an officer plans, and what the bell told him."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, JsonDict, UtcDateTime
from app.reminders.recurrence import REPEATS


class Plan(Base):
    """Something an officer means to do (任务), once or again and again; nobody else sees it.

    ``starts_at`` is the first moment of the series and never moves by itself, ``at`` the moment
    that is next; it may have been postponed. ``ring_at`` is when the bell rings next, for the
    moment ``ring_for``.
    """

    __tablename__ = "plan"
    __table_args__ = (
        sa.CheckConstraint(f"repeat IN ({', '.join(map(repr, REPEATS))})", name="repeat"),
        sa.Index("ix_plan_owner_id_at", "owner_id", "at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    name: Mapped[str] = mapped_column(sa.String(100))
    content: Mapped[str] = mapped_column(sa.Text, default="")
    starts_at: Mapped[datetime] = mapped_column(UtcDateTime)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    repeat: Mapped[str] = mapped_column(sa.String(10), default="none")
    until: Mapped[date | None]
    remind_minutes: Mapped[int | None]
    ring_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    ring_for: Mapped[datetime | None] = mapped_column(UtcDateTime)
    petition_id: Mapped[int | None] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    last_done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    def __repr__(self) -> str:
        return f"plan {self.id}"


class Reminder(Base):
    """One sentence that the bell told an officer (提醒).

    Source, row and occurrence are unique together: however often it is delivered, it is there
    once. ``text`` is a msgid, put into words where it is shown.
    """

    __tablename__ = "reminder"
    __table_args__ = (
        sa.UniqueConstraint("source", "source_id", "occurrence"),
        sa.Index("ix_reminder_to_id_seen_at", "to_id", "seen_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    to_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    kind: Mapped[str] = mapped_column(sa.String(20))
    text: Mapped[str] = mapped_column(sa.String(200))
    params: Mapped[dict[str, Any]] = mapped_column(JsonDict)
    href: Mapped[str] = mapped_column(sa.String(200), default="")
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    source: Mapped[str] = mapped_column(sa.String(20))
    source_id: Mapped[int]
    occurrence: Mapped[str] = mapped_column(sa.String(60))

    def __repr__(self) -> str:
        return f"reminder {self.id}"


class ReminderChoice(Base):
    """How an officer wants to be told."""

    __tablename__ = "reminder_choice"

    officer_id: Mapped[int] = mapped_column(
        sa.ForeignKey("ab_user.id"), primary_key=True, autoincrement=False
    )
    sound: Mapped[bool] = mapped_column(default=False)

    def __repr__(self) -> str:
        return f"choice of {self.officer_id}"
