"""The three kinds of proposals of article 40: to whom, about what, and what became of them."""

from __future__ import annotations

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core.db import Base
from app.core.i18n import N_
from app.petitions.models.petition import Petition

#: Which proposals article 40 knows, and to whom each is made.
KINDS = {
    "work": N_("To improve the work"),
    "policy": N_("To complete a policy"),
    "responsibility": N_("To hold somebody responsible"),
}
#: What the unit says of it, in writing (art. 40).
OUTCOMES = {
    "adopted": N_("Adopted"),
    "partly": N_("Adopted in part"),
    "refused": N_("Not adopted"),
}
STATUSES = {
    "drafted": N_("Draft"),
    "asked": N_("To be signed"),
    "delivered": N_("Feedback owed"),
    "answered": N_("Feedback given"),
    "closed": N_("Proposal closed"),
}
#: It was signed: the unit to which it is made knows of it.
DELIVERED = ("delivered", "answered", "closed")


class Advice(Base):
    """三项建议: drafted → asked → delivered (signed by a leader) → answered → closed.

    It says what is wrong in the work, in a policy or with whom, and what should be done; of
    petitioners it holds nothing but the numbers of the petitions that show it.
    """

    __tablename__ = "advice"
    __table_args__ = (
        sa.Index("ix_advice_office", "office_unit_id", "status", "id"),
        sa.Index("ix_advice_unit", "unit_id", "status", "id"),
        sa.Index("ix_advice_delivered", "delivered_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(16))
    number: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    office_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    subject: Mapped[str] = mapped_column(sa.String(120))
    problem: Mapped[str] = mapped_column(sa.Text)
    proposal: Mapped[str] = mapped_column(sa.Text)
    status: Mapped[str] = mapped_column(sa.String(12), default="drafted")
    drafted_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    drafted_on: Mapped[date]
    #: Why the leader gave the draft back.
    returned_reason: Mapped[str | None] = mapped_column(sa.Text)
    signed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    delivered_on: Mapped[date | None]
    due_on: Mapped[date | None]
    outcome: Mapped[str | None] = mapped_column(sa.String(12))
    answer: Mapped[str | None] = mapped_column(sa.Text)
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    answered_on: Mapped[date | None]
    closed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    closed_on: Mapped[date | None]

    office: Mapped[Unit] = relationship(foreign_keys=[office_unit_id])
    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    drafted_by: Mapped[Officer] = relationship(foreign_keys=[drafted_by_id])
    signed_by: Mapped[Officer | None] = relationship(foreign_keys=[signed_by_id])
    answered_by: Mapped[Officer | None] = relationship(foreign_keys=[answered_by_id])
    closed_by: Mapped[Officer | None] = relationship(foreign_keys=[closed_by_id])
    shown_by: Mapped[list[AdvicePetition]] = relationship(
        cascade="all, delete-orphan", order_by="AdvicePetition.petition_id"
    )

    def __repr__(self) -> str:
        return f"advice {self.id}"


class AdvicePetition(Base):
    """A petition that shows what a proposal is about; named by its number, and by nothing else."""

    __tablename__ = "advice_petition"

    advice_id: Mapped[int] = mapped_column(sa.ForeignKey("advice.id"), primary_key=True)
    petition_id: Mapped[int] = mapped_column(
        sa.ForeignKey("petition.id"), primary_key=True, index=True
    )

    petition: Mapped[Petition] = relationship()

    def __repr__(self) -> str:
        return f"advice {self.advice_id}, petition {self.petition_id}"
