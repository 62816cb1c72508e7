"""What waits for an officer beside his list: decisions, submissions, instructions, supervisions.

One statement for all kinds, a few rows of each: the right column of the home page.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Officer, Unit
from app.extensions import db
from app.petitions.decisions import (
    approvals_for,
    delays_for,
    judges_instructions,
    looks_again_at,
    objections_for,
    passes_on,
    public_replies_for,
    recusals_for,
    reports_for,
    submissions_for,
    supervisions_for,
    waivers_for,
)
from app.petitions.lists.unserved import unserved_for
from app.petitions.models import (
    Approval,
    Handover,
    Instruction,
    Letter,
    Petition,
    PublicReply,
    Recusal,
    Submission,
    Supervision,
    Waiver,
)
from app.petitions.scope import instructions_visible_to, visible_to

MOST = 5  # of each kind
#: A public reply is of a kind for each stage: the next one is another person's.
REPLIES = ("reply_proposed", "reply_redacted", "reply_approved")
DECISIONS = (
    "approval",
    "submission",
    "objection",
    "report",
    "delay",
    "recusal",
    "waiver",
    "answered",
    *REPLIES,
)
ANSWERS = ("instruction", "supervision", "to_pass_on", "to_close", "to_confirm", "unserved")


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: of which kind, on which petition, who asks, by when."""

    kind: str
    petition_id: int | None
    record_id: int
    text: str
    what: str
    who: str
    due_on: date | None


def waiting_for(officer: Officer) -> list[Waiting]:
    """Return what waits for the officer, the most urgent first."""
    parts = [
        sa.select(part.order_by(sa.text("due_on"), sa.text("record_id")).limit(MOST).subquery())
        for part in _parts(officer)
    ]
    rows = db.session.execute(sa.union_all(*parts)).all()
    found = [Waiting(*row) for row in rows]
    return sorted(found, key=lambda each: (each.due_on or date.max, each.record_id))


def _parts(officer: Officer) -> Iterator[sa.Select[Any]]:
    seen = visible_to(officer)
    yield from _asked_by_person(officer, seen)
    yield from _asked_by_unit(officer, seen)
    yield (
        _columns(sa.literal("reply_").concat(PublicReply.status), PublicReply.id)
        .select_from(sa.join(PublicReply, Petition, Petition.id == PublicReply.petition_id))
        .where(seen, public_replies_for(officer))
    )
    yield from _to_answer(officer, seen)
    yield _to_serve(officer, seen)


def _asked_by_person(officer: Officer, seen: Any) -> Iterator[sa.Select[Any]]:
    asking = sa.orm.aliased(Officer)
    records: tuple[tuple[str, Any, Any, Any, Any, Any], ...] = (
        ("approval", Approval, Approval.move, Petition.lamp_due_on, approvals_for, "asked_by_id"),
        ("submission", Submission, None, Submission.wanted_on, submissions_for, "asked_by_id"),
        ("recusal", Recusal, None, Petition.lamp_due_on, recusals_for, "user_id"),
        ("waiver", Waiver, None, Petition.lamp_due_on, waivers_for, "asked_by_id"),
    )
    for kind, model, what, due, condition, person in records:
        yield (
            _columns(kind, model.id, what=what, who=asking.full_name, due=due)
            .select_from(sa.join(model, Petition, Petition.id == model.petition_id))
            .join(asking, asking.id == getattr(model, person))
            .where(seen, condition(officer))
        )


#: What a unit below asks for, or reports, on its leg of the way.
BY_LEG = {"objection": objections_for, "report": reports_for, "delay": delays_for}


def _asked_by_unit(officer: Officer, seen: Any) -> Iterator[sa.Select[Any]]:
    for kind, condition in BY_LEG.items():
        yield (
            _columns(kind, Handover.id, who=Unit.name)
            .select_from(sa.join(Handover, Petition, Petition.id == Handover.petition_id))
            .join(Unit, Unit.id == Handover.to_unit_id)
            .where(seen, condition(officer))
        )
    yield (
        _columns("answered", Supervision.id, who=Unit.name)
        .select_from(sa.join(Supervision, Petition, Petition.id == Supervision.petition_id))
        .join(Unit, Unit.id == Supervision.unit_id)
        .where(seen, supervisions_for(officer))
    )


def _to_answer(officer: Officer, seen: Any) -> Iterator[sa.Select[Any]]:
    written = (
        ("instruction", answerable(officer), Instruction.answer_due_on),
        ("to_pass_on", passable(officer), sa.cast(sa.null(), sa.Date)),
        ("to_close", closable(officer), sa.cast(sa.null(), sa.Date)),
        ("to_confirm", looks_again_at(officer), sa.cast(sa.null(), sa.Date)),
    )
    for kind, condition, due in written:
        yield _columns(
            kind,
            Instruction.id,
            petition_id=Instruction.petition_id,
            text=Instruction.subject,
            who=Instruction.leader_name,
            due=due,
        ).where(instructions_visible_to(officer), condition)
    yield (
        _columns("supervision", Supervision.id, who=Unit.name, due=Supervision.due_on)
        .select_from(sa.join(Supervision, Petition, Petition.id == Supervision.petition_id))
        .join(Unit, Unit.id == Supervision.issued_by_unit_id)
        .where(seen, supervisions_to_answer(officer))
    )


def _to_serve(officer: Officer, seen: Any) -> sa.Select[Any]:
    """Select the letters that were signed days ago and have no receipt."""
    no_day = sa.cast(sa.null(), sa.Date)
    number = sa.func.coalesce(Letter.number, "")
    return (
        _columns("unserved", Letter.id, what=Letter.kind, who=number, due=no_day)
        .select_from(sa.join(Letter, Petition, Petition.id == Letter.petition_id))
        .where(seen, unserved_for(officer))
    )


def _columns(
    kind: Any,
    record_id: Any,
    *,
    petition_id: Any = Petition.id,
    text: Any = Petition.summary,
    **more: Any,
) -> sa.Select[Any]:
    what, who = more.get("what"), more.get("who")
    return sa.select(
        (sa.literal(kind) if isinstance(kind, str) else kind).label("kind"),
        petition_id.label("petition_id"),
        record_id.label("record_id"),
        text.label("text"),
        (sa.literal("") if what is None else what).label("what"),
        (sa.literal("") if who is None else who).label("who"),
        sa.type_coerce(more.get("due", Petition.lamp_due_on), sa.Date).label("due_on"),
    )


def answerable(officer: Officer) -> sa.ColumnElement[bool]:
    """Return the condition on instructions that the officer's unit has to answer."""
    if not officer.may("answer_instruction"):
        return sa.false()
    return sa.and_(Instruction.status == "passed_on", Instruction.passed_to_id == officer.unit_id)


def passable(officer: Officer) -> sa.ColumnElement[bool]:
    """Return the condition on instructions that still have to be passed on by the unit."""
    if not officer.may("pass_on_instruction"):
        return sa.false()
    return sa.and_(
        Instruction.status == "written",
        passes_on(officer),
        Instruction.guidance.is_(False),
    )


def closable(officer: Officer) -> sa.ColumnElement[bool]:
    """Return the condition on instructions whose answer the officer's office has to judge."""
    if not officer.may("close_instruction"):
        return sa.false()
    return sa.and_(Instruction.status == "answered", judges_instructions(officer))


def supervisions_to_answer(officer: Officer) -> sa.ColumnElement[bool]:
    """Return the condition on supervisions that the officer's unit has to answer."""
    if not (officer.may("answer_supervision") or officer.may("sign_supervision")):
        return sa.false()
    return sa.and_(
        Supervision.status.in_(("issued", "signed")), Supervision.unit_id == officer.unit_id
    )
