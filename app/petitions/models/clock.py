"""Running limits, stored when they start, so that later law never rewrites an old file."""

from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Unit
from app.core.db import Base
from app.core.only_on import only_on
from app.petitions.clocks.deadlines import Lamp, lamp_for
from app.petitions.limits.book import rule_set
from app.petitions.limits.reckoning import Pause
from app.petitions.limits.rules import Limit, RuleSet
from app.petitions.limits.words import LABELS
from app.petitions.rules import lamp_figures

if TYPE_CHECKING:
    from app.petitions.models.calendar_change import ClockChange
    from app.petitions.models.petition import Petition


class Clock(Base):
    """One limit of one petition: since when, until when, who owes it, how it ended.

    The lamp is computed on reading. ``due_on`` changes only through an extension or a pause (or
    a change of the calendar), each of them an event.
    """

    __tablename__ = "clock"
    __table_args__ = (
        sa.Index("ix_clock_open", "petition_id", "stopped_on"),
        sa.Index("ix_clock_owner", "owner_unit_id", "stopped_on", "due_on"),
        # The rules of supervision ask every morning which limits of a kind are over.
        sa.Index(
            "ix_clock_running",
            "code",
            "due_on",
            sqlite_where=sa.text("stopped_on IS NULL"),
            postgresql_where=sa.text("stopped_on IS NULL"),
        ),
        # What the tables count of limits, by the day of their end and by the day of the act.
        # SQLite walks from each placing to its limits, PostgreSQL from the days to all limits.
        only_on("sqlite", "ix_clock_counted", "placing_id", "what", "due_on", "petition_id"),
        only_on(
            "sqlite",
            "ix_clock_took",
            "placing_id",
            "what",
            "stopped_on",
            "started_on",
            "petition_id",
        ),
        only_on("postgresql", "ix_clock_counted_on", "what", "due_on", "placing_id", "petition_id"),
        only_on(
            "postgresql",
            "ix_clock_took_on",
            "what",
            "stopped_on",
            "placing_id",
            "started_on",
            "petition_id",
        ),
        sa.Index(
            "ix_clock_extended",
            "placing_id",
            "due_on",
            "code",
            "petition_id",
            sqlite_where=sa.text("extended_days > 0"),
            postgresql_where=sa.text("extended_days > 0"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"))
    handover_id: Mapped[int | None] = mapped_column(sa.ForeignKey("handover.id"))
    record_id: Mapped[int | None]
    code: Mapped[str] = mapped_column(sa.String(8))
    rule_set: Mapped[str] = mapped_column(sa.String(16))
    owner_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    started_on: Mapped[date]
    given_on: Mapped[date | None]
    unrolled_on: Mapped[date]
    due_on: Mapped[date]
    provisional: Mapped[bool] = mapped_column(default=False)
    extended_days: Mapped[int] = mapped_column(default=0)
    paused_days: Mapped[int] = mapped_column(default=0)
    stopped_on: Mapped[date | None]
    outcome: Mapped[str | None] = mapped_column(sa.String(16))
    #: Counted: as what, and the placing of its petition; ``placing.py`` keeps both.
    what: Mapped[str | None] = mapped_column(sa.String(12))
    placing_id: Mapped[int | None]

    petition: Mapped["Petition"] = relationship(back_populates="clocks")
    owner: Mapped[Unit] = relationship()
    pauses: Mapped[list["ClockPause"]] = relationship(
        cascade="all, delete-orphan", order_by="ClockPause.id"
    )
    changes: Mapped[list["ClockChange"]] = relationship(
        order_by="ClockChange.id", back_populates="clock"
    )

    @property
    def running(self) -> bool:
        """True while nobody stopped it."""
        return self.stopped_on is None

    @property
    def rules(self) -> RuleSet:
        """The rule set by which it was reckoned, and is reckoned again."""
        return rule_set(self.rule_set)

    @property
    def limit(self) -> Limit:
        """What those rules say of it."""
        return self.rules.limit(self.code)

    @property
    def left_out(self) -> tuple[Pause, ...]:
        """The days that do not count, in the order in which they were entered."""
        return tuple(
            Pause(from_on=one.from_on, to_on=one.to_on, reason=one.reason) for one in self.pauses
        )

    @property
    def window(self) -> bool:
        """True if it only opens and closes a move and lights no lamp."""
        return self.limit.window

    @property
    def lit(self) -> bool:
        """True if it runs and lights a lamp."""
        return self.running and not self.window

    @property
    def label(self) -> str:
        """The limit's name, an English msgid."""
        return LABELS[self.code]

    def lamp(self, today: date) -> Lamp:
        """Return what this clock shows today."""
        return lamp_for(
            self.due_on,
            self.started_on,
            today,
            self.code,
            figures=lamp_figures(),
            provisional=self.provisional,
        )


class ClockPause(Base):
    """Days that do not count: the time a hearing in re-examination took (art. 36(2))."""

    __tablename__ = "clock_pause"

    id: Mapped[int] = mapped_column(primary_key=True)
    clock_id: Mapped[int] = mapped_column(sa.ForeignKey("clock.id"), index=True)
    from_on: Mapped[date]
    to_on: Mapped[date]
    reason: Mapped[str] = mapped_column(sa.Text)
