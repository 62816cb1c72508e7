"""Leaders who receive visitors (接访) and answer for petitions (包案)."""

from dataclasses import dataclass
from datetime import date, time

from app.accounts.models import Officer
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.once import once
from app.extensions import db
from app.petitions.commands.acts import move
from app.petitions.commands.lookups import officer_by_id
from app.petitions.commands.registry import require
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Event, LeaderCharge, Reception, ReceptionVisit
from app.petitions.parties import open_party
from app.petitions.queries.receptions import (
    open_charge,
    reception_by_id,
    reception_of,
    reception_within,
)

# --- the schedule ---------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class ReceptionGiven:
    """Which leader receives when and where; without an account he has a name."""

    day: date
    begins: time
    ends: time
    place: str
    window: str = ""
    topic: str = ""
    leader_id: int | None = None
    leader_name: str = ""
    leader_title: str = ""


@atomic
@once
def plan_reception(given: ReceptionGiven, *, by: Officer) -> Reception:
    """Enter a day on which a leader receives visitors of the officer's unit.

    :raises Invalid: for a day that has passed, hours that end before they begin, or no leader.
    """
    _allow(by, "add")
    require(("place",), vars(given))
    if given.day < clock.today():
        raise Invalid(N_("The day has passed."), field="day")
    if given.ends <= given.begins:
        raise Invalid(N_("It must end after it begins."), field="ends")
    leader = officer_by_id(given.leader_id, field="leader_id") if given.leader_id else None
    name = leader.full_name if leader else given.leader_name.strip()
    if not name:
        raise Invalid(N_("Say which leader receives."), field="leader_id")
    _not_twice(given, leader, name, by)
    record = Reception(
        unit_id=by.unit_id,
        leader=leader,
        leader_name=name,
        leader_title=given.leader_title or (leader.title if leader else "") or "",
        day=given.day,
        begins=given.begins,
        ends=given.ends,
        place=given.place,
        window=given.window,
        topic=given.topic,
        entered_by_id=by.id,
    )
    db.session.add(record)
    db.session.flush()
    return record


def _not_twice(given: ReceptionGiven, leader: Officer | None, name: str, by: Officer) -> None:
    """Refuse hours in which the leader receives already; one without an account goes by name."""
    standing = reception_within(
        given.day, given.begins, given.ends, leader=leader, name=name, unit_id=by.unit_id
    )
    if standing is not None:
        raise Invalid(
            N_("%(name)s receives from %(begins)s to %(ends)s on that day already."),
            field="begins",
            name=name,
            begins=f"{standing.begins:%H:%M}",
            ends=f"{standing.ends:%H:%M}",
        )


@atomic
def cancel_reception(record: Reception, *, by: Officer, reason: str) -> None:
    """Take a day off the schedule; who was received on it stays tied to it."""
    _allow(by, "withdraw")
    require(("reason",), {"reason": reason})
    if record.unit_id != by.unit_id or record.cancelled_at is not None:
        raise DomainError(N_("This reception cannot be cancelled."))
    if record.day < clock.today():
        raise DomainError(N_("The day has passed."))
    record.cancelled_at, record.cancelled_reason = clock.now(), reason[:120]


def _allow(by: Officer, verb: str) -> None:
    if not by.may(verb, "Reception"):
        raise DomainError(N_("Your roles do not include this act."), status=403)


# --- on a petition --------------------------------------------------------------------------------


@move("receive_by_leader")
def receive_by_leader(act: Act, *, reception_id: int) -> Event:
    """Tie a visit to the reception at which a leader received it (领导接访)."""
    record = reception_by_id(reception_id, by=act.by)
    if record is None:
        raise Invalid(N_("Choose from the list."), field="reception_id")
    if record.day != act.petition.received_on:
        raise Invalid(
            N_("The leader receives on another day than this visit."), field="reception_id"
        )
    if reception_of(act.petition) is not None:
        raise MoveRefused(N_("It is tied to a reception already."))
    db.session.add(ReceptionVisit(petition=act.petition, reception=record))
    if record.leader is not None and record.leader.unit is not None:
        open_party(act.petition, record.leader.unit, "instructed", user=record.leader)
    return act.done(facts={"leader": record.leader_name, "begins_on": record.day.isoformat()})


@move("take_charge")
def take_charge(
    act: Act, *, aim: str, leader_id: int | None = None, until_on: date | None = None
) -> Event:
    """Let a leader answer for the petition until it is done (包案); no state changes."""
    leader = officer_by_id(leader_id, field="leader_id") if leader_id else act.by.seat
    if not leader.may("return_submission"):
        raise Invalid(N_("Choose a leader who gives instructions."), field="leader_id")
    if until_on and until_on < act.today:
        raise Invalid(N_("The day by which it is to be done has passed."), field="until_on")
    db.session.add(
        LeaderCharge(
            petition=act.petition,
            leader=leader,
            aim=aim,
            since=act.occurred_on,
            until_on=until_on,
            status="open",
            entered_by_id=act.by.id,
        )
    )
    if leader.unit is not None:
        open_party(act.petition, leader.unit, "instructed", user=leader)
    due = until_on.isoformat() if until_on else None
    return act.done(facts={"leader": leader.full_name, "due_on": due, "text": aim})


@move("report_charge")
def report_charge(act: Act, *, text: str) -> Event:
    """Report to the leader in charge how the petition goes on (包案进展)."""
    record = _charge(act)
    record.reported_on = act.occurred_on
    return act.done(facts={"leader": record.leader.full_name, "text": text})


@move("release_charge")
def release_charge(act: Act, *, result: str) -> Event:
    """End a leader's charge, with what came of it (解除包案)."""
    record = _charge(act)
    own = record.leader_id == act.by.seat.id
    if not own and not act.by.may("take_charge"):
        raise MoveRefused(N_("Only the leader in charge, or his office, releases it."))
    record.status, record.result, record.released_on = "released", result, act.occurred_on
    return act.done(facts={"leader": record.leader.full_name, "text": result})


def _charge(act: Act) -> LeaderCharge:
    record = open_charge(act.petition)
    if record is None:
        raise MoveRefused(N_("No leader answers for it now."))
    return record
