"""Places without a map: how many petitions each part of the office's place had, and before."""

from dataclasses import dataclass

from app.core.sheet import Row, Sheet
from app.dashboard.leader.words import Number, chart_number, grown
from app.reports.asked import Asked
from app.reports.charts.asked import ChartAsked
from app.reports.charts.building import ALL, THEN, build
from app.reports.charts.dimensions import DIMENSIONS
from app.reports.reader import Reader

CHART = ChartAsked(by=DIMENSIONS["region"], split=None, compare=True, shape="bars", counts="pieces")


@dataclass(frozen=True, slots=True)
class Region:
    """A place, or all of them: these days, the year before, growth and share."""

    label: str
    now: Number
    then: Number
    change: str
    share: str

    @property
    def busy(self) -> bool:
        """Whether anything was counted there at all."""
        return bool(self.now.value or self.then.value)


def regions(reader: Reader, asked: Asked) -> list[Region]:
    """Count the petitions by place as the analysis chart does; the last line is all of them."""
    sheet = build(reader, asked, CHART)
    return [_region(sheet, row, asked) for row in sheet.rows]


def _region(sheet: Sheet, row: Row, asked: Asked) -> Region:
    now, then = (int(sheet.at(row.key, column) or 0) for column in (ALL, THEN))
    share, before = sheet.at(row.key, "share"), asked.over(asked.period.year_before())
    return Region(
        label=str(row.values[0]),
        now=chart_number(now, asked, "region", row.key),
        then=chart_number(then, before, "region", row.key),
        change=grown(now, then),
        share="—" if share is None else f"{share}%",
    )
