"""协办: what an assisting unit owes to the lead, by which day, and what it delivered."""

from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Unit
from app.core.db import Base

if TYPE_CHECKING:
    from app.petitions.models.petition import Petition


class Contribution(Base):
    """One question to one assisting unit; whether it is still owed, its clock H07 says."""

    __tablename__ = "contribution"

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    asked_by_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    asked_on: Mapped[date]
    wanted_on: Mapped[date]
    asked: Mapped[str] = mapped_column(sa.Text)
    text: Mapped[str | None] = mapped_column(sa.Text)
    delivered_on: Mapped[date | None]
    delivered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))

    petition: Mapped["Petition"] = relationship()
    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
