"""Counting: one grouped statement for a whole table, and the same conditions for the list behind.

What enters a sum is ``countable_by`` (the reader brings it); what a list shows is ``visible_to``.
Both stand on the same petitions of the period, so a number and its list cannot drift apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.extensions import db
from app.petitions.models import Petition
from app.reports.asked import FROM_ABOVE, Asked
from app.reports.axes import Axis
from app.reports.keys import Key
from app.reports.measure import Measure
from app.reports.reader import Reader
from app.reports.sources import SOURCES, Source, standing_on


@dataclass(frozen=True, slots=True)
class Number:
    """So many rows with the same traits, with so many heads; of one petition where told apart."""

    traits: tuple[str, ...]
    rows: int
    people: int
    petition: int | None = None
    days: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """What was counted of one source, by line."""

    traits: tuple[str, ...]
    lines: dict[Key, list[Number]] = field(default_factory=lambda: defaultdict(list))


class Tally:
    """Rows counted by the line on which they stand and by their traits."""

    def __init__(self, parts: Mapping[str, Part]) -> None:
        self._parts = parts
        # A total stands behind every share and every check: it is added up once.
        self._counted: dict[tuple[str, tuple[Key, ...] | None], int] = {}

    @property
    def keys(self) -> list[Key]:
        """The lines on which anything stands."""
        return list(dict.fromkeys(key for part in self._parts.values() for key in part.lines))

    def values_of(self, trait: str) -> list[Key]:
        """Return which values of a trait occur at all."""
        return list(
            dict.fromkeys(
                number.traits[part.traits.index(trait)]
                for part in self._parts.values()
                for line in part.lines.values()
                for number in line
            )
        )

    def count(self, measure: Measure, keys: Iterable[Key] | None = None) -> int:
        """Return a measure on some lines, or on all of them."""
        asked = (measure.name, None if keys is None else tuple(keys))
        if asked not in self._counted:
            self._counted[asked] = _added_up(measure, self._parts[measure.source], asked[1])
        return self._counted[asked]


def _added_up(measure: Measure, part: Part, keys: tuple[Key, ...] | None) -> int:
    tests = [(part.traits.index(name), values) for name, values in measure.where.items()]
    lines = part.lines.values() if keys is None else [part.lines.get(k, []) for k in keys]
    found = [
        number
        for line in lines
        for number in line
        if all(number.traits[place] in values for place, values in tests)
    ]
    if measure.counts == "days":
        return sum(one.days for one in found)
    if measure.counts == "rows" or not SOURCES[measure.source].apart:
        return sum(one.people if measure.counts == "people" else one.rows for one in found)
    # A petition with two rows is one petition, and its people came once.
    once = {one.petition: one.people for one in found}
    return sum(once.values()) if measure.counts == "people" else len(once)


def of_source(asked: Asked) -> list[ColumnElement[bool]]:
    """Return the conditions under which a petition is counted for the source asked for."""
    found = [Petition.state != "voided"]
    if asked.source == "own":
        found.append(Petition.source.not_in(FROM_ABOVE))
    elif asked.source == "assigned":
        found.append(Petition.source.in_(FROM_ABOVE))
    return found


def pool(asked: Asked) -> list[ColumnElement[bool]]:
    """Return the conditions under which a petition is of the period and the source."""
    since, until = asked.period.since, asked.period.until
    return [Petition.registered_on.between(since, until), *of_source(asked)]


def tally(reader: Reader, asked: Asked, axis: Axis, measures: Iterable[Measure]) -> Tally:
    """Count by line and traits, in one statement for each source that the measures have."""
    by_source: dict[str, list[Measure]] = defaultdict(list)
    for one in measures:
        by_source[one.source].append(one)
    return Tally({name: _part(reader, asked, axis, name, of) for name, of in by_source.items()})


def _part(reader: Reader, asked: Asked, axis: Axis, name: str, measures: list[Measure]) -> Part:
    source = SOURCES[name]
    traits = tuple(dict.fromkeys(trait for one in measures for trait in one.where))
    part = Part(traits)
    query = _query(reader, asked, axis, source, traits)
    query = query.where(*source.wanted(one.where for one in measures))
    for key, *values in db.session.execute(query):
        petition = values.pop(len(traits)) if source.apart else None
        *found, rows, people, days = values
        number = Number(tuple(found), rows, int(people or 0), petition, int(days or 0))
        part.lines[key].append(number)
    return part


def _query(
    reader: Reader, asked: Asked, axis: Axis, source: Source, traits: tuple[str, ...]
) -> sa.Select[Any]:
    columns: list[ColumnElement[Any]] = [
        axis.under(source.ground).place(source.day).label("line"),
        *(source.traits[name].label(f"trait_{name}") for name in traits),
    ]
    heads: ColumnElement[Any] = sa.func.sum(source.heads)
    if source.apart:
        columns.append(Petition.id.label("petition"))
        heads = sa.func.max(source.heads)
    days = sa.func.sum(sa.literal(0) if source.days is None else source.days)
    query = sa.select(*columns, sa.func.count(), heads, days).select_from(source.ground)
    if source.rows is not None:
        query = query.join(source.rows, source.owner == source.ground.id)
    kept = query.where(axis.among(asked, source.day), *_counted(reader, asked, source))
    return kept.group_by(*_places(columns))


def _counted(reader: Reader, asked: Asked, source: Source) -> list[ColumnElement[bool]]:
    """Return what enters the sums; a proposal came from nobody and is of every source."""
    if source.ground is Petition:
        return [*of_source(asked), reader.counted]
    return [reader.proposals]


def _places(columns: list[ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    """Group by place: the same expression with other parameters is another one to PostgreSQL."""
    return [sa.literal_column(str(number)) for number in range(1, len(columns) + 1)]


#: Under this name stands the second trait of a chart among the traits of its tally.
PART = "part"


def crossed(reader: Reader, asked: Asked, line: Axis, part: Axis | None) -> Tally:
    """Count the petitions of a period by one thing, or by two against each other."""
    columns: list[ColumnElement[Any]] = [line.by.label("line")]
    if part is not None:
        columns.append(part.by.label(PART))
    query = sa.select(*columns, sa.func.count(), sa.func.sum(Petition.head_count))
    found = Part((PART,) if part else ())
    for key, *values, rows, people in db.session.execute(
        query.where(*pool(asked), reader.counted).group_by(*_places(columns))
    ):
        found.lines[key].append(Number(tuple(values), rows, int(people or 0)))
    return Tally({"petition": found})


def behind(asked: Asked, measure: Measure, axis: Axis, line: str) -> list[ColumnElement[bool]]:
    """Return the conditions on what a measure counts on a line, whoever looks.

    They are conditions on ``Petition``, for proposals on ``Advice``.
    """
    source = SOURCES[measure.source]
    axis = axis.under(source.ground)
    found = [
        axis.among(asked, source.day),
        axis.where(line, source.day),
        *source.condition(measure.where),
    ]
    if source.owner is None:
        return [*of_source(asked), *found]
    standing = standing_on(source, found)
    return [*of_source(asked), standing] if source.ground is Petition else [standing]
