"""Dictionary items, administrative divisions and calendar days, as they are kept."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import get_locale
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.core import clock
from app.core.db import Base, JsonDict, UtcDateTime
from app.core.i18n import N_

OFFERED = N_("Offered")
TRADITIONAL = ("zh_Hant", "zh_TW", "zh_HK")


def here() -> str:
    """Return the language of the request; outside an application there is none."""
    return str(get_locale() or "")


def in_language(locale: str, simplified: str, english: str, traditional: str) -> str:
    """Return the name in a language, or in Simplified Chinese where it has none."""
    if locale.startswith("en"):
        return english or simplified
    if locale.startswith(TRADITIONAL):
        return traditional or simplified
    return simplified


class Item(Base):
    """One entry of a drop-down (字典项).

    An entry is retired, never deleted: old petitions go on showing its name, and reports group
    by its code.
    """

    __tablename__ = "dictionary_item"
    __table_args__ = (
        sa.UniqueConstraint("list_code", "code"),
        sa.Index("ix_dictionary_item_list_code_position", "list_code", "position", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    list_code: Mapped[str] = mapped_column(sa.String(32))
    code: Mapped[str] = mapped_column(sa.String(16))
    label: Mapped[str] = mapped_column(sa.String(100))
    label_en: Mapped[str] = mapped_column(sa.String(160), default="")
    label_hant: Mapped[str] = mapped_column(sa.String(100), default="")
    #: Initials of the label and of each keyword, in lower case with a space between.
    pinyin: Mapped[str] = mapped_column(sa.String(200), default="")
    #: Other words under which officers look for the entry.
    keywords: Mapped[str] = mapped_column(sa.String(200), default="")
    parent_code: Mapped[str] = mapped_column(sa.String(16), default="")
    position: Mapped[int] = mapped_column(default=0)
    #: "Other" wants to be explained in words.
    needs_text: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)
    #: The product itself knows this code, so that it can be renamed but neither retired nor added.
    protected: Mapped[bool] = mapped_column(default=False)
    #: An administrator changed the entry; seeding leaves its words alone from then on.
    edited: Mapped[bool] = mapped_column(default=False)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    #: The entry that took over what held this one, when the two were merged.
    merged_into_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("dictionary_item.id"), index=True
    )

    merged_into: Mapped[Item | None] = relationship(remote_side=[id])
    former_names: Mapped[list[FormerName]] = relationship(order_by="FormerName.valid_to")

    def __repr__(self) -> str:
        return self.label

    def label_for(self, locale: str) -> str:
        """Return the label in a language."""
        return in_language(locale, self.label, self.label_en, self.label_hant)

    @property
    def shown(self) -> str:
        """The label in the language of the request."""
        return self.label_for(here())

    @property
    def standing(self) -> str:
        """Whether the entry is offered today, and if not, why."""
        today = clock.today()
        if self.merged_into_id:
            return N_("Merged")
        if not self.active or (self.valid_to and self.valid_to < today):
            return N_("Retired")
        return N_("Not yet valid") if self.valid_from and self.valid_from > today else OFFERED


class FormerName(Base):
    """What an entry was called until a day; what was written down by then still shows it."""

    __tablename__ = "dictionary_former_name"
    __table_args__ = (sa.UniqueConstraint("item_id", "valid_to"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("dictionary_item.id"))
    label: Mapped[str] = mapped_column(sa.String(100))
    label_en: Mapped[str] = mapped_column(sa.String(160), default="")
    label_hant: Mapped[str] = mapped_column(sa.String(100), default="")
    valid_to: Mapped[date]

    def __repr__(self) -> str:
        return self.label

    @property
    def shown(self) -> str:
        """The name in the language of the request."""
        return in_language(here(), self.label, self.label_en, self.label_hant)


class ItemChange(Base):
    """What an administrator did to an entry, with the words before and after."""

    __tablename__ = "dictionary_item_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(sa.ForeignKey("dictionary_item.id"), index=True)
    act: Mapped[str] = mapped_column(sa.String(16))
    by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("ab_user.id"), index=True)
    by_name: Mapped[str] = mapped_column(sa.String(100), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    before: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)
    after: Mapped[dict[str, Any] | None] = mapped_column(JsonDict)

    item: Mapped[Item] = relationship()

    def __repr__(self) -> str:
        return f"{self.act} {self.item_id}"


class Region(Base):
    """An administrative division (行政区划), from the province down to the township."""

    __tablename__ = "region"
    __table_args__ = (sa.CheckConstraint("level BETWEEN 1 AND 4", name="level"),)

    code: Mapped[str] = mapped_column(sa.String(12), primary_key=True)
    level: Mapped[int] = mapped_column(sa.SmallInteger)
    parent_code: Mapped[str | None] = mapped_column(sa.ForeignKey("region.code"), index=True)
    #: The code without the zeros that only fill it up: a subtree is one LIKE.
    path: Mapped[str] = mapped_column(sa.String(12), unique=True)
    name: Mapped[str] = mapped_column(sa.String(60), index=True)
    name_en: Mapped[str] = mapped_column(sa.String(120), default="")
    name_hant: Mapped[str] = mapped_column(sa.String(60), default="")
    pinyin: Mapped[str] = mapped_column(sa.String(40), default="", index=True)
    #: A division that was abolished keeps its name, and is not offered.
    active: Mapped[bool] = mapped_column(default=True)

    def __repr__(self) -> str:
        return self.name

    def label_for(self, locale: str) -> str:
        """Return the name in a language."""
        return in_language(locale, self.name, self.name_en, self.name_hant)

    @property
    def shown(self) -> str:
        """The name in the language of the request."""
        return self.label_for(here())


class CalendarDay(Base):
    """A public holiday, or a weekend day that is worked in exchange (调休)."""

    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    is_off: Mapped[bool]
    name: Mapped[str] = mapped_column(sa.String(40))
    name_en: Mapped[str] = mapped_column(sa.String(80), default="")
    name_hant: Mapped[str] = mapped_column(sa.String(40), default="")
    source: Mapped[str] = mapped_column(sa.String(100))
    #: The year of the State Council's notice, which also rules the last days of the year before.
    loaded_year: Mapped[int] = mapped_column(index=True)

    def label_for(self, locale: str) -> str:
        """Return the name in a language."""
        return in_language(locale, self.name, self.name_en, self.name_hant)

    @property
    def shown(self) -> str:
        """The name in the language of the request."""
        return self.label_for(here())
