"""A person as one petition names him; never joined into a profile across petitions."""

from datetime import date
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core.crypto import EncryptedText
from app.core.db import Base

if TYPE_CHECKING:
    from app.petitions.models.petition import Petition


class Person(Base):
    """信访人: who came or wrote, a representative of a group, or an agent.

    Identity number, telephone and address are encrypted; their keyed digests allow equality
    only. In an accusation the name is encrypted too and ``name`` stays empty.
    """

    __tablename__ = "petition_person"

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    relation: Mapped[str] = mapped_column(sa.String(8), default="1")
    kind: Mapped[str] = mapped_column(sa.String(8), default="1")
    name: Mapped[str | None] = mapped_column(sa.String(120))
    sealed_name: Mapped[str | None] = mapped_column(EncryptedText("reporter.name"))
    sex: Mapped[str | None] = mapped_column(sa.String(4))
    born_on: Mapped[date | None]
    age: Mapped[int | None]
    ethnicity: Mapped[str | None] = mapped_column(sa.String(4))
    education: Mapped[str | None] = mapped_column(sa.String(4))
    political: Mapped[str | None] = mapped_column(sa.String(4))
    employer: Mapped[str | None] = mapped_column(sa.String(120))
    id_kind: Mapped[str | None] = mapped_column(sa.String(8))
    id_number: Mapped[str | None] = mapped_column(EncryptedText("person.id_number"))
    id_digest: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    phone: Mapped[str | None] = mapped_column(EncryptedText("person.phone"))
    phone_tail_digest: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    address: Mapped[str | None] = mapped_column(EncryptedText("person.address"))
    address_digest: Mapped[str | None] = mapped_column(sa.String(64), index=True)
    home_region: Mapped[str | None] = mapped_column(sa.String(12))

    petition: Mapped["Petition"] = relationship(back_populates="people")

    @property
    def shown_name(self) -> str:
        """The name, wherever it is kept; the caller decides whether it must be masked."""
        return self.name or self.sealed_name or ""
