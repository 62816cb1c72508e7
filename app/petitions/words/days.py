"""Days as an officer says them: without the year where it is this one's."""

from datetime import date, datetime

from babel.dates import format_skeleton
from flask_babel import format_date, get_locale

from app.core import clock


def short_day(day: date) -> str:
    """Return a day without its year, unless it lies in another."""
    skeleton = "MMMd" if day.year == clock.today().year else "yMMMd"
    return str(format_skeleton(skeleton, day, locale=get_locale()))


def long_day(day: date | None) -> str:
    """Return a day with its year."""
    return str(format_date(day, "medium")) if day else ""


def moment(instant: datetime) -> str:
    """Return an instant as the office's calendar and clock showed it."""
    local = clock.office_time(instant)
    return f"{short_day(local.date())} {local:%H:%M}"
