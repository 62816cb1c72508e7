"""Counting: one grouped statement for a whole table, and the same conditions for the list behind.

What enters a sum is ``countable_by`` (the reader brings it); what a list shows is ``visible_to``.
Both stand on the same petitions of the period, so a number and its list cannot drift apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.extensions import db
from app.petitions.models import Petition
from app.petitions.models.counted import FROM_ABOVE, PARTS
from app.reports.asked import Asked
from app.reports.axes import Axis
from app.reports.keys import Key
from app.reports.measure import Measure
from app.reports.packing import SEPARATOR, grouped, packed, segments
from app.reports.placed import by_placing
from app.reports.reader import Reader
from app.reports.sources import SOURCES, Source, standing_on
from app.reports.traits import TRAITS, part_of


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
    return [Petition.state != "voided", *from_source(asked)]


def from_source(asked: Asked) -> list[ColumnElement[bool]]:
    """Return the conditions on where a petition came from, and where it is put down."""
    if asked.source == "own":
        return [Petition.source.not_in(FROM_ABOVE), *asked.within.petitions()]
    if asked.source == "assigned":
        return [Petition.source.in_(FROM_ABOVE), *asked.within.petitions()]
    return asked.within.petitions()


def pool(asked: Asked) -> list[ColumnElement[bool]]:
    """Return the conditions under which a petition is of the period and the source."""
    since, until = asked.period.since, asked.period.until
    return [Petition.registered_on.between(since, until), *of_source(asked)]


def tally(reader: Reader, asked: Asked, axis: Axis, measures: Iterable[Measure]) -> Tally:
    """Count by line and traits, in one statement for each source that the measures have."""
    return tallies(reader, [asked], axis, measures)[0]


def tallies(
    reader: Reader, asks: Sequence[Asked], axis: Axis, measures: Iterable[Measure]
) -> list[Tally]:
    """Count the same over several spans of days at once: they are read once where they overlap."""
    by_source: dict[str, list[Measure]] = defaultdict(list)
    for one in measures:
        by_source[one.source].append(one)
    found = {name: _parts(reader, asks, axis, name, of) for name, of in by_source.items()}
    return [
        Tally({name: parts[place] for name, parts in found.items()}) for place in range(len(asks))
    ]


def _parts(
    reader: Reader, asks: Sequence[Asked], axis: Axis, name: str, measures: list[Measure]
) -> list[Part]:
    source = SOURCES[name].for_any(one.where for one in measures)
    traits = tuple(dict.fromkeys(trait for one in measures for trait in one.where))
    parts = [Part(traits) for _one in asks]
    query = _query(reader, asks, axis, source, traits)
    for text, petition, rows, people, days in db.session.execute(query):
        marks, key, *found = text.split(SEPARATOR)
        number = Number(tuple(found), int(rows), int(people or 0), petition, int(days or 0))
        _put(number, parts, axis.key(key), marks)
    return parts


def _put(number: Number, parts: Sequence[Part], key: Key, marks: str) -> None:
    for part, mark in zip(parts, marks, strict=True):
        if mark == "1":
            part.lines[key].append(number)


def _query(
    reader: Reader, asks: Sequence[Asked], axis: Axis, source: Source, traits: tuple[str, ...]
) -> sa.Select[Any]:
    """Select how many rows stand on each line with the same traits."""
    if source.records:
        same = ["what" if name == "what" else source.traits[name] for name in traits]
        counted = [*from_source(asks[0]), reader.counted]
        return by_placing(counted, asks, axis, source.records, same)
    found = _grouped(reader, asks, axis, source, traits).subquery("counted")
    values = [_trait(found, name, source) for name in traits]
    heads = sa.func.max(found.c.heads) if source.apart else sa.func.sum(found.c.heads)
    told = packed(found.c.held, found.c.line, *values)
    petition = found.c.petition if source.apart else sa.null()
    query = sa.select(told, petition, sa.func.sum(found.c.rows), heads, sa.null())
    # By place: the same expression with other parameters is another one to PostgreSQL.
    return query.group_by(*(sa.literal_column(place) for place in ("1", "2")[: 1 + source.apart]))


def _grouped(
    reader: Reader, asks: Sequence[Asked], axis: Axis, source: Source, traits: tuple[str, ...]
) -> sa.CompoundSelect[Any]:
    """Group the rows of each segment as they are kept: the traits of a petition are one text."""
    axis = axis.under(source.ground)
    told: dict[str, Any] = dict(_told_by(name, source) for name in traits)
    told["petition"] = Petition.id if source.apart else None
    heads = sa.func.max(source.heads) if source.apart else sa.func.sum(source.heads)
    kept = (*_counted(reader, asks[0], source), *source.wanted)
    found = []
    for one in segments(asks, axis, source.day):
        by = {"held": one.held, "line": axis.by if one.line is None else one.line} | told
        query = grouped(by, rows=sa.func.count(), heads=heads).select_from(source.ground)
        if source.rows is not None:
            query = query.join(source.rows, source.owner == source.ground.id)
        found.append(query.where(*kept, one.condition))
    return sa.union_all(*found)


def _told_by(name: str, source: Source) -> tuple[str, Any]:
    """Return by what rows are grouped for a trait: where it is a part of one text, by that."""
    return ("traits", Petition.traits) if _is_part(name, source) else (name, source.traits[name])


def _trait(found: Any, name: str, source: Source) -> ColumnElement[str]:
    """Return a trait of rows that were grouped."""
    return part_of(found.c.traits, name) if _is_part(name, source) else found.c[name]


def _is_part(name: str, source: Source) -> bool:
    return name in PARTS and source.traits[name] is TRAITS[name]


def _counted(reader: Reader, asked: Asked, source: Source) -> list[ColumnElement[bool]]:
    """Return what enters the sums; a proposal came from nobody and is of every source."""
    if source.ground is Petition:
        return [*of_source(asked), reader.counted]
    return [reader.proposals, *asked.within.proposals()]


#: Under this name stands the second trait of a chart among the traits of its tally.
PART = "part"


def crossed(reader: Reader, asks: Sequence[Asked], line: Axis, part: Axis | None) -> list[Tally]:
    """Count the petitions of some periods by one thing, or by two against each other."""
    told = {"line": line.by, PART: part.by if part else None}
    counts = {"rows": sa.func.count(), "heads": sa.func.sum(Petition.head_count)}
    counted = sa.union_all(
        *(
            grouped({"held": one.held} | told, **counts)
            .select_from(Petition)
            .where(*of_source(asks[0]), one.condition, reader.counted)
            for one in segments(asks, line, Petition.registered_on)
        )
    ).subquery("counted")
    found = [Part((PART,) if part else ()) for _one in asks]
    for marks, key, value, rows, people in db.session.execute(sa.select(counted)):
        other = (part.key(value),) if part else ()
        _put(Number(other, rows, int(people or 0)), found, line.key(key), marks)
    return [Tally({"petition": one}) for one in found]


def behind(asked: Asked, measure: Measure, axis: Axis, line: str) -> list[ColumnElement[bool]]:
    """Return the conditions on what a measure counts on a line, whoever looks.

    They are conditions on ``Petition``, for proposals on ``Advice``.
    """
    source = SOURCES[measure.source].for_any([measure.where])
    axis = axis.under(source.ground)
    found = [
        axis.among(asked, source.day),
        axis.where(line, source.day),
        *source.condition(measure.where),
    ]
    if source.owner is None:
        return [*of_source(asked), *found]
    standing = standing_on(source, found)
    if source.ground is Petition:
        return [*of_source(asked), standing]
    return [*asked.within.proposals(), standing]
