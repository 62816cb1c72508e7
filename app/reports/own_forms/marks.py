"""The marks that a form of a report may name, read from ``data``: a Chinese name, or the key."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.core.render.excel_layout import ASIDE, BELOW, TOP, Marks
from app.reports import ranking
from app.reports.measures import MEASURES
from app.reports.report import Report
from app.reports.spans import NAMES as SPANS
from app.reports.veil import COMPARED

_DATA = Path(__file__).with_name("data") / "marks.csv"
#: What must stand in every form: which days, by which definitions, what is to be known of it.
NEEDED = ("period", "version", "notes")
_TAKES = {"top": {TOP}, "below": {BELOW}, "aside": {ASIDE}}


@dataclass(frozen=True, slots=True)
class Mark:
    """One name of the tables: a fact, the name of a line, a row or a column of a report."""

    report: str
    stands: str
    key: str
    name: str


@cache
def marks() -> tuple[Mark, ...]:
    """Return every mark of every report."""
    with _DATA.open(encoding="utf-8", newline="") as file:
        return tuple(Mark(**row) for row in csv.DictReader(file))


def marks_of(report: Report, stands: str) -> dict[str, Mark]:
    """Return the marks of a kind that a report has, by key; its own words before the common."""
    keys = {"row": rows_of(report), "column": columns_of(report), "line": _names_of(report)}
    found = {}
    for mark in marks():
        if mark.stands == stands and mark.report in ("*", report.name):
            found[mark.key] = mark
    return {key: found[key] for key in keys.get(stands, found)}


def columns_of(report: Report) -> tuple[str, ...]:
    """Return the keys of the columns, those that are not always shown among them."""
    return tuple(one.key for one in (ranking.COLUMNS if report.ranks else report.columns))


def rows_of(report: Report) -> tuple[str, ...]:
    """Return the keys of the rows that may stand by themselves."""
    if report.ranks:
        return (ranking.SUM,)
    spans = (*SPANS, *COMPARED) if "span" in report.bases else ()
    return ("total", *(("before", "change") if report.beside else ()), *spans)


def kinds_of(report: Report) -> frozenset[str]:
    """Return which lines a report has, those in no sum left out."""
    return frozenset({TOP, BELOW} if report.issue_depth or report.conducts else {TOP})


def _names_of(report: Report) -> tuple[str, ...]:
    names = () if report.ranks else ("any",)
    classes = ("top", "below") if BELOW in kinds_of(report) else ()
    return (*names, *classes, *(("aside",) if report.conducts else ()), "serial")


def spellings(mark: Mark) -> tuple[str, str]:
    """Return how a mark may be written."""
    return mark.name, mark.key


def crossed(row: Mark, column: Mark) -> Iterator[str]:
    """Yield how the mark of one number, of a row and a column, may be written."""
    for first in spellings(row):
        yield from (f"{first}.{second}" for second in spellings(column))


@cache
def layout_marks(report: Report) -> Marks:
    """Return what a form of a report may name, and where."""
    columns, lines = marks_of(report, "column").values(), marks_of(report, "line")
    numbers = [
        name
        for row in marks_of(report, "row").values()
        for column in columns
        for name in crossed(row, column)
    ]
    facts = [name for one in marks_of(report, "fact").values() for name in spellings(one)]
    usual = kinds_of(report)
    takes = {
        name: frozenset(_TAKES.get(key, usual))
        for key, mark in lines.items()
        if key != "serial"
        for name in spellings(mark)
    }
    return Marks(
        fixed=frozenset((*facts, *numbers)),
        line=frozenset(name for one in (*columns, *lines.values()) for name in spellings(one)),
        takes=takes,
        usual=usual,
    )


def withheld(report: Report) -> frozenset[str]:
    """Return the marks of columns in which words may stand instead of a number."""
    guarded = {
        one.key for one in report.columns if MEASURES[one.measure].guarded and one.how != "rate"
    }
    found = marks_of(report, "column")
    return frozenset(name for key in guarded for name in spellings(found[key]))
