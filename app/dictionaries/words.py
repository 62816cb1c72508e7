"""The words as a process remembers them, until somebody changes one.

All entries are read at once, because a page shows dozens of labels. Every change to a word
changes one mark in the database, which is compared once per request.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa
from flask import has_request_context, request
from sqlalchemy.orm import Session

from app.core.editions import mark_of, renew
from app.core.pinyin import initials
from app.core.workdays import WorkCalendar
from app.dictionaries.models import (
    CalendarDay,
    FormerName,
    Item,
    Region,
    here,
    in_language,
)
from app.extensions import db

SEPARATOR = " / "
MARK = "words"
_REMEMBERED = "dictionaries.words"


@dataclass(frozen=True, slots=True)
class Names:
    """A name in the three languages."""

    simplified: str
    english: str
    traditional: str

    def __str__(self) -> str:
        """Return the name in the language of the request."""
        return in_language(here(), self.simplified, self.english, self.traditional)

    def begins(self, text: str) -> bool:
        """Tell whether the name begins with the text, in any language."""
        return any(name.startswith(text) for name in self._all())

    def holds(self, text: str) -> bool:
        """Tell whether the text is a part of the name, in any language."""
        return any(text in name for name in self._all())

    def _all(self) -> tuple[str, str, str]:
        return self.simplified.lower(), self.traditional.lower(), self.english.lower()


@dataclass(frozen=True, slots=True)
class Word:
    """A dictionary entry."""

    code: str
    names: Names
    keywords: str
    initials: tuple[str, ...]
    active: bool
    valid_from: date | None
    valid_to: date | None
    needs_text: bool
    above: tuple[Word, ...]  # its ancestors, the highest first
    former: tuple[tuple[date, Names], ...]  # until when it was called otherwise, in order

    @property
    def level(self) -> int:
        """How deep in the tree the entry stands, from 1."""
        return len(self.above) + 1

    def offered_on(self, day: date) -> bool:
        """Tell whether the entry may be chosen on a day."""
        return (
            self.active
            and (self.valid_from is None or self.valid_from <= day)
            and (self.valid_to is None or day <= self.valid_to)
        )

    def names_on(self, day: date | None) -> Names:
        """Return what the entry was called on a day; without one, what it is called."""
        if day is not None:
            for last_day, names in self.former:
                if day <= last_day:
                    return names
        return self.names

    def path(self, on: date | None = None) -> str:
        """Return the names from the highest ancestor down to the entry."""
        return SEPARATOR.join(str(word.names_on(on)) for word in (*self.above, self))


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division."""

    code: str
    names: Names
    parent_code: str | None
    level: int


@dataclass(slots=True)
class Words:
    """Everything a process remembers, and the mark under which it was read."""

    mark: str
    lists: dict[str, dict[str, Word]]
    divisions: dict[str, Division] = field(default_factory=dict)
    calendar: WorkCalendar | None = None


_words: Words | None = None


def remembered() -> Words:
    """Return the words, read again if somebody changed one since."""
    if has_request_context():
        words = request.environ.get(_REMEMBERED)
        if words is None:
            words = request.environ[_REMEMBERED] = _current()
        return words
    return _current()


def touch(session: Session) -> None:
    """Tell every process that a word has changed."""
    renew(session, MARK)
    if has_request_context():
        request.environ.pop(_REMEMBERED, None)


def initials_of(label: str, keywords: str) -> str:
    """Return the pinyin initials by which an entry is found, those of its keywords included."""
    # Not a set: the label's own initials must come first.
    return " ".join(dict.fromkeys(filter(None, map(initials, [label, *keywords.split()]))))[:200]


def _current() -> Words:
    global _words
    mark = mark_of(MARK)
    words = _words
    if words is None or mark is None or words.mark != mark:
        words = _words = Words(mark or "", _read())
    return words


def _read() -> dict[str, dict[str, Word]]:
    rows: dict[str, dict[str, sa.Row]] = {}
    for row in db.session.execute(
        sa.select(Item.__table__).order_by(Item.list_code, Item.position, Item.code)
    ):
        rows.setdefault(row.list_code, {})[row.code] = row
    former = _former_names()
    return {name: _grow(entries, former) for name, entries in rows.items()}


Former = dict[int, list[tuple[date, Names]]]


def _former_names() -> Former:
    found: Former = {}
    table = FormerName.__table__
    for row in db.session.execute(sa.select(table).order_by(table.c.item_id, table.c.valid_to)):
        names = Names(row.label, row.label_en, row.label_hant)
        found.setdefault(row.item_id, []).append((row.valid_to, names))
    return found


def _grow(rows: dict[str, sa.Row], former: Former) -> dict[str, Word]:
    """Make the words of one list as a tree is read, each knowing its ancestors."""
    grown: dict[str, Word] = {}

    def word(code: str) -> Word:
        if code not in grown:
            row = rows[code]
            above = word(row.parent_code) if row.parent_code in rows else None
            line = (*above.above, above) if above else ()
            grown[code] = _word(row, line, tuple(former.get(row.id, ())))
        return grown[code]

    def place(code: str) -> list[tuple[int, str]]:
        line = (*(each.code for each in word(code).above), code)
        return [(rows[each].position, each) for each in line]

    return {code: word(code) for code in sorted(rows, key=place)}


def _word(row: sa.Row, above: tuple[Word, ...], former: tuple[tuple[date, Names], ...]) -> Word:
    return Word(
        code=row.code,
        names=Names(row.label, row.label_en, row.label_hant),
        keywords=row.keywords,
        initials=tuple(row.pinyin.split()),
        active=row.active,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        needs_text=row.needs_text,
        above=above,
        former=former,
    )


# ---- divisions and calendar -----------------------------------------------------------------


def divisions(codes: Iterable[str]) -> dict[str, Division]:
    """Return divisions by code, those that are unknown left out."""
    known = remembered().divisions
    if not known:
        # Down to the counties it is three thousand rows; townships are read when they are met.
        _remember(known, Region.level < 4)
    wanted = set(codes)
    missing = wanted - known.keys()
    if missing:
        _remember(known, Region.code.in_(missing))
    return {code: known[code] for code in wanted if code in known}


def line_of(code: str | None) -> list[Division]:
    """Return a division and those in which it lies, itself first; nothing for an unknown one."""
    line: list[Division] = []
    while code and (found := divisions([code])):
        line.append(found[code])
        code = found[code].parent_code
    return line


def _remember(known: dict[str, Division], wanted: sa.ColumnElement[bool]) -> None:
    table = Region.__table__
    for row in db.session.execute(sa.select(table).where(wanted)):
        known[row.code] = Division(
            row.code, Names(row.name, row.name_en, row.name_hant), row.parent_code, row.level
        )


def calendar() -> WorkCalendar:
    """Return the office's working days."""
    words = remembered()
    if words.calendar is None:
        table = CalendarDay.__table__
        days = db.session.execute(sa.select(table)).all()
        years = [row.loaded_year for row in days]
        words.calendar = WorkCalendar.of(
            ((row.day, row.is_off) for row in days),
            last_year=max(years, default=0),
            first_year=min(years, default=0),
            names={row.day: Names(row.name, row.name_en, row.name_hant) for row in days},
        )
    return words.calendar
