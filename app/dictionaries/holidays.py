"""Entering the holidays of a year that the product does not bring, and entering them again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from app.core import clock
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.dictionaries.models import CalendarDay
from app.dictionaries.words import touch
from app.extensions import db
from app.journal.commands import note

SOURCE = "entered by the office"
#: No notice since 2008 names fewer than twenty days off; below this it is a fragment.
FEWEST_OFF = 10
Day = tuple[date, bool, str]


@dataclass(frozen=True)
class Holiday:
    """A holiday of the State Council's list: the span in which it falls, its days off at least.

    The moon moves three of them, so the spans are as wide as it can carry them.
    """

    name: str
    first: tuple[int, int]
    last: tuple[int, int]
    least: int

    def is_in(self, off: Iterable[date]) -> bool:
        """Say whether the days off hold it."""
        return sum(self.first <= (day.month, day.day) <= self.last for day in off) >= self.least


NATIONAL_DAY = Holiday(N_("National Day"), (10, 1), (10, 3), 3)
#: Where the moon puts Mid-Autumn into the week of National Day, that week has eight days.
JOINT_WEEK = Holiday(N_("Mid-Autumn Festival"), (10, 1), (10, 8), 8)
HOLIDAYS = (
    Holiday(N_("New Year’s Day"), (1, 1), (1, 1), 1),
    Holiday(N_("Spring Festival"), (1, 20), (2, 27), 4),
    Holiday(N_("Tomb-Sweeping Day"), (4, 4), (4, 6), 1),
    Holiday(N_("Labour Day"), (5, 1), (5, 1), 1),
    Holiday(N_("Dragon Boat Festival"), (5, 27), (6, 26), 1),
    Holiday(N_("Mid-Autumn Festival"), (9, 7), (9, 30), 1),
    NATIONAL_DAY,
)


#: How many days before and after its span a holiday may take with it, weekends moved included.
AROUND = timedelta(days=7)


@dataclass(frozen=True)
class YearPlan:
    """What a list of days would bring, and what in it must be compared with the notice.

    ``lacking`` are holidays (msgids) that seem to be missing; ``strange`` are weekdays off that lie
    near none.
    """

    year: int
    days: Sequence[Day]
    lacking: tuple[str, ...]
    strange: tuple[Day, ...]
    #: The days that are known of the year by now; with any, they are replaced.
    known: Sequence[Day]

    @property
    def off(self) -> int:
        """How many days are off."""
        return sum(off for _day, off, _name in self.days)

    @property
    def doubtful(self) -> bool:
        """Say whether somebody must have compared it before it is taken."""
        return bool(self.lacking or self.strange)

    @property
    def worked(self) -> int:
        """How many days of weekends are worked."""
        return len(self.days) - self.off

    @property
    def new(self) -> list[Day]:
        """The days that are not known like this by now."""
        known = {(day, off) for day, off, _name in self.known}
        return [one for one in self.days if one[:2] not in known]

    @property
    def gone(self) -> list[Day]:
        """The days that are known by now and would not be any more."""
        days = {(day, off) for day, off, _name in self.days}
        return [one for one in self.known if one[:2] not in days]


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


def lacking(days: Iterable[Day], year: int) -> tuple[str, ...]:
    """Return the names (msgids) of the holidays that seem to be missing in a year's days."""
    off = {day for day, is_off, _name in days if is_off and day.year == year}
    missing = [one.name for one in HOLIDAYS if not one.is_in(off)]
    if JOINT_WEEK.name in missing and JOINT_WEEK.is_in(off):
        missing.remove(JOINT_WEEK.name)
    return tuple(missing)


def strange(days: Iterable[Day]) -> tuple[Day, ...]:
    """Return the weekdays off that lie near no holiday of the State Council's list."""
    return tuple(
        (day, off, name)
        for day, off, name in days
        if off and day.weekday() < 5 and not any(_near(one, day) for one in HOLIDAYS)
    )


def _near(one: Holiday, day: date) -> bool:
    return any(
        date(year, *one.first) - AROUND <= day <= date(year, *one.last) + AROUND
        for year in (day.year, day.year + 1)  # New Year's Day reaches back into December
    )


def plan_year(year: int, days: Iterable[Day]) -> YearPlan:
    """Return what the days would do to the calendar; nothing is written.

    What another year's notice says already in the same words is left with that year: a list of
    several years names the last days of December for both.

    :raises Invalid: for a fragment, for a year behind a gap, for a day of another year's notice,
        and for a change of days that are past: limits were counted with them.
    """
    wanted = _not_of_others(sorted(days), year)
    known = [(row.day, row.is_off, row.name) for row in days_of(year)]
    plan = YearPlan(year, wanted, lacking(wanted, year), strange(wanted), known)
    _refuse_gap(year)
    if plan.off < FEWEST_OFF:
        raise Invalid(
            N_("Only %(count)s days off stand in this list; that is no whole year."),
            field="file",
            count=plan.off,
        )
    past = [one[0] for one in (*plan.new, *plan.gone) if one[0] <= clock.today()]
    if known and past:
        raise Invalid(
            N_("%(day)s is past, and limits were counted with it. It must stay as it is."),
            field="file",
            day=min(past).isoformat(),
        )
    return plan


def refuse_doubtful(plan: YearPlan, *, sure: bool) -> None:
    """Refuse a list in which something seems wrong, unless somebody says that it is right."""
    if plan.doubtful and not sure:
        raise Invalid(N_("Compare the list with the notice, and say that it is right as it is."))


@atomic
def enter_year(year: int, days: Iterable[Day], *, by: Any, sure: bool = False) -> YearPlan:
    """Keep the days of a year, in place of those that are known of it; the journal keeps these.

    :raises Invalid: for what ``plan_year`` refuses, and without ``sure`` for a doubtful list.
    """
    plan = plan_year(year, days)
    refuse_doubtful(plan, sure=sure)
    names = _translated()
    db.session.execute(sa.delete(CalendarDay).where(CalendarDay.loaded_year == year))
    for day, is_off, name in plan.days:
        row = CalendarDay(day=day, is_off=is_off, name=name, source=SOURCE, loaded_year=year)
        row.name_en, row.name_hant = names.get(name, ("", ""))
        db.session.add(row)
    note(
        "calendar.replaced" if plan.known else "calendar.entered",
        about=("Calendar", None, str(year)),
        by=by,
        before={"days": _written(plan.known)},
        after={"days": _written(plan.days)},
    )
    db.session.flush()
    touch(db.session)
    return plan


def _refuse_gap(year: int) -> None:
    years = loaded_years()
    if years and year > years[-1] + 1:
        raise Invalid(N_("Load the holidays of %(year)s first."), field="year", year=years[-1] + 1)


def _not_of_others(days: Sequence[Day], year: int) -> list[Day]:
    """Return the days but for those that another year's notice makes the same of.

    :raises Invalid: where that notice says otherwise of a day.
    """
    rows = db.session.execute(
        sa.select(CalendarDay.day, CalendarDay.is_off).where(
            CalendarDay.day.in_([one[0] for one in days]), CalendarDay.loaded_year != year
        )
    )
    others = {row.day: row.is_off for row in rows}
    contradicted = [day for day, off, _name in days if others.get(day, off) != off]
    if contradicted:
        raise Invalid(
            N_("%(day)s stands otherwise in the notice of another year already."),
            field="file",
            day=min(contradicted).isoformat(),
        )
    return [one for one in days if one[0] not in others]


def _translated() -> dict[str, tuple[str, str]]:
    """Return the English and the traditional name of each holiday that is known."""
    rows = db.session.execute(
        sa.select(CalendarDay.name, CalendarDay.name_en, CalendarDay.name_hant)
        .where(CalendarDay.name_en != "")
        .distinct()
    )
    return {name: (name_en, name_hant) for name, name_en, name_hant in rows}


def _written(days: Iterable[Day]) -> list[str]:
    words = {True: _("Holiday"), False: _("Working day")}
    return [f"{day.isoformat()} {words[off]} {name}".strip() for day, off, name in days]
