"""Writing what a change of the calendar does: old ends kept, new ones set, events, lamps.

Statements take whole tables at a time; only what each lamp shows is worked out here.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core import clock
from app.extensions import db
from app.petitions.calendar.moving import Calendars
from app.petitions.calendar.plan import Effect, Moved, effect
from app.petitions.clocks.relit import relight_several
from app.petitions.models import CalendarChange, Clock, ClockChange, Event, Petition

#: No officer's move and in no table: it has no form and no permission of its own.
RECALCULATED = "recalculate_limits"
BATCH = 2_000
_QUIETLY = {"synchronize_session": False}


def carry_out(change: CalendarChange, calendars: Calendars) -> Effect:
    """Reckon every running limit that the change touches anew; stopped ones stay as they are.

    The files are taken first, as every move takes its file: who is at work on one of them finds
    that it changed, and is not overwritten.
    """
    _take(calendars)
    found = effect(calendars)
    kept = sa.insert(sa.inspect(ClockChange).local_table)
    for some in _batches(found.moved):
        db.session.connection().execute(kept, [_kept(change, found, one) for one in some])
    mine = ClockChange.change_id == change.id
    _set_ends(mine)
    touched = sa.select(ClockChange.petition_id).where(mine)
    _write_events(change, touched)
    relight_several(touched)
    db.session.expire_all()
    return found


def _take(calendars: Calendars) -> None:
    since = calendars.touched_from
    if since is None:
        return
    running = sa.select(Clock.petition_id).where(
        Clock.stopped_on.is_(None), sa.or_(Clock.due_on >= since, Clock.provisional)
    )
    # SQLite has one writer, who we are by now; there this is an ordinary reading.
    taken = sa.select(Petition.id).where(Petition.id.in_(running)).order_by(Petition.id)
    db.session.execute(taken.with_for_update()).all()


def _batches(rows: Sequence[Moved]) -> Iterator[Sequence[Moved]]:
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _kept(change: CalendarChange, found: Effect, one: Moved) -> dict[str, Any]:
    days = found.why(one) if one.elsewhere else ()
    return {
        "clock_id": one.clock_id,
        "petition_id": one.petition_id,
        "cause": "calendar",
        "change_id": change.id,
        "old_unrolled_on": one.old.unrolled_on,
        "old_due_on": one.old.due_on,
        "old_provisional": one.old.provisional,
        "new_unrolled_on": one.new.unrolled_on,
        "new_due_on": one.new.due_on,
        "new_provisional": one.new.provisional,
        "why": {"days": [[day.isoformat(), worked] for day, worked in days]},
        "at": change.decided_at or clock.now(),
    }


def _set_ends(mine: sa.ColumnElement[bool]) -> None:
    db.session.execute(
        sa.update(Clock)
        .where(mine, ClockChange.clock_id == Clock.id)
        .values(
            unrolled_on=ClockChange.new_unrolled_on,
            due_on=ClockChange.new_due_on,
            provisional=ClockChange.new_provisional,
        ),
        execution_options=_QUIETLY,
    )


def _write_events(change: CalendarChange, touched: sa.Select[Any]) -> None:
    asker, decider = change.asked_by, change.decided_by
    by = asker or decider
    values = {
        "move": RECALCULATED,
        "step": "done",
        "by_id": by.id if by else None,
        "by_unit_id": by.unit_id if by else None,
        "on_behalf_of_id": change.asked_for_id if asker else change.decided_for_id,
        "approved_by_id": decider.id if asker and decider else None,
        "occurred_on": clock.today(),
        "recorded_at": clock.now(),
        "late_days": 0,
        "facts": _facts(change),
    }
    fixed = [
        sa.literal(value, type_=getattr(Event, name).type).label(name)
        for name, value in values.items()
    ]
    rows = sa.select(Petition.id, Petition.state, Petition.state.label("reached"), *fixed)
    columns = ["petition_id", "from_state", "to_state", *values]
    db.session.execute(
        sa.insert(Event).from_select(
            columns, rows.where(Petition.id.in_(touched)).order_by(Petition.id)
        )
    )


def _facts(change: CalendarChange) -> dict[str, Any]:
    facts = {"year": str(change.year)}
    if change.asked_by_id and change.decided_for_id:
        represented = db.session.get(Officer, change.decided_for_id)
        facts["agreed_for"] = represented.full_name if represented else ""
    return facts
