"""Lists of the records beside the line: instructions, supervisions, public replies."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload, load_only

from app.accounts.models import Officer
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.oversight import proposed
from app.petitions.decisions import public_replies_for, supervisions_for
from app.petitions.lists import inbox
from app.petitions.models import (
    Instruction,
    Person,
    Petition,
    PublicReply,
    Supervision,
)
from app.petitions.models.order import OPEN_ORDERS
from app.petitions.scope import (
    instructions_visible_to,
    public_replies_visible_to,
    supervisions_visible_to,
)

NATURAL = "1"
PLACE_OF = {"with": True, "without": False}


def place(args: Mapping[str, str]) -> Place:
    """Return where in a list the reader stands."""
    return Place(args.get("after"), args.get("before"))


# --- instructions -------------------------------------------------------------------------------


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


INSTRUCTION_TABS = {
    "all": _all,
    "to_pass_on": inbox.passable,
    "to_answer": inbox.answerable,
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
    """Return how much has to be passed on and answered, each as a part of a statement."""
    seen = instructions_visible_to(officer)
    return {
        name: _number(Instruction, seen, INSTRUCTION_TABS[name](officer))
        for name in ("to_pass_on", "to_answer")
    }


def instruction_counts(officer: Officer) -> dict[str, int]:
    """Count what has to be passed on and answered, in one statement."""
    return _counted(instruction_sums(officer))


# --- supervisions -------------------------------------------------------------------------------


def _to_us(officer: Officer) -> list[ColumnElement[bool]]:
    return [Supervision.unit_id == officer.unit_id, Supervision.status.in_(OPEN_ORDERS)]


def _by_us(officer: Officer) -> list[ColumnElement[bool]]:
    return [Supervision.issued_by_unit_id == officer.unit_id, Supervision.status.in_(OPEN_ORDERS)]


def _open(officer: Officer) -> list[ColumnElement[bool]]:  # noqa: ARG001
    return [Supervision.status.in_(OPEN_ORDERS)]


def _closed(officer: Officer) -> list[ColumnElement[bool]]:  # noqa: ARG001
    return [Supervision.status == "closed"]


SUPERVISION_TABS = {"to_us": _to_us, "by_us": _by_us, "open": _open, "closed": _closed}


def supervisions(officer: Officer, tab: str, where: Place) -> Page[Supervision]:
    """Return one page of supervisions: open ones by the day wanted, closed ones newest first."""
    query = (
        sa.select(Supervision)
        .where(supervisions_visible_to(officer), *SUPERVISION_TABS[tab](officer))
        .options(
            joinedload(Supervision.petition).load_only(Petition.number, Petition.summary),
            joinedload(Supervision.unit),
            joinedload(Supervision.issued_by_unit),
            proposed.chain(),
        )
    )
    if tab == "closed":
        order = Order(Supervision.id, Supervision.id)
    else:
        order = Order(Supervision.due_on, Supervision.id, descending=False)
    return key_page(db.session(), query, order, where)


def supervision_sums(officer: Officer) -> dict[str, sa.ScalarSelect[int]]:
    """Return how many supervisions stand on each tab of open ones, as parts of a statement."""
    seen = supervisions_visible_to(officer)
    found = {
        name: _number(Supervision, seen, *SUPERVISION_TABS[name](officer))
        for name in ("to_us", "by_us", "open")
    }
    return {**found, "proposed": proposed.counted(officer)}


def supervision_counts(officer: Officer) -> dict[str, int]:
    """Count the open supervisions to and by the officer's unit, in one statement."""
    return _counted(supervision_sums(officer))


# --- public replies -----------------------------------------------------------------------------

STAGES = ("proposed", "redacted", "approved", "published", "withdrawn")
COUNTED = 1_000


def public_replies(officer: Officer, status: str, where: Place) -> Page[PublicReply]:
    """Return one page of public replies of a stage, the newest first."""
    query = (
        sa.select(PublicReply)
        .where(public_replies_visible_to(officer), PublicReply.status == status)
        .options(
            joinedload(PublicReply.petition).load_only(Petition.number, Petition.summary),
            joinedload(PublicReply.unit),
        )
    )
    return key_page(db.session(), query, Order(PublicReply.id, PublicReply.id), where)


def stage_counts(officer: Officer) -> dict[str, int]:
    """Count the public replies of each stage, as far as ``COUNTED``: what is published grows."""
    seen = public_replies_visible_to(officer)
    counts = [
        sa.select(sa.func.count())
        .select_from(
            sa.select(PublicReply.id)
            .where(seen, PublicReply.status == stage)
            .limit(COUNTED + 1)
            .subquery()
        )
        .scalar_subquery()
        for stage in STAGES
    ]
    return dict(zip(STAGES, db.session.execute(sa.select(*counts)).one(), strict=True))


def published(officer: Officer) -> sa.Select[Any]:
    """Return the query of what is published and the officer's to hand out, the newest first."""
    return (
        sa.select(PublicReply)
        .where(public_replies_visible_to(officer), PublicReply.status == "published")
        .options(
            load_only(
                PublicReply.id,
                PublicReply.title,
                PublicReply.question,
                PublicReply.redacted,
                PublicReply.published_at,
                PublicReply.unit_id,
                PublicReply.petition_id,
            ),
            joinedload(PublicReply.unit),
        )
        .order_by(PublicReply.published_at.desc(), PublicReply.id.desc())
    )


def names_on(replies: Iterable[PublicReply]) -> dict[int, list[str]]:
    """Return the names of the people on the petitions of replies, the longest first."""
    ids = {reply.petition_id for reply in replies}
    found: dict[int, list[str]] = {}
    rows = db.session.execute(
        sa.select(Person.petition_id, Person.name).where(
            Person.petition_id.in_(ids), Person.kind == NATURAL, sa.func.length(Person.name) > 1
        )
    )
    for petition_id, name in rows:
        found.setdefault(petition_id, []).append(name)
    # A name may be a part of another one.
    return {key: sorted(names, key=len, reverse=True) for key, names in found.items()}


# --- what waits, as the menu counts it ----------------------------------------------------------


def _number(record: Any, *conditions: ColumnElement[bool]) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count(record.id)).where(*conditions).scalar_subquery()


def _counted(sums: dict[str, sa.ScalarSelect[int]]) -> dict[str, int]:
    row = db.session.execute(sa.select(*sums.values())).one()
    return dict(zip(sums, row, strict=True))


def instructions_waiting(officer: Officer) -> sa.ScalarSelect[int]:
    """Return the number of instructions to pass on or to answer, as a part of a statement."""
    turn = sa.or_(inbox.passable(officer), inbox.answerable(officer))
    return _number(Instruction, instructions_visible_to(officer), turn)


def supervisions_waiting(officer: Officer) -> sa.ScalarSelect[int]:
    """Return the number of supervisions to answer, and of answers that came."""
    turn = sa.or_(inbox.supervisions_to_answer(officer), supervisions_for(officer))
    orders = _number(Supervision, supervisions_visible_to(officer), turn)
    return orders + proposed.counted(officer)  # type: ignore[return-value]


def replies_waiting(officer: Officer) -> sa.ScalarSelect[int]:
    """Return the number of public replies whose next stage is the officer's."""
    seen = public_replies_visible_to(officer)
    return _number(PublicReply, seen, public_replies_for(officer))
