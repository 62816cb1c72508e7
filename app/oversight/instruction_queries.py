"""The list of instructions: its tabs, how it is narrowed, what waits, the course of one."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.core import clock
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.oversight.queries import counted, number_of
from app.petitions.decisions import looks_again_at
from app.petitions.lists import inbox
from app.petitions.models import Instruction, InstructionStep, Petition
from app.petitions.scope import instructions_visible_to

PLACE_OF = {"with": True, "without": False}


@dataclass(frozen=True, kw_only=True)
class InstructionFilter:
    """What the list of instructions may be narrowed by."""

    words: str = ""
    leader: str = ""
    level: str = ""
    status: str = ""
    petition: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> "InstructionFilter":
        """Read a filter from the address; values are cut."""
        return cls(**{f.name: str(given.get(f.name) or "").strip()[:80] for f in fields(cls)})


def _all(officer: Officer) -> ColumnElement[bool]:  # noqa: ARG001 - a tab like the others
    return sa.true()


def _guidance(officer: Officer) -> ColumnElement[bool]:  # noqa: ARG001
    return Instruction.guidance.is_(True)


def _mine(officer: Officer) -> ColumnElement[bool]:
    return Instruction.leader_id == officer.seat.id


def _to_judge(officer: Officer) -> ColumnElement[bool]:
    return sa.or_(inbox.closable(officer), looks_again_at(officer))


def _overdue(officer: Officer) -> ColumnElement[bool]:  # noqa: ARG001
    return sa.and_(Instruction.status == "passed_on", Instruction.answer_due_on < clock.today())


def _unanswered(officer: Officer) -> ColumnElement[bool]:  # noqa: ARG001
    owed = sa.and_(Instruction.status == "written", Instruction.guidance.is_(False))
    return sa.or_(owed, Instruction.status == "passed_on")


INSTRUCTION_TABS = {
    "all": _all,
    "to_pass_on": inbox.passable,
    "to_answer": inbox.answerable,
    "mine": _mine,
    "to_judge": _to_judge,
    "unanswered": _unanswered,
    "overdue": _overdue,
    "guidance": _guidance,
}


def instructions(
    officer: Officer, tab: str, chosen: InstructionFilter, where: Place
) -> Page[Instruction]:
    """Return one page of instructions, the newest first."""
    query = (
        sa.select(Instruction)
        .where(instructions_visible_to(officer), INSTRUCTION_TABS[tab](officer), *_narrowed(chosen))
        .options(
            joinedload(Instruction.petition).load_only(Petition.number, Petition.summary),
            joinedload(Instruction.unit),
            joinedload(Instruction.passed_to),
        )
    )
    order = Order(Instruction.instructed_on, Instruction.id)
    return key_page(db.session(), query, order, where)


def _narrowed(chosen: InstructionFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if chosen.words:
        found.append(
            sa.or_(
                *(
                    column.contains(chosen.words, autoescape=True)
                    for column in (Instruction.subject, Instruction.text, Instruction.answer)
                )
            )
        )
    if chosen.leader:
        found.append(Instruction.leader_name.contains(chosen.leader, autoescape=True))
    if chosen.level:
        found.append(Instruction.leader_level == chosen.level)
    if chosen.status:
        found.append(Instruction.status == chosen.status)
    if chosen.petition:
        absent = Instruction.petition_id.is_(None)
        wanted = PLACE_OF.get(chosen.petition)
        found.append(sa.false() if wanted is None else (~absent if wanted else absent))
    return found + _days(chosen)


def _days(chosen: InstructionFilter) -> list[ColumnElement[bool]]:
    try:
        first = date.fromisoformat(chosen.since) if chosen.since else None
        last = date.fromisoformat(chosen.until) if chosen.until else None
    except ValueError:
        return [sa.false()]
    found = [] if first is None else [Instruction.instructed_on >= first]
    return found if last is None else [*found, Instruction.instructed_on <= last]


def instruction_sums(officer: Officer) -> dict[str, sa.ScalarSelect[int]]:
    """Return how much waits in each of these tabs, each as a part of a statement."""
    seen = instructions_visible_to(officer)
    return {
        name: number_of(Instruction, seen, INSTRUCTION_TABS[name](officer))
        for name in ("to_pass_on", "to_answer", "to_judge", "unanswered", "overdue")
    }


def instruction_counts(officer: Officer) -> dict[str, int]:
    """Count what waits in each of these tabs, in one statement."""
    return counted(instruction_sums(officer))


def parts_beside(record: Instruction, officer: Officer) -> list[Instruction]:
    """Return the other parts of an instruction that went to several units, as far as seen."""
    origin = record.origin_id or record.id
    return list(
        db.session.scalars(
            sa.select(Instruction)
            .where(
                sa.or_(Instruction.origin_id == origin, Instruction.id == origin),
                Instruction.id != record.id,
                instructions_visible_to(officer),
            )
            .options(joinedload(Instruction.passed_to), joinedload(Instruction.unit))
            .order_by(Instruction.id)
        )
    )


def steps_of(record: Instruction) -> list[InstructionStep]:
    """Return what became of an instruction, in order."""
    return list(
        db.session.scalars(
            sa.select(InstructionStep)
            .where(InstructionStep.instruction_id == record.id)
            .options(joinedload(InstructionStep.by), joinedload(InstructionStep.unit))
            .order_by(InstructionStep.id)
        )
    )


def instructions_waiting(officer: Officer) -> sa.ScalarSelect[int]:
    """Return the number of instructions to pass on, answer or close, as a part of a statement."""
    turn = sa.or_(inbox.passable(officer), inbox.answerable(officer), _to_judge(officer))
    return number_of(Instruction, instructions_visible_to(officer), turn)
