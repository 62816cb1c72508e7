"""执行: what an opinion supported is carried out, request by request, to the end (art. 32)."""

from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Unit
from app.core.db import Base

if TYPE_CHECKING:
    from app.petitions.models.opinion import Opinion
    from app.petitions.models.petition import Petition, Request


class Execution(Base):
    """One supported request: open → done, or dropped with the opinion that supported it.

    Its day is its own and no limit of the petition: it also runs when that is closed.
    """

    __tablename__ = "execution"
    __table_args__ = (
        sa.Index("ix_execution_unit", "unit_id", "status", "due_on"),
        sa.Index("ix_execution_due", "status", "due_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    opinion_id: Mapped[int] = mapped_column(sa.ForeignKey("opinion.id"))
    request_id: Mapped[int] = mapped_column(sa.ForeignKey("request.id"))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    status: Mapped[str] = mapped_column(sa.String(12), default="open")
    opened_on: Mapped[date]
    due_on: Mapped[date]
    progress: Mapped[str | None] = mapped_column(sa.Text)
    progress_on: Mapped[date | None]
    done_on: Mapped[date | None]
    proof: Mapped[str | None] = mapped_column(sa.Text)

    petition: Mapped["Petition"] = relationship()
    opinion: Mapped["Opinion"] = relationship()
    request: Mapped["Request"] = relationship()
    unit: Mapped[Unit] = relationship()
