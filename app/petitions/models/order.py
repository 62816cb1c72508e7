"""Records beside the line, each with its own small life: supervision, public reply, and so on."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core.db import Base, UtcDateTime
from app.core.i18n import N_

if TYPE_CHECKING:
    from app.petitions.models.petition import Petition

#: The rungs of the ladder, the lowest first (art. 38 to 40).
RUNGS = {
    "remind": N_("Remind"),
    "urge": N_("Urge"),
    "supervise": N_("Supervise"),
    "circulate": N_("Circulate"),
}
#: From this rung on a supervision is a letter with a number (督办函).
LETTERS = ("supervise", "circulate")
#: A supervision that nobody has closed.
OPEN_ORDERS = ("issued", "signed", "answered")

#: How one ends that should not have been issued (撤销督办).
WITHDRAWN = "4"


class Supervision(Base):
    """督办: issued → signed → answered → closed, on one rung of 提醒 催办 督办 通报.

    One that a rule issued by itself has no ``issued_by_id``. ``former`` is the one it was raised
    from, which did not help.
    """

    __tablename__ = "supervision"
    __table_args__ = (
        sa.Index("ix_supervision_unit", "unit_id", "status"),
        # What was not answered by its day: the rules ask for it every morning.
        sa.Index("ix_supervision_due", "status", "due_on"),
        # The numbers of an office by year: its register of letters.
        sa.Index("ix_supervision_numbered", "issued_by_unit_id", "year"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    rung: Mapped[str] = mapped_column(sa.String(12))
    manner: Mapped[str | None] = mapped_column(sa.String(8))
    reason_code: Mapped[str] = mapped_column(sa.String(8))
    text: Mapped[str] = mapped_column(sa.Text)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    issued_by_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    issued_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    former_id: Mapped[int | None] = mapped_column(sa.ForeignKey("supervision.id"), index=True)
    rule: Mapped[str | None] = mapped_column(sa.String(24))
    #: The number of the letter, taken when it is issued; the two lower rungs are no letters.
    number: Mapped[str | None] = mapped_column(sa.String(40), unique=True)
    mark: Mapped[str | None] = mapped_column(sa.String(16))
    year: Mapped[int | None]
    numbered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_on: Mapped[date]
    due_on: Mapped[date]
    status: Mapped[str] = mapped_column(sa.String(12), default="issued")
    signed_on: Mapped[date | None]
    answer: Mapped[str | None] = mapped_column(sa.Text)
    answered_on: Mapped[date | None]
    #: Why the last answer was not sufficient, while the unit owes a better one and afterwards.
    returned_reason: Mapped[str | None] = mapped_column(sa.Text)
    returned_on: Mapped[date | None]
    result: Mapped[str | None] = mapped_column(sa.String(8))
    closed_on: Mapped[date | None]
    #: What who issued it says of its end (核销意见).
    closing_note: Mapped[str | None] = mapped_column(sa.Text)
    #: The call-back whose unhappy answer it takes up.
    follow_up_id: Mapped[int | None] = mapped_column(sa.ForeignKey("follow_up.id"), index=True)

    petition: Mapped["Petition"] = relationship()
    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    issued_by_unit: Mapped[Unit] = relationship(foreign_keys=[issued_by_unit_id])
    issued_by: Mapped[Officer | None] = relationship()
    former: Mapped["Supervision | None"] = relationship(remote_side=[id])


class LadderStep(Base):
    """One cause for which a rule pressed a unit, or proposes to press it; never twice (art. 40).

    ``occasion`` is the id or the count that makes the cause: the limit, the supervision without
    an answer, the number of objections. ``status``: proposed → issued or dropped, or settled
    where its cause is gone; what a rule may issue by itself is issued at once.
    """

    __tablename__ = "ladder_step"
    __table_args__ = (
        sa.UniqueConstraint("petition_id", "rule", "occasion"),
        sa.Index("ix_ladder_step_office", "office_unit_id", "status"),
        sa.Index("ix_ladder_step_petition", "petition_id", "status"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"))
    rule: Mapped[str] = mapped_column(sa.String(24))
    occasion: Mapped[int]
    rung: Mapped[str] = mapped_column(sa.String(12))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    office_unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    reason_code: Mapped[str] = mapped_column(sa.String(8))
    text: Mapped[str] = mapped_column(sa.Text)
    answer_days: Mapped[int]
    former_id: Mapped[int | None] = mapped_column(sa.ForeignKey("supervision.id"))
    found_on: Mapped[date]
    status: Mapped[str] = mapped_column(sa.String(12))
    supervision_id: Mapped[int | None] = mapped_column(sa.ForeignKey("supervision.id"))
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    decided_on: Mapped[date | None]
    reason: Mapped[str | None] = mapped_column(sa.Text)

    petition: Mapped["Petition"] = relationship()
    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    decided_by: Mapped[Officer | None] = relationship()


class PublicReply(Base):
    """公开答复: proposed → redacted → approved → published → withdrawn; never for accusations."""

    __tablename__ = "public_reply"
    __table_args__ = (sa.Index("ix_public_reply_status", "status", "published_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    title: Mapped[str] = mapped_column(sa.String(120), default="")
    question: Mapped[str] = mapped_column(sa.Text, default="")
    text: Mapped[str] = mapped_column(sa.Text)
    redacted: Mapped[str | None] = mapped_column(sa.Text)
    status: Mapped[str] = mapped_column(sa.String(12), default="proposed")
    proposed_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    redacted_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    approved_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str | None] = mapped_column(sa.Text)

    petition: Mapped["Petition"] = relationship()
    unit: Mapped[Unit] = relationship()


class SeenMark(Base):
    """标记查看: seen by an officer, nothing done."""

    __tablename__ = "seen_mark"
    __table_args__ = (sa.UniqueConstraint("petition_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"))
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"), index=True)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    note: Mapped[str | None] = mapped_column(sa.String(200))

    user: Mapped[Officer] = relationship()


class Recusal(Base):
    """回避: an officer with an interest in the matter steps aside (art. 28(3))."""

    __tablename__ = "recusal"

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"), index=True)
    reason: Mapped[str] = mapped_column(sa.Text)
    #: Who wanted it: the officer himself, somebody of his unit, or the petitioner.
    origin: Mapped[str] = mapped_column(sa.String(12), default="unit")
    status: Mapped[str] = mapped_column(sa.String(12), default="asked")
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str | None] = mapped_column(sa.Text)

    user: Mapped[Officer] = relationship(foreign_keys=[user_id])


class FollowUp(Base):
    """回访 and rating: the office's work and the unit's work are rated apart."""

    __tablename__ = "follow_up"
    __table_args__ = (
        sa.Index(
            "ix_follow_up_counted", "occurred_on", "placing_id", "satisfaction",
            "office_satisfaction", "petition_id",
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    manner: Mapped[str] = mapped_column(sa.String(8))
    satisfaction: Mapped[str] = mapped_column(sa.String(8))
    office_satisfaction: Mapped[str | None] = mapped_column(sa.String(8))
    text: Mapped[str | None] = mapped_column(sa.Text)
    #: The served opinion that is rated; None where none was written.
    opinion_id: Mapped[int | None] = mapped_column(sa.ForeignKey("opinion.id"), index=True)
    #: What was improved since the petitioner was not satisfied: then he is asked once more.
    improved: Mapped[str | None] = mapped_column(sa.Text)
    occurred_on: Mapped[date]
    recorded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: Counted: the placing of its petition; none where a later rating took its place.
    placing_id: Mapped[int | None]


#: What is ticked of an incident: who was called to it (120, 119, 110), and that it was foreseen.
TICKED = ("called_120", "called_119", "called_110", "forewarned")


class Incident(Base):
    """An event at a visit: facts, time, place; about the event, never about the person."""

    __tablename__ = "incident"
    __table_args__ = (sa.Index("ix_incident_occurred", "occurred_on", "petition_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    conduct: Mapped[str] = mapped_column(sa.String(8))
    occurred_on: Mapped[date]
    place: Mapped[str | None] = mapped_column(sa.String(120))
    facts: Mapped[str] = mapped_column(sa.Text)
    handled_by: Mapped[str | None] = mapped_column(sa.String(120))
    called_120: Mapped[bool] = mapped_column(default=False)
    called_119: Mapped[bool] = mapped_column(default=False)
    called_110: Mapped[bool] = mapped_column(default=False)
    #: Whether somebody had warned of it before.
    forewarned: Mapped[bool] = mapped_column(default=False)
    recorded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
