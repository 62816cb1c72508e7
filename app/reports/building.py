"""A report as a sheet: counted lines, classes, totals, comparisons, sums that must agree."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from flask_babel import gettext as _

from app.core.sheet import Column as SheetColumn
from app.core.sheet import Kind, Row, Sheet, Value
from app.reports.asked import SOURCES as BY_SOURCE
from app.reports.asked import Asked
from app.reports.axes import TOTAL, Axis, Line, axis_of, issues
from app.reports.conducts import conducts
from app.reports.counting import Tally, tallies
from app.reports.keys import Key
from app.reports.measure import VERSION, Measure
from app.reports.measures import MEASURES
from app.reports.ratios import TENTH, change, rate, shares
from app.reports.reader import Reader
from app.reports.report import Check, Column, Report
from app.reports.sources import SOURCES
from app.reports.spans import SpanAxis, spans
from app.reports.veil import COMPARED, WHOLE, veiled
from app.reports.words import NEW, foot, meta, narrowed, said

#: The key of the row that counts the same days of the year before, all of them together.
BESIDE = "before"
KINDS: dict[str | None, Kind] = {None: "count", "before": "count", "change": "growth"}


@dataclass(frozen=True)
class Counted:
    """What a report stands on: this period, the year before, the lines of both."""

    axis: Axis
    now: Tally
    then: Tally | None
    lines: list[Line]

    def number(self, measure: Measure, line: Line | None) -> int:
        """Return a measure on one line, or on all that are in the total."""
        return self.now.count(measure, self._in_total(self.now) if line is None else line.counts)

    def number_then(self, measure: Measure, line: Line | None) -> int:
        """Return the same of the year before."""
        if self.then is None:
            return 0
        if line is None:
            return self.then.count(measure, self._in_total(self.then))
        return self.then.count(measure, _back(line.counts, self.axis))

    def _in_total(self, counted: Tally) -> list[Key] | None:
        aside = self.axis.aside
        return [key for key in counted.keys if key not in aside] if aside else None


def _back(keys: Iterable[Key], axis: Axis) -> list[Key]:
    return [key - axis.back if axis.back else key for key in keys]


def axis_for(report: Report, reader: Reader, asked: Asked) -> Axis:
    """Return the lines of a report: its own issues, or those the reader chose."""
    if report.issue_depth:
        return issues(report.issue_depth, classes=True)
    if report.conducts:
        return conducts()
    basis = asked.basis_among(report.bases)
    return spans(asked) if basis == "span" else axis_of(basis, reader, asked)


def build(report: Report, reader: Reader, asked: Asked) -> Sheet:
    """Count a report for a reader: of each source once, and the names of its lines."""
    counted = _count(report, reader, asked, report.columns)
    columns = [one for one in report.columns if not one.sparse or _holds(one, counted)]
    rows = _rows(report, columns, counted)
    guarded = _guarded(report)
    if guarded:
        family = dict(_family(report, reader, asked, counted, guarded))
        rows = veiled(rows, columns, asked, family, guarded, report.checks)
    return Sheet(
        title=_(report.title),
        columns=(SheetColumn("", _(counted.axis.head), "text"), *map(head, columns)),
        rows=tuple(rows),
        meta=meta(asked, report),
        foot=foot(reader),
        notes=(*narrowed(reader), *_notes(report, asked, counted)),
        version=VERSION,
    )


def _notes(report: Report, asked: Asked, counted: Counted) -> Iterable[str]:
    yield from map(said, report.notes)
    if asked.within.kind and _guarded(report):
        yield _("Of a part alone no incident is told: the table of all would complete it.")
    yield from checked(report.checks, counted)


def _guarded(report: Report) -> list[Column]:
    return [one for one in report.columns if MEASURES[one.measure].guarded]


def _family(
    report: Report, reader: Reader, asked: Asked, counted: Counted, columns: Sequence[Column]
) -> Iterable[tuple[str, list[Row]]]:
    """Yield some columns of the tables beside which one is read, that one counted already.

    What all sources together count is decided by itself; of each other it is told beside that.
    """
    alone = asked.source == WHOLE or asked.within.kind
    for source in (asked.source,) if alone else BY_SOURCE:
        found = counted
        if source != asked.source:
            found = _count(report, reader, replace(asked, source=source), columns)
        yield source, _rows(report, columns, found)


def _rows(report: Report, columns: Sequence[Column], counted: Counted) -> list[Row]:
    lines = _lines(columns, counted)
    if isinstance(counted.axis, SpanAxis):
        return list(_compared(lines))
    inside = sum(not line.aside for line in counted.lines)
    rows = [*lines[:inside], _total(columns, counted), *lines[inside:]]
    return [*rows, *_beside(columns, counted)] if report.beside else rows


def _compared(lines: Sequence[Row]) -> Iterable[Row]:
    """Yield the spans of days in order, below those before how much the days asked for grew."""
    said = {"change": _("Against last year, %"), "step": _("Against the span before, %")}
    found = {row.key: row for row in lines}
    for row in lines:
        yield row
        for key, (now, then) in COMPARED.items():
            if row.key == then:
                yield Row(key, (said[key], *_growth(found[now], row)), "beside", leads=False)


def _growth(now: Row, then: Row) -> Iterable[Value]:
    for one, other in zip(now.values[1:], then.values[1:], strict=True):
        yield change(one, other) if isinstance(one, int) and isinstance(other, int) else None


def _count(report: Report, reader: Reader, asked: Asked, columns: Sequence[Column]) -> Counted:
    axis = axis_for(report, reader, asked)
    measures = [MEASURES[name] for name in _used(columns)]
    asks = [asked]
    if report.beside or any(one.how in ("change", "before") for one in columns):
        asks.append(asked.over(asked.period.year_before()))
    now, *before = tallies(reader, asks, axis, measures)
    then = before[0] if before else None
    keys = dict.fromkeys(now.keys)
    if then is not None:
        keys |= dict.fromkeys(key + axis.back if axis.back else key for key in then.keys)
    return Counted(axis, now, then, axis.lines(keys))


def _used(columns: Iterable[Column]) -> list[str]:
    names = [name for one in columns for name in (one.measure, one.of) if name]
    return list(dict.fromkeys(names))


def _holds(column: Column, counted: Counted) -> bool:
    measure = MEASURES[column.measure]
    return bool(counted.number(measure, None) or counted.number_then(measure, None))


def head(column: Column) -> SheetColumn:
    """Return a column as the sheet heads it."""
    kind, measure = KINDS.get(column.how, "percent"), MEASURES[column.measure]
    label = _(column.label or measure.label)
    # A petition that stands on two lines is one in their sum.
    adds = measure.counts == "rows" or not SOURCES[measure.source].apart
    return SheetColumn(column.key, label, kind, _(column.group) if column.group else "", adds)


def _lines(columns: Sequence[Column], counted: Counted) -> list[Row]:
    parts = {one.measure: _shares(one, counted) for one in columns if one.how == "share"}
    places = {line.key: n for n, line in enumerate(counted.lines)}
    return [
        Row(
            line.key,
            (line.label, *(_value(one, counted, line, parts) for one in columns)),
            "class" if line.above else "line",
            line.parent,
            tuple(places[each.key] for each in counted.lines if each.parent == line.key),
            _said(columns, counted, line),
        )
        for line in counted.lines
    ]


def _total(columns: Sequence[Column], counted: Counted) -> Row:
    values = [_value(one, counted, None, {}) for one in columns]
    adds = tuple(n for n, line in enumerate(counted.lines) if not (line.parent or line.aside))
    return Row(TOTAL, (_("Total"), *values), "total", "", adds, _said(columns, counted, None))


def _beside(columns: Sequence[Column], counted: Counted) -> Iterable[Row]:
    plain = [one.how is None for one in columns]
    numbers = [(MEASURES[one.measure]) for one in columns]
    then = [
        counted.number_then(m, None) if p else None for m, p in zip(numbers, plain, strict=True)
    ]
    now = [counted.number(m, None) if p else None for m, p in zip(numbers, plain, strict=True)]
    growth = [
        None if n is None or t is None else change(n, t) for n, t in zip(now, then, strict=True)
    ]
    yield Row(BESIDE, (_("Same days last year"), *then), "beside")
    yield Row("change", (_("Against last year, per cent"), *growth), "beside", leads=False)


def _value(
    column: Column, counted: Counted, line: Line | None, parts: dict[str, dict[str, Decimal | None]]
) -> Value:
    measure = MEASURES[column.measure]
    number = counted.number(measure, line)
    if column.how is None:
        return number
    if column.how == "before":
        return counted.number_then(measure, line)
    if column.how == "change":
        return change(number, counted.number_then(measure, line))
    if column.how == "rate":
        return rate(number, counted.number(MEASURES[column.of], line))
    if line is not None and line.key in parts.get(column.measure, {}):
        return parts[column.measure][line.key]
    return rate(number, counted.number(measure, None), TENTH)


def _shares(column: Column, counted: Counted) -> dict[str, Decimal | None]:
    tops = [line for line in counted.lines if not line.parent]
    numbers = [counted.number(MEASURES[column.measure], line) for line in tops]
    return {line.key: part for line, part in zip(tops, shares(numbers), strict=True)}


def _said(columns: Sequence[Column], counted: Counted, line: Line | None) -> dict[str, str]:
    """Return "new" for what grew from nothing: there is no percentage of that."""
    found = {}
    for one in columns:
        if one.how == "change":
            measure = MEASURES[one.measure]
            if counted.number(measure, line) and not counted.number_then(measure, line):
                found[one.key] = _(NEW)
    return found


def checked(checks: Iterable[Check], counted: Counted) -> list[str]:
    """Return of each sum that must come out whether it does, on every line and in all."""
    found = []
    for check in checks:
        lines = [None, *counted.lines]
        wrong = sum(1 for line in lines if not _agrees(check, counted, line))
        says = _(check.says)
        if wrong:
            found.append(_("Does not agree on %(count)s lines: %(sum)s", count=wrong, sum=says))
        else:
            found.append(_("Checked: %(sum)s", sum=says))
    return found


def _agrees(check: Check, counted: Counted, line: Line | None) -> bool:
    whole = counted.number(MEASURES[check.whole], line)
    return whole == sum(counted.number(MEASURES[part], line) for part in check.parts)
