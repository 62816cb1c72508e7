"""调解、和解 (art. 33): opened, agreed and fulfilled, or failed."""

from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.db import Base

if TYPE_CHECKING:
    from app.petitions.models.petition import Petition

#: Neither failed nor fulfilled.
GOING_ON = ("open", "agreed")


class Mediation(Base):
    """One attempt with both sides' consent; beside the line, no limit waits for it."""

    __tablename__ = "mediation"

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    mediator: Mapped[str] = mapped_column(sa.String(64))
    sides: Mapped[str] = mapped_column(sa.String(200))
    status: Mapped[str] = mapped_column(sa.String(12), default="open")
    opened_on: Mapped[date]
    opened_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    agreed_on: Mapped[date | None]
    agreement: Mapped[str | None] = mapped_column(sa.Text)
    perform_by_on: Mapped[date | None]
    fulfilled_on: Mapped[date | None]
    #: By what it is proved that it was fulfilled, or why it failed.
    ended: Mapped[str | None] = mapped_column(sa.Text)

    petition: Mapped["Petition"] = relationship()
