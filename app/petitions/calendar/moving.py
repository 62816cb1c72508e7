"""What another calendar makes of the end of a limit, and which of its days do it.

Pure: the same start, rule and days give the same end. Thousands of limits begin on the same few
days, so each kind of end is reckoned once.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import NamedTuple

from app.core.workdays import WorkCalendar
from app.petitions.clocks.deadlines import due_on
from app.petitions.limits.book import rule_set
from app.petitions.limits.reckoning import Pause


class Terms(NamedTuple):
    """All that the end of a running limit follows from, but for the calendar."""

    code: str
    rule_set: str
    started_on: date
    given_on: date | None
    extended_days: int
    pauses: tuple[tuple[date, date], ...] = ()


class End(NamedTuple):
    """Until when a limit runs: before it rolled, as it binds, and whether that is certain."""

    unrolled_on: date
    due_on: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendar as it is and as it would be, and the days of which the two say otherwise."""

    old: WorkCalendar
    new: WorkCalendar

    @property
    def changed(self) -> tuple[date, ...]:
        """The days that are worked in one of the two only."""
        named = self.old.off_days | self.old.work_days | self.new.off_days | self.new.work_days
        return tuple(sorted(day for day in named if self._differs(day)))

    @property
    def touched_from(self) -> date | None:
        """The first day from which on an end may become another one, or certain."""
        days = self.changed[:1]
        if self.new.last_year > self.old.last_year:
            days += (date(self.old.last_year + 1, 1, 1),)
        return min(days, default=None)

    def _differs(self, day: date) -> bool:
        return self.old.is_workday(day) != self.new.is_workday(day)


def with_days(
    calendar: WorkCalendar, gone: set[date], days: dict[date, bool], *, last_year: int
) -> WorkCalendar:
    """Return a calendar in which some days are no longer named, and others are (is it off)."""
    off = (calendar.off_days - gone) | {day for day, is_off in days.items() if is_off}
    work = (calendar.work_days - gone) | {day for day, is_off in days.items() if not is_off}
    return replace(calendar, off_days=off, work_days=work, last_year=last_year)


class Mover:
    """Reckons ends with both calendars, each kind of end once."""

    def __init__(self, calendars: Calendars) -> None:
        self.calendars = calendars
        self.changed = calendars.changed
        self._cached = cache(self._both)

    def moved(self, terms: Terms, stored: End) -> End | None:
        """Return the end that the new calendar gives, or None where the change alters nothing.

        What an older rule had stored stays: only what the calendar does is done here.
        """
        old, new = self._cached(terms)
        if new == stored or (new == old and not stored.provisional):
            return None
        return new

    def why(self, terms: Terms, old: End, new: End) -> tuple[date, ...]:
        """Return the changed days that lie in the way of an end, in the order of the calendar."""
        first, last = terms.started_on, max(old.due_on, new.due_on)
        if old.unrolled_on == new.unrolled_on:  # counted by days of any kind: only the end rolls
            first = old.unrolled_on.fromordinal(old.unrolled_on.toordinal() - 1)
        return tuple(day for day in self.changed if first < day <= last)

    def _both(self, terms: Terms) -> tuple[End, End]:
        return reckoned(terms, self.calendars.old), reckoned(terms, self.calendars.new)


def reckoned(terms: Terms, calendar: WorkCalendar) -> End:
    """Reckon an end with a calendar."""
    due = due_on(
        terms.code,
        terms.started_on,
        calendar,
        rules=rule_set(terms.rule_set),
        given=terms.given_on,
        extended_days=terms.extended_days,
        pauses=[Pause(from_on=first, to_on=last) for first, last in terms.pauses],
    )
    return End(due.unrolled_on, due.due_on, due.provisional)
