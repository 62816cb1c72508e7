"""The same papers sent twice: joined to the petition they belong to, and parted again."""

from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.clocks.running import relight, stop_clocks
from app.petitions.commands.acts import move
from app.petitions.commands.lookups import petition_by_number
from app.petitions.engine import Act
from app.petitions.models import Event

# How a clock ended that stopped only because the papers lie with another petition.
JOINED = "joined"


@move("join")
def join(act: Act, *, other_number: str, reason: str | None = None) -> Event:
    """Put the same papers, sent twice, with the petition they belong to (并案); still counted."""
    petition = act.petition
    other = petition_by_number(other_number, by=act.by, field="other_number")
    if other.id == petition.id or other.joined_into_id is not None or other.state == "voided":
        raise Invalid(N_("It cannot be joined to this petition."), field="other_number")
    if other.is_accusation:
        raise Invalid(N_("Not for accusations (art. 30)."), field="other_number")
    own_matter, petition.matter = petition.matter_id, other.matter
    petition.joined_into = other
    stop_clocks(petition, act.move.stops, on=act.occurred_on, outcome=JOINED)
    return act.done(facts={"number": other.number, "reason": reason, "matter_id": own_matter})


@move("part")
def part(act: Act, *, reason: str) -> Event:
    """Undo a joining: the file returns to the pool, its first limit runs on (撤销并案)."""
    petition = act.petition
    number = petition.joined_into.number if petition.joined_into else ""
    joining = [one for one in petition.events if one.move == "join"][-1]
    petition.joined_into = None
    petition.matter_id = (joining.facts or {}).get("matter_id", petition.matter_id)
    event = act.done(facts={"number": number, "reason": reason})
    for stopped in petition.clocks:
        if stopped.outcome == JOINED:
            stopped.stopped_on = stopped.outcome = None
    relight(petition)
    return event
