"""What awaits the reader on this file: a submission to be answered, an instruction to report on."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.petitions.models import Petition
from app.petitions.queries.files import instruction_of, open_submission
from app.petitions.words.days import short_day


@dataclass(frozen=True)
class Awaited:
    """A sentence that says what awaits the reader, and the act that answers it."""

    move: str
    text: str
    note: str = ""


def awaited(petition: Petition, officer: Officer, ready: frozenset[str]) -> Iterator[Awaited]:
    """Yield what awaits the officer, read only where ``ready`` says that there is something."""
    # What its leader may send back is what he may write on.
    if "return_submission" in ready and officer.may("return_submission"):
        yield from _submission(petition, officer)
    if "answer_instruction" in ready and officer.may("answer_instruction"):
        yield from _instruction(petition, officer)


def _submission(petition: Petition, officer: Officer) -> Iterator[Awaited]:
    one = open_submission(petition, leader=officer.seat)
    if one is None:
        return
    by = one.asked_by.full_name
    if one.wanted_on:
        day = short_day(one.wanted_on)
        text = _(
            "%(by)s submitted it to you; your instruction is wanted by %(day)s.", by=by, day=day
        )
    else:
        text = _("%(by)s submitted it to you; your instruction is awaited.", by=by)
    note = _("Proposed: %(text)s", text=one.text) if one.text else ""
    yield Awaited("instruct", text, note)


def _instruction(petition: Petition, officer: Officer) -> Iterator[Awaited]:
    one = instruction_of(petition, instruction_id=None, status="passed_on", unit_id=officer.unit_id)
    if one is None:
        return
    leader = one.leader_name
    if one.answer_due_on:
        day = short_day(one.answer_due_on)
        text = _(
            "Your unit owes feedback on the instruction of %(leader)s by %(day)s.",
            leader=leader,
            day=day,
        )
    else:
        text = _("Your unit owes feedback on the instruction of %(leader)s.", leader=leader)
    yield Awaited("answer_instruction", text, _("Instruction: %(text)s", text=one.text))
