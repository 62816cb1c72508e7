"""A statistical table as paper shows it: heads in groups, rows of counts, totals, notes. Pure.

Page, workbook and chart read the same ``Sheet``, so that they cannot disagree.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

#: What a column holds: words, a count that may be added up, per cent, growth in per cent (which
#: shows its plus), a place or another whole number, places gone up or down.
Kind = Literal["text", "count", "percent", "growth", "number", "moved"]
#: What a row is: one line, a class over its lines, the total, or a line of comparison below it.
Standing = Literal["line", "class", "total", "beside"]
Value = int | Decimal | str | None
#: Rows that say by how much something grew.
GROWTH = ("change", "step")


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``group`` is the head above it, empty where it has none."""

    key: str
    label: str
    kind: Kind = "count"
    group: str = ""
    #: Whether a total is the sum of its lines; else one thing may stand on several of them.
    adds: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """One line of values, one for each column.

    ``adds`` are the places of the rows whose counts it adds up, for a reader who checks the sum.
    ``words`` stands instead of a value that is not a number ("<3", "new"). ``parent`` is the key
    of the class under which it is folded away.
    """

    key: str
    values: tuple[Value, ...]
    standing: Standing = "line"
    parent: str = ""
    adds: tuple[int, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict)
    #: Whether its counts lead to what they count.
    leads: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole table. ``meta`` stands below the title, ``foot`` signs it, ``notes`` explain it."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    meta: tuple[str, ...] = ()
    foot: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    version: str = ""

    def __post_init__(self) -> None:
        """Refuse a row that has not one value for each column."""
        for row in self.rows:
            if len(row.values) != len(self.columns):
                raise ValueError(f"row {row.key!r} has {len(row.values)} values")

    def at(self, row: str, column: str) -> Value:
        """Return one value by the keys of its row and column."""
        place = next(n for n, one in enumerate(self.columns) if one.key == column)
        return next(one for one in self.rows if one.key == row).values[place]

    def shows(self, row: str, column: str) -> bool:
        """Say whether there is such a value, and it is told."""
        keys = [one.key for one in self.columns]
        rows = [one for one in self.rows if one.key == row]
        return column in keys and bool(rows) and rows[0].values[keys.index(column)] is not None

    def written(self, row: Row, place: int) -> str:
        """Return a value in words: growth with its plus, and what stands instead of no number."""
        column, value = self.columns[place], row.values[place]
        if value is None:
            return row.words.get(column.key, "\u2014")
        grows = (
            (column.kind in ("growth", "moved") or row.key in GROWTH)
            and not isinstance(value, str)
            and value > 0
        )
        return f"+{value}" if grows else str(value)

    def added(self, row: Row, place: int) -> bool:
        """Say whether a count is the sum of what its row adds up, all of it in sight."""
        column = self.columns[place]
        if column.kind != "count" or not column.adds or not row.adds:
            return False
        parts = [row.values[place], *(self.rows[one].values[place] for one in row.adds)]
        return all(isinstance(one, int) for one in parts)

    @property
    def lead(self) -> Column:
        """The column that names the lines: the first one of words."""
        return next(one for one in self.columns if one.kind == "text")

    @property
    def leads(self) -> bool:
        """Whether any of its counts leads to what it counts."""
        places = [n for n, one in enumerate(self.columns) if one.kind == "count"]
        return any(row.values[place] for row in self.rows if row.leads for place in places)

    @property
    def groups(self) -> list[tuple[str, tuple[Column, ...]]]:
        """The columns by the head above them, in order; one without a head stands alone."""
        found: list[tuple[str, list[Column]]] = []
        for column in self.columns:
            if found and column.group and found[-1][0] == column.group:
                found[-1][1].append(column)
            else:
                found.append((column.group, [column]))
        return [(name, tuple(columns)) for name, columns in found]
