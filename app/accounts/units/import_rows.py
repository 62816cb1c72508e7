"""The rows of an import of units, and everything that may be wrong with them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from app.accounts.models import LEVELS, UNIT_KINDS, Officer, Unit
from app.accounts.subtree import at_the_top, units_managed_by
from app.accounts.units.limits import CODE
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.web.errors import say
from app.core.web.phones import why_no_phone
from app.extensions import db

COLUMNS = {
    "name": N_("Name"),
    "short_name": N_("Short name"),
    "code": N_("Code"),
    "kind": N_("Kind of unit"),
    "level": N_("Level"),
    "region": N_("Region"),
    "parent": N_("Superior unit"),
    "review": N_("Unit for review"),
    "re_examination": N_("Unit for re-examination"),
    "contact": N_("Contact"),
    "phone": N_("Telephone"),
    "address": N_("Office address"),
    "letter_mark": N_("Mark of its letters"),
}
NEEDED = ("name", "code", "kind", "level", "region")
LENGTHS = {
    "name": 100,
    "short_name": 40,
    "code": 32,
    "contact": 64,
    "phone": 40,
    "address": 200,
    "letter_mark": 16,
}
_LEVELS = {str(key): word for key, word in LEVELS.items()}
NOT_ALLOWED = N_("“%(word)s” is not possible. Possible: %(all)s.")
NO_DIVISION = N_("There is no division “%(word)s”, or several: write its path or code.")
NOT_MANAGED = N_("“%(word)s” is not among the units that you manage, or several are called so.")
NO_UNIT = N_("There is no unit “%(word)s”, or several are called so.")
#: A column, a sentence about it and the values in the sentence.
Told = tuple[str, str, Mapping[str, Any]]
REGION = sa.table("region", *(sa.column(one) for one in ("code", "name", "parent_code", "level")))


@dataclass(frozen=True)
class Row:
    """One unit to be founded: the number of its row, and its values as they were written."""

    number: int
    given: dict[str, str]


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be taken: its number, the column and the sentence (msgids), its values."""

    number: int
    column: str
    message: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The sentence in the reader's language."""
        return say(Invalid(self.message, **self.params))


class Check:
    """Everything that may be wrong with the rows of an import."""

    def __init__(self, rows: list[Row], by: Officer) -> None:
        self.rows, self.top = rows, at_the_top(by)
        known, marks = _words(sa.true()), set(db.session.scalars(sa.select(Unit.letter_mark)))
        #: What no two units have alike, and what is taken already.
        self.taken = {"name": known, "code": known, "letter_mark": marks}
        self.active = _words(Unit.active)
        self.managed = _words(sa.and_(Unit.active, units_managed_by(by)))
        self.regions = set(
            db.session.scalars(
                sa.select(REGION.c.code).where(
                    REGION.c.code.in_({row.given["region"] for row in rows})
                )
            )
        )
        self.above = {
            word: row.given["parent"]
            for row in rows
            for word in (row.given["code"], row.given["name"])
            if word
        }

    def problems(self) -> Iterator[Problem]:
        """Yield every problem of every row."""
        seen: dict[str, set[str]] = {column: set() for column in self.taken}
        for row in self.rows:
            for column, message, params in self._told(row):
                yield Problem(row.number, COLUMNS[column], message, params)
            for column, words in seen.items():
                word = row.given[column]
                if word and word in words:
                    yield Problem(row.number, COLUMNS[column], N_("It stands twice in the file."))
                if word and word in self.taken[column]:
                    yield Problem(row.number, COLUMNS[column], N_("Another unit has this already."))
                words.add(word)

    def _told(self, row: Row) -> Iterator[Told]:
        yield from self._values(row)
        yield from self._words(row)
        yield from self._places(row)

    def _values(self, row: Row) -> Iterator[Told]:
        given = row.given
        for column in (one for one in NEEDED if not given[one]):
            yield column, N_("This must be filled in."), {}
        for column, most in LENGTHS.items():
            if len(given[column]) > most:
                yield column, N_("At most %(most)s characters."), {"most": most}
        if given["code"] and not CODE.fullmatch(given["code"]):
            yield "code", N_("Not a code."), {}
        short = given["phone"][: LENGTHS["phone"]] == given["phone"]
        why = why_no_phone(given["phone"]) if given["phone"] and short else None
        if why:
            yield "phone", *why

    def _words(self, row: Row) -> Iterator[Told]:
        given = row.given
        for column, known in (("kind", UNIT_KINDS), ("level", _LEVELS)):
            if given[column] and given[column] not in known:
                yield column, NOT_ALLOWED, {"word": given[column], "all": tuple(known.values())}
        if given["region"] and given["region"] not in self.regions:
            yield "region", NO_DIVISION, {"word": given["region"]}

    def _places(self, row: Row) -> Iterator[Told]:
        parent = row.given["parent"]
        if parent and parent not in self.managed and parent not in self.above:
            yield "parent", NOT_MANAGED, {"word": parent}
        if parent and self._circle(row):
            yield "parent", N_("The superiors stand in a circle."), {}
        for column in ("review", "re_examination"):
            word = row.given[column]
            if word and word not in self.active and word not in self.above:
                yield column, NO_UNIT, {"word": word}

    def _circle(self, row: Row) -> bool:
        word, passed = row.given["parent"], {row.given["code"], row.given["name"]}
        while word in self.above:
            if word in passed:
                return True
            passed.add(word)
            word = self.above[word]
        return False


def _words(condition: Any) -> set[str]:
    found = db.session.execute(sa.select(Unit.code, Unit.name).where(condition))
    return {word for pair in found for word in pair}
