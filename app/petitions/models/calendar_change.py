"""A change of the working calendar that waits for a second person, and what it did to limits."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer
from app.core.db import Base, JsonDict, UtcDateTime

if TYPE_CHECKING:
    from app.petitions.models.clock import Clock

Day = tuple[date, bool, str]


class CalendarChange(Base):
    """The days of a year as somebody proposes them, the days that they replace, and the decision.

    Proposed at the server, nobody of the office has asked; whoever decides is then the first.
    """

    __tablename__ = "calendar_change"
    __table_args__ = (
        sa.CheckConstraint(
            "status in ('proposed', 'granted', 'refused', 'withdrawn')", name="status"
        ),
        sa.CheckConstraint("asked_by_id <> decided_by_id", name="two_people"),
        sa.CheckConstraint("(status = 'proposed') = (decided_at is null)", name="decided"),
        sa.Index(
            "uq_calendar_change_open",
            "year",
            unique=True,
            sqlite_where=sa.text("status = 'proposed'"),
            postgresql_where=sa.text("status = 'proposed'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    status: Mapped[str] = mapped_column(sa.String(12), default="proposed")
    days: Mapped[dict[str, Any]] = mapped_column(JsonDict)
    old_days: Mapped[dict[str, Any]] = mapped_column(JsonDict)
    source: Mapped[str] = mapped_column(sa.String(120), default="")
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    #: Whom the asker, and the decider, stood in for.
    asked_for_id: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    decided_for_id: Mapped[int | None]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(sa.Text, default="")
    #: How many limits were reckoned anew, and how many of them got another end.
    reckoned: Mapped[int] = mapped_column(default=0)
    moved: Mapped[int] = mapped_column(default=0)

    asked_by: Mapped[Officer | None] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[Officer | None] = relationship(foreign_keys=[decided_by_id])

    def __repr__(self) -> str:
        return f"{self.year} {self.status}"

    @property
    def proposed_days(self) -> list[Day]:
        """The days that would be the year's."""
        return unwritten(self.days)

    @property
    def replaced_days(self) -> list[Day]:
        """The days that were the year's when it was proposed."""
        return unwritten(self.old_days)


def written(days: Any) -> dict[str, Any]:
    """Return days as they are kept."""
    return {"days": [[day.isoformat(), off, name] for day, off, name in sorted(days)]}


def unwritten(kept: dict[str, Any]) -> list[Day]:
    """Return days that were kept."""
    return [(date.fromisoformat(day), off, name) for day, off, name in kept["days"]]


class ClockChange(Base):
    """What became of the end of a running limit, and why; the old end stays here.

    The database refuses UPDATE and DELETE. ``why`` names the days of the calendar that did it.
    """

    __tablename__ = "clock_change"
    __table_args__ = (
        sa.Index("ix_clock_change_clock", "clock_id", "id"),
        sa.Index("ix_clock_change_change", "change_id", "petition_id"),
        {"info": {"append_only": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    clock_id: Mapped[int] = mapped_column(sa.ForeignKey("clock.id"))
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"))
    cause: Mapped[str] = mapped_column(sa.String(12))
    change_id: Mapped[int | None] = mapped_column(sa.ForeignKey("calendar_change.id"))
    old_unrolled_on: Mapped[date]
    old_due_on: Mapped[date]
    old_provisional: Mapped[bool]
    new_unrolled_on: Mapped[date]
    new_due_on: Mapped[date]
    new_provisional: Mapped[bool]
    why: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    clock: Mapped["Clock"] = relationship(back_populates="changes")
