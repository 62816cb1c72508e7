"""What a sheet must not tell: small counts of guarded measures, and what would give them away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.core.sheet import Row
from app.reports.asked import Asked
from app.reports.measures import MEASURES
from app.reports.report import BEFORE, Check, Column
from app.reports.suppression import WITHHELD, Above, Cell, Sum, marks

#: Of a row of comparison: the rows that it compares.
COMPARED = {"change": ("now", "year_before"), "step": ("now", "before")}
#: The source that is made of all others.
WHOLE = "all"
#: Counts of a row that another one of it is never below.
_BELOW = {
    "incidents": (
        "incidents.pieces",
        "incidents.120",
        "incidents.119",
        "incidents.110",
        "incidents.warned",
    ),
    "incidents.pieces.people": ("incidents.pieces",),
}
#: Of these a class has no less than any of its lines: a visit with two kinds stands on two.
_ONCE = ("incidents.pieces", "incidents.pieces.people")
#: The tables of all sources and of each: who reads one may read the others too.
Family = Mapping[str, Sequence[Row]]


def veiled(
    rows: Sequence[Row],
    columns: Sequence[Column],
    asked: Asked,
    family: Family,
    guarded: Sequence[Column],
    checks: Sequence[Check],
) -> list[Row]:
    """Return the rows with what must not be told put out of sight.

    ``columns`` are those after the name of the line, ``guarded`` those of the tables of a family.
    Nothing may follow from the tables of the other sources either: what all of them count is the
    sum of what each does. Of a narrowed table nothing is told: the others would complete it.
    """
    counted = [(n, one) for n, one in enumerate(guarded, 1) if one.how in (None, "before")]
    if asked.within.kind:
        values = dict(_values(asked.source, family[asked.source], counted))
        hidden = dict.fromkeys(values, WITHHELD)
    else:
        hidden = _marked({WHOLE: family[WHOLE]}, counted, checks, {})
        if asked.source != WHOLE:
            told = {cell: hidden.get(cell) for cell, _v in _values(WHOLE, family[WHOLE], counted)}
            hidden = _marked(family, counted, checks, told)
    places = [(n, one) for n, one in enumerate(columns, 1) if MEASURES[one.measure].guarded]
    return [_without(asked.source, row, places, hidden) for row in rows]


def _marked(
    family: Family,
    columns: Sequence[tuple[int, Column]],
    checks: Sequence[Check],
    decided: Mapping[Cell, str | None],
) -> dict[Cell, str]:
    """Return what is hidden in tables that lie side by side."""
    values: dict[Cell, int] = {}
    sums: list[Sum] = []
    for source, rows in family.items():
        values.update(_values(source, rows, columns))
        sums += _sums(source, rows, columns, checks, values)
    sums += _over_sources([source for source in family if source != WHOLE], values)
    above = [pair for pair in _above(family, values) if values.keys() >= set(pair)]
    return marks(values, sums, _tied(values, columns), above, decided)


def _at(source: str, row: str) -> str:
    return f"{source}:{row}"


def _values(
    source: str, rows: Iterable[Row], columns: Sequence[tuple[int, Column]]
) -> Iterable[tuple[Cell, int]]:
    for row in rows:
        for n, one in columns:
            if row.standing != "beside" and isinstance(value := row.values[n], int):
                yield (_at(source, row.key), one.key), value


def _over_sources(parts: Sequence[str], values: Mapping[Cell, int]) -> Iterable[Sum]:
    for at, column in values:
        source, _colon, row = at.partition(":")
        below = tuple((_at(part, row), column) for part in parts)
        if source == WHOLE and below and all(one in values for one in below):
            yield (at, column), below


def _above(family: Family, values: Mapping[Cell, int]) -> Iterable[Above]:
    for at, column in values:
        for less in _BELOW.get(column, ()):
            if (at, less) in values:
                yield (at, column), (at, less)
    for source, rows in family.items():
        for row in rows:
            for below in (_at(source, rows[place].key) for place in row.adds):
                yield from (((_at(source, row.key), name), (below, name)) for name in _ONCE)


def _sums(
    source: str,
    rows: Sequence[Row],
    columns: Sequence[tuple[int, Column]],
    checks: Iterable[Check],
    values: Mapping[Cell, int],
) -> list[Sum]:
    found: list[Sum] = []
    for row in rows:
        at = _at(source, row.key)
        for check in checks:
            parts = tuple((at, part) for part in check.parts if (at, part) in values)
            if (at, check.whole) in values:
                found.append(((at, check.whole), parts))
        if row.adds:
            below = [_at(source, rows[place].key) for place in row.adds]
            for _n, one in columns:
                found.append(((at, one.key), tuple((key, one.key) for key in below)))
    return found


def _tied(values: Iterable[Cell], columns: Sequence[tuple[int, Column]]) -> dict[Cell, Cell]:
    """Return with which count of visits each count of heads is hidden."""
    names = {one.key for _n, one in columns}
    return {
        (row, name): (row, name.removesuffix(".people"))
        for row, name in values
        if name.endswith(".people") and name.removesuffix(".people") in names
    }


def _without(
    source: str, row: Row, columns: Sequence[tuple[int, Column]], hidden: Mapping[Cell, str]
) -> Row:
    values, words = list(row.values), dict(row.words)
    for n, one in columns:
        mark = hidden.get((_at(source, row.key), one.key))
        if hidden.keys() & {(_at(source, key), name) for key, name in _compared(row, one)}:
            mark = WITHHELD
        if mark and values[n] is not None:
            values[n], words[one.key] = None, mark
    return replace(row, values=tuple(values), words=words)


def _compared(row: Row, column: Column) -> list[Cell]:
    """Return the counts of which a cell is the growth; of a count none."""
    if column.how == "change":
        return [(row.key, column.measure), (row.key, f"{column.measure}{BEFORE}")]
    return [(key, column.key) for key in COMPARED.get(row.key, ())]
