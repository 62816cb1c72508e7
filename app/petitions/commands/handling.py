"""The unit's moves: sign for, object, accept, work, extend, reply, report."""

from datetime import date
from typing import Any

from app.core.errors import Invalid
from app.core.i18n import N_
from app.petitions.checks import check_day
from app.petitions.clocks.running import (
    HANDLING,
    handling_clock,
    relight,
    restart_clock,
    rules_of,
    running_clock,
    stop_clocks,
)
from app.petitions.codes import SIMPLE
from app.petitions.commands.acts import move
from app.petitions.commands.contributing import release
from app.petitions.commands.executing import drop, follow
from app.petitions.commands.legs import (
    begin_handling,
    hand_over,
    handling_limit,
    names,
    notice_clocks,
    receivers,
    reckon_again,
    reporting_leg,
    sort,
    take_procedure,
    write_opinion,
)
from app.petitions.commands.lookups import handler_by_id
from app.petitions.engine import Act, MoveRefused
from app.petitions.guards.sorting import must_be_six
from app.petitions.models import Answer, Event, Handover, Objection
from app.petitions.parties import keep, open_party
from app.petitions.procedures import procedure_taken
from app.petitions.queries.files import current_opinion


@move("sign_for")
def sign_for(act: Act, *, officer_id: int | None = None) -> Event:
    """Sign for what was handed to the unit; only recorded, no limit waits for it."""
    leg = _leg(act)
    check_day(act, not_before=leg.sent_on)
    leg.status, leg.signed_on, leg.signed_by_id = "signed", act.occurred_on, act.by.id
    officer = leg.officer
    if officer_id:
        officer = handler_by_id(act.petition, officer_id, unit=act.by.unit)
    if officer is not None:
        leg.officer = act.petition.handler = officer
    return act.done(facts={"unit": leg.to_unit.name, "officer": str(officer) if officer else None})


def _leg(act: Act) -> Handover:
    if act.leg is None:
        raise MoveRefused(N_("The petition was not handed over."))
    return act.leg


@move("forward", prepare=receivers)
def forward(
    act: Act,
    *,
    unit_id: int,
    opinion: str,
    officer_id: int | None = None,
    conflict_checked: bool = False,
) -> Event:
    """Hand the petition on to a unit below the own one (再转下级): a new leg, a new notice."""
    stop_clocks(act.petition, act.move.stops, on=act.occurred_on)
    leg = hand_over(act, kind="forward", opinion=opinion, officer_id=officer_id)
    event = act.done(facts={"unit": leg.to_unit.name, "opinion": opinion, "units": names(act)})
    notice_clocks(act, leg)
    return event


@move("object")
def object(act: Act, *, return_reason: str, reason: str) -> Event:
    """Object that the unit is not competent, within five working days (art. 23(3))."""
    leg = _leg(act)
    check_day(act, not_before=leg.sent_on)
    leg.objection_code, leg.objection, leg.objected_on = return_reason, reason, act.occurred_on
    leg.objection_answer = None
    keep(
        act.petition,
        Objection(
            petition=act.petition,
            handover_id=leg.id,
            unit_id=act.by.unit_id,
            code=return_reason,
            text=reason,
            asked_on=act.occurred_on,
            asked_by_id=act.by.id,
        ),
    )
    act.petition.objections += 1
    return act.done(facts={"code": return_reason, "reason": reason})


@move("accept")
def accept(
    act: Act,
    *,
    procedure: str = "1",
    simple_ground: str | None = None,
    art31_class: str | None = None,
    art31_reason: str | None = None,
    officer_id: int | None = None,
    oral: bool = False,
    reason: str | None = None,
) -> Event:
    """Take the petition on and tell the petitioner (受理, arts. 23, 31); handling begins."""
    petition = act.petition
    must_be_six(act, art31_class, art31_reason)
    arrived = act.leg.sent_on if act.leg else petition.received_on
    check_day(act, not_before=arrived)
    petition.accepted_on = act.occurred_on
    take_procedure(petition, procedure_taken(petition, procedure), simple_ground)
    if oral and petition.procedure != SIMPLE:
        raise Invalid(
            N_("Only the simple procedure may tell the petitioner by word."), field="oral"
        )
    if officer_id:
        petition.handler = handler_by_id(petition, officer_id, unit=act.by.unit)
    if act.leg is None:
        petition.unit = act.by.unit
        open_party(petition, act.unit, "lead")
    sort(act, art31_class, art31_reason)
    facts = {"procedure": petition.procedure, "art31_class": art31_class, "reason": reason}
    event = act.done(to="accepted", facts={**facts, "art31_reason": art31_reason})
    begin_handling(act, handling_limit(petition), arrived)
    return event


@move("record_progress")
def record_progress(act: Act, *, text: str) -> Event:
    """Write down what was done on the petition."""
    return act.done(facts={"text": text})


@move("extend")
def extend(act: Act, *, days: int, reason_code: str, reason: str) -> Event:
    """Lengthen the handling, the head of the unit agreeing (延期, art. 34)."""
    running = running_clock(act.petition, "D06")
    if running is None or act.calendar is None:
        raise MoveRefused(N_("No limit of art. 34 is running that could be extended."))
    running.extended_days += days
    reckon_again(act, running)
    # Who lengthens it has taken note that the office's own limit inside it will not be kept.
    stop_clocks(act.petition, ("H05",), on=act.occurred_on)
    return act.done(
        facts={
            "days": days,
            "reason_code": reason_code,
            "reason": reason,
            "due_on": running.due_on.isoformat(),
        }
    )


def _readable_answers(given: dict[str, Any]) -> None:
    if not isinstance(given.get("answers"), dict):
        raise Invalid(N_("Answer each request."), field="answers")


@move("reply", prepare=_readable_answers)
def reply(
    act: Act,
    *,
    answers: dict[str, dict[str, str]],
    facts: str,
    basis: str,
    conclusion: str,
    oral: bool = False,
    oral_manner: str | None = None,
    without_reason: str | None = None,
    execute_by_on: date | None = None,
) -> Event:
    """Issue the opinion of art. 32: an answer to each request, facts, basis, conclusion (答复)."""
    petition = act.petition
    check_day(act, not_before=petition.accepted_on)
    if oral and petition.procedure != SIMPLE:
        raise Invalid(N_("Only the simple procedure may answer by word."), field="oral")
    if execute_by_on and execute_by_on < act.occurred_on:
        raise Invalid(N_("It is carried out on a later day, or today."), field="execute_by_on")
    if oral and not oral_manner:
        raise Invalid(N_("Say how it was answered by word."), field="oral_manner")
    release(petition, act.occurred_on)
    opinion = write_opinion(act, "handling", facts=facts, basis=basis, conclusion=conclusion)
    opinion.oral, opinion.oral_manner = oral, oral_manner if oral else None
    for request in petition.requests:
        given = answers[str(request.id)]
        opinion.answers.append(
            Answer(
                request=request,
                conclusion=given.get("conclusion") or conclusion,
                text=given["text"].strip(),
            )
        )
    follow(act, opinion, act.unit, by_on=execute_by_on)
    if oral:
        opinion.served_on = petition.served_on = act.occurred_on
    if oral or rules_of(petition).answered_by == "issue":
        stop_clocks(petition, HANDLING, on=act.occurred_on)
    facts_ = {"conclusion": conclusion, "version": opinion.version}
    said = {"oral_manner": opinion.oral_manner, "reason": without_reason}
    return act.done(facts={**facts_, **said})


@move("withdraw_opinion")
def withdraw_opinion(act: Act, *, reason: str) -> Event:
    """Take the opinion back and handle again; the original limit goes on, never a new one."""
    petition = act.petition
    drop(petition)
    opinion = current_opinion(petition)
    if opinion is not None:
        opinion.withdrawn_on = act.occurred_on
    petition.opinion_level = petition.served_on = petition.replied_on = petition.result = None
    petition.redone += 1
    event = act.done(facts={"reason": reason})
    running = handling_clock(petition)
    if running is not None:
        restart_clock(running)
    relight(petition)
    return event


@move("report_back")
def report_back(act: Act, *, text: str) -> Event:
    """Report to the unit that assigned it how the matter ended (办结报告)."""
    leg = reporting_leg(act)
    leg.report, leg.report_text, leg.reported_on = "given", text, act.occurred_on
    return act.done(facts={"unit": leg.from_unit.name, "text": text})


@move("pass_report")
def pass_report(act: Act, *, note: str | None = None) -> Event:
    """Accept the report; only now the limit of the assignment stops."""
    leg = reporting_leg(act)
    leg.report, leg.report_answer = "passed", note
    # Judged by the day of the report, not by how long its reader took.
    stop_clocks(act.petition, ("D05",), on=leg.reported_on or act.occurred_on)
    return act.done(facts={"unit": leg.to_unit.name, "note": note})


@move("return_report")
def return_report(act: Act, *, reason: str) -> Event:
    """Send the report back; the limit of the assignment has never stopped."""
    leg = reporting_leg(act)
    leg.report, leg.report_answer = "returned", reason
    return act.done(facts={"unit": leg.to_unit.name, "reason": reason})
