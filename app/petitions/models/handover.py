"""Who takes part in a petition, and each leg of its way down."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core.db import Base, UtcDateTime

if TYPE_CHECKING:
    from app.petitions.models.petition import Petition

#: A leg that nobody sent back or took back.
ON_ITS_WAY = ("sent", "signed", "done")
#: A report that must still be given, for the first time or once more.
REPORT_OWED = ("owed", "returned")
PARTY_ROLES = ("registering", "sender", "lead", "assisting", "reviewing", "instructed")


class Party(Base):
    """A unit, or one person of it, that takes part in a capacity for a time.

    Row scope reads this table: who has a row sees the file, also after ``until``; who may act
    must hold a row that is still open.
    """

    __tablename__ = "party"
    __table_args__ = (
        sa.CheckConstraint(
            "role in ({})".format(", ".join(f"'{role}'" for role in PARTY_ROLES)), name="role_known"
        ),
        sa.Index("ix_party_unit", "unit_id", "petition_id"),
        sa.Index("ix_party_user", "user_id", "petition_id"),
        sa.Index("ix_party_petition", "petition_id", "role"),
        # Who holds a capacity now: all that a unit ever had part in would be read instead.
        sa.Index(
            "ix_party_open",
            "unit_id",
            "role",
            "petition_id",
            sqlite_where=sa.text("until IS NULL"),
            postgresql_where=sa.text("until IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    role: Mapped[str] = mapped_column(sa.String(16))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)

    petition: Mapped["Petition"] = relationship(back_populates="parties")
    unit: Mapped[Unit] = relationship()
    user: Mapped[Officer | None] = relationship()


class Handover(Base):
    """One leg: transfer, assignment or forwarding, with its own clocks and its own small life.

    ``status``: sent → signed → done; or objected, returned, recalled. ``report``: none, owed,
    given, passed.
    """

    __tablename__ = "handover"
    __table_args__ = (
        sa.Index("ix_handover_to", "to_unit_id", "kind", "status"),
        sa.Index("ix_handover_report", "from_unit_id", "report"),
        # Of the thousands that a petition office sent, the few that wait for its word.
        sa.Index(
            "ix_handover_objected",
            "from_unit_id",
            sqlite_where=sa.text("objected_on IS NOT NULL AND objection_answer IS NULL"),
            postgresql_where=sa.text("objected_on IS NOT NULL AND objection_answer IS NULL"),
        ),
        sa.Index(
            "ix_handover_delay",
            "from_unit_id",
            sqlite_where=sa.text("delay_asked_on IS NOT NULL AND delay_answer IS NULL"),
            postgresql_where=sa.text("delay_asked_on IS NOT NULL AND delay_answer IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("handover.id"))
    kind: Mapped[str] = mapped_column(sa.String(8))
    from_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    to_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    officer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    opinion: Mapped[str] = mapped_column(sa.Text)
    sent_on: Mapped[date]
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    status: Mapped[str] = mapped_column(sa.String(12), default="sent")
    signed_on: Mapped[date | None]
    signed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    objection_code: Mapped[str | None] = mapped_column(sa.String(8))
    objection: Mapped[str | None] = mapped_column(sa.Text)
    objected_on: Mapped[date | None]
    objection_answer: Mapped[str | None] = mapped_column(sa.Text)
    report: Mapped[str] = mapped_column(sa.String(8), default="none")
    report_due_on: Mapped[date | None]
    report_text: Mapped[str | None] = mapped_column(sa.Text)
    reported_on: Mapped[date | None]
    report_answer: Mapped[str | None] = mapped_column(sa.Text)
    # A later day for the report: asked for by the unit, granted or refused by the sender.
    delay_until_on: Mapped[date | None]
    delay_reason: Mapped[str | None] = mapped_column(sa.Text)
    delay_asked_on: Mapped[date | None]
    delay_answer: Mapped[str | None] = mapped_column(sa.Text)

    petition: Mapped["Petition"] = relationship(back_populates="handovers")
    from_unit: Mapped[Unit] = relationship(foreign_keys=[from_unit_id])
    to_unit: Mapped[Unit] = relationship(foreign_keys=[to_unit_id])
    officer: Mapped[Officer | None] = relationship(foreign_keys=[officer_id])


class Objection(Base):
    """异议: that a unit is not competent, and what the sender said; every one is kept.

    The leg itself has the newest one only, for the lists of those who decide.
    """

    __tablename__ = "objection"

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    handover_id: Mapped[int] = mapped_column(sa.ForeignKey("handover.id"), index=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    code: Mapped[str] = mapped_column(sa.String(8))
    text: Mapped[str] = mapped_column(sa.Text)
    asked_on: Mapped[date]
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    #: None while the sender has not answered.
    agreed: Mapped[bool | None]
    answer: Mapped[str | None] = mapped_column(sa.Text)
    answered_on: Mapped[date | None]
    answered_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))

    petition: Mapped["Petition"] = relationship()
