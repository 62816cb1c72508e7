"""Reading all-day events out of a calendar file (iCal, RFC 5545), as far as lists of days need it.

Times, zones and recurrence never stand in a list of public holidays, so events with them are
problems and not guesses; what is left of the format is folded lines, escapes and half-open spans.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from app.core.i18n import N_

MOST_DAYS = 31
_DAY = re.compile(r"\d{8}")
_ESCAPE = re.compile(r"\\(.)")
_REPEATING = {"RRULE", "RDATE"}


@dataclass(frozen=True)
class AllDay:
    """One event: the line on which it begins, its days, its title; or what is wrong with it."""

    line: int
    days: tuple[date, ...]
    summary: str
    problem: str = ""


def is_calendar(text: str) -> bool:
    """Say whether a text is a calendar file."""
    return text.lstrip().upper().startswith("BEGIN:VCALENDAR")


def events(text: str) -> Iterator[AllDay]:
    """Return the events in the order of the file; alarms and all else within them is left out."""
    begun, nested, found = 0, 0, dict[str, str]()
    for number, line in _unfolded(text):
        name, value = _property(line)
        if not begun:
            begun = number if (name, value.upper()) == ("BEGIN", "VEVENT") else 0
            found = {}
        elif (name, value.upper()) == ("END", "VEVENT"):
            yield _event(begun, found)
            begun = 0
        elif name in ("BEGIN", "END"):
            nested += 1 if name == "BEGIN" else -1
        elif not nested:
            found.setdefault(name, value)
    if begun:
        yield AllDay(begun, (), "", N_("This event has no end; the file is cut off."))


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Return the lines; one that begins with a space goes on with the line before it."""
    number, held = 0, ""
    for here, line in enumerate(text.splitlines(), 1):
        if line[:1] in (" ", "\t"):
            held += line[1:]
            continue
        if held:
            yield number, held
        number, held = here, line
    if held:
        yield number, held


def _property(line: str) -> tuple[str, str]:
    head, _colon, value = line.partition(":")
    return head.partition(";")[0].strip().upper(), value.strip()


def _event(line: int, found: dict[str, str]) -> AllDay:
    title = f"{found.get('SUMMARY', '')} {found.get('CATEGORIES', '')}".strip()
    summary = _ESCAPE.sub(lambda match: match[1], title)
    if _REPEATING & set(found):
        return AllDay(line, (), summary, N_("This event repeats; each day must stand by itself."))
    first, end = _day(found.get("DTSTART", "")), _day(found.get("DTEND", ""))
    if first is None or ("DTEND" in found and end is None):
        return AllDay(line, (), summary, N_("This event does not last whole days."))
    # The end is the day after the last one; some programs name the same day twice.
    count = max(1, (end - first).days) if end else 1
    if count > MOST_DAYS:
        return AllDay(line, (), summary, N_("This event lasts longer than a month."))
    return AllDay(line, tuple(first + timedelta(days=n) for n in range(count)), summary)


def _day(value: str) -> date | None:
    if not _DAY.fullmatch(value):
        return None
    try:
        return date.fromisoformat(f"{value[:4]}-{value[4:6]}-{value[6:]}")
    except ValueError:
        return None
