"""重大紧急 (art. 25): a matter that is reported at once, its reports, and who was told when."""

from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core.db import Base, UtcDateTime

if TYPE_CHECKING:
    from app.petitions.models.petition import Petition


class UrgentMatter(Base):
    """A grave or urgent matter on a petition, or an event at the window; ``status`` open, closed.

    It stands for itself: who is told of it reads its reports, not thereby the petition.
    """

    __tablename__ = "urgent_matter"
    __table_args__ = (sa.Index("ix_urgent_matter_status", "status", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int | None] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    title: Mapped[str] = mapped_column(sa.String(60))
    #: When the office learnt of it: from then the minutes of the first report count.
    known_at: Mapped[datetime] = mapped_column(UtcDateTime)
    opened_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    status: Mapped[str] = mapped_column(sa.String(8), default="open")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    petition: Mapped["Petition | None"] = relationship()
    unit: Mapped[Unit] = relationship()
    opened_by: Mapped[Officer] = relationship()
    reports: Mapped[list["UrgentReport"]] = relationship(
        back_populates="matter", order_by="UrgentReport.number"
    )


class UrgentReport(Base):
    """首报, 续报, 终报: the fields of the reporting form (W22), numbered; never changed."""

    __tablename__ = "urgent_report"
    __table_args__ = (
        sa.UniqueConstraint("matter_id", "number"),
        {"info": {"append_only": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(sa.ForeignKey("urgent_matter.id"))
    number: Mapped[int]
    kind: Mapped[str] = mapped_column(sa.String(8))
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(sa.String(120))
    people: Mapped[int | None]
    facts: Mapped[str] = mapped_column(sa.Text)
    situation: Mapped[str] = mapped_column(sa.Text)
    handling: Mapped[str] = mapped_column(sa.Text)
    responsible: Mapped[str] = mapped_column(sa.String(120))
    contact: Mapped[str] = mapped_column(sa.String(120))
    reported_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))

    matter: Mapped[UrgentMatter] = relationship(back_populates="reports")
    by: Mapped[Officer] = relationship()


class UrgentTelling(Base):
    """When somebody was told of a report, opened it, confirmed it; each once, never changed."""

    __tablename__ = "urgent_telling"
    __table_args__ = (
        sa.UniqueConstraint("report_id", "officer_id", "step"),
        sa.Index("ix_urgent_telling_officer", "officer_id", "matter_id"),
        {"info": {"append_only": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    matter_id: Mapped[int] = mapped_column(sa.ForeignKey("urgent_matter.id"))
    report_id: Mapped[int] = mapped_column(sa.ForeignKey("urgent_report.id"))
    officer_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    #: told → opened → confirmed
    step: Mapped[str] = mapped_column(sa.String(10))
    at: Mapped[datetime] = mapped_column(UtcDateTime)

    officer: Mapped[Officer] = relationship()
