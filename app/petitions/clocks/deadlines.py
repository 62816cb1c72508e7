"""When a limit that starts on a day ends, and what lamp shows how long that is.

Days are Asia/Shanghai calendar days. The limits are data in ``limits``, which reckons them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
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
    provisional: bool = False


@dataclass(frozen=True, kw_only=True)
class LampFigures:
    """Shares (in hundredths) and days at which a lamp changes; workflow.md "Clocks"."""

    orange_share: int = 25
    orange_days: int = 7
    yellow_share: int = 50
    yellow_days: int = 15


USUAL = LampFigures()


def amber_days(length: int, figures: LampFigures = USUAL) -> tuple[int, int]:
    """Return how many days before the end a limit of that length turns yellow, and orange.

    A lamp is orange when less than a quarter *and* at most seven days are left, yellow when less
    than half *and* at most fifteen are; the figures may be set differently.
    """
    orange = min(figures.orange_days, _below(length * figures.orange_share))
    yellow = min(figures.yellow_days, _below(length * figures.yellow_share))
    return yellow, orange


def _below(hundredths: int) -> int:
    """Return the whole days that are less than a share."""
    return -(-hundredths // 100) - 1


def lamp_for(
    due: date | None,
    started: date | None,
    today: date,
    code: str | None = None,
    *,
    figures: LampFigures = USUAL,
    provisional: bool = False,
) -> Lamp:
    """Say what lamp a running duty shows today; overdue starts the day after the due date."""
    if due is None:
        return Lamp("none")
    days = amber_days((due - (started or today)).days, figures)
    yellow_on, orange_on = (due - timedelta(days=one) for one in days)
    return lamp_between(due, yellow_on, orange_on, today, code=code, provisional=provisional)


def lamp_between(
    due: date | None,
    yellow_on: date | None,
    orange_on: date | None,
    today: date,
    *,
    code: str | None = None,
    provisional: bool = False,
) -> Lamp:
    """Say what lamp a duty shows whose yellow and orange begin on known days."""
    if due is None:
        return Lamp("none")
    tone: Literal["green", "yellow", "orange", "today", "red"] = "green"
    if due < today:
        tone = "red"
    elif due == today:
        tone = "today"
    elif orange_on and orange_on <= today:
        tone = "orange"
    elif yellow_on and yellow_on <= today:
        tone = "yellow"
    return Lamp(tone, (due - today).days, due, code, provisional)
