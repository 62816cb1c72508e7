"""Acts that need a second person: asked, then granted, refused or withdrawn."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core.crypto import EncryptedText
from app.core.db import Base, JsonDict, UtcDateTime

if TYPE_CHECKING:
    from app.petitions.models.petition import Petition


class Approval(Base):
    """A move waiting for its second person; it runs, and clocks change, at granting.

    ``given`` is encrypted: it is a whole form, an accusation's too.
    """

    __tablename__ = "approval"
    __table_args__ = (
        sa.CheckConstraint(
            "decided_by_id is null or decided_by_id <> asked_by_id", name="two_people"
        ),
        sa.Index("ix_approval_waiting", "unit_id", "status"),
        sa.Index("ix_approval_asked", "asked_by_id", "status"),
        # One open request a petition: the loser of a race gets a plain refusal.
        sa.Index(
            "uq_approval_open",
            "petition_id",
            unique=True,
            sqlite_where=sa.text("status = 'asked'"),
            postgresql_where=sa.text("status = 'asked'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    move: Mapped[str] = mapped_column(sa.String(32))
    permission: Mapped[str] = mapped_column(sa.String(48))
    given: Mapped[str] = mapped_column(EncryptedText("approval.given"))
    facts: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    #: Whom the asker, and the decider, stood in for.
    on_behalf_of_id: Mapped[int | None]
    decided_for_id: Mapped[int | None]
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    status: Mapped[str] = mapped_column(sa.String(12), default="asked")
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str | None] = mapped_column(sa.Text)

    petition: Mapped["Petition"] = relationship(back_populates="approvals")
    unit: Mapped[Unit] = relationship()
    asked_by: Mapped[Officer] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[Officer | None] = relationship(foreign_keys=[decided_by_id])
    on_behalf_of: Mapped[Officer | None] = relationship(
        primaryjoin="foreign(Approval.on_behalf_of_id) == Officer.id"
    )
    decided_for: Mapped[Officer | None] = relationship(
        primaryjoin="foreign(Approval.decided_for_id) == Officer.id"
    )
