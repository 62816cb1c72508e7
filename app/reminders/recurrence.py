"""When a plan comes again: pure reckoning in the office's calendar and wall clock."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count

from app.core.clock import OFFICE_ZONE
from app.core.i18n import N_
from app.core.workdays import WorkCalendar

REPEATS = {
    "none": N_("Once"),
    "daily": N_("Every day"),
    "workdays": N_("Every working day"),
    "weekly": N_("Every week"),
    "monthly": N_("Every month"),
    "yearly": N_("Every year"),
}
#: No holiday lasts so long; whoever looks further finds no working day at all.
LONGEST_PAUSE = 60
_DAY = timedelta(days=1)


def occurrences(
    start: datetime, repeat: str, calendar: WorkCalendar, *, since: date | None = None
) -> Iterator[datetime]:
    """Yield the moments of a series from a day on; the first one is ``start`` itself.

    The 31st is the last day of shorter months, 29 February the 28th of other years; the next
    one is on the 31st or the 29th again.
    """
    local = start.astimezone(OFFICE_ZONE)
    first = local.date()
    begin = max(first, since or first)
    for day in _days(first, repeat, begin, calendar):
        yield datetime.combine(day, local.time(), OFFICE_ZONE).astimezone(start.tzinfo)


def next_occurrence(
    start: datetime,
    repeat: str,
    after: datetime,
    *,
    calendar: WorkCalendar,
    until: date | None = None,
) -> datetime | None:
    """Return the first moment of a series after another moment; None where the series is over."""
    since = after.astimezone(OFFICE_ZONE).date()
    for moment in occurrences(start, repeat, calendar, since=since):
        if until and moment.astimezone(OFFICE_ZONE).date() > until:
            return None
        if moment > after:
            return moment
    return None


def _days(first: date, repeat: str, begin: date, calendar: WorkCalendar) -> Iterator[date]:
    if repeat == "none":
        yield from [first] if first >= begin else []
    elif repeat in ("daily", "weekly"):
        step = 1 if repeat == "daily" else 7
        ahead = -(-(begin - first).days // step)
        for number in count(ahead):
            yield first + number * step * _DAY
    elif repeat == "workdays":
        yield from _workdays(begin, calendar)
    else:
        months = 1 if repeat == "monthly" else 12
        passed = (begin.year - first.year) * 12 + begin.month - first.month
        for number in count(max(passed // months, 0)):
            day = _months_later(first, number * months)
            if day >= begin:
                yield day


def _workdays(day: date, calendar: WorkCalendar) -> Iterator[date]:
    idle = 0
    while idle <= LONGEST_PAUSE:
        if calendar.is_workday(day):
            idle = 0
            yield day
        idle += 1
        day += _DAY


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, last_of(year, month + 1).day))


def last_of(year: int, month: int) -> date:
    """Return the last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - _DAY
