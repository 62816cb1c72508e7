"""A chart as a sheet: the table below it, the workbook, and what the drawing is made of."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from app.core.i18n import N_
from app.core.sheet import Column, Row, Sheet, Value
from app.reports.asked import Asked
from app.reports.axes import TOTAL, Axis, Line
from app.reports.charts.asked import COUNTS, ChartAsked
from app.reports.counting import PART, Tally, crossed
from app.reports.keys import Key
from app.reports.measure import VERSION, Measure
from app.reports.ratios import TENTH, change, rate, shares
from app.reports.reader import Reader
from app.reports.words import NEW, facts, foot, narrowed

#: The one column of a chart that is not split.
ALL = "all"
#: The count of the year before, whose petitions are of other days.
THEN = "all.before"
TITLE = N_("%(what)s by %(by)s")
SPLIT_TITLE = N_("%(what)s by %(by)s and %(split)s")


@dataclass(frozen=True)
class Crossed:
    """What a chart stands on: its lines, its parts, and what was counted of both."""

    axis: Axis
    lines: list[Line]
    parts: list[Line]
    now: Tally
    then: Tally | None
    counts: str

    def number(self, line: Line | None, part: Line | None = None) -> int:
        """Return what stands on a line (or on all) and in a part (or in all)."""
        return self.now.count(_measure(self.counts, part), None if line is None else line.counts)

    def number_then(self, line: Line | None) -> int:
        """Return what stood on a line, or on all, the year before."""
        if self.then is None:
            return 0
        keys = None if line is None else [_back(key, self.axis) for key in line.counts]
        return self.then.count(_measure(self.counts, None), keys)


def _back(key: Key, axis: Axis) -> Key:
    return key - axis.back if axis.back else key


def _measure(counts: str, part: Line | None) -> Measure:
    where = {} if part is None else {PART: part.counts}
    return Measure(
        name=f"{counts}:{part.key if part else ''}",
        label="",
        about="",
        counts="people" if counts == "people" else "pieces",
        where=where,
    )


def build(reader: Reader, asked: Asked, chart: ChartAsked) -> Sheet:
    """Count a chart for a reader: one statement, also beside the year before."""
    counted = _count(reader, asked, chart)
    rows = [*_rows(counted), _total(counted)]
    return Sheet(
        title=_title(chart),
        columns=tuple(_columns(chart, counted)),
        rows=tuple(rows),
        meta=(
            *facts(asked),
            _("Counted in: %(unit)s", unit=_(COUNTS[chart.counts])),
        ),
        foot=foot(reader),
        notes=narrowed(reader),
        version=VERSION,
    )


def nothing_in(sheet: Sheet) -> bool:
    """Say whether nothing was counted at all, nor the year before where it stands beside."""
    return not any(sheet.shows(TOTAL, key) and sheet.at(TOTAL, key) for key in (ALL, THEN))


def _title(chart: ChartAsked) -> str:
    what, by = _("Petitions"), _(chart.by.label)
    if chart.split is None:
        return _(TITLE, what=what, by=by)
    return _(SPLIT_TITLE, what=what, by=by, split=_(chart.split.label))


def _count(reader: Reader, asked: Asked, chart: ChartAsked) -> Crossed:
    axis = chart.by.axis(reader, asked)
    split = chart.split.axis(reader, asked) if chart.split else None
    asks = [asked, *([asked.over(asked.period.year_before())] if chart.compare else [])]
    now, *before = crossed(reader, asks, axis, split)
    then = before[0] if before else None
    keys = dict.fromkeys(now.keys)
    if then is not None:
        keys |= dict.fromkeys(key + axis.back if axis.back else key for key in then.keys)
    parts = split.lines(now.values_of(PART)) if split else []
    counted = Crossed(axis, axis.lines(keys), parts, now, then, chart.counts)
    return _by_size(counted) if chart.by.by_size else counted


def _by_size(counted: Crossed) -> Crossed:
    """Put the largest line first; what has no place among the others stays behind them."""
    numbers = {line.key: counted.number(line) for line in counted.lines}
    lines = sorted(counted.lines, key=lambda line: (line.key.isalpha(), -numbers[line.key]))
    return Crossed(counted.axis, lines, counted.parts, counted.now, counted.then, counted.counts)


# ---- the table ----------------------------------------------------------------------------------


def _columns(chart: ChartAsked, counted: Crossed) -> list[Column]:
    head = Column("", _(counted.axis.head), "text")
    count = Column(ALL, _("Total") if counted.parts else _(COUNTS[chart.counts]))
    share = Column("share", _("Share, %"), "percent")
    if counted.parts:
        return [head, *(Column(f"={part.key}", part.label) for part in counted.parts), count, share]
    if counted.then is None:
        return [head, count, share]
    return [
        head,
        count,
        Column(THEN, _("Same days last year")),
        Column("change", _("Against last year, %"), "growth"),
        share,
    ]


def _rows(counted: Crossed) -> list[Row]:
    parts = shares([counted.number(line) for line in counted.lines])
    return [
        Row(line.key, (line.label, *_values(counted, line), part), words=_said(counted, line))
        for line, part in zip(counted.lines, parts, strict=True)
    ]


def _total(counted: Crossed) -> Row:
    whole = counted.number(None)
    values = (_("Total"), *_values(counted, None), rate(whole, whole, TENTH))
    adds = tuple(range(len(counted.lines)))
    return Row(TOTAL, values, "total", adds=adds, words=_said(counted, None))


def _values(counted: Crossed, line: Line | None) -> Sequence[Value]:
    number = counted.number(line)
    found: list[Value] = [counted.number(line, part) for part in counted.parts]
    found.append(number)
    if counted.then is not None:
        then = counted.number_then(line)
        found += [then, change(number, then)]
    return found


def _said(counted: Crossed, line: Line | None) -> dict[str, str]:
    if counted.then is None or counted.number_then(line) or not counted.number(line):
        return {}
    return {"change": _(NEW)}
