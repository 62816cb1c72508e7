"""Scans, photographs and papers; the file lies outside the web root under a random name."""

from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer
from app.core.db import Base, UtcDateTime

if TYPE_CHECKING:
    from app.petitions.models.petition import Petition


class Attachment(Base):
    """One file on a petition or on an instruction; who sees the file sees the attachment.

    What came with the answer to a supervision is a file on its petition.
    """

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int | None] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    instruction_id: Mapped[int | None] = mapped_column(sa.ForeignKey("instruction.id"), index=True)
    supervision_id: Mapped[int | None] = mapped_column(sa.ForeignKey("supervision.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(8))
    name: Mapped[str] = mapped_column(sa.String(200))
    stored_name: Mapped[str] = mapped_column(sa.String(64), unique=True)
    media_type: Mapped[str] = mapped_column(sa.String(80))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    uploaded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    petition: Mapped["Petition | None"] = relationship()
    uploaded_by: Mapped[Officer] = relationship()
