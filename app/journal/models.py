"""What administrators and officers did beside the petitions; only ever added to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Base, JsonDict, UtcDateTime


class AdminEvent(Base):
    """One act of administration, with the values before and after.

    ``about`` is the noun of the permission ("Role"), ``about_id`` the row, ``about_name`` what it
    was called then. ``unit_id`` is the unit in whose subtree it happened; None is the top.
    No clear personal data and no password stands in ``before`` and ``after``.
    """

    __tablename__ = "admin_event"
    __table_args__ = (
        sa.Index("ix_admin_event_about", "about", "about_id", "id"),
        sa.Index("ix_admin_event_by", "by_id", "id"),
        {"info": {"append_only": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    tag: Mapped[str] = mapped_column(sa.String(40))
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    by_name: Mapped[str] = mapped_column(sa.String(100), default="")
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    about: Mapped[str] = mapped_column(sa.String(24))
    about_id: Mapped[int | None]
    about_name: Mapped[str] = mapped_column(sa.String(100), default="")
    before: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)
    after: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)

    def __repr__(self) -> str:
        return f"{self.tag} {self.about_id}"
