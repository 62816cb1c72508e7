"""One door to every report: page, workbook and command line get the same sheet from here."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from app.core.sheet import Sheet
from app.reports import building, ranking
from app.reports.asked import Asked
from app.reports.axes import TOTAL, Axis
from app.reports.building import BESIDE
from app.reports.measure import Measure
from app.reports.measures import MEASURES
from app.reports.reader import Reader
from app.reports.report import BEFORE, Report


def make(report: Report, reader: Reader, asked: Asked, args: Mapping[str, str]) -> Sheet:
    """Count a report; ``args`` hold what only some reports ask."""
    if report.ranks:
        return ranking.build(report, reader, asked, ranking.Choice.of(args))
    return building.build(report, reader, asked)


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of a report: what it counts, of which days, on which line; what heads it."""

    measure: Measure
    asked: Asked
    line: str
    heads: str


def cell(report: Report, asked: Asked, line: str, column: str) -> Cell | None:
    """Return what a number counts by the keys of its line and column; None where there is none.

    That of the year before counts its days; that of the row of the year before is its total.
    """
    name, heads = column.removesuffix(BEFORE), _heads(report, column)
    if name not in MEASURES or (name != column and not heads):
        return None
    heads = heads or _(MEASURES[name].label)
    beside = report.beside and line == BESIDE
    if beside or name != column:
        asked = asked.over(asked.period.year_before())
    return Cell(MEASURES[name], asked, TOTAL if beside else line, heads)


def _heads(report: Report, column: str) -> str:
    """Return the words above a column, its group before its own."""
    columns = ranking.heads() if report.ranks else map(building.head, report.columns)
    told = next((one for one in columns if one.key == column), None)
    return " ".join(filter(None, (told.group, told.label))) if told else ""


def axis(report: Report, reader: Reader, asked: Asked, args: Mapping[str, str]) -> Axis:
    """Return the lines of a report, to find who stands on one of them."""
    if report.ranks:
        return ranking.axis_for(reader, asked, ranking.Choice.of(args))
    return building.axis_for(report, reader, asked)


def more(report: Report, args: Mapping[str, str]) -> dict[str, str]:
    """Return the arguments of an address that only this report has."""
    return ranking.Choice.of(args).query() if report.ranks else {}
