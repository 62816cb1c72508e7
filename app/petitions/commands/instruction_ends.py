"""The end of an instruction: its answer is returned for more, or it is closed and looked at twice.

The office that passed it on judges the answer (return, close); who recorded it, the leader or
another hand of that office looks at the closing a second time. On a petition each is a move.
"""

from datetime import date

from app.accounts.deputies import same_hands
from app.accounts.models import Officer
from app.core import clock
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.checks import check_day
from app.petitions.clocks.running import start_clock
from app.petitions.commands.acts import move
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Event, Instruction, InstructionStep
from app.petitions.parties import office_of
from app.petitions.queries.files import instruction_of

#: What waits for the office's judgement; what is still being closed can be taken up again.
JUDGED = ("answered", "closing")


# --- the record's own life ------------------------------------------------------------------------


def note_step(
    record: Instruction, step: str, *, by: Officer, on: date, text: str | None = None
) -> None:
    """Write down what became of an instruction; nothing of it is changed afterwards."""
    db.session.add(
        InstructionStep(
            instruction_id=record.id,
            step=step,
            by_id=by.id,
            unit_id=by.unit_id,
            occurred_on=on,
            recorded_at=clock.now(),
            text=text,
        )
    )


def send_back(
    record: Instruction, *, by: Officer, on: date, reason: str, due: date | None = None
) -> None:
    """Return the answer: the unit owes another one; the first stays among the steps."""
    _judge(record, by, JUDGED)
    if due and due < clock.today():
        raise Invalid(N_("The wanted day has passed."), field="answer_due_on")
    record.status, record.answer, record.answered_on = "passed_on", None, None
    record.result = record.closed_on = record.closed_by_id = None
    record.answer_due_on = due or record.answer_due_on
    note_step(record, "returned", by=by, on=on, text=reason)


def close(
    record: Instruction, *, by: Officer, on: date, result: str, text: str | None = None
) -> None:
    """Say how the instruction ended; it is closed when somebody has looked a second time."""
    _judge(record, by, ("answered",))
    record.status, record.result = "closing", result
    record.closed_on, record.closed_by_id = on, by.id
    note_step(record, "closing", by=by, on=on, text=text)


def confirm(record: Instruction, *, by: Officer, on: date) -> None:
    """Look at the closing a second time; then nothing of the instruction is owed any more."""
    _waits(record, ("closing",))
    if same_hands(by, record.closed_by_id):
        raise MoveRefused(N_("Another person must look at the closing, not the one who closed it."))
    if not _own(record, by):
        _ours(record, by)
    record.status = "closed"
    note_step(record, "closed", by=by, on=on)


def _judge(record: Instruction, by: Officer, statuses: tuple[str, ...]) -> None:
    _waits(record, statuses)
    _ours(record, by)


def _waits(record: Instruction, statuses: tuple[str, ...]) -> None:
    if record.status not in statuses:
        raise MoveRefused(N_("No instruction waits for this."))


def _own(record: Instruction, by: Officer) -> bool:
    return record.recorded_by_id in by.persons or record.leader_id == by.seat.id


def may_judge(record: Instruction, by: Officer) -> bool:
    """Say whether there is an answer, and the officer's office judges it."""
    return record.status in JUDGED and by.unit_id in _offices(record)


def may_confirm(record: Instruction, by: Officer) -> bool:
    """Say whether the closing waits for a second look, and this officer may take it."""
    near = _own(record, by) or by.unit_id in _offices(record)
    return record.status == "closing" and near and not same_hands(by, record.closed_by_id)


def _offices(record: Instruction) -> set[int]:
    offices = {record.passed_by_unit_id, record.unit_id}
    if record.petition is not None:
        offices.add(office_of(record.petition).id)
    return {one for one in offices if one is not None}


def _ours(record: Instruction, by: Officer) -> None:
    if by.unit_id not in _offices(record):
        raise MoveRefused(N_("The office that passed the instruction on judges its answer."))


# --- on a petition --------------------------------------------------------------------------------


@move("return_instruction")
def return_instruction(
    act: Act, *, reason: str, instruction_id: int | None = None, answer_due_on: date | None = None
) -> Event:
    """Return the answer to an instruction for more (退回补充反馈); the day wanted starts anew."""
    record = _found(act, instruction_id, JUDGED)
    check_day(act, not_before=record.answered_on)
    unit = record.passed_to
    if unit is None:
        raise MoveRefused(N_("No instruction waits for this."))
    send_back(record, by=act.by, on=act.occurred_on, reason=reason, due=answer_due_on)
    due = record.answer_due_on
    if due:
        start_clock(act, "H03", on=act.occurred_on, owner=unit, given=due, record_id=record.id)
    return act.done(facts={"unit": unit.name, "reason": reason})


@move("close_instruction")
def close_instruction(
    act: Act, *, result: str, instruction_id: int | None = None, text: str | None = None
) -> Event:
    """Say how an instruction ended (批示报结); a second person looks at it."""
    record = _found(act, instruction_id, ("answered",))
    check_day(act, not_before=record.answered_on)
    close(record, by=act.by, on=act.occurred_on, result=result, text=text)
    return act.done(facts={"leader": record.leader_name, "result": result, "text": text})


@move("confirm_instruction")
def confirm_instruction(act: Act, *, instruction_id: int | None = None) -> Event:
    """Look a second time at the closing of an instruction (批示阅结)."""
    record = _found(act, instruction_id, ("closing",))
    check_day(act, not_before=record.closed_on)
    confirm(record, by=act.by, on=act.occurred_on)
    return act.done(facts={"leader": record.leader_name})


def _found(act: Act, instruction_id: int | None, statuses: tuple[str, ...]) -> Instruction:
    for status in statuses:
        record = instruction_of(act.petition, instruction_id=instruction_id, status=status)
        if record is not None:
            return record
    raise MoveRefused(N_("No instruction waits for this."))
