"""Which months of an office are to be closed on a day. Pure."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from app.reports.period import Period, month_of, month_span

#: So many months back are offered to be closed by hand.
OFFERED = 12


def due_on(until: date, day: int) -> date:
    """Return on which day a month that ended is closed: the first one after it with this number."""
    if until.day < day:
        return until.replace(day=day)
    return date(until.year + until.month // 12, until.month % 12 + 1, day)


def due_month(today: date, first_day: int, day: int) -> int:
    """Return the last month whose day has come; whenever it came."""
    month = month_of(today, first_day) - 1
    if due_on(month_span(month, first_day).until, day) > today:
        month -= 1
    return month


def due_months(newest: int, last_closed: int | None) -> range:
    """Return the months to be closed by now, the oldest first.

    Those behind the last one that is closed: the machine may have stood still over several days
    of closing. Where none is closed yet the office only begins: its past is not closed for it.
    """
    begin = newest if last_closed is None else max(last_closed + 1, newest - OFFERED + 1)
    return range(begin, newest + 1)


def days_of(month: int, first_day: int, closed: Mapping[int, Period]) -> Period:
    """Return the days of a month between those of its neighbours that are closed.

    Where the office has moved the first day of its months since, no day counts twice or is lost.
    """
    usual, one_day = month_span(month, first_day), timedelta(days=1)
    before, after = closed.get(month - 1), closed.get(month + 1)
    since = before.until + one_day if before else usual.since
    until = after.since - one_day if after else usual.until
    return Period(since, until)


def over(month: int, first_day: int, today: date) -> bool:
    """Say whether a month has ended."""
    return month < month_of(today, first_day)


def offered(today: date, first_day: int) -> Iterator[int]:
    """Yield the months that have ended, the last one first."""
    last = month_of(today, first_day) - 1
    yield from range(last, last - OFFERED, -1)
