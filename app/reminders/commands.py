"""Planning, postponing, ticking off; telling an officer something once."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.clock import OFFICE_ZONE
from app.core.db import atomic
from app.core.errors import Invalid, Stale
from app.core.i18n import N_
from app.core.once import once
from app.core.upsert import insert_unless_there
from app.dictionaries.queries import work_calendar
from app.extensions import db
from app.journal.commands import note
from app.petitions.commands.lookups import petition_by_number
from app.reminders.models import Plan, Reminder, ReminderChoice
from app.reminders.queries import count_open
from app.reminders.recurrence import next_occurrence

__all__ = ["count_open", "move_plans"]

MORNING = time(9)
PRESETS = {
    "hour": N_("One hour from now"),
    "tomorrow": N_("Tomorrow morning"),
    "workday": N_("Next working day"),
    "custom": N_("At another time"),
}


@dataclass(frozen=True, kw_only=True)
class PlanGiven:
    """What the form of a plan holds."""

    name: str
    at: datetime
    content: str = ""
    repeat: str = "none"
    until: date | None = None
    remind_minutes: int | None = 0
    number: str = ""


@atomic
@once
def add_plan(given: PlanGiven, *, by: Any) -> Plan:
    """Plan something.

    :raises Invalid: for a series that ends before it begins, or a petition nobody may see.
    """
    plan = Plan(owner_id=by.id, created_at=clock.now())
    _write(plan, given, by)
    db.session.add(plan)
    db.session.flush()
    return plan


@atomic
def change_plan(plan: Plan, given: PlanGiven, *, by: Any, seen: datetime | None = None) -> None:
    """Plan it differently; what was planned anew rings anew.

    :raises Stale: if the page showed an occurrence, ``seen``, that is no longer the plan's.
    """
    _unmoved(plan, seen)
    _write(plan, given, by)


def _write(plan: Plan, given: PlanGiven, by: Any) -> None:
    if given.repeat == "none" and given.until:
        raise Invalid(
            N_("What happens once has no last day: clear it, or choose how often."), field="until"
        )
    if given.repeat == "workdays" and (plan.at, plan.repeat) != (given.at, given.repeat):
        given = replace(given, at=_on_a_workday(given.at))
    if given.until and given.until < clock.office_time(given.at).date():
        raise Invalid(N_("The last day lies before the first."), field="until")
    petition = petition_by_number(given.number, by=by, field="number") if given.number else None
    plan.name, plan.content = given.name, given.content
    moved = plan.at != given.at or plan.repeat != given.repeat
    plan.repeat = given.repeat
    plan.until = given.until
    plan.petition_id = petition.id if petition else None
    if moved:
        plan.starts_at = plan.at = given.at
        plan.done_at = None
    if moved or plan.remind_minutes != given.remind_minutes:
        plan.remind_minutes = given.remind_minutes
        _wind(plan, plan.at)


def _on_a_workday(at: datetime) -> datetime:
    """Return the moment, or the same time of the next working day."""
    local = clock.office_time(at)
    day = work_calendar().roll(local.date()).day
    return datetime.combine(day, local.time(), OFFICE_ZONE).astimezone(at.tzinfo)


def _wind(plan: Plan, moment: datetime | None) -> None:
    """Set the bell for a moment of the plan; for none, stop it."""
    if moment is None or plan.remind_minutes is None or plan.done_at is not None:
        plan.ring_at = plan.ring_for = None
        return
    plan.ring_for = moment
    plan.ring_at = moment - timedelta(minutes=plan.remind_minutes)


@atomic
def delete_plan(plan: Plan, *, by: Any) -> None:  # noqa: ARG001 - commands name who acts
    """Give the plan up; what its bell told stays."""
    db.session.delete(plan)


@atomic
def finish_plan(plan: Plan, *, by: Any, seen: datetime | None = None) -> None:  # noqa: ARG001
    """Tick off this occurrence; a series goes on to the next one that lies ahead.

    :raises Stale: if it is done, or no longer the one that was ``seen``.
    """
    now = clock.now()
    _claim(plan, seen)
    plan.last_done_at = now
    coming = following(plan, max(plan.at, now))
    if coming is None:
        plan.done_at = now
        _wind(plan, None)
        return
    plan.at = coming
    _wind(plan, coming)


def _claim(plan: Plan, seen: datetime | None) -> None:
    """Take the occurrence that was seen, or that is next; of two who do, the later one gets none.

    The database decides: a page may be old, and a form may be sent twice at once.
    """
    _unmoved(plan, seen, Plan.done_at.is_(None))


def _unmoved(plan: Plan, seen: datetime | None, *more: Any) -> None:
    mine = (Plan.id == plan.id, Plan.at == (seen or plan.at), *more)
    taken = sa.update(Plan).where(*mine).values(at=Plan.at).returning(Plan.id)
    options = {"synchronize_session": False}
    if db.session.scalar(taken, execution_options=options) is None:
        raise Stale(N_("It was done or postponed meanwhile; nothing was changed."))


@atomic
def reopen_plan(plan: Plan, *, by: Any) -> None:  # noqa: ARG001
    """Take back that the plan is done; the bell rings only for a moment that lies ahead."""
    if plan.done_at is None:
        return
    plan.done_at = plan.last_done_at = None
    _wind(plan, plan.at if plan.at > clock.now() else None)
    _not_at_once(plan)


def _not_at_once(plan: Plan) -> None:
    """Leave out a warning whose time has passed; it would ring at this very moment."""
    if plan.ring_at is not None and plan.ring_at <= clock.now():
        plan.ring_at = plan.ring_for


def following(plan: Plan, after: datetime) -> datetime | None:
    """Return the next moment of the plan's series."""
    return next_occurrence(
        plan.starts_at, plan.repeat, after, calendar=work_calendar(), until=plan.until
    )


@atomic
def postpone_plan(
    plan: Plan,
    preset: str,
    *,
    to: datetime | None = None,
    by: Any,  # noqa: ARG001
    seen: datetime | None = None,
) -> Plan:
    """Move this occurrence alone and return it; the series keeps its own times.

    Beyond the next time of its series it becomes a plan of its own: the series goes on.

    :raises Invalid: for a moment that has passed.
    :raises Stale: if the occurrence is done, or no longer the one that was ``seen``.
    """
    moment = postponed_to(preset, to)
    if moment <= clock.now():
        raise Invalid(N_("Choose a time that lies ahead."), field="to")
    _claim(plan, seen)
    coming = following(plan, max(plan.at, clock.now()))
    moved = plan
    if coming is not None and coming <= moment:
        moved = _split_off(plan)
        plan.at = coming
        _wind(plan, coming)
    moved.at = moment
    _wind(moved, moment)
    _not_at_once(moved)
    db.session.flush()
    return moved


def _split_off(plan: Plan) -> Plan:
    kept = ("owner_id", "name", "content", "remind_minutes", "petition_id")
    single = Plan(**{name: getattr(plan, name) for name in kept}, repeat="none")
    single.starts_at = single.at = plan.at
    single.created_at = clock.now()
    db.session.add(single)
    return single


def postponed_to(preset: str, to: datetime | None) -> datetime:
    """Return the moment that a preset means.

    :raises Invalid: for an unknown one, and for one that needs a moment and has none.
    """
    today = clock.today()
    if preset == "hour":
        return (clock.now() + timedelta(hours=1)).replace(second=0, microsecond=0)
    if preset == "tomorrow":
        return datetime.combine(today + timedelta(days=1), MORNING, OFFICE_ZONE)
    if preset == "workday":
        return datetime.combine(work_calendar().add_workdays(today, 1).day, MORNING, OFFICE_ZONE)
    if preset != "custom" or to is None:
        raise Invalid(N_("Choose a time that lies ahead."), field="to")
    return to


@atomic
def move_plans(officer: Any, successor: Any, by: Any) -> int:
    """Give an officer's open plans, and what the bell told of them, to a successor; count them."""
    moved = list(
        db.session.scalars(
            sa.select(Plan.id).where(Plan.owner_id == officer.id, Plan.done_at.is_(None))
        )
    )
    if not moved:
        return 0
    db.session.execute(sa.update(Plan).where(Plan.id.in_(moved)).values(owner_id=successor.id))
    told = (Reminder.source == "plan", Reminder.source_id.in_(moved), Reminder.seen_at.is_(None))
    db.session.execute(sa.update(Reminder).where(*told).values(to_id=successor.id))
    note(
        "plan.moved",
        about=("Account", officer.id, officer.full_name),
        by=by,
        unit_id=officer.unit_id,
        after={"successor": successor.full_name, "plans": len(moved)},
    )
    return len(moved)


# ---- the bell -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Told:
    """A reminder as whoever tells it makes it; the three last fields make it unique."""

    to_id: int
    kind: str
    text: str
    params: dict[str, Any]
    href: str
    due_at: datetime
    source: str
    source_id: int
    occurrence: str


@atomic
def remind(told: Told) -> bool:
    """Tell an officer something, unless he was told already; say whether it is new."""
    values = vars(told) | {"created_at": clock.now()}
    unique = ("source", "source_id", "occurrence")
    return insert_unless_there(db.session(), Reminder, values, unique=unique)


@atomic
def mark_seen(reminder: Reminder, *, by: Any) -> None:  # noqa: ARG001
    """Take a reminder off the bell's number."""
    reminder.seen_at = reminder.seen_at or clock.now()


@atomic
def mark_all_seen(*, by: Any) -> None:
    """Take everything off the bell's number."""
    unseen = (Reminder.to_id == by.id, Reminder.seen_at.is_(None))
    db.session.execute(sa.update(Reminder).where(*unseen).values(seen_at=clock.now()))


@atomic
def choose_sound(*, sound: bool, by: Any) -> None:
    """Have new reminders make a sound, or none."""
    choice = db.session.get(ReminderChoice, by.id) or ReminderChoice(officer_id=by.id)
    choice.sound = sound
    db.session.add(choice)
