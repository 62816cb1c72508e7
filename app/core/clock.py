"""The only reader of the wall clock; everything else asks here or takes a date."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")

_frozen: ContextVar[datetime | None] = ContextVar("frozen_clock", default=None)


def now() -> datetime:
    """Return the present instant, aware, in UTC."""
    return _frozen.get() or datetime.now(UTC)


def today() -> date:
    """Return the office's calendar day (Asia/Shanghai), which limits are counted in."""
    return now().astimezone(OFFICE_ZONE).date()


def office_time(instant: datetime) -> datetime:
    """Return the instant as the office's wall clock shows it."""
    return instant.astimezone(OFFICE_ZONE)


#: Beyond these days an instant has no neighbour in every zone, and the reckoning would fail.
_FIRST, _LAST = date(2, 1, 1), date(9998, 12, 31)


def midnight(day: date, *, later: int = 0) -> datetime:
    """Return the instant at which a day begins at the office, or so many days later.

    A filter may name any day that a browser can send, also one that nobody means.
    """
    near = min(max(day, _FIRST), _LAST)
    return datetime.combine(near + timedelta(days=later), time(), OFFICE_ZONE)


@contextmanager
def at(moment: date | datetime | str) -> Iterator[None]:
    """Hold the clock still at a moment; a bare day means nine in the morning at the office."""
    if isinstance(moment, str):
        moment = datetime.fromisoformat(moment) if "T" in moment else date.fromisoformat(moment)
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(9), OFFICE_ZONE)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=OFFICE_ZONE)
    token = _frozen.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _frozen.reset(token)
