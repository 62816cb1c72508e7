"""Leaders: submit, instruct, pass on, answer."""

from datetime import date

from app.accounts.models import Officer, Unit
from app.core import clock
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.checks import check_day
from app.petitions.clocks.running import start_clock, stop_clocks
from app.petitions.commands.acts import move
from app.petitions.commands.instruction_ends import note_step
from app.petitions.commands.instruction_parts import parts_of, units_for
from app.petitions.commands.lookups import officer_by_id, unit_by_id
from app.petitions.commands.registry import require
from app.petitions.engine import Act, MoveRefused
from app.petitions.letters.refilling import refill_submission
from app.petitions.models import Event, Instruction, Petition, Submission
from app.petitions.parties import open_party
from app.petitions.queries.files import instruction_of, open_submission


@move("submit")
def submit(act: Act, *, leader_id: int, text: str, wanted_on: date | None = None) -> Event:
    """Lay the petition before a leader with what is proposed, wanted back by a day (上报领导)."""
    leader = officer_by_id(leader_id, field="leader_id")
    if leader.id in act.by.persons or not _is_leader(leader):
        raise Invalid(N_("Choose a leader who gives instructions."), field="leader_id")
    if wanted_on and wanted_on < act.today:
        raise Invalid(
            N_("The day by which the instruction is wanted has passed."), field="wanted_on"
        )
    if open_submission(act.petition, leader=leader) is not None:
        raise MoveRefused(N_("It lies before this leader already."))
    record = Submission(
        petition=act.petition,
        leader=leader,
        wanted_on=wanted_on,
        text=text,
        asked_by=act.by,
        asked_at=clock.now(),
    )
    db.session.add(record)
    if leader.unit is not None:
        open_party(act.petition, leader.unit, "instructed", user=leader)
    return act.done(facts={"leader": leader.full_name, "due_on": _iso(wanted_on), "text": text})


def _is_leader(officer: Officer) -> bool:
    """A leader is before whom a petition can be laid; a recorder only writes for one."""
    return officer.may("return_submission")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@move("withdraw_submission")
def withdraw_submission(act: Act, *, submission_id: int | None = None) -> Event:
    """Take back a submission before the leader has written on it."""
    record = _submission(act.petition, submission_id)
    record.status, record.closed_at = "withdrawn", clock.now()
    return act.done(facts={"leader": record.leader.full_name})


@move("return_submission")
def return_submission(act: Act, *, reason: str) -> Event:
    """Send a submission back without an instruction."""
    record = open_submission(act.petition, leader=act.by.seat)
    if record is None:
        raise MoveRefused(N_("No submission waits for you."))
    record.status, record.answer, record.closed_at = "returned", reason, clock.now()
    return act.done(facts={"reason": reason})


def _submission(petition: Petition, submission_id: int | None) -> Submission:
    record = open_submission(petition, submission_id=submission_id)
    if record is None:
        raise MoveRefused(N_("No submission waits for this."))
    return record


@move("instruct")
def instruct(
    act: Act,
    *,
    text: str,
    leader_level: str = "1",
    leader_id: int | None = None,
    leader_name: str | None = None,
    leader_title: str | None = None,
    unit_id: int | None = None,
    answer_due_on: date | None = None,
    scanned: bool = False,
) -> Event:
    """Write the leader's instruction, or record it for him from the paper (批示, 代录).

    ``scanned`` says that the paper comes with it; what is recorded for a leader needs it.
    """
    if answer_due_on and not unit_id:
        raise Invalid(N_("Say which unit is to answer by that day."), field="unit_id")
    record = _written(
        by=act.by,
        petition=act.petition,
        subject=act.petition.summary or act.petition.number,
        text=text,
        instructed_on=act.occurred_on,
        leader_level=leader_level,
        leader_id=leader_id,
        leader_name=leader_name,
        leader_title=leader_title,
    )
    if record.for_leader and not scanned:
        raise Invalid(N_("Add the scan of what the leader wrote."), field="files")
    _answers_submission(record, act.petition)
    act.petition.instructed = True
    if record.for_leader and record.leader is not None and record.leader.unit is not None:
        # What was recorded for him stands on his page, and the file behind it.
        open_party(act.petition, record.leader.unit, "instructed", user=record.leader)
    event = act.done(
        facts={"leader": record.leader_name, "text": text},
        on_behalf_of=record.leader if record.for_leader else None,
    )
    if unit_id:
        _pass_on(record, unit_by_id(unit_id), answer_due_on, None, act)
    refill_submission(act)
    return event


def _answers_submission(record: Instruction, petition: Petition) -> None:
    """Tie an instruction to the submission that lay before its leader."""
    waiting = open_submission(petition, leader=record.leader) if record.leader else None
    if waiting is not None:
        waiting.status, waiting.closed_at = "instructed", clock.now()
        record.submission_id = waiting.id


def _written(
    *,
    by: Officer,
    petition: Petition | None,
    subject: str,
    text: str,
    instructed_on: date,
    leader_level: str,
    leader_id: int | None,
    leader_name: str | None,
    leader_title: str | None,
) -> Instruction:
    leader = _leader(by, leader_id, leader_name)
    if instructed_on > clock.today():
        raise Invalid(N_("The date lies in the future."), field="occurred_on")
    record = Instruction(
        petition=petition,
        subject=subject,
        leader=leader,
        leader_name=leader.full_name if leader else (leader_name or "").strip(),
        leader_title=leader_title or (leader.title if leader else None),
        leader_level=leader_level,
        text=text,
        instructed_on=instructed_on,
        unit_id=by.unit_id,
        recorded_by_id=by.id,
        recorded_at=clock.now(),
        for_leader=leader is not by.seat,
        status="written",
    )
    db.session.add(record)
    db.session.flush()
    return record


def _leader(by: Officer, leader_id: int | None, leader_name: str | None) -> Officer | None:
    """Return whose instruction it is; None for a leader who has no account here."""
    leader = officer_by_id(leader_id, field="leader_id") if leader_id else None
    if leader is None and not (leader_name or "").strip():
        leader = by.seat
    if leader is not None and not _is_leader(leader):
        raise Invalid(N_("Say whose instruction it is."), field="leader_id")
    return leader


@atomic
def record_instruction(
    *,
    by: Officer,
    subject: str,
    text: str,
    instructed_on: date,
    leader_level: str = "1",
    leader_id: int | None = None,
    leader_name: str | None = None,
    leader_title: str | None = None,
) -> Instruction:
    """Write or record an instruction that belongs to no petition: guidance for the work."""
    require(("subject", "text"), {"subject": subject, "text": text})
    if not by.may("instruct"):
        raise MoveRefused(N_("Your roles do not include this act."), who="instruct")
    return _written(
        by=by,
        petition=None,
        subject=subject,
        text=text,
        instructed_on=instructed_on,
        leader_level=leader_level,
        leader_id=leader_id,
        leader_name=leader_name,
        leader_title=leader_title,
    )


@move("pass_on_instruction")
def pass_on_instruction(
    act: Act,
    *,
    unit_id: int,
    instruction_id: int | None = None,
    also_ids: list[int] | None = None,
    answer_due_on: date | None = None,
    proposal: str | None = None,
) -> Event:
    """Pass the instruction on to the units that shall act on it, each for itself (拟办, 交办)."""
    record = _instruction(act.petition, instruction_id, status="written")
    units = units_for(unit_id, also_ids)
    for part, unit in parts_of(record, units):
        _pass_on(part, unit, answer_due_on, proposal, act)
    names = "\u3001".join(unit.name for unit in units)
    return act.done(facts={"unit": names, "due_on": _iso(answer_due_on), "text": proposal})


def _pass_on(
    record: Instruction, unit: Unit, due: date | None, proposal: str | None, act: Act
) -> None:
    if due and due < act.today:
        raise Invalid(N_("The wanted day has passed."), field="answer_due_on")
    record.status, record.passed_to, record.passed_on = "passed_on", unit, act.occurred_on
    record.answer_due_on, record.proposal = due, proposal
    record.passed_by_unit_id = act.by.unit_id
    note_step(record, "passed_on", by=act.by, on=act.occurred_on, text=proposal)
    open_party(act.petition, unit, "instructed")
    if due:
        start_clock(act, "H03", on=act.occurred_on, owner=unit, given=due, record_id=record.id)


def _instruction(petition: Petition, instruction_id: int | None, *, status: str) -> Instruction:
    record = instruction_of(petition, instruction_id=instruction_id, status=status)
    if record is None:
        raise MoveRefused(N_("No instruction waits for this."))
    return record


@move("answer_instruction")
def answer_instruction(act: Act, *, text: str, instruction_id: int | None = None) -> Event:
    """Report to the leader what was done on his instruction (批示反馈)."""
    # Of several parts the own one, if none is named.
    record = instruction_of(
        act.petition, instruction_id=instruction_id, status="passed_on", unit_id=act.by.unit_id
    ) or _instruction(act.petition, instruction_id, status="passed_on")
    if record.passed_to_id != act.by.unit_id:
        raise MoveRefused(N_("The instruction was passed to another unit."))
    check_day(act, not_before=record.passed_on)
    record.status, record.answer, record.answered_on = "answered", text, act.occurred_on
    note_step(record, "answered", by=act.by, on=act.occurred_on, text=text)
    stop_clocks(act.petition, ("H03",), on=act.occurred_on, record_id=record.id)
    refill_submission(act)
    return act.done(facts={"leader": record.leader_name, "text": text})
