"""Entering the holidays of a year that the product does not bring."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.dictionaries.models import CalendarDay
from app.dictionaries.words import touch
from app.extensions import db
from app.journal.commands import note

SOURCE = "entered by the office"


def loaded_years() -> list[int]:
    """Return the years whose holidays are known."""
    return list(
        db.session.scalars(
            sa.select(CalendarDay.loaded_year).distinct().order_by(CalendarDay.loaded_year)
        )
    )


def days_of(year: int) -> list[CalendarDay]:
    """Return the holidays and working weekends that the notice for a year names."""
    return list(
        db.session.scalars(
            sa.select(CalendarDay).where(CalendarDay.loaded_year == year).order_by(CalendarDay.day)
        )
    )


@atomic
def enter_year(year: int, days: Iterable[tuple[date, bool, str]], *, by: Any) -> int:
    """Keep the days (day, is it off, occasion) of a year that is not loaded; return how many.

    :raises Invalid: for a year that is loaded: changing it would move limits that run.
    """
    if year in loaded_years():
        raise Invalid(N_("The holidays of %(year)s are loaded already."), field="file", year=year)
    rows = [
        CalendarDay(day=day, is_off=is_off, name=name, source=SOURCE, loaded_year=year)
        for day, is_off, name in days
    ]
    taken = db.session.scalars(
        sa.select(CalendarDay.day).where(CalendarDay.day.in_([row.day for row in rows]))
    ).all()
    if taken:
        raise Invalid(
            N_("%(day)s is in the calendar already."), field="file", day=min(taken).isoformat()
        )
    db.session.add_all(rows)
    note(
        "calendar.entered",
        about=("Calendar", None, str(year)),
        by=by,
        after={"days": len(rows)},
    )
    touch(db.session)
    return len(rows)
