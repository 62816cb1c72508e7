"""What a unit, or the whole installation, sets differently from the default."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, JsonDict, UtcDateTime


class SettingValue(Base):
    """One value of a setting: of a unit and what stands under it, or of the whole system.

    ``unit_id`` 0 is the system, so that the pair is unique on both databases.
    """

    __tablename__ = "setting_value"

    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    unit_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kept: Mapped[dict[str, Any]] = mapped_column(JsonDict)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"), index=True)

    def __repr__(self) -> str:
        return f"{self.name} {self.unit_id}"
