"""检举控告: what is said of whom; read by the accusation desk alone (art. 30)."""

from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Unit
from app.core.crypto import EncryptedText
from app.core.db import Base

if TYPE_CHECKING:
    from app.petitions.models.petition import Petition


class Accusation(Base):
    """The sealed half of an accusation: its text and the accused, encrypted.

    Only the accused unit is in the clear, because the conflict check of art. 30(3) reads it.
    """

    __tablename__ = "accusation"

    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), primary_key=True)
    accused_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"))
    accused_name: Mapped[str | None] = mapped_column(EncryptedText("accusation.name"))
    accused_title: Mapped[str | None] = mapped_column(EncryptedText("accusation.title"))
    accused_unit_name: Mapped[str | None] = mapped_column(EncryptedText("accusation.unit"))
    content: Mapped[str] = mapped_column(EncryptedText("accusation.content"))
    requests: Mapped[str | None] = mapped_column(EncryptedText("accusation.requests"))
    #: What else the form asked in words, as JSON: by the name of its field.
    remarks: Mapped[str | None] = mapped_column(EncryptedText("accusation.remarks"))

    petition: Mapped["Petition"] = relationship(back_populates="accusation")
    accused_unit: Mapped[Unit | None] = relationship()
