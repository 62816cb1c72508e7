"""When a limit that starts on a day ends, and what lamp shows how long that is.

Days are Asia/Shanghai calendar days. The limits are data in ``limits``, which reckons them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.core.workdays import WorkCalendar
from app.petitions.limits.book import rule_set_for
from app.petitions.limits.reckoning import Happened, Pause, Reckoning, reckon
from app.petitions.limits.rules import RuleSet


def due_on(  # noqa: PLR0913 - all that a limit depends on
    code: str,
    start: date,
    calendar: WorkCalendar,
    *,
    rules: RuleSet | None = None,
    given: date | None = None,
    extended_days: int = 0,
    pauses: Iterable[Pause] = (),
) -> Reckoning:
    """Reckon when a limit that starts on a day ends.

    A petition brings its own ``rules``; without, those of the start day hold.

    :raises ValueError: if the limit takes its end from outside and ``given`` is missing.
    """
    happened = Happened(
        started_on=start,
        given_on=given,
        extended_days=extended_days,
        pauses=tuple(pauses),
    )
    return reckon(code, happened, rules or rule_set_for(start), calendar)


@dataclass(frozen=True)
class Lamp:
    """What a lamp shows on a day: its tone and the days left (negative: days over)."""

    tone: Literal["none", "green", "yellow", "orange", "today", "red"]
    days_left: int | None = None
    due_on: date | None = None
    code: str | None = None


# Shares and days at which a lamp changes; workflow.md "Clocks".
ORANGE_SHARE, ORANGE_DAYS = 0.25, 7
YELLOW_SHARE, YELLOW_DAYS = 0.50, 15


def amber_days(length: int) -> tuple[int, int]:
    """Return how many days before the end a limit of that length turns yellow, and orange.

    A lamp is orange when less than a quarter *and* at most seven days are left, yellow when less
    than half *and* at most fifteen are.
    """
    orange = min(ORANGE_DAYS, _below(length * ORANGE_SHARE))
    yellow = min(YELLOW_DAYS, _below(length * YELLOW_SHARE))
    return yellow, orange


def _below(share: float) -> int:
    whole = int(share)
    return whole - 1 if whole == share else whole


def lamp_for(due: date | None, started: date | None, today: date, code: str | None = None) -> Lamp:
    """Say what lamp a running duty shows today; overdue starts the day after the due date."""
    if due is None:
        return Lamp("none")
    left = (due - today).days
    if left < 0:
        return Lamp("red", left, due, code)
    if left == 0:
        return Lamp("today", 0, due, code)
    yellow, orange = amber_days((due - (started or today)).days)
    if left <= orange:
        return Lamp("orange", left, due, code)
    if left <= yellow:
        return Lamp("yellow", left, due, code)
    return Lamp("green", left, due, code)
