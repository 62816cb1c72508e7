"""Places without a map: how many petitions each part of the office's place had, and before."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _

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
    part: Decimal | None

    @property
    def busy(self) -> bool:
        """Whether anything was counted there at all."""
        return bool(self.now.value or self.then.value)

    @property
    def share(self) -> str:
        """The share in per cent; a dash where nothing was counted at all."""
        return "—" if self.part is None else f"{self.part}%"


def together(rows: Sequence[Region]) -> Region:
    """Return the places that have no line of their own as one: shares still add up to 100.0."""
    now, then = sum(one.now.value for one in rows), sum(one.then.value for one in rows)
    parts = [one.part for one in rows if one.part is not None]
    return Region(
        label=_("%(count)s more", count=len(rows)),
        now=Number(now),
        then=Number(then),
        change=grown(now, then),
        part=sum(parts, Decimal("0.0")) if parts else None,
    )


def regions(reader: Reader, asked: Asked) -> list[Region]:
    """Count the petitions by place as the analysis chart does; the last line is all of them."""
    sheet = build(reader, asked, CHART)
    return [_region(sheet, row, asked) for row in sheet.rows]


def _region(sheet: Sheet, row: Row, asked: Asked) -> Region:
    now, then = (int(sheet.at(row.key, column) or 0) for column in (ALL, THEN))
    part, before = sheet.at(row.key, "share"), asked.over(asked.period.year_before())
    return Region(
        label=str(row.values[0]),
        now=chart_number(now, asked, "region", row.key),
        then=chart_number(then, before, "region", row.key),
        change=grown(now, then),
        part=part if isinstance(part, Decimal) else None,
    )
