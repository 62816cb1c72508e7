"""Changing the calendar: one person proposes, another one grants or refuses it.

Limits are counted with the calendar, so nobody moves the ends of running ones by himself.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from app.accounts.deputies import same_hands
from app.accounts.models import Officer
from app.accounts.subtree import at_the_top
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid, Stale
from app.core.i18n import N_
from app.dictionaries.holidays import days_of, enter_year, plan_year, refuse_doubtful
from app.extensions import db
from app.jobs.reporting import Report, report_back
from app.journal.commands import note
from app.petitions.calendar import queries
from app.petitions.calendar.carrying_out import carry_out
from app.petitions.calendar.plan import calendars_of, effect
from app.petitions.models import CalendarChange
from app.petitions.models.calendar_change import Day, written

WAITS = N_("A change of the working calendar of %(year)s waits for your decision")
DECIDED = {
    "granted": N_("Your change of the working calendar of %(year)s was granted"),
    "refused": N_("Your change of the working calendar of %(year)s was refused"),
}


@atomic
def propose_calendar(
    year: int, days: Iterable[Day], *, by: Officer | None, sure: bool = False, source: str = ""
) -> CalendarChange | None:
    """Propose the days of a year, to be decided by another person; or load them on the first day.

    The first list of a year is loaded at once while no petition is registered: nothing moves, and
    often nobody else is there. Then the answer is None.

    :raises Invalid: for days that cannot be the year's, that change nothing, or while another
        change of the year waits.
    """
    plan = plan_year(year, days)
    given = list(plan.days)
    if not plan.known and queries.no_petition_yet():
        enter_year(year, given, by=by, sure=sure)
        return None
    refuse_doubtful(plan, sure=sure)
    if sorted(plan.known) == given and not effect(calendars_of(year, given)).moved:
        raise Invalid(N_("These days are known already; nothing would change."), field="file")
    return _proposed(year, given, plan.known, by, source)


def _proposed(
    year: int, given: Sequence[Day], known: Sequence[Day], by: Officer | None, source: str
) -> CalendarChange:
    change = CalendarChange(
        year=year,
        days=written(given),
        old_days=written(known),
        source=source[:120],
        asked_by=by,
        asked_for_id=by.acting_for.id if by and by.acting_for else None,
        asked_at=clock.now(),
    )
    db.session.add(change)
    try:
        db.session.flush()
    except sa.exc.IntegrityError as error:  # the database lets one change of a year wait
        raise Invalid(
            N_("A change of the calendar of %(year)s waits already; it must be decided first."),
            year=year,
        ) from error
    _noted("calendar.proposed", change, by)
    for officer in queries.deciders(change):
        _tell(officer.id, WAITS, change)
    return change


@atomic
def grant_calendar(change: CalendarChange, *, by: Officer, reason: str = "") -> CalendarChange:
    """Agree to a change: the calendar is written and the limits reckoned anew, all or nothing.

    :raises Stale: if it was decided meanwhile, or the calendar is no longer the one it replaces.
    """
    _decide(change, "granted", by=by, reason=reason)
    known = [(row.day, row.is_off, row.name) for row in days_of(change.year)]
    if written(known) != change.old_days:
        raise Stale(
            N_(
                "The calendar of %(year)s has changed since. Refuse this; it must be proposed anew."
            ),
            year=change.year,
        )
    calendars = calendars_of(change.year, change.proposed_days)
    if change.days != change.old_days:
        enter_year(change.year, change.proposed_days, by=by, sure=True)
    found = carry_out(change, calendars)
    change.reckoned = len(found.moved)
    change.moved = sum(one.elsewhere for one in found.moved)
    _noted("calendar.granted", change, by)
    _answer(change)
    return change


@atomic
def refuse_calendar(change: CalendarChange, *, by: Officer, reason: str) -> CalendarChange:
    """Refuse a change, saying why; the calendar stays as it is."""
    if not reason.strip():
        raise Invalid(N_("This must be given."), field="reason")
    _decide(change, "refused", by=by, reason=reason)
    _noted("calendar.refused", change, by)
    _answer(change)
    return change


@atomic
def withdraw_calendar(change: CalendarChange, *, by: Officer) -> CalendarChange:
    """Take back what one proposed; what was proposed at the server, whoever may propose."""
    if change.asked_by_id is not None and by.seat.id not in (
        change.asked_by_id,
        change.asked_for_id,
    ):
        raise DomainError(N_("Only who asked can withdraw."), status=403)
    _claim(change, "withdrawn")
    _noted("calendar.withdrawn", change, by)
    return change


def _decide(change: CalendarChange, status: str, *, by: Officer, reason: str) -> None:
    if same_hands(by, change.asked_by_id, change.asked_for_id):
        raise DomainError(N_("Another person must decide, not the one who asked."), status=403)
    if not (by.may(queries.APPROVE, queries.NOUN) and at_the_top(by)):
        raise DomainError(N_("Your roles do not include this decision."), status=403)
    _claim(change, status, by=by, reason=reason)


def _claim(
    change: CalendarChange, status: str, *, by: Officer | None = None, reason: str = ""
) -> None:
    """End the waiting; of two who do so at once the database lets the first one through."""
    taken = (
        sa.update(CalendarChange)
        .where(CalendarChange.id == change.id, CalendarChange.status == "proposed")
        .values(
            status=status,
            note=reason.strip(),
            decided_at=clock.now(),
            decided_by_id=by.id if by else None,
            decided_for_id=by.acting_for.id if by and by.acting_for else None,
        )
        .returning(CalendarChange.id)
    )
    if db.session.scalar(taken, execution_options={"synchronize_session": False}) is None:
        raise Stale(N_("It has been decided already."))
    db.session.refresh(change)


def _noted(tag: str, change: CalendarChange, by: Officer | None) -> None:
    after: dict[str, Any] = {"reason": change.note} if change.note else {}
    if tag == "calendar.granted":
        after |= {"reckoned": change.reckoned, "moved": change.moved}
    note(tag, about=("Calendar", change.id, str(change.year)), by=by, after=after or None)


def _answer(change: CalendarChange) -> None:
    if change.asked_by_id is not None:
        _tell(change.asked_by_id, DECIDED[change.status], change)


def _tell(officer_id: int, text: str, change: CalendarChange) -> None:
    report_back(
        Report(
            officer_id=officer_id,
            text=text,
            key=f"calendar {change.id} {change.status}",
            href=f"/calendar-changes/{change.id}",
            params={"year": str(change.year)},
        )
    )
