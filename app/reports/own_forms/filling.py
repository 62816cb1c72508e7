"""A counted report as what stands in a form: the same sheet as on the page, nothing recounted."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from io import BytesIO

from flask_babel import gettext as _

from app.core.render import excel_own
from app.core.render.excel_layout import ASIDE, BELOW, TOP
from app.core.render.excel_marks import Given
from app.core.render.excel_own import Filling, Line
from app.core.sheet import GROWTH, Row, Sheet
from app.reports.own_forms.marks import (
    Mark,
    crossed,
    layout_marks,
    marks_of,
    spellings,
    withheld,
)
from app.reports.report import Report

_GROWTH = "+0.0;-0.0;0.0"
_NOTHING = Given(0, "0")


def filled(form: bytes, report: Report, sheet: Sheet, facts: Mapping[str, str]) -> BytesIO:
    """Return the office's form filled with a report; ``facts`` are the texts around the table."""
    named = excel_own.look_at(form, layout_marks(report), withheld(report))
    lines = list(_lines(report, sheet))
    notes = [*sheet.notes, *_left_out(report, sheet, named)]
    if facts.get("within") and not _has(marks_of(report, "fact")["within"], named):
        notes.insert(0, facts["within"])
    told = dict(facts) | {"notes": "\n".join(notes)}
    fixed: dict[str, Given | None] = {
        name: Given(text, text)
        for key, text in told.items()
        for name in spellings(marks_of(report, "fact")[key])
    }
    fixed |= dict(_numbers(report, sheet))
    return excel_own.fill(form, layout_marks(report), Filling(fixed, lines))


def _numbers(report: Report, sheet: Sheet) -> Iterator[tuple[str, Given | None]]:
    rows = {row.key: row for row in sheet.rows}
    columns = marks_of(report, "column")
    for key, mark in marks_of(report, "row").items():
        given = _given(report, sheet, rows[key]) if key in rows else {}
        for column, one in columns.items():
            for name in crossed(mark, one):
                yield name, given.get(column)


def _lines(report: Report, sheet: Sheet) -> Iterator[Line]:
    names, columns = marks_of(report, "line"), marks_of(report, "column")
    for row, kind, serial in _numbered(sheet):
        given = {key: _beside(one, row) for key, one in _given(report, sheet, row).items()}
        stands = [(columns[key], one) for key, one in given.items() if key]
        label = given.get("", _NOTHING)
        number = Given(int(serial) if serial.isdecimal() else serial, serial)
        stands += [(one, number if one.key == "serial" else label) for one in names.values()]
        yield Line(kind, {name: one for mark, one in stands for name in spellings(mark)})


def _numbered(sheet: Sheet) -> Iterator[tuple[Row, str, str]]:
    """Yield the lines, which kind each is, and its number: a part stands as 2.1 below its class."""
    total = next((n for n, row in enumerate(sheet.rows) if row.standing == "total"), None)
    counts = {TOP: 0, BELOW: 0, ASIDE: 0}
    for place, row in enumerate(sheet.rows):
        if row.standing == "total" or (total is not None and row.standing == "beside"):
            continue
        kind = ASIDE if total is not None and place > total else BELOW if row.parent else TOP
        counts[BELOW] = 0 if kind == TOP else counts[BELOW]
        counts[kind] += 1
        yield row, kind, f"{counts[TOP]}.{counts[BELOW]}" if kind == BELOW else str(counts[kind])


def _given(report: Report, sheet: Sheet, row: Row) -> dict[str, Given]:
    """Return what stands in the columns; one that is left out holds nothing anywhere."""
    given = dict.fromkeys(marks_of(report, "column"), _NOTHING)
    for place, (column, value) in enumerate(zip(sheet.columns, row.values, strict=True)):
        words = sheet.written(row, place)
        rate = column.kind in ("percent", "growth") or row.key in GROWTH
        given[column.key] = Given(words if value is None else value, words, percent=rate)
    return given


def _beside(one: Given, row: Row) -> Given:
    """Return a growth that stands among counts: a whole number would hide its tenths."""
    if row.key in GROWTH and isinstance(one.value, Decimal):
        return Given(one.value, one.words, percent=True, form=_GROWTH)
    return one


def _left_out(report: Report, sheet: Sheet, named: frozenset[str]) -> Iterator[str]:
    """Yield what the form has no place for although it holds something: no sum fails silently."""
    columns, names = marks_of(report, "column"), marks_of(report, "line")
    sparse = {one.key for one in report.columns if one.sparse}
    total = next((row for row in sheet.rows if row.standing == "total"), sheet.rows[0])
    for place, column in enumerate(sheet.columns):
        if column.key in sparse and total.values[place] and not _has(columns[column.key], named):
            yield _left(f"{column.group} {column.label}".strip(), sheet.written(total, place))
    if "aside" in names and not _has(names["aside"], named):
        for row, kind, _serial in _numbered(sheet):
            if kind == ASIDE and row.values[1] != 0:
                yield _left(str(row.values[0]), sheet.written(row, 1))


def _has(mark: Mark, named: frozenset[str]) -> bool:
    return bool(named.intersection(spellings(mark)))


def _left(what: str, number: str) -> str:
    return _("Not shown in this form: %(what)s %(number)s", what=what, number=number)
