"""What an office tells its people: news, knowledge, laws; for whom, and who has read it."""

from __future__ import annotations

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.accounts.models import Officer, Unit
from app.core.db import Base, UtcDateTime
from app.core.i18n import N_
from app.petitions.attachments.keeping import KeptFile

STATES = {
    "draft": N_("Not published"),
    "published": N_("Published"),
    "withdrawn": N_("Taken down"),
}
AUDIENCES = ("everyone", "unit", "role", "person")


class Information(Base):
    """A page that is told to somebody: its class says whether it is news, knowledge or a law."""

    __tablename__ = "information"
    __table_args__ = (
        sa.CheckConstraint(f"state IN ({', '.join(map(repr, STATES))})", name="state"),
        sa.Index("ix_information_state_published_at", "state", "published_at", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(16), index=True)
    title: Mapped[str] = mapped_column(sa.String(200))
    body: Mapped[str] = mapped_column(sa.Text, default="")
    #: Title, body, number and articles without marks, in half width: what a search looks into.
    plain: Mapped[str] = mapped_column(sa.Text, default="")
    state: Mapped[str] = mapped_column(sa.String(12), default="draft")
    on_top: Mapped[bool] = mapped_column(default=False)
    must_confirm: Mapped[bool] = mapped_column(default=False)
    visible_from: Mapped[date | None]
    visible_until: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    author_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str] = mapped_column(sa.String(200), default="")

    unit: Mapped[Unit | None] = relationship()
    author: Mapped[Officer] = relationship()
    audience: Mapped[list[Audience]] = relationship(
        order_by="Audience.id", cascade="all, delete-orphan"
    )
    law: Mapped[Law | None] = relationship(
        foreign_keys="Law.information_id", cascade="all, delete-orphan", back_populates="page"
    )

    def __repr__(self) -> str:
        return self.title


class Audience(Base):
    """One line of who may see a page: everyone, a unit with those below it, a role, a person."""

    __tablename__ = "information_audience"
    __table_args__ = (
        sa.CheckConstraint(f"kind IN ({', '.join(map(repr, AUDIENCES))})", name="kind"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    information_id: Mapped[int] = mapped_column(sa.ForeignKey("information.id"), index=True)
    kind: Mapped[str] = mapped_column(sa.String(8))
    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    role_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_role.id"), index=True)
    officer_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"), index=True)


class InformationVersion(Base):
    """What a page said before it was changed; only ever added to."""

    __tablename__ = "information_version"
    __table_args__ = (
        sa.UniqueConstraint("information_id", "number"),
        {"info": {"append_only": True}},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    information_id: Mapped[int] = mapped_column(sa.ForeignKey("information.id"), index=True)
    number: Mapped[int]
    title: Mapped[str] = mapped_column(sa.String(200))
    body: Mapped[str] = mapped_column(sa.Text)
    #: The articles of a law as they were typed.
    articles: Mapped[str] = mapped_column(sa.Text, default="")
    by_name: Mapped[str] = mapped_column(sa.String(100))
    at: Mapped[datetime] = mapped_column(UtcDateTime)


class InformationFile(KeptFile, Base):
    """A file on a page; who sees the page sees the file."""

    __tablename__ = "information_file"

    information_id: Mapped[int] = mapped_column(sa.ForeignKey("information.id"), index=True)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Reading(Base):
    """That an officer opened a page, and that he confirmed to have read it."""

    __tablename__ = "information_reading"
    __table_args__ = (sa.Index("ix_information_reading_officer", "officer_id", "information_id"),)

    information_id: Mapped[int] = mapped_column(sa.ForeignKey("information.id"), primary_key=True)
    officer_id: Mapped[int] = mapped_column(sa.ForeignKey("ab_user.id"), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Which version he had before him.
    confirmed_version: Mapped[int | None]

    officer: Mapped[Officer] = relationship()


class Law(Base):
    """What a page of the laws says beside its text; whether it is in force follows from days."""

    __tablename__ = "information_law"

    information_id: Mapped[int] = mapped_column(sa.ForeignKey("information.id"), primary_key=True)
    issuer: Mapped[str] = mapped_column(sa.String(100), default="")
    number: Mapped[str] = mapped_column(sa.String(60), default="")
    authority: Mapped[str] = mapped_column(sa.String(16), default="")
    issued_on: Mapped[date | None]
    effective_on: Mapped[date | None] = mapped_column(index=True)
    repealed_on: Mapped[date | None] = mapped_column(index=True)
    replaced_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("information.id"), index=True)

    page: Mapped[Information] = relationship(foreign_keys=[information_id], back_populates="law")


class Article(Base):
    """One article of a law, with the heading of the chapter that begins with it."""

    __tablename__ = "information_article"
    __table_args__ = (sa.UniqueConstraint("information_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    information_id: Mapped[int] = mapped_column(sa.ForeignKey("information.id"), index=True)
    position: Mapped[int]
    heading: Mapped[str] = mapped_column(sa.String(200), default="")
    number: Mapped[str] = mapped_column(sa.String(30))
    text: Mapped[str] = mapped_column(sa.Text)
