"""Statutory limits as data, and the one function that turns a start into a due date.

Days are Asia/Shanghai calendar days. The start day is not counted (Civil Code art. 201); an end
that falls on a statutory holiday rolls to the next working day (art. 203), for statutory limits
only: a house limit warns on the day itself.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from app.core.i18n import N_
from app.core.workdays import WorkCalendar


@dataclass(frozen=True, kw_only=True)
class Limit:
    """One limit: a duty lights a lamp for who owes it, a window only opens and closes a move.

    ``amount`` None means that the end is given by whoever sets the limit (an assignment).
    """

    code: str
    label: str
    amount: int | None
    unit: Literal["day", "workday"] = "day"
    article: str | None = None
    window: bool = False
    extend_by: int = 0
    pausable: bool = False
    roll: bool = True


@dataclass(frozen=True, kw_only=True)
class Due:
    """A reckoned end: rolled as it binds, unrolled as extensions count, provisional or not."""

    due_on: date
    unrolled_on: date
    provisional: bool = False


RULES_2022 = {
    limit.code: limit
    for limit in (
        Limit(code="D01", label=N_("Hand over or answer"), amount=15, article="22(1)"),
        Limit(code="D02", label=N_("Tell the petitioner"), amount=15, article="23(2)"),
        Limit(
            code="D03", label=N_("Tell the petitioner of acceptance"), amount=15, article="23(3)"
        ),
        Limit(
            code="D04",
            label=N_("Object to the competence"),
            amount=5,
            unit="workday",
            article="23(3)",
            window=True,
        ),
        Limit(code="D05", label=N_("Report back"), amount=None, article="22(1)", extend_by=365),
        Limit(
            code="D05I",
            label=N_("Report to the assigner"),
            amount=None,
            article="22(1)",
            extend_by=365,
        ),
        Limit(code="D06", label=N_("Handle and reply"), amount=60, article="34", extend_by=30),
        Limit(code="D07", label=N_("Ask for review"), amount=30, article="35", window=True),
        Limit(code="D08", label=N_("Decide the review"), amount=30, article="35"),
        Limit(
            code="D09", label=N_("Ask for re-examination"), amount=30, article="36(1)", window=True
        ),
        Limit(
            code="D10",
            label=N_("Decide the re-examination"),
            amount=30,
            article="36(1)",
            pausable=True,
        ),
        Limit(
            code="D16", label=N_("Accept, simple procedure"), amount=3, unit="workday", article=None
        ),
        Limit(
            code="D17",
            label=N_("Conclude, simple procedure"),
            amount=10,
            unit="workday",
            article=None,
        ),
        # House limits: nobody's law, ours; they say so and never roll.
        Limit(code="H01", label=N_("Decide anew"), amount=5, unit="workday", roll=False),
        Limit(code="H02", label=N_("Answer the suggestion"), amount=30, roll=False),
        Limit(code="H03", label=N_("Answer the leader's instruction"), amount=None, roll=False),
        Limit(code="H04", label=N_("Answer the supervision"), amount=None, roll=False),
    )
}

LIMITS = RULES_2022

DUTIES = tuple(limit.code for limit in LIMITS.values() if not limit.window)


def limit(code: str) -> Limit:
    """Return a limit of the 2022 rule set by its code."""
    return LIMITS[code]


def due_on(
    code: str,
    start: date,
    calendar: WorkCalendar,
    *,
    given: date | None = None,
    extended_days: int = 0,
    paused_days: int = 0,
) -> Due:
    """Reckon when a limit that starts on a day ends.

    Extension and pause lengthen the end *before* it rolls (art. 34, art. 36(2)), so that a
    holiday is never counted twice.

    :raises ValueError: if the limit takes its end from outside and ``given`` is missing.
    """
    rule = LIMITS[code]
    provisional = False
    if rule.amount is None:
        if given is None:
            raise ValueError(f"{code} needs a given end")
        end = given
    elif rule.unit == "workday":
        reckoned = calendar.add_workdays(start, rule.amount)
        end, provisional = reckoned.day, reckoned.provisional
    else:
        end = start + timedelta(days=rule.amount)
    end += timedelta(days=extended_days + paused_days)
    if not rule.roll or rule.amount is None:
        return Due(due_on=end, unrolled_on=end, provisional=provisional)
    rolled = calendar.roll(end)
    return Due(
        due_on=rolled.day,
        unrolled_on=end,
        provisional=provisional or rolled.provisional,
    )


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
