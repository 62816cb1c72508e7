"""The span of days that a report counts, those it is compared with, and the usual ones."""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from app.core.i18n import N_

#: No report is asked for longer than this; an office keeps its petitions for so many years.
MOST_YEARS = 30
#: Before this year there was no office to count for.
FIRST_YEAR = 1950

PRESETS = {
    "month": N_("This month"),
    "last_month": N_("Last month"),
    "quarter": N_("This quarter"),
    "year": N_("This year"),
    "last_year": N_("Last year"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """From one day to another, both of them counted."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.until - self.since).days + 1

    def year_before(self) -> "Period":
        """Return the same days of the year before (上年同期).

        Whole months stand beside whole months: February with 29 days beside February with 28.
        """
        since = _in_year(self.since, self.since.year - 1)
        if _ends_month(self.until):
            until = month_end(self.until.year - 1, self.until.month)
        else:
            until = _in_year(self.until, self.until.year - 1)
        return Period(since, until)

    def before(self, first_day: int = 1) -> "Period":
        """Return the span of the same length just before (环比); of whole months as many months.

        ``first_day`` is the day on which the office's month begins.
        """
        end = self.since - timedelta(days=1)
        months = self.months(first_day)
        if months:
            return Period(_months_on(self.since, -months), end)
        return Period(self.since - timedelta(days=self.days), end)

    def months(self, first_day: int = 1) -> int:
        """Return how many whole months of the office it is; 0 if it begins or ends within one."""
        after = self.until + timedelta(days=1)
        if self.since.day != first_day or after.day != first_day:
            return 0
        return (after.year - self.since.year) * 12 + after.month - self.since.month


def preset(name: str, today: date, first_day: int = 1) -> Period:
    """Return one of the usual spans as of a day; one that still runs ends today.

    With ``first_day`` 21 the office's March runs from 21 February to 20 March.

    :raises KeyError: for a name that is none of ``PRESETS``.
    """
    month = month_of(today, first_day)
    first, last = {
        "month": (month, month),
        "last_month": (month - 1, month - 1),
        "quarter": (month - month % 3, month - month % 3 + 2),
        "year": (month - month % 12, month - month % 12 + 11),
        "last_year": (month - month % 12 - 12, month - month % 12 - 1),
    }[name]
    until = month_span(last, first_day).until
    return Period(month_span(first, first_day).since, min(until, today))


def month_of(day: date, first_day: int = 1) -> int:
    """Return the office's month in which a day lies, counted from the year 0: year x 12 + 0..11."""
    later = first_day > 1 and day.day >= first_day
    return day.year * 12 + day.month - 1 + later


def month_name(number: int) -> str:
    """Return a month as the tables name it: 2026-03."""
    return f"{number // 12}-{number % 12 + 1:02d}"


def month_span(month: int, first_day: int = 1) -> Period:
    """Return the days of the office's month with this number."""
    year, number = divmod(month, 12)
    if first_day == 1:
        return Period(date(year, number + 1, 1), month_end(year, number + 1))
    before_year, before = divmod(month - 1, 12)
    return Period(date(before_year, before + 1, first_day), date(year, number + 1, first_day - 1))


def merged(spans: Iterable[Period]) -> list[Period]:
    """Return the days of some spans as the fewest spans, none of which meets another."""
    found: list[Period] = []
    for one in sorted(spans, key=lambda span: span.since):
        if found and one.since <= found[-1].until + timedelta(days=1):
            found[-1] = Period(found[-1].since, max(found[-1].until, one.until))
        else:
            found.append(one)
    return found


def cut(spans: Iterable[Period]) -> list[Period]:
    """Return the days of some spans, cut wherever one of them begins or ends."""
    held = list(spans)
    edges = sorted({day for one in held for day in (one.since, one.until + timedelta(days=1))})
    parts = (Period(first, after - timedelta(days=1)) for first, after in pairwise(edges))
    return [one for one in parts if any(span.since <= one.since <= span.until for span in held)]


def months_in(period: Period, first_day: int = 1) -> Iterator[int]:
    """Yield the office's months that a span touches, the first one first."""
    yield from range(month_of(period.since, first_day), month_of(period.until, first_day) + 1)


def month_end(year: int, month: int) -> date:
    """Return the last day of a month of the calendar."""
    return date(year, month, calendar.monthrange(year, month)[1])


def months_before(day: date, months: int) -> date:
    """Return the last day from which so many whole months have gone by on a day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _in_year(day: date, year: int) -> date:
    if (day.month, day.day) == (2, 29):
        return date(year, 2, calendar.monthrange(year, 2)[1])
    return day.replace(year=year)


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1)
