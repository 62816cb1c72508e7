"""Reading plans and reminders; everything starts from the row rules."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.paging import Order, Page, Place, key_page
from app.dictionaries.models import CalendarDay
from app.extensions import db
from app.petitions.models import Petition
from app.petitions.scope import visible_to
from app.reminders.models import Plan, Reminder, ReminderChoice
from app.reminders.scope import plans_of, reminders_of

SOON = 5


@dataclass(frozen=True)
class Chosen:
    """Which plans are listed: open or done ones, of which days."""

    state: str = "open"
    since: date | None = None
    until: date | None = None


def plan_for(officer: Any, plan_id: int) -> Plan:
    """Return a plan of the officer.

    :raises NotFound: if there is none, or it is somebody else's.
    """
    found = db.session.scalar(sa.select(Plan).where(Plan.id == plan_id, plans_of(officer)))
    if found is None:
        raise NotFound(N_("There is no such plan."))
    return found


def plans(officer: Any, chosen: Chosen, place: Place) -> Page[Plan]:
    """Return one page: open plans by their moment, done ones the last first."""
    query = sa.select(Plan).where(plans_of(officer))
    if chosen.state == "open":
        query = query.where(Plan.done_at.is_(None))
    elif chosen.state == "done":
        query = query.where(Plan.done_at.is_not(None))
    if chosen.since:
        query = query.where(Plan.at >= clock.midnight(chosen.since))
    if chosen.until:
        query = query.where(Plan.at < clock.midnight(chosen.until, later=1))
    order = Order(Plan.at, Plan.id, descending=chosen.state != "open")
    return key_page(db.session(), query, order, place)


def open_plans(officer: Any) -> "sa.ScalarSelect[int]":
    """Return the number of the officer's plans that are not done, as a part of a statement."""
    open_ones = (Plan.owner_id == officer.id, Plan.done_at.is_(None))
    return sa.select(sa.func.count(Plan.id)).where(*open_ones).scalar_subquery()


def count_open(officer: Any) -> int:
    """Count the officer's plans that are not done."""
    return db.session.scalar(sa.select(open_plans(officer))) or 0


def plans_between(officer: Any, first: date, last: date) -> Sequence[Plan]:
    """Return the plans that have a moment in a span of days, or may have one."""
    begin, end = clock.midnight(first), clock.midnight(last, later=1)
    once = sa.and_(Plan.at >= begin, Plan.at < end)
    comes_again = sa.and_(Plan.repeat != "none", Plan.done_at.is_(None), Plan.at < end)
    query = sa.select(Plan).where(plans_of(officer), sa.or_(once, comes_again))
    return db.session.scalars(query.order_by(Plan.at, Plan.id).limit(1000)).all()


def plans_today(officer: Any) -> Sequence[Plan]:
    """Return the first open plans that are late or due today, for the home page."""
    if not officer.may("read", "Plan"):
        return []
    tomorrow = clock.midnight(clock.today(), later=1)
    due = (plans_of(officer), Plan.done_at.is_(None), Plan.at < tomorrow)
    return db.session.scalars(sa.select(Plan).where(*due).order_by(Plan.at).limit(SOON)).all()


def numbers_of(officer: Any, petition_ids: Collection[int]) -> dict[int, str]:
    """Return the numbers of those petitions that the officer may see now."""
    if not petition_ids:
        return {}
    wanted = (Petition.id.in_(petition_ids), visible_to(officer))
    rows = db.session.execute(sa.select(Petition.id, Petition.number).where(*wanted))
    return {row.id: row.number for row in rows}


def special_days(first: date, last: date) -> dict[date, CalendarDay]:
    """Return the holidays and the weekend days worked in exchange of a span."""
    span = CalendarDay.day.between(first, last)
    return {row.day: row for row in db.session.scalars(sa.select(CalendarDay).where(span))}


def due_plan_ids(limit: int = 500) -> list[int]:
    """Return the plans whose bell should have rung by now; of everybody: this is the system's."""
    query = sa.select(Plan.id).where(Plan.ring_at <= clock.now()).order_by(Plan.ring_at, Plan.id)
    return list(db.session.scalars(query.limit(limit)))


# ---- the bell -------------------------------------------------------------------------------


def reminders(officer: Any, place: Place, *, unseen: bool) -> Page[Reminder]:
    """Return one page of what the officer was told, the newest first."""
    query = sa.select(Reminder).where(reminders_of(officer))
    if unseen:
        query = query.where(Reminder.seen_at.is_(None))
    return key_page(db.session(), query, Order(Reminder.id, Reminder.id), place)


def reminder_for(officer: Any, reminder_id: int) -> Reminder:
    """Return a reminder of the officer.

    :raises NotFound: if there is none, or it is somebody else's.
    """
    wanted = (Reminder.id == reminder_id, reminders_of(officer))
    found = db.session.scalar(sa.select(Reminder).where(*wanted))
    if found is None:
        raise NotFound(N_("There is no such reminder."))
    return found


def unseen_counted(officer: Any) -> Any:
    """Return the number of unseen reminders, as a part of a statement."""
    unseen = (reminders_of(officer), Reminder.seen_at.is_(None))
    return sa.select(sa.func.count(Reminder.id)).where(*unseen).scalar_subquery()


def news(officer: Any) -> tuple[int, int, bool]:
    """Return how many are unseen, the newest of all, and whether the officer wants a sound."""
    newest = sa.select(sa.func.max(Reminder.id)).where(reminders_of(officer)).scalar_subquery()
    mine = ReminderChoice.officer_id == officer.id
    sound = sa.select(ReminderChoice.sound).where(mine).scalar_subquery()
    row = db.session.execute(sa.select(unseen_counted(officer), newest, sound)).one()
    return row[0], row[1] or 0, bool(row[2])


def wants_sound(officer: Any) -> bool:
    """Say whether the officer wants a sound."""
    choice = db.session.get(ReminderChoice, officer.id)
    return choice is not None and choice.sound
