"""What happened, in order; the engine writes, nobody changes."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core.db import Base, JsonDict, UtcDateTime

if TYPE_CHECKING:
    from app.petitions.models.petition import Petition


class Event(Base):
    """One act on one petition. The database refuses UPDATE and DELETE.

    ``facts`` holds names, numbers and dates the sentence is made of, never clear personal data.
    """

    __tablename__ = "event"
    __table_args__ = (
        sa.Index("ix_event_petition", "petition_id", "id"),
        sa.Index("ix_event_actor", "by_id", "petition_id"),
        {"info": {"append_only": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"))
    move: Mapped[str] = mapped_column(sa.String(32))
    step: Mapped[str] = mapped_column(sa.String(12), default="done")
    from_state: Mapped[str | None] = mapped_column(sa.String(24))
    to_state: Mapped[str | None] = mapped_column(sa.String(24))
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    by_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    approved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    occurred_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    late_days: Mapped[int] = mapped_column(default=0)
    facts: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)

    petition: Mapped["Petition"] = relationship(back_populates="events")
    by: Mapped[Officer | None] = relationship(foreign_keys=[by_id])
    by_unit: Mapped[Unit | None] = relationship(foreign_keys=[by_unit_id])
    on_behalf_of: Mapped[Officer | None] = relationship(foreign_keys=[on_behalf_of_id])
    approved_by: Mapped[Officer | None] = relationship(foreign_keys=[approved_by_id])

    @property
    def tag(self) -> str:
        """The event's name outside: petition.transfer, petition.transfer.asked."""
        return f"petition.{self.move}" + ("" if self.step == "done" else f".{self.step}")
