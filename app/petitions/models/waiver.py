"""A letter that is done without, for a reason, by two people."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core.db import Base, UtcDateTime

if TYPE_CHECKING:
    from app.petitions.models.petition import Petition

STATUSES = ("asked", "granted", "refused")


class Waiver(Base):
    """免文书: an act may be made once without its letter; asked for by one, granted by another.

    ``used_on`` is the day of the act that was made without the letter; then it opens no other.
    """

    __tablename__ = "waiver"
    __table_args__ = (
        sa.CheckConstraint(
            "status in ({})".format(", ".join(f"'{status}'" for status in STATUSES)),
            name="status_known",
        ),
        sa.CheckConstraint(
            "decided_by_id is null or decided_by_id <> asked_by_id", name="two_people"
        ),
        sa.Index("ix_waiver_waiting", "unit_id", "status"),
        sa.Index("ix_waiver_petition", "petition_id", "status"),
        sa.Index("ix_waiver_status", "status", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"))
    kind: Mapped[str] = mapped_column(sa.String(4))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    reason: Mapped[str] = mapped_column(sa.Text)
    status: Mapped[str] = mapped_column(sa.String(12), default="asked")
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    #: Whom the asker, and the decider, stood in for.
    on_behalf_of_id: Mapped[int | None]
    decided_for_id: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str | None] = mapped_column(sa.Text)
    used_on: Mapped[date | None]

    petition: Mapped["Petition"] = relationship()
    unit: Mapped[Unit] = relationship()
    asked_by: Mapped[Officer] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[Officer | None] = relationship(foreign_keys=[decided_by_id])
