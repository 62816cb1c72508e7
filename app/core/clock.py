"""The only reader of the wall clock; everything else asks here or takes a date."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time
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
