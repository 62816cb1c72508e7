"""Instructions as the leaders' desk writes them: on a petition or on none, with the scan."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.accounts.models import Officer
from app.core import clock
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.once import once
from app.extensions import db
from app.petitions.commands.acts import perform
from app.petitions.commands.attaching import Upload, fastened
from app.petitions.commands.instruction_ends import close, confirm, note_step, send_back
from app.petitions.commands.instruction_parts import parts_of, units_for
from app.petitions.commands.lookups import petition_by_number
from app.petitions.commands.oversight import record_instruction
from app.petitions.commands.registry import require
from app.petitions.engine import MoveRefused
from app.petitions.models import Approval, Instruction
from app.petitions.queries.files import instruction_of


@dataclass(frozen=True, kw_only=True)
class InstructionGiven:
    """What an instruction says, whose it is, and on what."""

    text: str
    instructed_on: date
    subject: str = ""
    number: str = ""
    leader_level: str = "1"
    leader_id: int | None = None
    leader_name: str | None = None
    leader_title: str | None = None
    guidance: bool = False

    @property
    def for_leader(self) -> bool:
        """True if somebody writes down what a leader wrote on paper (代录)."""
        return bool(self.leader_id or (self.leader_name or "").strip())


@atomic
@once
def write_instruction(
    given: InstructionGiven, *, by: Officer, uploads: Sequence[Upload] = ()
) -> Instruction | Approval:
    """Write a leader's instruction, or record it for him with the scan of the paper.

    :raises Invalid: beside the field that is missing; what is recorded for a leader needs a scan.
    """
    if given.for_leader and not uploads:
        raise Invalid(N_("Add the scan of what the leader wrote."), field="files")
    if given.number and given.guidance:
        raise Invalid(N_("What concerns one petition is no guidance for all."), field="guidance")
    record = _on_petition(given, by) if given.number else _free(given, by)
    if isinstance(record, Approval):
        # Entered late: the instruction comes to be when the second person agrees; the scan waits
        # on the petition.
        if uploads:
            perform(record.petition, "attach", by=by, uploads=uploads)
        return record
    with fastened(uploads, by=by, instruction_id=record.id):
        record.guidance = given.guidance
    return record


def _words(given: InstructionGiven) -> dict[str, Any]:
    return {
        "text": given.text,
        "leader_level": given.leader_level,
        "leader_id": given.leader_id,
        "leader_name": given.leader_name,
        "leader_title": given.leader_title,
    }


def _on_petition(given: InstructionGiven, by: Officer) -> Instruction | Approval:
    petition = petition_by_number(given.number, by=by, field="number")
    made = perform(
        petition,
        "instruct",
        by=by,
        occurred_on=given.instructed_on,
        scanned=given.for_leader,
        **_words(given),
    )
    if isinstance(made, Approval):
        return made
    db.session.flush()
    record = instruction_of(petition, instruction_id=None, status="written")
    if record is None:
        raise RuntimeError("an instruction that was written must be there")
    return record


def _free(given: InstructionGiven, by: Officer) -> Instruction:
    require(("subject", "text"), {"subject": given.subject, "text": given.text})
    return record_instruction(
        by=by,
        subject=given.subject,
        instructed_on=given.instructed_on,
        **_words(given),
    )


@atomic
def pass_on(
    record: Instruction,
    *,
    by: Officer,
    unit_id: int | None,
    also_ids: list[int] | None = None,
    answer_due_on: date | None = None,
    proposal: str | None = None,
) -> None:
    """Pass an instruction on to the units that shall act on it; on a petition it is a move."""
    require(("unit_id",), {"unit_id": unit_id})
    said = {"also_ids": also_ids, "answer_due_on": answer_due_on, "proposal": proposal}
    if _moved(record, "pass_on_instruction", by=by, unit_id=unit_id, **said):
        return
    _may(by, "pass_on_instruction", record.unit_id)
    if record.status != "written":
        raise MoveRefused(N_("No instruction waits for this."))
    if answer_due_on and answer_due_on < clock.today():
        raise Invalid(N_("The wanted day has passed."), field="answer_due_on")
    for part, unit in parts_of(record, units_for(unit_id or 0, also_ids)):
        part.status, part.passed_to, part.passed_on = "passed_on", unit, clock.today()
        part.answer_due_on, part.proposal = answer_due_on, proposal
        part.passed_by_unit_id = by.unit_id
        note_step(part, "passed_on", by=by, on=clock.today(), text=proposal)


@atomic
def answer(record: Instruction, *, by: Officer, text: str) -> None:
    """Report what was done on an instruction; on a petition it is a move."""
    require(("text",), {"text": text})
    if _moved(record, "answer_instruction", by=by, text=text):
        return
    _may(by, "answer_instruction", record.passed_to_id)
    if record.status != "passed_on":
        raise MoveRefused(N_("No instruction waits for this."))
    record.status, record.answer, record.answered_on = "answered", text, clock.today()
    note_step(record, "answered", by=by, on=clock.today(), text=text)


@atomic
def return_answer(
    record: Instruction, *, by: Officer, reason: str, answer_due_on: date | None = None
) -> None:
    """Return the answer for more; on a petition it is a move."""
    require(("reason",), {"reason": reason})
    if _moved(record, "return_instruction", by=by, reason=reason, answer_due_on=answer_due_on):
        return
    _granted(by, "return_instruction")
    send_back(record, by=by, on=clock.today(), reason=reason, due=answer_due_on)


@atomic
def close_record(record: Instruction, *, by: Officer, result: str, text: str | None = None) -> None:
    """Say how it ended; on a petition it is a move."""
    require(("result",), {"result": result})
    if _moved(record, "close_instruction", by=by, result=result, text=text):
        return
    _granted(by, "close_instruction")
    close(record, by=by, on=clock.today(), result=result, text=text)


@atomic
def confirm_closing(record: Instruction, *, by: Officer) -> None:
    """Look at the closing a second time; on a petition it is a move."""
    if _moved(record, "confirm_instruction", by=by):
        return
    _granted(by, "confirm_instruction")
    confirm(record, by=by, on=clock.today())


def _moved(record: Instruction, verb: str, *, by: Officer, **given: Any) -> bool:
    """Make the act as a move of the petition, where the instruction is on one; say so."""
    if record.petition is None:
        return False
    perform(record.petition, verb, by=by, instruction_id=record.id, **given)
    return True


def _granted(by: Officer, verb: str) -> None:
    if not by.may(verb):
        raise MoveRefused(N_("Your roles do not include this act."), who=verb)


def _may(by: Officer, verb: str, unit_id: int | None) -> None:
    _granted(by, verb)
    if unit_id is None or unit_id != by.unit_id:
        raise MoveRefused(N_("The instruction was passed to another unit."))
