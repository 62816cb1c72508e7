"""Counting: one grouped statement for a whole table, and the same conditions for the list behind.

What enters a sum is ``countable_by`` (the reader brings it); what a list shows is ``visible_to``.
Both stand on the same petitions of the period, so a number and its list cannot drift apart.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.extensions import db
from app.petitions.models import Petition
from app.reports.asked import FROM_ABOVE, Asked
from app.reports.measures import Measure
from app.reports.reader import Reader
from app.reports.traits import TRAITS, condition

Key = Any


@dataclass(frozen=True, slots=True)
class Number:
    """So many petitions with so many heads."""

    pieces: int = 0
    people: int = 0

    def of(self, measure: Measure) -> int:
        """Return what the measure counts of them."""
        return self.people if measure.counts == "people" else self.pieces


class Tally:
    """Petitions counted by the line on which they stand and by their traits."""

    def __init__(self, traits: tuple[str, ...], found: Iterable[tuple[Any, ...]]) -> None:
        self._traits = traits
        # A total stands behind every share and every check: it is added up once.
        self._counted: dict[tuple[str, tuple[Key, ...] | None], int] = {}
        self._lines: dict[Key, list[tuple[tuple[str, ...], Number]]] = defaultdict(list)
        for key, *values, pieces, people in found:
            self._lines[key].append((tuple(values), Number(pieces, int(people or 0))))

    @property
    def keys(self) -> list[Key]:
        """The lines on which anything stands."""
        return list(self._lines)

    def values_of(self, trait: str) -> list[Key]:
        """Return which values of a trait occur at all."""
        place = self._traits.index(trait)
        return list(
            dict.fromkeys(
                values[place] for line in self._lines.values() for values, _number in line
            )
        )

    def count(self, measure: Measure, keys: Iterable[Key] | None = None) -> int:
        """Return a measure on some lines, or on all of them."""
        asked = (measure.name, None if keys is None else tuple(keys))
        if asked not in self._counted:
            self._counted[asked] = self._added_up(measure, asked[1])
        return self._counted[asked]

    def _added_up(self, measure: Measure, keys: tuple[Key, ...] | None) -> int:
        tests = [(self._traits.index(name), values) for name, values in measure.where.items()]
        lines = self._lines.values() if keys is None else [self._lines.get(k, ()) for k in keys]
        return sum(
            number.of(measure)
            for line in lines
            for traits, number in line
            if all(traits[place] in values for place, values in tests)
        )


def pool(asked: Asked) -> list[ColumnElement[bool]]:
    """Return the conditions under which a petition is of the period and the source."""
    found = [
        Petition.registered_on.between(asked.period.since, asked.period.until),
        Petition.state != "voided",
    ]
    if asked.source == "own":
        found.append(Petition.source.not_in(FROM_ABOVE))
    elif asked.source == "assigned":
        found.append(Petition.source.in_(FROM_ABOVE))
    return found


def tally(
    reader: Reader,
    asked: Asked,
    line: ColumnElement[Any],
    measures: Iterable[Measure],
) -> Tally:
    """Count the petitions of a period by line and traits, in one statement."""
    traits = tuple(dict.fromkeys(name for one in measures for name in one.where))
    parts = [TRAITS[name].label(f"trait_{name}") for name in traits]
    return Tally(traits, _grouped(reader, asked, [line.label("line"), *parts]))


#: Under this name stands the second trait of a chart among the traits of its tally.
PART = "part"


def crossed(
    reader: Reader, asked: Asked, line: ColumnElement[Any], part: ColumnElement[Any] | None
) -> Tally:
    """Count the petitions of a period by one thing, or by two against each other."""
    if part is None:
        return Tally((), _grouped(reader, asked, [line.label("line")]))
    return Tally((PART,), _grouped(reader, asked, [line.label("line"), part.label(PART)]))


def _grouped(
    reader: Reader, asked: Asked, columns: list[ColumnElement[Any]]
) -> Iterable[tuple[Any, ...]]:
    places: list[ColumnElement[Any]] = [
        sa.literal_column(str(number)) for number in range(1, len(columns) + 1)
    ]
    return db.session.execute(
        sa.select(*columns, sa.func.count(), sa.func.sum(Petition.head_count))
        .where(*pool(asked), reader.counted)
        # By place: the same expression with other parameters is another one to PostgreSQL.
        .group_by(*places)
    )


def behind(asked: Asked, measure: Measure) -> list[ColumnElement[bool]]:
    """Return the conditions on the petitions that a measure counts, whoever looks."""
    return [*pool(asked), *condition(measure.where)]
