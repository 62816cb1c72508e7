"""What the drawing shows, taken from the sheet below it: categories, series, and where each leads.

More than fits is drawn as one remainder, so that names and numbers never overlap; the table below
has all of it.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _

from app.core.sheet import Column, Row, Sheet
from app.reports.charts.building import ALL, THEN

#: As many names stand on an axis, and as many colours in a legend, before they crowd.
MOST_LINES, MOST_PARTS = 30, 10


def drawn(sheet: Sheet, shape: str, href: str, *, runs: bool = False) -> dict[str, Any]:
    """Return what the page's script draws: plain names, numbers and addresses.

    ``href`` is how the address of the list behind a number begins, empty for who opens none.
    Lines that follow one another (months) are all drawn; of others the largest, in their order.
    """
    rows = [row for row in sheet.rows if row.standing == "line"]
    if runs and len(rows) > MOST_LINES and shape == "bars":
        shape = "lines"
    columns = _drawn_columns(sheet)
    shown, rest = (rows, []) if runs else _largest(rows, columns, sheet)
    shown_columns, other_columns = _split_off(columns, rows, sheet)
    names = [str(row.values[0]) for row in shown]
    if rest:
        names.append(_("%(count)s more", count=len(rest)))
    series = [_series(sheet, column, (shown, rest), href) for column in shown_columns]
    if other_columns:
        series.append(_rest_series(sheet, other_columns, (shown, rest)))
    return {
        "title": sheet.title,
        "facts": [*sheet.meta, *sheet.foot[:1], *sheet.notes],
        "shape": shape,
        "names": names,
        "series": series,
        # Whether the series add up to their line: the year before is no part of it.
        "parts": columns[0].key.startswith("="),
    }


def _drawn_columns(sheet: Sheet) -> list[Column]:
    parts = [one for one in sheet.columns if one.key.startswith("=")]
    return parts or [one for one in sheet.columns if one.key in (ALL, THEN)]


def _largest(
    rows: list[Row], columns: Sequence[Column], sheet: Sheet
) -> tuple[list[Row], list[Row]]:
    """Return the largest lines, in the order of the table, and those that are drawn as one."""
    if len(rows) <= MOST_LINES:
        return rows, []
    places = [_place(sheet, one) for one in columns]
    sizes = [sum(_number(row, place) for place in places) for row in rows]
    largest = set(sorted(range(len(rows)), key=lambda at: -sizes[at])[:MOST_LINES])
    kept = [row for at, row in enumerate(rows) if at in largest]
    return kept, [row for at, row in enumerate(rows) if at not in largest]


def _split_off(
    columns: list[Column], rows: Sequence[Row], sheet: Sheet
) -> tuple[list[Column], list[Column]]:
    """Return the largest parts, in the order of the table, and those that are drawn as one."""
    if len(columns) <= MOST_PARTS:
        return columns, []
    totals = {one.key: _sum(rows, _place(sheet, one)) for one in columns}
    largest = sorted(columns, key=lambda one: -totals[one.key])[: MOST_PARTS - 1]
    return [one for one in columns if one in largest], [
        one for one in columns if one not in largest
    ]


def _series(
    sheet: Sheet, column: Column, rows: tuple[Sequence[Row], Sequence[Row]], href: str
) -> dict[str, Any]:
    shown, rest = rows
    place = _place(sheet, column)
    values = [_number(row, place) for row in shown]
    links = [
        f"{href}&{urlencode({'line': row.key, 'column': column.key})}"
        if href and _number(row, place) else ""
        for row in shown
    ]  # fmt: skip
    if rest:
        values.append(_sum(rest, place))
        links.append("")
    return {"name": column.label, "values": values, "links": links}


def _rest_series(
    sheet: Sheet, columns: Sequence[Column], rows: tuple[Sequence[Row], Sequence[Row]]
) -> dict[str, Any]:
    each = [_series(sheet, one, rows, "")["values"] for one in columns]
    values = [sum(numbers) for numbers in zip(*each, strict=True)]
    name = _("%(count)s more", count=len(columns))
    return {"name": name, "values": values, "links": [""] * len(values)}


def _place(sheet: Sheet, column: Column) -> int:
    return sheet.columns.index(column)


def _number(row: Row, place: int) -> int:
    value = row.values[place]
    return value if isinstance(value, int) else 0


def _sum(rows: Sequence[Row], place: int) -> int:
    return sum(_number(row, place) for row in rows)
