"""How far the first day has come."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, UtcDateTime


class SetupStep(Base):
    """A step of the first day that was done; the same step can be gone through again."""

    __tablename__ = "setup_step"

    code: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    done_at: Mapped[datetime] = mapped_column(UtcDateTime)
    done_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"), index=True)

    def __repr__(self) -> str:
        return self.code
