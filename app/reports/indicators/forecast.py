"""How a month will end: by unit what is kept, missed and open, and what the target still takes."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from app.core.i18n import N_
from app.core.sheet import Column, Row, Sheet, Value
from app.reports.axes import TOTAL, Axis, Line, axis_of
from app.reports.counting import Tally, behind, tally
from app.reports.indicators.ahead import Ahead
from app.reports.indicators.reaching import Outlook
from app.reports.indicators.words import target_of
from app.reports.measure import VERSION
from app.reports.measures import MEASURES
from app.reports.reader import Reader
from app.reports.words import foot, narrowed, spoken_days

PARTS = ("due", "kept", "missed", "open")
ENDS = {
    "sure": N_("Reached whatever comes"),
    "reachable": N_("Can be reached"),
    "lost": N_("Cannot be reached any more"),
}
NOTES = (
    N_("Limits that begin after today and end within the month are not foreseen."),
    N_("To be kept: so many of the open limits must be met in time."),
)


@dataclass(frozen=True)
class Forecast:
    """A month as it stands: the table, and on which of its lines it is not decided yet.

    Where the total itself is not decided every open petition decides: the line of all is named.
    """

    sheet: Sheet
    undecided: tuple[str, ...]
    target: int


def axis_for(reader: Reader, ahead: Ahead) -> Axis:
    """Return the lines: who keeps such limits."""
    return axis_of(ahead.basis, reader, ahead.asked)


def measure_names(ahead: Ahead) -> list[str]:
    """Return the names of the numbers that a forecast shows."""
    return [f"{ahead.duty}.{part}" for part in PARTS]


def build(reader: Reader, ahead: Ahead) -> Forecast:
    """Count a month for a reader, in one statement."""
    axis, target = axis_for(reader, ahead), target_of(ahead.indicator, reader)
    counted = tally(reader, ahead.asked, axis, [MEASURES[name] for name in measure_names(ahead)])
    lines = axis.lines(counted.keys)
    looks = {line.key: _outlook(ahead, counted, line, target) for line in lines}
    # A line on which nothing of this kind ends in the month says nothing.
    kept = [line for line in lines if looks[line.key].due]
    rows = [_row(line.key, line.label, looks[line.key]) for line in kept]
    whole = _outlook(ahead, counted, None, target)
    sheet = Sheet(
        title=_("Forecast: %(what)s", what=_(ahead.indicator.label)),
        columns=tuple(_columns(ahead, axis.head)),
        rows=(*rows, _row(TOTAL, _("Total"), whole, tuple(range(len(rows))))),
        meta=(_days(ahead), _target(target)),
        foot=foot(reader),
        notes=(*narrowed(reader), *(_(note) for note in NOTES)),
        version=VERSION,
    )
    looks[TOTAL] = whole
    undecided = tuple(key for key, look in looks.items() if look.ends == "reachable")
    return Forecast(sheet, undecided, target)


def _days(ahead: Ahead) -> str:
    period = ahead.asked.period
    return _("Limits that end: %(days)s", days=spoken_days(period.since, period.until))


def _target(target: int) -> str:
    return _("Target: %(figure)s%%", figure=target) if target else _("Target: none")


def _outlook(ahead: Ahead, counted: Tally, line: Line | None, target: int) -> Outlook:
    keys = None if line is None else line.counts
    kept, missed, open_ = (
        counted.count(MEASURES[f"{ahead.duty}.{part}"], keys) for part in PARTS[1:]
    )
    return Outlook(kept, missed, open_, target)


def _columns(ahead: Ahead, head: str) -> Sequence[Column]:
    due, kept, missed, open_ = measure_names(ahead)
    return (
        Column("", _(head), "text"),
        Column(due, _("End in the month")),
        Column(kept, _("Kept")),
        Column(missed, _("Missed")),
        Column(open_, _("Still open")),
        Column("best", _("If all open are kept, %"), "percent"),
        Column("needed", _("To be kept"), "number"),
        Column("spare", _("May be late"), "number"),
        Column("ends", _("Target at the end"), "number"),
    )


def _row(key: str, label: str, look: Outlook, adds: tuple[int, ...] = ()) -> Row:
    # What is out of reach takes no number of petitions: more are needed than are open.
    within_reach = look.ends in ("sure", "reachable")
    wanted: tuple[Value, ...] = (look.needed, look.spare) if within_reach else (None, None)
    values = (label, look.due, look.kept, look.missed, look.open, look.best, *wanted, None)
    words = {"ends": _(ENDS[look.ends]) if look.ends else "—"}
    return Row(key, values, "total" if key == TOTAL else "line", adds=adds, words=words)


def work(reader: Reader, ahead: Ahead, among: Sequence[str] | None) -> list[ColumnElement[bool]]:
    """Return the conditions on petitions with a limit still open; ``among`` narrows to lines."""
    axis = axis_for(reader, ahead)
    found = behind(ahead.asked, MEASURES[f"{ahead.duty}.open"], axis, TOTAL)
    if among is not None and TOTAL not in among:
        found.append(sa.or_(sa.false(), *(axis.on(key) for key in among)))
    return found
