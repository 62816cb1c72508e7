"""What a sheet must not tell: small counts of guarded measures, and what would give them away."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from app.core.sheet import Row
from app.reports.measures import MEASURES
from app.reports.report import Check, Column
from app.reports.suppression import WITHHELD, Cell, Sum, marks

#: Of a row of comparison: the rows that it compares.
COMPARED = {"change": ("now", "year_before"), "step": ("now", "before")}


def veiled(rows: Sequence[Row], columns: Sequence[Column], checks: Iterable[Check]) -> list[Row]:
    """Return the rows with what must not be told put out of sight.

    ``columns`` are those after the name of the line.
    """
    guarded = [(n, one) for n, one in enumerate(columns, 1) if MEASURES[one.measure].guarded]
    counted = [(n, one) for n, one in guarded if one.how in (None, "before")]
    if not counted:
        return list(rows)
    values = {
        (row.key, one.key): value
        for row in rows
        if row.standing != "beside"
        for n, one in counted
        if isinstance(value := row.values[n], int)
    }
    hidden = marks(values, _sums(rows, counted, checks, values), _tied(values, counted))
    return [_without(row, guarded, hidden) for row in rows]


def _sums(
    rows: Sequence[Row],
    columns: Sequence[tuple[int, Column]],
    checks: Iterable[Check],
    values: Mapping[Cell, int],
) -> list[Sum]:
    found: list[Sum] = []
    for row in rows:
        for check in checks:
            parts = tuple((row.key, part) for part in check.parts if (row.key, part) in values)
            if (row.key, check.whole) in values:
                found.append(((row.key, check.whole), parts))
        if row.adds:
            below = [rows[place].key for place in row.adds]
            for _n, one in columns:
                found.append(((row.key, one.key), tuple((key, one.key) for key in below)))
    return found


def _tied(values: Iterable[Cell], columns: Sequence[tuple[int, Column]]) -> dict[Cell, Cell]:
    """Return with which count of visits each count of heads is hidden."""
    names = {one.key for _n, one in columns}
    return {
        (row, name): (row, name.removesuffix(".people"))
        for row, name in values
        if name.endswith(".people") and name.removesuffix(".people") in names
    }


def _without(row: Row, columns: Sequence[tuple[int, Column]], hidden: Mapping[Cell, str]) -> Row:
    values, words = list(row.values), dict(row.words)
    for n, one in columns:
        mark = hidden.get((row.key, one.key))
        if hidden.keys() & set(_compared(row, one)):
            mark = WITHHELD
        if mark and values[n] is not None:
            values[n], words[one.key] = None, mark
    return replace(row, values=tuple(values), words=words)


def _compared(row: Row, column: Column) -> list[Cell]:
    """Return the counts of which a cell is the growth; of a count none."""
    if column.how == "change":
        return [(row.key, column.measure), (row.key, f"{column.measure}.before")]
    return [(key, column.key) for key in COMPARED.get(row.key, ())]
