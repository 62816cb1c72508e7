"""A reckoning in words: what started a limit, by which law, which days do not count, and why."""

from collections.abc import Callable
from datetime import date

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from app.petitions.limits.reckoning import Line, Reckoning
from app.petitions.limits.rules import Limit
from app.petitions.words.law import source


def told(found: Reckoning) -> list[str]:
    """Return a reckoning step by step, as an officer would write it down."""
    return [told_line(line) for line in found.lines]


def told_line(line: Line) -> str:
    """Return one step of a reckoning."""
    return TELLING[line.kind](line)


def source_of(limit: Limit) -> str:
    """Return by which article of what a limit exists, or that it is the office's own."""
    return source(limit.instrument, limit.article)


def span(amount: int, unit: str) -> str:
    """Return a number of days, or of working days."""
    if unit == "workday":
        return ngettext("%(num)d working day", "%(num)d working days", amount)
    return ngettext("%(num)d day", "%(num)d days", amount)


def full_day(day: date | None) -> str:
    """Return a day with its weekday, which decides so much here."""
    return str(format_date(day, "full")) if day else ""


def _start(line: Line) -> str:
    return _(
        "Start: %(event)s on %(day)s; that day is not counted",
        event=_(line.text),
        day=full_day(line.from_on),
    )


def _source(line: Line) -> str:
    return _("By: %(source)s", source=source(line.text, line.article))


def _length(line: Line) -> str:
    return _("Length: %(span)s", span=span(line.days, line.unit))


def _given(line: Line) -> str:
    return _("The end was set by hand: %(day)s", day=full_day(line.to_on))


def _weekend(line: Line) -> str:
    return _left_out(line, _("weekend"))


def _holiday(line: Line) -> str:
    return _left_out(line, line.text or _("public holiday"))


def _paused(line: Line) -> str:
    return _left_out(line, line.text or _("pause"))


def _left_out(line: Line, why: str) -> str:
    said = {
        "begin": full_day(line.from_on),
        "end": full_day(line.to_on),
        "span": span(line.days, "day"),
        "why": why,
    }
    if line.days == 1:
        return _("Not counted: %(begin)s (%(why)s)", **said)
    return _("Not counted: %(begin)s to %(end)s (%(why)s, %(span)s)", **said)


def _end(line: Line) -> str:
    return _("The last day counted: %(day)s", day=full_day(line.to_on))


def _extended(line: Line) -> str:
    return _(
        "Extended by %(span)s, counted on from there: %(day)s",
        span=span(line.days, line.unit),
        day=full_day(line.to_on),
    )


def _rolled(line: Line) -> str:
    return _(
        "Moved on: %(day)s is no working day (%(why)s)",
        day=full_day(line.from_on),
        why=line.text or _("weekend"),
    )


def _stays(line: Line) -> str:
    return _("%(day)s is no working day; this end is not moved on", day=full_day(line.to_on))


def _due(line: Line) -> str:
    return _("Ends on %(day)s", day=full_day(line.to_on))


def _provisional(line: Line) -> str:
    return _("Provisional: load the holidays of %(years)s", years=years_in_words(line.years))


def years_in_words(years: tuple[int, ...]) -> str:
    """Return years as a list."""
    return _(", ").join(str(year) for year in years)


TELLING: dict[str, Callable[[Line], str]] = {
    "start": _start,
    "source": _source,
    "length": _length,
    "given": _given,
    "weekend": _weekend,
    "holiday": _holiday,
    "paused": _paused,
    "end": _end,
    "extended": _extended,
    "rolled": _rolled,
    "stays": _stays,
    "due": _due,
    "provisional": _provisional,
}
