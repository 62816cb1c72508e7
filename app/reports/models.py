"""Months of the reports that were closed, for ever as they stood; forms of the office's own."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core.db import Base, UtcDateTime
from app.petitions.attachments.keeping import KeptFile
from app.reports.period import month_name


class ClosedMonth(Base):
    """月报锁定: one month of one office, closed once; the database refuses to change it.

    ``content`` is canonical JSON: the six tables, the petitions counted, the summary, who closed
    it and when. ``digest`` is its SHA-256. Everything else repeats what is in it, to be found by.
    """

    __tablename__ = "closed_month"
    __table_args__ = (
        sa.UniqueConstraint("office_id", "month"),
        {"info": {"append_only": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    office_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    #: The office's month: year x 12 + 0..11.
    month: Mapped[int]
    first_day: Mapped[int] = mapped_column(sa.SmallInteger)
    since: Mapped[date]
    until: Mapped[date]
    version: Mapped[str] = mapped_column(sa.String(16))
    content: Mapped[str] = mapped_column(sa.Text, deferred=True)
    digest: Mapped[str] = mapped_column(sa.String(64))
    closed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Nobody where the office's day closed it.
    closed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"), index=True)

    office: Mapped[Unit] = relationship(Unit)
    closed_by: Mapped[Officer | None] = relationship(Officer)

    def __repr__(self) -> str:
        return self.called

    @property
    def called(self) -> str:
        """The month as the tables name it: 2026-03."""
        return month_name(self.month)


class ReportForm(KeptFile, Base):
    """表样: an .xlsx of the office for one report; ``unit_id`` is the unit at the top of it."""

    __tablename__ = "report_form"
    __table_args__ = (sa.Index("ix_report_form_unit", "unit_id", "report"),)

    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    report: Mapped[str] = mapped_column(sa.String(12))
    uploaded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    #: From when on a later one, or none, is used.
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    uploaded_by: Mapped[Officer] = relationship()
