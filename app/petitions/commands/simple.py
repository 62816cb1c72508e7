"""The simple procedure: taken by the petition office, left for the ordinary one by whoever owes."""

from app.petitions.clocks.running import last_clock, start_clock
from app.petitions.codes import SIMPLE
from app.petitions.commands.acts import move
from app.petitions.commands.legs import handling_limit, take_procedure
from app.petitions.engine import Act
from app.petitions.models import Event
from app.petitions.parties import office_of


@move("mark_simple")
def mark_simple(act: Act, *, simple_ground: str, note: str | None = None) -> Event:
    """Take the simple procedure: from arrival three working days to pass it on (简易办理)."""
    petition = act.petition
    take_procedure(petition, SIMPLE, simple_ground)
    event = act.done(facts={"simple_ground": simple_ground, "note": note})
    start_clock(act, "D15", on=petition.received_on, owner=office_of(petition))
    return event


@move("to_ordinary")
def to_ordinary(act: Act, *, reason: str) -> Event:
    """Go over to the ordinary procedure, whose limit counts from the day the simple one did."""
    petition, leg = act.petition, act.leg
    old = last_clock(petition, "D17")
    take_procedure(petition, "1", None)
    event = act.done(facts={"reason": reason})
    if petition.state == "transferred" and leg is not None:
        start_clock(act, "D03", on=leg.sent_on, owner=leg.to_unit, leg=leg)
    elif petition.state == "accepted":
        begun = old.started_on if old else petition.accepted_on or act.today
        start_clock(act, handling_limit(petition), on=begun, owner=act.holder)
    return event
