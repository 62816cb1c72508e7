"""呈报 and 批示: what was laid before a leader, and what he wrote."""

from datetime import date, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core.db import Base, UtcDateTime

if TYPE_CHECKING:
    from app.petitions.models.petition import Petition


class Submission(Base):
    """上报领导: a petition laid before a leader, wanted back by a day.

    ``status``: asked → instructed, returned or withdrawn.
    """

    __tablename__ = "submission"
    __table_args__ = (sa.Index("ix_submission_leader", "leader_id", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    leader_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    wanted_on: Mapped[date | None]
    text: Mapped[str | None] = mapped_column(sa.Text)
    status: Mapped[str] = mapped_column(sa.String(12), default="asked")
    answer: Mapped[str | None] = mapped_column(sa.Text)
    asked_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    petition: Mapped["Petition"] = relationship()
    leader: Mapped[Officer] = relationship(foreign_keys=[leader_id])
    asked_by: Mapped[Officer] = relationship(foreign_keys=[asked_by_id])


class Instruction(Base):
    """领导批示: written by the leader, or recorded for him from the paper; also without a petition.

    ``status``: written → passed_on → answered → closing → closed; an answer may be returned for
    more, which leads back to passed_on. One without a petition may be ``guidance`` for the work,
    which every unit of the region reads.
    """

    __tablename__ = "instruction"
    __table_args__ = (sa.Index("ix_instruction_unit", "unit_id", "instructed_on"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int | None] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    submission_id: Mapped[int | None] = mapped_column(sa.ForeignKey("submission.id"))
    subject: Mapped[str] = mapped_column(sa.String(200))
    leader_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    leader_name: Mapped[str] = mapped_column(sa.String(64))
    leader_title: Mapped[str | None] = mapped_column(sa.String(64))
    leader_level: Mapped[str] = mapped_column(sa.String(8))
    text: Mapped[str] = mapped_column(sa.Text)
    instructed_on: Mapped[date]
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    recorded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    for_leader: Mapped[bool] = mapped_column(default=False)
    guidance: Mapped[bool] = mapped_column(default=False)
    status: Mapped[str] = mapped_column(sa.String(12), default="written")
    passed_to_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    passed_on: Mapped[date | None]
    proposal: Mapped[str | None] = mapped_column(sa.Text)
    answer_due_on: Mapped[date | None]
    answer: Mapped[str | None] = mapped_column(sa.Text)
    answered_on: Mapped[date | None]
    #: What was passed to several units is a row for each, with a life of its own.
    origin_id: Mapped[int | None] = mapped_column(sa.ForeignKey("instruction.id"), index=True)
    passed_by_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    result: Mapped[str | None] = mapped_column(sa.String(8))
    closed_on: Mapped[date | None]
    closed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))

    petition: Mapped["Petition | None"] = relationship()
    leader: Mapped[Officer | None] = relationship(foreign_keys=[leader_id])
    unit: Mapped[Unit] = relationship(foreign_keys=[unit_id])
    passed_to: Mapped[Unit | None] = relationship(foreign_keys=[passed_to_id])
    steps: Mapped[list["InstructionStep"]] = relationship(
        back_populates="instruction", order_by="InstructionStep.id"
    )


class InstructionStep(Base):
    """What became of an instruction, in order: passed on, answered, returned, closed, confirmed.

    The answer that was returned for more stands here beside the one that followed it.
    """

    __tablename__ = "instruction_step"
    __table_args__ = ({"info": {"append_only": True}},)

    id: Mapped[int] = mapped_column(primary_key=True)
    instruction_id: Mapped[int] = mapped_column(sa.ForeignKey("instruction.id"), index=True)
    step: Mapped[str] = mapped_column(sa.String(12))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    occurred_on: Mapped[date]
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    text: Mapped[str | None] = mapped_column(sa.Text)

    instruction: Mapped[Instruction] = relationship(back_populates="steps")
    by: Mapped[Officer] = relationship()
    unit: Mapped[Unit] = relationship()
