"""Written answers, what they say to each request, how they were served, and their review."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core.db import Base, UtcDateTime

if TYPE_CHECKING:
    from app.petitions.models.letter import Letter
    from app.petitions.models.petition import Petition, Request

LEVELS = ("handling", "review", "re_examination")


class Opinion(Base):
    """处理 / 复查 / 复核意见书: facts, basis and conclusion at one level, in versions."""

    __tablename__ = "opinion"
    __table_args__ = (
        sa.CheckConstraint(
            "level in ({})".format(", ".join(f"'{level}'" for level in LEVELS)), name="level_known"
        ),
        sa.UniqueConstraint("petition_id", "level", "version"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    level: Mapped[str] = mapped_column(sa.String(16))
    version: Mapped[int] = mapped_column(default=1)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    oral: Mapped[bool] = mapped_column(default=False)
    #: How it was said where it was answered by word: face to face, by telephone …
    oral_manner: Mapped[str | None] = mapped_column(sa.String(8))
    facts: Mapped[str] = mapped_column(sa.Text)
    basis: Mapped[str] = mapped_column(sa.Text)
    conclusion: Mapped[str] = mapped_column(sa.String(8))
    text: Mapped[str | None] = mapped_column(sa.Text)
    issued_on: Mapped[date]
    served_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    drafted_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    signed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))

    petition: Mapped["Petition"] = relationship()
    unit: Mapped[Unit] = relationship()
    signed_by: Mapped[Officer | None] = relationship(foreign_keys=[signed_by_id])
    answers: Mapped[list["Answer"]] = relationship(
        order_by="Answer.request_id", cascade="all, delete-orphan"
    )


class Answer(Base):
    """What an opinion says to one request."""

    __tablename__ = "answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    opinion_id: Mapped[int] = mapped_column(sa.ForeignKey("opinion.id"), index=True)
    request_id: Mapped[int] = mapped_column(sa.ForeignKey("request.id"))
    conclusion: Mapped[str] = mapped_column(sa.String(8))
    text: Mapped[str] = mapped_column(sa.Text)

    request: Mapped["Request"] = relationship()


class Service(Base):
    """送达: how and when a letter reached the petitioner; every letter has one."""

    __tablename__ = "service"

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    opinion_id: Mapped[int | None] = mapped_column(sa.ForeignKey("opinion.id"))
    letter: Mapped[str] = mapped_column(sa.String(16))
    #: The signed letter itself, and the scan of its receipt (送达回证); older services name none.
    letter_id: Mapped[int | None] = mapped_column(sa.ForeignKey("letter.id"), index=True)
    scan_id: Mapped[int | None] = mapped_column(sa.ForeignKey("attachment.id"))
    manner: Mapped[str] = mapped_column(sa.String(8))
    receipt: Mapped[str] = mapped_column(sa.String(8))
    receipt_number: Mapped[str | None] = mapped_column(sa.String(64))
    occurred_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))

    petition: Mapped["Petition"] = relationship()
    paper: Mapped["Letter | None"] = relationship()


class ReviewCase(Base):
    """复查 / 复核: one application and what became of it."""

    __tablename__ = "review_case"

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    level: Mapped[str] = mapped_column(sa.String(16))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    against_id: Mapped[int | None] = mapped_column(sa.ForeignKey("opinion.id"))
    applied_on: Mapped[date]
    reason: Mapped[str] = mapped_column(sa.Text)
    outcome: Mapped[str | None] = mapped_column(sa.String(8))
    decided_on: Mapped[date | None]
    note: Mapped[str | None] = mapped_column(sa.Text)

    petition: Mapped["Petition"] = relationship()
    unit: Mapped[Unit] = relationship()


class Hearing(Base):
    """听证: called → held or cancelled; what came out; it pauses the re-examination only."""

    __tablename__ = "hearing"

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    level: Mapped[str] = mapped_column(sa.String(16))
    status: Mapped[str] = mapped_column(sa.String(12))
    called_on: Mapped[date | None]
    called_by_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    #: Why it was called; of a cancelled one why it was cancelled.
    reason: Mapped[str | None] = mapped_column(sa.Text)
    place: Mapped[str | None] = mapped_column(sa.String(120))
    chair_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    members: Mapped[str | None] = mapped_column(sa.String(200))
    recorder: Mapped[str | None] = mapped_column(sa.String(64))
    participants: Mapped[str | None] = mapped_column(sa.Text)
    open_to_public: Mapped[bool] = mapped_column(default=False)
    begins_on: Mapped[date]
    ends_on: Mapped[date | None]
    #: The minutes, and the report with what the hearing came to.
    text: Mapped[str | None] = mapped_column(sa.Text)
    report: Mapped[str | None] = mapped_column(sa.Text)
    outcome: Mapped[str | None] = mapped_column(sa.String(8))

    petition: Mapped["Petition"] = relationship()
    chair: Mapped[Officer | None] = relationship()
