"""A closed month beside today's count: what differs, and which petitions make the difference. Pure.

补报 are petitions that came in after it was closed; 更正 those that dropped out, or of which
something else is said now. What was done about them since is neither: a month keeps what was said
of its petitions, not how far they had come, so those that were concluded later cannot be named.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from app.core.sheet import Column, Row, Sheet, Value
from app.reports.months.counted import Facts
from app.reports.suppression import FEWEST


@dataclass(frozen=True, slots=True)
class Difference:
    """One number that is not what it was."""

    line: str
    column: str
    then: str
    now: str
    by: int


@dataclass(frozen=True, slots=True)
class Since:
    """Ids of petitions: come in, dropped out, and told otherwise since the month was closed.

    ``later`` were received in the month and are counted in the one in which they were registered.
    """

    late: list[int]
    gone: list[int]
    changed: list[int]
    later: list[int]


def since(then: Facts, now: Facts, later: list[int]) -> Since:
    """Compare the petitions that were counted with those counted now."""
    return Since(
        sorted(int(one) for one in now if one not in then),
        sorted(int(one) for one in then if one not in now),
        sorted(int(one) for one in now if one in then and now[one] != then[one]),
        later,
    )


def differences(then: Sheet, now: Sheet, guarded: Collection[str] = ()) -> Iterator[Difference]:
    """Yield the counts that differ; a line or a column that one of them lacks holds nothing.

    What one of the two withholds is not compared, and of ``guarded`` columns no small difference
    is told: side by side the tables would say what each of them hides.
    """
    columns = _in_order(then.columns, now.columns)
    before, after = _cells(then), _cells(now)
    for row in _rows(then, now):
        for column in columns:
            cell = (row.key, column.key)
            old, new = before.get(cell, "0"), after.get(cell, "0")
            if old == new or not (old.isdecimal() and new.isdecimal()):
                continue
            by = int(new) - int(old)
            if column.key not in guarded or abs(by) >= FEWEST:
                yield Difference(str(_label(row)), _headed(column), old, new, by)


def _in_order(then: tuple[Column, ...], now: tuple[Column, ...]) -> list[Column]:
    """Return the columns of counts of either table."""
    found = {one.key: one for one in (*then, *now) if one.kind == "count"}
    return list(found.values())


def _rows(then: Sheet, now: Sheet) -> list[Row]:
    rows = {row.key: row for row in (*now.rows, *then.rows) if row.standing != "beside"}
    return list(rows.values())


def _cells(sheet: Sheet) -> dict[tuple[str, str], str]:
    """Return every count as it is shown."""
    return {
        (row.key, column.key): _shown(row, column, value)
        for row in sheet.rows
        for column, value in zip(sheet.columns, row.values, strict=True)
        if column.kind == "count"
    }


def _shown(row: Row, column: Column, value: Value) -> str:
    return row.words.get(column.key, "—") if value is None else str(value)


def _label(row: Row) -> Value:
    """Return the first words of a row: a ranking has its place before them."""
    return next((one for one in row.values if isinstance(one, str) and one), row.key)


def _headed(column: Column) -> str:
    return f"{column.group} · {column.label}" if column.group else column.label
