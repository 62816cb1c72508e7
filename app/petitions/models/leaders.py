"""领导接访 and 包案: days on which leaders receive visitors, petitions for which one answers."""

from datetime import date, datetime, time
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core.db import Base, UtcDateTime

if TYPE_CHECKING:
    from app.petitions.models.petition import Petition


class Reception(Base):
    """A day on which a leader receives visitors (art. 18): published, so nothing personal in it."""

    __tablename__ = "reception"
    __table_args__ = (sa.Index("ix_reception_unit", "unit_id", "day"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    leader_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"), index=True)
    leader_name: Mapped[str] = mapped_column(sa.String(64))
    leader_title: Mapped[str] = mapped_column(sa.String(64), default="")
    day: Mapped[date]
    begins: Mapped[time]
    ends: Mapped[time]
    place: Mapped[str] = mapped_column(sa.String(120))
    window: Mapped[str] = mapped_column(sa.String(40), default="")
    topic: Mapped[str] = mapped_column(sa.String(120), default="")
    entered_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_reason: Mapped[str | None] = mapped_column(sa.String(120))

    unit: Mapped[Unit] = relationship()
    leader: Mapped[Officer | None] = relationship(foreign_keys=[leader_id])


class ReceptionVisit(Base):
    """A petition whose people a leader received; what he decided is an instruction on it."""

    __tablename__ = "reception_visit"

    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), primary_key=True)
    reception_id: Mapped[int] = mapped_column(sa.ForeignKey("reception.id"), index=True)

    petition: Mapped["Petition"] = relationship()
    reception: Mapped[Reception] = relationship()


class LeaderCharge(Base):
    """包案: a leader answers for a petition until it is done; ``status`` open or released.

    No state of the petition: it goes its way as before. The reports of progress are its events.
    """

    __tablename__ = "leader_charge"
    __table_args__ = (sa.Index("ix_leader_charge_leader", "leader_id", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    leader_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    aim: Mapped[str] = mapped_column(sa.Text)
    since: Mapped[date]
    until_on: Mapped[date | None]
    status: Mapped[str] = mapped_column(sa.String(8), default="open")
    reported_on: Mapped[date | None]
    result: Mapped[str | None] = mapped_column(sa.Text)
    released_on: Mapped[date | None]
    entered_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))

    petition: Mapped["Petition"] = relationship()
    leader: Mapped[Officer] = relationship(foreign_keys=[leader_id])
