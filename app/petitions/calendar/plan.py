"""Which running limits a change of the calendar moves, read in few statements at any size."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from app.core.workdays import WorkCalendar
from app.dictionaries.holidays import days_of
from app.dictionaries.queries import work_calendar
from app.extensions import db
from app.petitions.calendar.moving import Calendars, End, Mover, Terms, with_days
from app.petitions.models import CalendarChange, Clock, ClockPause, Petition
from app.petitions.models.calendar_change import Day

SIZE = 20
Why = Sequence[tuple[date, bool]]


class Moved(NamedTuple):
    """A running limit and what becomes of its end; ``hidden`` if it is an accusation's."""

    clock_id: int
    petition_id: int
    number: str
    hidden: bool
    owner_unit_id: int
    terms: Terms
    old: End
    new: End

    @property
    def elsewhere(self) -> bool:
        """Say whether it ends on another day; else it only becomes certain, or stays so."""
        return self.old.due_on != self.new.due_on

    @property
    def key(self) -> str:
        """Where it stands in the list: by the old end, then by the file."""
        return f"{self.old.due_on.isoformat()}~{self.number}~{self.clock_id}"


@dataclass(frozen=True)
class Effect:
    """All that a change would do, and the calendars it was reckoned with."""

    moved: Sequence[Moved]
    mover: Mover

    @property
    def elsewhere(self) -> list[Moved]:
        """What would end on another day and may be shown, in the order of the list."""
        return sorted(
            (one for one in self.moved if one.elsewhere and not one.hidden),
            key=lambda one: one.key,
        )

    @property
    def hidden(self) -> int:
        """How many limits of accusations would end on another day."""
        return sum(one.elsewhere and one.hidden for one in self.moved)

    @property
    def certain(self) -> int:
        """How many limits keep their day; most of them are provisional until now."""
        return sum(not one.elsewhere for one in self.moved)

    def why(self, one: Moved) -> Why:
        """Return the days of the calendar that move a limit, and whether each is worked."""
        worked = self.mover.calendars.new.is_workday
        return [(day, worked(day)) for day in self.mover.why(one.terms, one.old, one.new)]


@dataclass(frozen=True)
class Slice:
    """One page of what moves, and the keys of the pages around it."""

    rows: Sequence[Moved]
    next_key: str | None
    previous_key: str | None


def effect_of(change: CalendarChange) -> Effect:
    """Return what a change would do to the limits that run now."""
    return effect(calendars_of(change.year, change.proposed_days))


def effect(calendars: Calendars) -> Effect:
    """Return what a calendar in place of another would do to the limits that run now."""
    mover = Mover(calendars)
    since = calendars.touched_from
    if since is None:
        return Effect([], mover)
    found = []
    for one in _running(since):
        new = mover.moved(one.terms, one.old)
        if new is not None:
            found.append(one._replace(new=new))
    return Effect(found, mover)


def calendars_of(year: int, days: Iterable[Day]) -> Calendars:
    """Return the calendar that is known and the one with the days of a year in their place.

    Days that are known already came with the product: what runs was reckoned without them.
    """
    known = {row.day: row.is_off for row in days_of(year)}
    wanted = {day: off for day, off, _name in days}
    now = work_calendar()
    new = with_days(now, set(known), wanted, last_year=max(now.last_year, year))
    if known != wanted:
        return Calendars(now, new)
    return Calendars(_without(now, year, set(known)), new)


def _without(calendar: WorkCalendar, year: int, known: set[date]) -> WorkCalendar:
    last = year - 1 if calendar.last_year == year else calendar.last_year
    return with_days(calendar, known, {}, last_year=last)


def left_provisional() -> int:
    """Count the running limits that the calendar by now could make certain."""
    calendar = work_calendar()
    last = date(calendar.last_year or 1, 12, 31)
    while last > date.min and not calendar.covers(last):  # the next notice may still move these
        last -= timedelta(days=1)
    return (
        db.session.scalar(
            sa.select(sa.func.count(Clock.id)).where(
                Clock.stopped_on.is_(None), Clock.provisional, Clock.due_on <= last
            )
        )
        or 0
    )


def page_of(moved: Sequence[Moved], after: str | None, before: str | None) -> Slice:
    """Return the page behind a key, or before one; a key that nobody handed out begins anew."""
    keys = [one.key for one in moved]
    if before is not None:
        end = bisect_right(keys, before) - 1
        start = max(0, end - SIZE)
    else:
        start = bisect_right(keys, after) if after else 0
        end = start + SIZE
    rows = moved[start : max(end, 0)]
    if not rows and (after or before):
        return page_of(moved, None, None)
    return Slice(
        rows,
        next_key=rows[-1].key if start + len(rows) < len(moved) else None,
        previous_key=rows[0].key if start else None,
    )


def _running(since: date) -> Iterator[Moved]:
    """Return the running limits that a day from then on can touch; their new end is the old one."""
    clock, petition = sa.inspect(Clock).local_table.c, sa.inspect(Petition).local_table.c
    wanted = (clock.stopped_on.is_(None), sa.or_(clock.due_on >= since, clock.provisional))
    pauses = _pauses(wanted)
    rows = db.session.execute(
        sa.select(
            clock.id, clock.petition_id, petition.number, petition.is_accusation,
            clock.owner_unit_id, clock.unrolled_on, clock.due_on, clock.provisional, clock.code,
            clock.rule_set, clock.started_on, clock.given_on, clock.extended_days,
        )
        .join(petition.id.table, petition.id == clock.petition_id)
        .where(*wanted)
    )  # fmt: skip
    for row in rows:
        end, terms = End(*row[5:8]), Terms._make((*row[8:], pauses.get(row[0], ())))
        yield Moved._make((*row[:5], terms, end, end))


def _pauses(wanted: Iterable[Any]) -> dict[int, tuple[tuple[date, date], ...]]:
    found: dict[int, tuple[tuple[date, date], ...]] = {}
    for clock_id, first, last in db.session.execute(
        sa.select(ClockPause.clock_id, ClockPause.from_on, ClockPause.to_on)
        .join(Clock, Clock.id == ClockPause.clock_id)
        .where(*wanted)
        .order_by(ClockPause.id)
    ):
        found[clock_id] = (*found.get(clock_id, ()), (first, last))
    return found
