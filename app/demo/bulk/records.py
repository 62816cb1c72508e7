"""Reviews, and the records beside the line, as rows."""

from collections.abc import Callable
from datetime import date
from typing import Any

from app.demo.bulk.book import Row
from app.demo.bulk.docket import Docket, Doing
from app.demo.bulk.opinions import write_opinion
from app.petitions.codes import REDO
from app.petitions.letters.order_numbers import counter_of, number, prefix_of
from app.petitions.models.order import LETTERS


def _apply(docket: Docket, doing: Doing, level: str, unit_id: int, reason: str) -> Row:
    case = docket.book.add(
        "review_case",
        petition_id=docket.id,
        level=level,
        unit_id=unit_id,
        against_id=docket.opinions[-1]["id"],
        applied_on=doing.occurred_on,
        reason=reason,
    )
    docket.reviews.append(case)
    docket.close_parties(doing.at, "reviewing")
    docket.open_party(docket.book.office.places[unit_id], "reviewing", doing.at)
    return case


def ask_review(
    docket: Docket, doing: Doing, *, unit_id: int, applied_on: date, reason: str
) -> None:
    """申请复查."""
    _apply(docket, doing, "review", unit_id, reason)
    unit = docket.book.office.places[unit_id]
    docket.done(doing, {"unit": unit.name, "reason": reason})
    docket.start("D08", applied_on, unit)


def ask_re_examination(
    docket: Docket, doing: Doing, *, unit_id: int, applied_on: date, reason: str
) -> None:
    """申请复核."""
    _apply(docket, doing, "re_examination", unit_id, reason)
    unit = docket.book.office.places[unit_id]
    docket.done(doing, {"unit": unit.name, "reason": reason})
    docket.start("D10", applied_on, unit)


def decide_review(docket: Docket, doing: Doing, *, outcome: str, facts: str, basis: str) -> None:
    """复查意见."""
    docket.reviews[-1].update(outcome=outcome, decided_on=doing.occurred_on)
    if outcome == REDO:
        _do_again(docket, doing, facts, basis)
        return
    conclusion = docket.row["result"]
    opinion = write_opinion(
        docket, doing, "review", facts=facts, basis=basis, conclusion=conclusion
    )
    docket.done(doing, {"outcome": outcome, "version": opinion["version"]}, to="replied")


def _do_again(docket: Docket, doing: Doing, facts: str, basis: str) -> None:
    level = docket.reviews[-1]["level"]
    write_opinion(docket, doing, level, facts=facts, basis=basis, conclusion="")
    docket.row.update(
        opinion_level=None, served_on=None, replied_on=None, result=None,
        redone=docket.row.get("redone", 0) + 1, accepted_on=doing.occurred_on,
    )  # fmt: skip
    docket.done(doing, {"outcome": REDO}, to="accepted")
    docket.start("D06", doing.occurred_on, docket.book.office.places[docket.row["unit_id"]])


def decide_re_examination(
    docket: Docket, doing: Doing, *, outcome: str, facts: str, basis: str
) -> None:
    """复核意见."""
    docket.reviews[-1].update(outcome=outcome, decided_on=doing.occurred_on)
    conclusion = docket.row["result"]
    opinion = write_opinion(
        docket, doing, "re_examination", facts=facts, basis=basis, conclusion=conclusion
    )
    docket.row.update(close_way="A6", finalised=True, closed_on=doing.occurred_on)
    docket.stop(("*",), doing.occurred_on)
    docket.done(doing, {"outcome": outcome, "version": opinion["version"]}, to="concluded")


# --- leaders and supervisors --------------------------------------------------------------------


def submit(docket: Docket, doing: Doing, *, leader_id: int, wanted_on: date, text: str) -> None:
    """呈报."""
    leader = docket.book.office.people[leader_id]
    docket.records["submission"] = docket.book.add(
        "submission",
        petition_id=docket.id,
        leader_id=leader_id,
        wanted_on=wanted_on,
        text=text,
        status="asked",
        asked_by_id=doing.by.id,
        asked_at=doing.at,
    )
    place = docket.book.office.places[leader.unit_id]
    docket.open_party(place, "instructed", doing.at, leader)
    docket.done(doing, {"leader": leader.name, "due_on": wanted_on.isoformat(), "text": text})


def instruct(docket: Docket, doing: Doing, *, text: str, leader_level: str) -> None:
    """批示, by the leader himself."""
    waiting = docket.records["submission"]
    waiting.update(status="instructed", closed_at=doing.at)
    docket.records["instruction"] = docket.book.add(
        "instruction",
        petition_id=docket.id,
        submission_id=waiting["id"],
        subject=docket.row["summary"] or docket.number,
        leader_id=doing.by.id,
        leader_name=doing.by.name,
        leader_title=doing.by.title,
        leader_level=leader_level,
        text=text,
        instructed_on=doing.occurred_on,
        unit_id=doing.by.unit_id,
        recorded_by_id=doing.by.id,
        recorded_at=doing.at,
        for_leader=False,
        status="written",
    )
    docket.row["instructed"] = True
    docket.done(doing, {"leader": doing.by.name, "text": text})


def pass_on_instruction(docket: Docket, doing: Doing, *, unit_id: int, answer_due_on: date) -> None:
    """批示交办."""
    record, unit = docket.records["instruction"], docket.book.office.places[unit_id]
    record.update(
        status="passed_on", passed_to_id=unit_id, passed_on=doing.occurred_on,
        answer_due_on=answer_due_on,
    )  # fmt: skip
    docket.open_party(unit, "instructed", doing.at)
    docket.start("H03", doing.occurred_on, unit, given=answer_due_on, record_id=record["id"])
    docket.done(doing, {"unit": unit.name, "due_on": answer_due_on.isoformat()})


def answer_instruction(docket: Docket, doing: Doing, *, text: str) -> None:
    """批示反馈."""
    record, day = docket.records["instruction"], doing.occurred_on
    record.update(status="answered", answer=text, answered_on=day)
    docket.stop(("H03",), day, record_id=record["id"])
    docket.done(doing, {"leader": record["leader_name"], "text": text})


def issue_supervision(  # noqa: PLR0913 - the fields of the form
    docket: Docket, doing: Doing, *, unit_id: int, rung: str, reason_code: str, text: str,
    due_on: date, manner: str,
) -> None:  # fmt: skip
    """督办."""
    unit = docket.book.office.places[unit_id]
    docket.records["supervision"] = record = docket.book.add(
        "supervision",
        petition_id=docket.id,
        rung=rung,
        manner=manner,
        reason_code=reason_code,
        text=text,
        unit_id=unit_id,
        issued_by_unit_id=doing.by.unit_id,
        issued_by_id=doing.by.id,
        issued_on=doing.occurred_on,
        due_on=due_on,
        status="issued",
        **dict.fromkeys(("number", "mark", "year", "numbered_at", "closing_note")),
    )
    docket.row["supervised"] = True
    docket.start("H04", doing.occurred_on, unit, given=due_on, record_id=record["id"])
    facts = {"unit": unit.name, "rung": rung, "text": text, "due_on": due_on.isoformat()}
    docket.done(doing, {**facts, "number": _letter_number(docket, doing, rung)})


def _letter_number(docket: Docket, doing: Doing, rung: str) -> str | None:
    """Number what is a letter, as the command does."""
    record, year = docket.records["supervision"], doing.today.year
    office = docket.book.office.places[doing.by.unit_id]
    if rung in LETTERS:
        prefix = prefix_of(office, "supervise")
        serial = docket.book.serial(counter_of(office), prefix, date(year, 1, 1))
        record["number"] = number(office, "supervise", year, serial)
        record.update(mark=prefix, year=year, numbered_at=doing.at)
    return record["number"]


def _supervising(docket: Docket) -> tuple[Row, dict[str, Any]]:
    record = docket.records["supervision"]
    unit, issued_on = docket.book.office.places[record["unit_id"]], record["issued_on"].isoformat()
    named = {"unit": unit.name, "rung": record["rung"], "number": record["number"]}
    return record, {**named, "issued_on": issued_on}


def sign_supervision(docket: Docket, doing: Doing) -> None:
    """签收督办."""
    record, named = _supervising(docket)
    record.update(status="signed", signed_on=doing.occurred_on)
    docket.done(doing, named)


def answer_supervision(docket: Docket, doing: Doing, *, text: str) -> None:
    """督办反馈."""
    record, named = _supervising(docket)
    record.setdefault("signed_on", doing.occurred_on)
    record.update(status="answered", answer=text, answered_on=doing.occurred_on)
    docket.stop(("H04",), doing.occurred_on, record_id=record["id"])
    docket.done(doing, {**named, "text": text})


def close_supervision(docket: Docket, doing: Doing, *, result: str) -> None:
    """核销督办."""
    record, named = _supervising(docket)
    record.update(status="closed", result=result, closed_on=doing.occurred_on)
    docket.stop(("H04",), doing.occurred_on, record_id=record["id"])
    docket.row["supervised"] = False
    docket.done(doing, {**named, "result": result})


# --- public reply, follow-up, marks -------------------------------------------------------------


def propose_public_reply(
    docket: Docket, doing: Doing, *, text: str, title: str, question: str
) -> None:
    """公开答复."""
    docket.records["public_reply"] = docket.book.add(
        "public_reply",
        petition_id=docket.id,
        unit_id=doing.by.unit_id,
        title=title,
        question=question,
        text=text,
        status="proposed",
        proposed_by_id=doing.by.id,
    )
    docket.done(doing, {})


def redact_public_reply(docket: Docket, doing: Doing, *, text: str) -> None:
    """脱敏."""
    docket.records["public_reply"].update(
        redacted=text, redacted_by_id=doing.by.id, status="redacted"
    )
    docket.done(doing, {})


def approve_public_reply(docket: Docket, doing: Doing) -> None:
    """审核."""
    docket.records["public_reply"].update(status="approved", approved_by_id=doing.by.id)
    docket.done(doing, {})


def publish_public_reply(docket: Docket, doing: Doing) -> None:
    """发布."""
    docket.records["public_reply"].update(status="published", published_at=doing.at)
    docket.done(doing, {})


def follow_up(docket: Docket, doing: Doing, *, manner: str, satisfaction: str, text: str) -> None:
    """回访."""
    docket.book.add(
        "follow_up",
        petition_id=docket.id,
        manner=manner,
        satisfaction=satisfaction,
        text=text,
        occurred_on=doing.occurred_on,
        recorded_by_id=doing.by.id,
        recorded_at=doing.at,
    )
    docket.stop(("D18",), doing.occurred_on)
    docket.done(doing, {"satisfaction": satisfaction, "text": text})


def mark_seen(docket: Docket, doing: Doing, *, note: str) -> None:
    """标记查看."""
    docket.book.add(
        "seen_mark", petition_id=docket.id, user_id=doing.by.id, seen_at=doing.at, note=note
    )
    docket.done(doing, {"note": note})


Record = Callable[..., Any]
RECORDS: dict[str, Record] = {
    record.__name__: record
    for record in (
        ask_review, ask_re_examination, decide_review, decide_re_examination, submit, instruct,
        pass_on_instruction, answer_instruction, issue_supervision, sign_supervision,
        answer_supervision, close_supervision, propose_public_reply, redact_public_reply,
        approve_public_reply, publish_public_reply, follow_up, mark_seen,
    )
}  # fmt: skip
