"""Which month of an office is to be closed on a day. Pure."""

from collections.abc import Iterator
from datetime import date

from app.reports.period import month_of, month_span

#: So many months back are offered to be closed by hand.
OFFERED = 12
#: No office has months before this year, nor a calendar after the other one.
YEARS = range(1950, 9990)


def due_on(until: date, day: int) -> date:
    """Return on which day a month that ended is closed: the first one after it with this number."""
    if until.day < day:
        return until.replace(day=day)
    return date(until.year + until.month // 12, until.month % 12 + 1, day)


def due_month(today: date, first_day: int, day: int) -> int:
    """Return the last month whose day has come; one that passed unseen is made up for."""
    month = month_of(today, first_day) - 1
    if due_on(month_span(month, first_day).until, day) > today:
        month -= 1
    return month


def over(month: int, first_day: int, today: date) -> bool:
    """Say whether there is such a month and it has ended."""
    return month // 12 in YEARS and month_span(month, first_day).until < today


def offered(today: date, first_day: int) -> Iterator[int]:
    """Yield the months that have ended, the last one first."""
    last = month_of(today, first_day) - 1
    yield from range(last, last - OFFERED, -1)
