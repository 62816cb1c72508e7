"""The triage desk's moves: where a petition goes from the pool, and how it comes back."""

from datetime import date
from typing import Any

from app.core.errors import Invalid
from app.core.i18n import N_
from app.dictionaries.queries import active_codes, top_code
from app.petitions.checks import check_day
from app.petitions.clocks.running import start_clock
from app.petitions.codes import SIMPLE
from app.petitions.commands.acts import move
from app.petitions.commands.contributing import ask_assisting, release
from app.petitions.commands.executing import drop
from app.petitions.commands.legs import (
    hand_over,
    names,
    notice_clocks,
    receivers,
    sort,
    take_procedure,
)
from app.petitions.commands.lookups import petition_by_number, unit_by_id
from app.petitions.engine import Act, MoveRefused
from app.petitions.guards.competence import no_conflict
from app.petitions.models import Event, Handover
from app.petitions.models.handover import REPORT_OWED
from app.petitions.parties import close_parties, office_of, open_party, strike_party
from app.petitions.queries.earlier import objections_on
from app.petitions.sorts import AWAY

# The dictionary class of art. 22(2): legal organs, and discipline inspection.
ORGAN_CLASSES = ("7",)


@move("transfer", prepare=receivers)
def transfer(
    act: Act,
    *,
    unit_id: int,
    opinion: str,
    assisting_ids: list[int] | None = None,
    assisting_on: date | None = None,
    officer_id: int | None = None,
    procedure: str = "1",
    simple_ground: str | None = None,
    conflict_checked: bool = False,
) -> Event:
    """Send a petition to the unit that has the power to decide it (转送, art. 22(1))."""
    leg = hand_over(act, kind="transfer", opinion=opinion, officer_id=officer_id)
    take_procedure(act.petition, procedure, simple_ground)
    notice_clocks(act, leg)
    ask_assisting(act, wanted_on=assisting_on, asked=opinion)
    return act.done(facts={"unit": leg.to_unit.name, "opinion": opinion, "units": names(act)})


@move("assign", prepare=receivers)
def assign(
    act: Act,
    *,
    unit_id: int,
    opinion: str,
    report_due_on: date,
    assisting_ids: list[int] | None = None,
    assisting_on: date | None = None,
    officer_id: int | None = None,
    procedure: str = "1",
    simple_ground: str | None = None,
    conflict_checked: bool = False,
) -> Event:
    """Send it down and ask for a report by a day (交办, art. 22(1)(3))."""
    if report_due_on <= act.today:
        raise Invalid(N_("The report can only be asked for on a later day."), field="report_due_on")
    leg = hand_over(act, kind="assign", opinion=opinion, officer_id=officer_id)
    take_procedure(act.petition, procedure, simple_ground)
    leg.report, leg.report_due_on = "owed", report_due_on
    notice_clocks(act, leg)
    start_clock(act, "D05", on=act.occurred_on, owner=leg.to_unit, given=report_due_on, leg=leg)
    ask_assisting(act, wanted_on=assisting_on, asked=opinion)
    return act.done(
        facts={
            "unit": leg.to_unit.name,
            "opinion": opinion,
            "units": names(act),
            "due_on": report_due_on.isoformat(),
        }
    )


@move("recall")
def recall(act: Act, *, reason: str) -> Event:
    """Take back what nobody has signed for; the first decision's date stays (撤回)."""
    leg = act.leg
    if leg is None:
        raise MoveRefused(N_("There is nothing to recall."))
    # Nobody there has signed for it: sent to the wrong unit, it is no longer theirs to read.
    strike_party(act.petition, "lead", leg.to_unit_id)
    return _back_to_pool(
        act, leg, status="recalled", facts={"unit": leg.to_unit.name, "reason": reason}
    )


def _back_to_pool(act: Act, leg: Handover, *, status: str, facts: dict[str, Any]) -> Event:
    """Return the file: to the pool, or to the unit that had forwarded it."""
    petition = act.petition
    leg.status = status
    release(petition, act.occurred_on)
    close_parties(petition, "lead", "assisting")
    if leg.kind == "forward":
        return _back_to_forwarder(act, leg, facts)
    petition.unit = office_of(petition)
    petition.handler = None
    event = act.done(facts=facts)
    start_clock(act, "H01", on=act.today, owner=office_of(petition))
    return event


def _back_to_forwarder(act: Act, leg: Handover, facts: dict[str, Any]) -> Event:
    # The upper unit's own notice is still owed, from the day on which it got the file.
    petition = act.petition
    parent = next(one for one in petition.handovers if one.id == leg.parent_id)
    open_party(petition, parent.to_unit, "lead")
    petition.unit, petition.handler = parent.to_unit, parent.officer
    event = act.done(to="transferred", facts=facts)
    code = "D16" if petition.procedure == SIMPLE else "D03"
    start_clock(act, code, on=parent.sent_on, owner=parent.to_unit, leg=parent)
    if parent.report in REPORT_OWED and parent.report_due_on:
        start_clock(
            act,
            "D05",
            on=parent.sent_on,
            owner=parent.to_unit,
            given=parent.report_due_on,
            leg=parent,
        )
    return event


@move("agree_objection")
def agree_objection(act: Act, *, reason: str | None = None) -> Event:
    """Take the petition back because the unit is right: it is not competent (art. 23(3))."""
    leg = act.leg
    if leg is None:
        raise MoveRefused(N_("No objection is open."))
    check_day(act, not_before=leg.objected_on)
    _answer(act, leg, reason or "", agreed=True)
    return _back_to_pool(
        act, leg, status="returned", facts={"unit": leg.to_unit.name, "reason": reason}
    )


@move("refuse_objection")
def refuse_objection(act: Act, *, reason: str) -> Event:
    """Leave the petition with the unit: its limit has been running all along (art. 23(3))."""
    leg = act.leg
    if leg is None:
        raise MoveRefused(N_("No objection is open."))
    check_day(act, not_before=leg.objected_on)
    _answer(act, leg, reason, agreed=False)
    return act.done(facts={"unit": leg.to_unit.name, "reason": reason})


def _answer(act: Act, leg: Handover, words: str, *, agreed: bool) -> None:
    """Write the answer beside the objection that waits; earlier ones keep their own."""
    leg.objection_answer = words
    waiting = next((one for one in objections_on(leg) if one.agreed is None), None)
    if waiting is not None:
        waiting.agreed, waiting.answer = agreed, words
        waiting.answered_on, waiting.answered_by_id = act.occurred_on, act.by.id


def _route(given: dict[str, Any]) -> None:
    channel = top_code("statutory_route", given["route"])
    given["organ_route"] = channel in ORGAN_CLASSES
    # The list stands in the order of the article: its first level is the class.
    given["art31_class"] = channel if channel in AWAY else None
    given["active_codes"] = active_codes("statutory_route")
    if given["route"] not in given["active_codes"]:
        raise Invalid(N_("Choose from the list."), field="route")
    given["receivers"] = (
        [unit_by_id(given["organ_unit_id"], field="organ_unit_id")]
        if given.get("organ_unit_id")
        else []
    )


@move("redirect", prepare=_route)
def redirect(
    act: Act,
    *,
    route: str,
    organ: str,
    reason: str,
    organ_unit_id: int | None = None,
    conflict_checked: bool = False,
) -> Event:
    """Lead the petitioner to the channel the law has for his matter (导入, arts. 22(2), 31)."""
    no_conflict(act)
    petition, code = act.petition, act.given["art31_class"]
    release(petition, act.occurred_on)
    petition.close_way = "A8" if act.given["organ_route"] else "A7"
    petition.result, petition.closed_on = "9", act.occurred_on
    petition.statutory_route = route
    sort(act, code, reason)
    return act.done(facts={"route": route, "organ": organ, "reason": reason, "art31_class": code})


def _grounds(given: dict[str, Any]) -> None:
    given["active_codes"] = active_codes("decline_reason")


@move("decline", prepare=_grounds)
def decline(
    act: Act,
    *,
    reason_code: str,
    reason: str,
    other_number: str | None = None,
    organ: str | None = None,
) -> Event:
    """Do not accept, with a ground of the rule set and a second person (不予受理)."""
    if other_number:
        petition_by_number(other_number, by=act.by, field="other_number")
    petition = act.petition
    release(petition, act.occurred_on)
    petition.reason_code, petition.close_way = reason_code, "A9"
    petition.result, petition.closed_on = "9", act.occurred_on
    return act.done(
        facts={"reason_code": reason_code, "reason": reason, "number": other_number, "organ": organ}
    )


@move("void")
def void(act: Act, *, reason: str) -> Event:
    """Void a registration made by mistake: kept, not counted; its number is not used again."""
    return act.done(facts={"reason": reason})


@move("reopen")
def reopen(act: Act, *, reason: str) -> Event:
    """Correct a mistake in a closed file; new facts are a new petition, never this (更正重启)."""
    petition = act.petition
    drop(petition)
    # The rows first: reading them would write a closed file without its way of closing.
    for leg in petition.handovers:
        if leg.status in ("sent", "signed"):
            leg.status = "done"
    close_parties(petition, "lead", "assisting", "reviewing")
    open_party(petition, office_of(petition), "registering")
    petition.close_way = petition.result = petition.reason_code = None
    petition.closed_on, petition.finalised = None, False
    petition.opinion_level = petition.served_on = petition.replied_on = None
    petition.art31_class = petition.art31_reason = petition.statutory_route = None
    petition.art31_by = petition.art31_on = None
    petition.unit = office_of(petition)
    petition.handler = None
    event = act.done(facts={"reason": reason})
    start_clock(act, "H01", on=act.today, owner=office_of(petition))
    return event
