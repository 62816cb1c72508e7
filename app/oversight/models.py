"""What the morning has done on each day."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, UtcDateTime


class MorningRound(Base):
    """The round of one working day: begun once, and ended when its work was done."""

    __tablename__ = "morning_round"

    day: Mapped[date] = mapped_column(sa.Date, primary_key=True)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    def __repr__(self) -> str:
        return f"round of {self.day}"
