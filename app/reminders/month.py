"""A month of plans as a table of weeks, Monday first, with the days off and worked in exchange."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from app.core import clock
from app.core.workdays import WorkCalendar
from app.reminders.models import Plan
from app.reminders.recurrence import last_of, occurrences

_MONTH = re.compile(r"(\d{4})-(\d{2})")
_WEEK = timedelta(days=7)


@dataclass
class Cell:
    """One day: its plans, and what the calendar says of it."""

    day: date
    outside: bool
    today: bool
    off: bool
    occasion: str = ""
    plans: list[tuple[datetime, Plan, bool]] = field(default_factory=list)


def month_of(text: str | None) -> date:
    """Return the first day of the month that an address names; of this month for any other."""
    found = _MONTH.fullmatch(text or "")
    if found and 1 <= int(found[2]) <= 12 and 2000 <= int(found[1]) <= 2100:
        return date(int(found[1]), int(found[2]), 1)
    return clock.today().replace(day=1)


def span_of(first: date) -> tuple[date, date]:
    """Return the Monday on or before the first, and the Sunday on or after the last day."""
    last = last_of(first.year, first.month)
    return (
        first - timedelta(days=first.weekday()),
        last + timedelta(days=6 - last.weekday()),
    )


def weeks(
    first: date, plans: Iterable[Plan], calendar: WorkCalendar, special: dict[date, Any]
) -> list[list[Cell]]:
    """Return the weeks of a month with every occurrence of every plan in its cell."""
    begin, end = span_of(first)
    days = [begin + timedelta(days=number) for number in range((end - begin).days + 1)]
    cells = {day: _cell(day, first, calendar, special) for day in days}
    for plan in plans:
        for moment, done in moments(plan, begin, end, calendar):
            cells[clock.office_time(moment).date()].plans.append((moment, plan, done))
    for cell in cells.values():
        cell.plans.sort(key=lambda each: (each[0], each[1].id))
    return [[cells[day] for day in days[at : at + 7]] for at in range(0, len(days), 7)]


def moments(
    plan: Plan, begin: date, end: date, calendar: WorkCalendar
) -> Sequence[tuple[datetime, bool]]:
    """Return a plan's moments in a span: its next one, and those that follow in a series."""
    found = [(plan.at, plan.done_at is not None)] if _within(plan.at, begin, end) else []
    if plan.repeat == "none" or plan.done_at is not None:
        return found
    for moment in occurrences(plan.starts_at, plan.repeat, calendar, since=begin):
        day = clock.office_time(moment).date()
        if day > end or (plan.until and day > plan.until):
            break
        if moment > plan.at:
            found.append((moment, False))
    return found


def _within(moment: datetime, begin: date, end: date) -> bool:
    return begin <= clock.office_time(moment).date() <= end


def _cell(day: date, first: date, calendar: WorkCalendar, special: dict[date, Any]) -> Cell:
    occasion = special[day].shown if day in special else ""
    return Cell(
        day=day,
        outside=day.month != first.month,
        today=day == clock.today(),
        off=not calendar.is_workday(day),
        occasion=occasion,
    )
