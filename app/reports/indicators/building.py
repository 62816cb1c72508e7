"""The indicators as a sheet: all of them for the office, or a group of them by unit."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _

from app.core.sheet import Column, Row, Sheet, Value
from app.reports.asked import BASES as BASIS_NAMES
from app.reports.asked import Asked
from app.reports.axes import TOTAL, Axis, Line, axis_of
from app.reports.counting import Tally, tally
from app.reports.indicators.catalog import BASES, GROUPS, INDICATORS, Indicator, shown
from app.reports.indicators.words import target_of, verdict
from app.reports.measure import VERSION
from app.reports.measures import MEASURES
from app.reports.ratios import HUNDREDTH, rate, rounded
from app.reports.reader import Reader
from app.reports.words import facts, foot, narrowed

#: Instead of a group: every indicator on a line of its own, of all units together.
ALL = "all"


@dataclass(frozen=True)
class Counted:
    """What the indicators stand on, and for whom."""

    reader: Reader
    now: Tally

    def numbers(self, one: Indicator, line: Line | None) -> tuple[int, int]:
        """Return numerator and denominator on a line, or on all of them."""
        keys = None if line is None else line.counts
        found = (self.now.count(MEASURES[name], keys) for name in (one.part, one.whole))
        part, whole = found
        return part, whole

    def found(self, one: Indicator, line: Line | None) -> Decimal | None:
        """Return an indicator: per cent, or days."""
        part, whole = self.numbers(one, line)
        if one.how == "rate":
            return rate(part, whole)
        return rounded(Decimal(part) / whole, HUNDREDTH) if whole else None


def axis_for(reader: Reader, asked: Asked) -> Axis:
    """Return the lines: units or offices."""
    return axis_of(asked.basis_among(BASES), reader, asked)


def chosen(group: str, asked: Asked) -> list[Indicator]:
    """Return which indicators a page shows."""
    if group == ALL:
        return list(INDICATORS.values())
    return shown(group, asked.basis_among(BASES))


def build(reader: Reader, asked: Asked, group: str) -> Sheet:
    """Count the indicators for a reader: one statement for each source."""
    indicators, axis = chosen(group, asked), axis_for(reader, asked)
    measures = [MEASURES[name] for one in indicators for name in (one.part, one.whole)]
    counted = Counted(reader, tally(reader, asked, axis, measures))
    if group == ALL:
        title, columns = _("Indicators"), _columns_of_all()
        rows = [_row_of_all(one, counted) for one in indicators]
    else:
        title = _("Indicators: %(group)s", group=_(GROUPS[group]))
        columns = [Column("", _(axis.head), "text"), *_columns(indicators, reader)]
        rows = _rows(indicators, counted, axis.lines(counted.now.keys))
    return Sheet(
        title=title,
        columns=tuple(columns),
        rows=tuple(rows),
        meta=tuple(_meta(asked, group)),
        foot=foot(reader),
        notes=narrowed(reader),
        version=VERSION,
    )


def _meta(asked: Asked, group: str) -> Iterable[str]:
    yield from facts(asked)
    if group != ALL:
        yield _("By: %(basis)s", basis=_(BASIS_NAMES[asked.basis_among(BASES)]))


# ---- all of them, for the office ----------------------------------------------------------------


def _columns_of_all() -> Sequence[Column]:
    return (
        Column("", _("Indicator"), "text"),
        Column("found", _("Value"), "percent"),
        Column("unit", _("Unit of the value"), "number"),
        Column("part", _("Numerator")),
        Column("days", _("Days in all"), "number"),
        Column("whole", _("Denominator")),
        Column("target", _("Target, %"), "number"),
        Column("verdict", _("Against the target"), "number"),
    )


def _row_of_all(one: Indicator, counted: Counted) -> Row:
    part, whole = counted.numbers(one, None)
    found, target = counted.found(one, None), target_of(one, counted.reader)
    mean = one.how == "mean"
    values: tuple[Value, ...] = (
        _(one.label), found, None, None if mean else part, part if mean else None, whole,
        target or None, None,
    )  # fmt: skip
    words = {"unit": _("days") if mean else "%", "verdict": verdict(found, target) or "—"}
    return Row(one.name, values, words=words)


# ---- a group of them, by unit -------------------------------------------------------------------


def _columns(indicators: Iterable[Indicator], reader: Reader) -> Iterable[Column]:
    for one in indicators:
        target = target_of(one, reader)
        head, mean = _(one.label), one.how == "mean"
        if target:
            head = _("%(what)s (target %(figure)s%%)", what=head, figure=target)
        yield Column(f"{one.name}:found", _("Days") if mean else "%", "percent", head)
        part = _("Days in all") if mean else _("Numerator")
        yield Column(f"{one.name}:part", part, "number" if mean else "count", head)
        yield Column(f"{one.name}:whole", _("Denominator"), "count", head)
        if target:
            yield Column(f"{one.name}:verdict", _("Against the target"), "number", head)


def _rows(indicators: Sequence[Indicator], counted: Counted, lines: Sequence[Line]) -> list[Row]:
    rows = [_row(indicators, counted, line) for line in lines]
    adds = tuple(range(len(lines)))
    return [*rows, _row(indicators, counted, None, adds)]


def _row(
    indicators: Iterable[Indicator], counted: Counted, line: Line | None, adds: tuple[int, ...] = ()
) -> Row:
    values: list[Value] = [line.label if line else _("Total")]
    words = {}
    for one in indicators:
        found, target = counted.found(one, line), target_of(one, counted.reader)
        values += [found, *counted.numbers(one, line), *([None] if target else [])]
        words[f"{one.name}:verdict"] = verdict(found, target) or "—"
    if line is None:
        return Row(TOTAL, tuple(values), "total", adds=adds, words=words)
    return Row(line.key, tuple(values), words=words)
