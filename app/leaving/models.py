"""What was handed over when somebody left: the list that can be printed again later."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core.db import Base, JsonDict, UtcDateTime


class Leaving(Base):
    """离岗: one officer's work handed to a successor; ``items`` is the 移交清单 of that day.

    ``items["petitions"]`` has id, state and due day of each petition, ``items["counts"]`` how
    many of each kind were moved or left. No personal data stands in it.
    """

    __tablename__ = "leaving"
    __table_args__ = (sa.Index("ix_leaving_unit", "unit_id", "at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    officer_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"), index=True)
    successor_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"), index=True)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    reason: Mapped[str] = mapped_column(sa.String(200))
    items: Mapped[dict[str, Any]] = mapped_column(JsonDict)

    officer: Mapped[Officer] = relationship(foreign_keys=[officer_id])
    successor: Mapped[Officer] = relationship(foreign_keys=[successor_id])
    by: Mapped[Officer] = relationship(foreign_keys=[by_id])
    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])

    def __repr__(self) -> str:
        return f"leaving of {self.officer_id}"
