"""Letters of a file (文书): drafted in versions, signed once, then locked; numbers never vanish."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core.crypto import EncryptedText
from app.core.db import Base, JsonDict, UtcDateTime
from app.petitions.attachments.keeping import KeptFile

if TYPE_CHECKING:
    from app.petitions.models.petition import Petition

STATUSES = ("draft", "signed", "cancelled")
#: What nobody changes once a letter is signed; the database refuses it.
LOCKED = (
    "petition_id kind unit_id addressee opinion_id handover_id supervision_id approval_id mark year"
    " serial number signed_version signed_by_id signed_for_id signed_at sha256 stored_name size"
).split()


class Letter(Base):
    """One letter of a petition: draft → signed → cancelled, or a draft that was cancelled.

    The number is taken at the signature, without gaps for each unit, mark and year; of a cancelled
    letter it stays in the register, with the reason.
    """

    __tablename__ = "letter"
    __table_args__ = (
        sa.CheckConstraint(
            "status in ({})".format(", ".join(f"'{status}'" for status in STATUSES)),
            name="status_known",
        ),
        sa.CheckConstraint(
            "status <> 'signed' or (signed_by_id is not null and sha256 is not null)",
            name="signed_by_somebody",
        ),
        sa.CheckConstraint(
            "status <> 'cancelled' or cancelled_reason is not null", name="cancelled_why"
        ),
        sa.UniqueConstraint("unit_id", "mark", "year", "serial"),
        sa.Index("ix_letter_petition", "petition_id", "kind", "status"),
        # What a unit has signed and not served yet, the oldest first.
        sa.Index("ix_letter_unit", "unit_id", "status", "signed_at", "id"),
        {"info": {"locked": {"when": "signed_at IS NOT NULL", "columns": LOCKED}}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    petition_id: Mapped[int] = mapped_column(sa.ForeignKey("petition.id"))
    kind: Mapped[str] = mapped_column(sa.String(4))
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    status: Mapped[str] = mapped_column(sa.String(12), default="draft")
    addressee: Mapped[str] = mapped_column(EncryptedText("letter.addressee"))

    opinion_id: Mapped[int | None] = mapped_column(sa.ForeignKey("opinion.id"))
    handover_id: Mapped[int | None] = mapped_column(sa.ForeignKey("handover.id"))
    supervision_id: Mapped[int | None] = mapped_column(sa.ForeignKey("supervision.id"))
    approval_id: Mapped[int | None] = mapped_column(sa.ForeignKey("approval.id"))

    drafted_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    drafted_at: Mapped[datetime] = mapped_column(UtcDateTime)

    # The number (文号): 机关代字 and 文种代字 with year and serial; a form has none.
    mark: Mapped[str | None] = mapped_column(sa.String(16))
    year: Mapped[int | None]
    serial: Mapped[int | None]
    number: Mapped[str | None] = mapped_column(sa.String(60), index=True)

    # What was signed, and by whom; the file lies in the cabinet of the attachments.
    signed_version: Mapped[int | None]
    signed_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    #: Whom the signer stood in for.
    signed_for_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    signed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    sha256: Mapped[str | None] = mapped_column(sa.String(64))
    stored_name: Mapped[str | None] = mapped_column(sa.String(64), unique=True)
    size: Mapped[int | None]

    cancelled_reason: Mapped[str | None] = mapped_column(sa.Text)
    cancelled_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    petition: Mapped["Petition"] = relationship()
    unit: Mapped[Unit] = relationship()
    signed_by: Mapped[Officer | None] = relationship(foreign_keys=[signed_by_id])
    versions: Mapped[list["LetterVersion"]] = relationship(
        order_by="LetterVersion.serial", back_populates="letter"
    )


class LetterVersion(Base):
    """What stood in a letter from one revision to the next; versions only grow.

    ``fields`` is a JSON object of texts, encrypted: names and addresses of people stand in it, of
    an accusation too. ``findings`` is what the check of letters (文书体检) said of this version.
    """

    __tablename__ = "letter_version"
    __table_args__ = (
        sa.UniqueConstraint("letter_id", "serial"),
        {"info": {"append_only": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(sa.ForeignKey("letter.id"))
    serial: Mapped[int]
    fields: Mapped[str] = mapped_column(EncryptedText("letter.fields"))
    by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    on_behalf_of_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    findings: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)

    letter: Mapped[Letter] = relationship(back_populates="versions")
    by: Mapped[Officer] = relationship(foreign_keys=[by_id])


class LetterTemplate(KeptFile, Base):
    """A .docx of the office in place of ours; ``unit_id`` is the unit at the top of it."""

    __tablename__ = "letter_template"
    __table_args__ = (sa.Index("ix_letter_template_unit", "unit_id", "kind"),)

    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    kind: Mapped[str] = mapped_column(sa.String(4))
    uploaded_by_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"))
    #: From when on ours, or a later one, is used again.
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    uploaded_by: Mapped[Officer] = relationship()
