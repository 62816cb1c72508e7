"""The acts on the line, one function each, named like the commands that they stand for."""

from datetime import date, timedelta
from typing import Any

from app.demo.bulk import records
from app.demo.bulk.book import Row
from app.demo.bulk.docket import ACTS, Docket, Doing
from app.demo.bulk.opinions import reply, serve
from app.demo.office import Place
from app.dictionaries.queries import top_code
from app.petitions.codes import AT_ONCE, CONSULTATION, SIMPLE, SUGGESTION
from app.petitions.commands.joining import JOINED
from app.petitions.commands.triage import ORGAN_CLASSES
from app.petitions.endings import ON_THE_SPOT, result_on_the_spot
from app.petitions.limits.book import rule_set
from app.petitions.sorts import AWAY


def reply_on_the_spot(docket: Docket, doing: Doing, *, reply: str, **_checked: bool) -> None:
    """当面回复."""
    day = doing.occurred_on
    result = result_on_the_spot(docket.row["purpose"])
    docket.row.update(close_way=ON_THE_SPOT, result=result, closed_on=day, replied_on=day)
    docket.row["reply_text"] = reply
    docket.done(doing, {"reply": reply})


def _hand_over(docket: Docket, doing: Doing, kind: str, unit_id: int, opinion: str) -> Row:
    to = docket.book.office.places[unit_id]
    parent = docket.leg()
    leg = docket.book.add(
        "handover",
        petition_id=docket.id,
        parent_id=parent["id"] if parent else None,
        kind=kind,
        from_unit_id=doing.by.unit_id,
        to_unit_id=unit_id,
        officer_id=None,
        opinion=opinion,
        sent_on=doing.occurred_on,
        sent_at=doing.at,
        status="sent",
        report="none",
    )
    docket.legs.append(leg)
    docket.close_parties(doing.at, "lead")
    docket.open_party(docket.book.office.places[doing.by.unit_id], "sender", doing.at)
    docket.open_party(to, "lead", doing.at)
    docket.row.update(unit_id=unit_id, handler_id=None)
    return leg


def _notice(docket: Docket, doing: Doing, leg: Row, to: Place) -> None:
    code = "D16" if docket.row["procedure"] == SIMPLE else "D03"
    docket.start(code, doing.occurred_on, to, leg=leg)
    if "D04" in rule_set(docket.row["rule_set"]):
        docket.start("D04", doing.occurred_on, to, leg=leg)


def _take_procedure(docket: Docket, procedure: str) -> None:
    # Only questions take the simple one here.
    docket.row.update(procedure=procedure, simple_ground=AT_ONCE if procedure == SIMPLE else None)


def transfer(
    docket: Docket, doing: Doing, *, unit_id: int, opinion: str, procedure: str = "1"
) -> None:
    """转送."""
    _take_procedure(docket, procedure)
    leg = _hand_over(docket, doing, "transfer", unit_id, opinion)
    to = docket.book.office.places[unit_id]
    _notice(docket, doing, leg, to)
    docket.done(doing, {"unit": to.name, "opinion": opinion})


def assign(
    docket: Docket, doing: Doing, *, unit_id: int, opinion: str, report_due_on: date,
    procedure: str = "1",
) -> None:  # fmt: skip
    """交办."""
    _take_procedure(docket, procedure)
    leg = _hand_over(docket, doing, "assign", unit_id, opinion)
    leg.update(report="owed", report_due_on=report_due_on)
    to = docket.book.office.places[unit_id]
    _notice(docket, doing, leg, to)
    docket.start("D05", doing.occurred_on, to, given=report_due_on, leg=leg)
    facts = {"unit": to.name, "opinion": opinion, "due_on": report_due_on.isoformat()}
    docket.done(doing, facts)


def sign_for(docket: Docket, doing: Doing, *, officer_id: int | None = None) -> None:
    """签收."""
    leg = docket.leg() or {}
    leg.update(status="signed", signed_on=doing.occurred_on, signed_by_id=doing.by.id)
    office = docket.book.office
    officer = office.people.get(officer_id) if officer_id else None
    if officer:
        leg["officer_id"] = docket.row["handler_id"] = officer.id
    unit = office.places[leg["to_unit_id"]]
    docket.done(doing, {"unit": unit.name, "officer": officer.name if officer else None})


def object(docket: Docket, doing: Doing, *, return_reason: str, reason: str) -> None:
    """提出异议."""
    leg = docket.leg() or {}
    leg.update(objection_code=return_reason, objection=reason, objected_on=doing.occurred_on)
    docket.row["objections"] = docket.row.get("objections", 0) + 1
    docket.records["objection"] = docket.book.add(
        "objection",
        petition_id=docket.id,
        handover_id=leg["id"],
        unit_id=doing.by.unit_id,
        code=return_reason,
        text=reason,
        asked_on=doing.occurred_on,
        asked_by_id=doing.by.id,
        agreed=None,
    )
    docket.done(doing, {"code": return_reason, "reason": reason})


def agree_objection(docket: Docket, doing: Doing, *, reason: str) -> None:
    """同意异议: back to the pool, with a house limit for the new decision."""
    leg, home = docket.leg() or {}, docket.row["registering_unit_id"]
    leg.update(objection_answer=reason, status="returned")
    docket.records["objection"].update(
        agreed=True, answer=reason, answered_on=doing.occurred_on, answered_by_id=doing.by.id
    )
    docket.close_parties(doing.at, "lead", "assisting")
    docket.row.update(unit_id=home, handler_id=None)
    office = docket.book.office
    docket.done(doing, {"unit": office.places[leg["to_unit_id"]].name, "reason": reason})
    docket.start("H01", doing.today, office.places[home])


def _sort(docket: Docket, doing: Doing, code: str | None, reason: str | None) -> None:
    if code is not None:
        docket.row.update(
            art31_class=code, art31_reason=reason, art31_by_id=doing.by.id,
            art31_on=doing.occurred_on,
        )  # fmt: skip


def accept(docket: Docket, doing: Doing, *, procedure: str = "1", **sorted_as: str | None) -> None:
    """受理."""
    row, leg, place = docket.row, docket.leg(), docket.book.office.places[doing.by.unit_id]
    plain = row["purpose"] == CONSULTATION and not (row["is_group"] or row["is_repeat"])
    row["accepted_on"] = doing.occurred_on
    _take_procedure(docket, SIMPLE if plain else procedure)
    if leg is None:
        row["unit_id"] = place.id
        docket.open_party(place, "lead", doing.at)
    _sort(docket, doing, sorted_as.get("art31_class"), sorted_as.get("art31_reason"))
    docket.done(doing, {"procedure": row["procedure"], **sorted_as}, to="accepted")
    arrived = leg["sent_on"] if leg else row["received_on"]
    code = "D17" if row["procedure"] == SIMPLE else "D06"
    begins = min(doing.occurred_on, arrived + timedelta(days=15))
    docket.start("H02" if row["purpose"] == SUGGESTION else code, begins, place, leg=leg)


def record_progress(docket: Docket, doing: Doing, *, text: str) -> None:
    """办理记录."""
    docket.done(doing, {"text": text})


def extend(docket: Docket, doing: Doing, *, days: int, reason_code: str, reason: str) -> None:
    """延期."""
    running = docket.running("D06") or {}
    running["extended_days"] += days
    docket.reckon_again(running)
    due = running["due_on"].isoformat()
    facts = {"days": days, "reason_code": reason_code, "reason": reason, "due_on": due}
    docket.done(doing, facts)


def report_back(docket: Docket, doing: Doing, *, text: str) -> None:
    """办结报告."""
    leg = docket.legs[-1]
    leg.update(report="given", report_text=text, reported_on=doing.occurred_on)
    unit = docket.book.office.places[leg["from_unit_id"]]
    docket.done(doing, {"unit": unit.name, "text": text})


def pass_report(docket: Docket, doing: Doing, *, note: str) -> None:
    """同意报结."""
    leg = docket.legs[-1]
    leg.update(report="passed", report_answer=note)
    docket.stop(("D05",), leg["reported_on"])
    unit = docket.book.office.places[leg["to_unit_id"]]
    docket.done(doing, {"unit": unit.name, "note": note})


def report_upward(docket: Docket, doing: Doing, *, text: str) -> None:
    """向上级报结."""
    docket.done(doing, {"unit": docket.row["assigning_unit"], "text": text})


def conclude(docket: Docket, doing: Doing, *, close_way: str, result: str) -> None:
    """办结."""
    docket.row.update(close_way=close_way, result=result, closed_on=doing.occurred_on)
    docket.done(doing, {"close_way": close_way, "result": result})


def terminate(docket: Docket, doing: Doing, *, close_way: str, result: str, reason: str) -> None:
    """终止."""
    docket.row.update(close_way=close_way, result=result, closed_on=doing.occurred_on)
    docket.done(doing, {"close_way": close_way, "result": result, "reason": reason})


def archive(
    docket: Docket, doing: Doing, *, archive_unit_id: int, region_code: str, issue: str
) -> None:
    """归档."""
    docket.row.update(
        archived_from=docket.state,
        archived_at=doing.at,
        archive_unit_id=archive_unit_id,
        archive_region=region_code,
        archive_issue=issue,
    )
    unit = docket.book.office.places[archive_unit_id]
    docket.done(doing, {"unit": unit.name, "issue": issue})


def decline(
    docket: Docket, doing: Doing, *, reason_code: str, reason: str, organ: str | None = None
) -> None:
    """不予受理."""
    _end(docket, doing, "A9", reason_code)
    docket.done(doing, {"reason_code": reason_code, "reason": reason, "organ": organ})


def bar(
    docket: Docket,
    doing: Doing,
    *,
    reason_code: str,
    reason: str,
    opinion_number: str,
    same_facts: bool = False,
    **_checked: date,
) -> None:
    """不再受理."""
    _end(docket, doing, "A10", reason_code)
    facts = {"reason_code": reason_code, "reason": reason, "opinion": opinion_number}
    docket.done(doing, {**facts, "same_facts": same_facts or None})


def redirect(
    docket: Docket, doing: Doing, *, route: str, organ: str, reason: str, **_more: Any
) -> None:
    """导入法定途径."""
    channel = top_code("statutory_route", route)
    _end(docket, doing, "A8" if channel in ORGAN_CLASSES else "A7")
    docket.row["statutory_route"] = route
    code = channel if channel in AWAY else None
    _sort(docket, doing, code, reason)
    docket.done(doing, {"route": route, "organ": organ, "reason": reason, "art31_class": code})


def _end(docket: Docket, doing: Doing, close_way: str, reason_code: str | None = None) -> None:
    docket.row.update(
        close_way=close_way, result="9", closed_on=doing.occurred_on, reason_code=reason_code
    )


def join(docket: Docket, doing: Doing, *, other_number: str, reason: str) -> None:
    """并案."""
    own = docket.row["matter_id"]
    first_id, matter_id = docket.book.firsts[other_number]
    docket.row.update(matter_id=matter_id, joined_into_id=first_id)
    docket.stop(doing.move.stops, doing.occurred_on, outcome=JOINED)
    docket.done(doing, {"number": other_number, "reason": reason, "matter_id": own})


def void(docket: Docket, doing: Doing, *, reason: str) -> None:
    """作废."""
    docket.done(doing, {"reason": reason})


ACTS.update(
    (act.__name__, act)
    for act in (
        reply_on_the_spot, transfer, assign, sign_for, object, agree_objection, accept,
        record_progress, extend, reply, serve, report_back, pass_report, report_upward, conclude,
        terminate, archive, decline, bar, redirect, join, void,
    )
)  # fmt: skip
ACTS.update(records.RECORDS)
