"""What several commands share: a leg down, its notice, a limit reckoned anew, an opinion."""

from datetime import date, timedelta
from typing import Any

from app.core import clock
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.clocks.running import handling_clock, reckoned, relight, rules_of, start_clock
from app.petitions.codes import SIMPLE
from app.petitions.commands.lookups import handler_by_id, unit_by_id
from app.petitions.engine import Act, MoveRefused
from app.petitions.guards.remedies import report_leg
from app.petitions.guards.simple import ground_of
from app.petitions.models import Clock, Handover, Opinion, Petition
from app.petitions.parties import close_parties, keep, open_party
from app.petitions.procedures import limit_of
from app.petitions.queries.files import next_version, units_with_accusation_desk


def receivers(given: dict[str, Any]) -> None:
    """Turn ids into units once, so that guards and body read the same rows."""
    units = [unit_by_id(given["unit_id"])]
    units += [unit_by_id(one, field="assisting_ids") for one in given.get("assisting_ids") or ()]
    if len({unit.id for unit in units}) < len(units):
        raise Invalid(N_("A unit can take part only once."), field="assisting_ids")
    given["receivers"] = units
    with_desk = units_with_accusation_desk([unit.id for unit in units])
    given["has_desk"] = tuple(unit.id in with_desk for unit in units)


def hand_over(act: Act, *, kind: str, opinion: str, officer_id: int | None) -> Handover:
    """Open a leg to the first receiver, the others assist; the sender keeps an eye on it."""
    petition, (lead, *assisting) = act.petition, act.given["receivers"]
    if lead.id == act.by.unit_id:
        raise Invalid(N_("Choose another unit than your own."), field="unit_id")
    officer = handler_by_id(petition, officer_id, unit=lead) if officer_id else None
    leg = keep(
        petition,
        Handover(
            petition=petition,
            parent_id=act.leg.id if act.leg else None,
            kind=kind,
            from_unit_id=act.by.unit_id,
            to_unit=lead,
            to_unit_id=lead.id,
            officer=officer,
            opinion=opinion,
            sent_on=act.occurred_on,
            sent_at=clock.now(),
            status="sent",
            report="none",
        ),
    )
    db.session.flush()
    close_parties(petition, "lead")
    open_party(petition, act.unit, "sender")
    open_party(petition, lead, "lead")
    for unit in assisting:
        open_party(petition, unit, "assisting")
    petition.unit, petition.handler = lead, officer
    return leg


def notice_clocks(act: Act, leg: Handover) -> None:
    """Art. 23(3): from the day of delivery the unit owes the notice, and may object."""
    code = "D16" if act.petition.procedure == SIMPLE else "D03"
    start_clock(act, code, on=act.occurred_on, owner=leg.to_unit, leg=leg)
    if "D04" in rules_of(act.petition):  # the regulations of 2005 knew no objection
        start_clock(act, "D04", on=act.occurred_on, owner=leg.to_unit, leg=leg)


def handling_limit(petition: Petition) -> str:
    """Return within which limit a petition is to be answered once it is accepted."""
    return limit_of(petition.purpose, petition.procedure)


def begin_handling(act: Act, code: str, arrived: date) -> None:
    """Start the limit for the answer, or let the one of an earlier acceptance go on.

    Art. 34 gives its days once: a file that was closed by mistake and is taken up again, even by
    another unit, has what is left of them. Only a review can order that they begin anew.
    """
    earlier = handling_clock(act.petition)
    if earlier is not None and earlier.code == code:
        earlier.stopped_on = earlier.outcome = None
        earlier.owner, earlier.handover_id = act.unit, act.leg.id if act.leg else None
        relight(act.petition)
        return
    # A late notice must not lengthen the handling: art. 34 runs from arrival + 15 at the latest.
    begins = min(act.occurred_on, arrived + timedelta(days=15))
    if earlier is not None:
        begins = earlier.started_on
    start_clock(act, code, on=begins, owner=act.unit, leg=act.leg)


def take_procedure(petition: Petition, procedure: str, ground: str | None) -> None:
    """Let the file go by a procedure; the simple one keeps the ground on which it is taken."""
    petition.procedure = procedure
    petition.simple_ground = ground_of(petition, ground) if procedure == SIMPLE else None


def sort(act: Act, code: str | None, reason: str | None) -> None:
    """Write on the file to which class of art. 31 it belongs, who said so, when and why."""
    if code is None:
        return
    petition = act.petition
    petition.art31_class, petition.art31_reason = code, reason
    petition.art31_by, petition.art31_on = act.by, act.occurred_on


def names(act: Act) -> str:
    """Return the assisting units' names in one line."""
    return "、".join(unit.name for unit in act.given["receivers"][1:])


def reporting_leg(act: Act) -> Handover:
    """Return the newest leg of which a report was asked.

    :raises MoveRefused: if none was.
    """
    leg = report_leg(act)
    if leg is None:
        raise MoveRefused(N_("No report is owed."))
    return leg


def reckon_again(act: Act, running: Clock) -> None:
    """Reckon a running limit anew after an extension or a pause, by the rules it began under."""
    due = reckoned(running, act.known_calendar)
    running.unrolled_on, running.due_on = due.unrolled_on, due.due_on
    running.paused_days, running.provisional = due.paused_days, due.provisional


def write_opinion(act: Act, level: str, *, facts: str, basis: str, conclusion: str) -> Opinion:
    """Add an opinion at a level and make it the file's current one."""
    petition = act.petition
    opinion = Opinion(
        petition=petition,
        level=level,
        version=next_version(petition, level),
        unit_id=act.by.unit_id,
        facts=facts,
        basis=basis,
        conclusion=conclusion,
        issued_on=act.occurred_on,
        drafted_by_id=act.by.id,
        signed_by=act.approved_by,
    )
    db.session.add(opinion)
    petition.opinion_level, petition.replied_on = level, act.occurred_on
    petition.served_on, petition.result = None, conclusion
    return opinion
