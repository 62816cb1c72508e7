"""One door to every report: page, workbook and command line get the same sheet from here."""

from collections.abc import Mapping

from app.core.sheet import Sheet
from app.reports import building, ranking
from app.reports.asked import Asked
from app.reports.axes import Axis, issues
from app.reports.reader import Reader
from app.reports.report import Report


def make(report: Report, reader: Reader, asked: Asked, args: Mapping[str, str]) -> Sheet:
    """Count a report; ``args`` hold what only some reports ask."""
    if report.ranks:
        return ranking.build(report, reader, asked, ranking.Choice.of(args))
    return building.build(report, reader, asked)


def axis(report: Report, reader: Reader, asked: Asked, args: Mapping[str, str]) -> Axis:
    """Return the lines of a report, to find who stands on one of them."""
    if report.ranks:
        return issues(ranking.Choice.of(args).depth, classes=False)
    return building.axis_for(report, reader, asked)


def more(report: Report, args: Mapping[str, str]) -> dict[str, str]:
    """Return the arguments of an address that only this report has."""
    return ranking.Choice.of(args).query() if report.ranks else {}
