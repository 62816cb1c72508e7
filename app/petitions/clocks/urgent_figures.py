"""The minutes of an urgent matter (D11): when the next report is due, and how the lamp stands.

Article 25 says "at once"; the minutes are the office's own and stand in its settings.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.accounts.models import Unit
from app.settings.queries import value

#: The lamp turns orange when less than this share of the minutes is left.
NEAR = 0.25


@dataclass(frozen=True)
class Minutes:
    """Within how many minutes an office reports first, and then again and again."""

    first: int
    further: int


@dataclass(frozen=True)
class MinuteLamp:
    """The lamp of a report that is due: its tone, and the minutes left (or over, negative)."""

    tone: str
    left: int


def minutes_of(unit: Unit | None) -> Minutes:
    """Return the minutes that an office has set for itself."""
    return Minutes(int(value("urgent_first", unit)), int(value("urgent_further", unit)))


def lamp_in_minutes(due: datetime, now: datetime, whole: int) -> MinuteLamp:
    """Return the lamp of a report due at an instant; the minute itself is still in time."""
    left = int((due - now).total_seconds() // 60)
    if now > due:
        return MinuteLamp("red", -max(1, -left))
    return MinuteLamp("orange" if left < whole * NEAR else "green", left)


def late_minutes(due: datetime, reported: datetime) -> int:
    """Return by how many whole or begun minutes a report came too late; 0 in time."""
    return max(0, -int((due - reported) // timedelta(minutes=1)))
