"""Units by timeliness: the two indicators that a unit owes, in the order of the organisation."""

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import replace as changed

from flask_babel import gettext as _

from app.core.sheet import Row, Sheet
from app.dashboard.leader.words import Number, limit_number
from app.reports.asked import Asked
from app.reports.axes import TOTAL
from app.reports.indicators.building import build, chosen
from app.reports.indicators.words import BELOW
from app.reports.ratios import rate
from app.reports.reader import Reader

GROUP = "limits"


@dataclass(frozen=True, slots=True)
class Rate:
    """One indicator of a unit: per cent, of which numbers, and whether it misses its target."""

    told: str
    part: Number
    whole: Number
    below: bool


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit, or all of them, with its rates."""

    label: str
    rates: list[Rate]

    @property
    def below(self) -> bool:
        """Whether any of its rates misses its target."""
        return any(one.below for one in self.rates)


def together(lines: Sequence[UnitLine]) -> UnitLine:
    """Return the units that have no line of their own as one; it is measured by no target."""
    each = zip(*(one.rates for one in lines), strict=True)
    return UnitLine(_("%(count)s more", count=len(lines)), [_added(rates) for rates in each])


def _added(rates: Sequence[Rate]) -> Rate:
    part, whole = sum(one.part.value for one in rates), sum(one.whole.value for one in rates)
    return Rate(_told(rate(part, whole)), Number(part), Number(whole), below=False)


def _told(found: object) -> str:
    return "—" if found is None else f"{found}%"


@dataclass(frozen=True, slots=True)
class Units:
    """The names of the indicators, a line for each unit, and the line of all."""

    heads: list[str]
    lines: list[UnitLine]
    total: UnitLine


def units(reader: Reader, asked: Asked) -> Units:
    """Count what the indicators of limits count, by unit."""
    by_unit = changed(asked, basis="unit")
    sheet, indicators = build(reader, by_unit, GROUP), chosen(GROUP, by_unit)
    names = [one.name for one in indicators]
    lines = [_line(sheet, row, names, asked) for row in sheet.rows]
    return Units([_(one.label) for one in indicators], lines[:-1], lines[-1])


def _line(sheet: Sheet, row: Row, names: list[str], asked: Asked) -> UnitLine:
    return UnitLine(str(row.values[0]), [_rate(sheet, row, name, asked) for name in names])


def _rate(sheet: Sheet, row: Row, name: str, asked: Asked) -> Rate:
    found = sheet.at(row.key, f"{name}:found")
    part, whole = (_number(sheet, row, f"{name}:{which}", asked) for which in ("part", "whole"))
    below = row.words.get(f"{name}:verdict") == _(BELOW)
    return Rate(_told(found), part, whole, below)


def _number(sheet: Sheet, row: Row, column: str, asked: Asked) -> Number:
    key = TOTAL if row.standing == "total" else row.key
    return limit_number(int(sheet.at(row.key, column) or 0), asked, key, column)
