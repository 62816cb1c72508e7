"""What leaders wrote, what was demanded, what happened, which letter is to be served."""

import re

import sqlalchemy as sa
from flask_babel import gettext as _

from app.core import clock
from app.core.privacy import redact
from app.dictionaries import queries as dictionary
from app.extensions import db
from app.petitions.letters.kinds import kinds
from app.petitions.letters.sources.drafting import Drafting, joined, paper_day
from app.petitions.limits.words import LABELS
from app.petitions.models import Incident, Instruction, Letter, Submission, Supervision
from app.petitions.models.order import LETTERS as RUNGS_OF_LETTERS
from app.petitions.models.order import OPEN_ORDERS
from app.petitions.queries.late_limits import late_limit

#: How a sentence begins that asks for something, as offices write (请, 建议).
ASKING = ("\u8bf7", "\u5efa\u8bae")


def order(of: Drafting) -> dict[str, str]:
    """Return what stands beside the line and this kind of letter speaks of."""
    reads = {"W10": _instructed, "W13": _pressed, "W20": _submitted, "W22": _happened}
    read = reads.get(of.kind.code)
    return dict.fromkeys(ORDER, "") | (read(of) if read else {})


ORDER = (
    "instruction result leader proposal wanted_on submitted_at unit ground problem text due_on"
    " happened_on place happened handled"
).split()


def _instructed(of: Drafting) -> dict[str, str]:
    one = db.session.scalar(
        sa.select(Instruction)
        .where(Instruction.petition_id == of.petition.id)
        .order_by(Instruction.id.desc())
        .limit(1)
    )
    return {"instruction": joined((one.leader_name, one.text), "\uff1a") if one else ""}


def _pressed(of: Drafting) -> dict[str, str]:
    one = supervision_of(of)
    if one is None:
        return {"unit": of.petition.unit.name if of.petition.unit else ""}
    found, demanded = _apart(one.text)
    return {
        "unit": one.unit.name,
        "ground": dictionary.label("supervise_reason", one.reason_code, on=one.issued_on),
        "problem": found or _over(of, one),
        "text": demanded,
        "due_on": paper_day(one.due_on),
    }


def _apart(text: str) -> tuple[str, str]:
    """Return what a demand says was found, and what it asks for: from its first request on."""
    sentences = re.findall("[^\u3002\n]*[\u3002\n]?", text)
    asks = next((at for at, one in enumerate(sentences) if one.strip().startswith(ASKING)), 0)
    return "".join(sentences[:asks]).strip(), "".join(sentences[asks:]).strip()


def _over(of: Drafting, one: Supervision) -> str:
    """Return which limit of the unit is over, where the ground is one that a limit shows."""
    late = late_limit(of.petition, one.unit_id, one.reason_code, on=of.today)
    if late is None:
        return ""
    limit = _(LABELS[late.code])
    return _("The limit “%(limit)s” ended on %(day)s.", limit=limit, day=paper_day(late.due_on))


def supervision_of(of: Drafting) -> Supervision | None:
    """Return the supervision whose paper the letter is: the one it is tied to, else an open one.

    Of several that the unit issued on the file that of the newest letter, else the newest.
    """
    tied = of.given.get("supervision_id")
    if tied:
        return db.session.get(Supervision, tied)
    return db.session.scalar(
        sa.select(Supervision)
        .where(
            Supervision.petition_id == of.petition.id,
            Supervision.issued_by_unit_id == of.unit.id,
            Supervision.status.in_(OPEN_ORDERS),
        )
        .order_by(Supervision.rung.in_(RUNGS_OF_LETTERS).desc(), Supervision.id.desc())
        .limit(1)
    )


def _submitted(of: Drafting) -> dict[str, str]:
    one = db.session.scalar(
        sa.select(Submission)
        .where(Submission.petition_id == of.petition.id)
        .order_by(Submission.id.desc())
        .limit(1)
    )
    if one is None:
        return {"instruction": _written(of, None)}
    at = clock.office_time(one.asked_at)
    return {
        "leader": one.leader.full_name,
        "proposal": one.text or "",
        "wanted_on": paper_day(one.wanted_on),
        "submitted_at": f"{paper_day(at.date())} {at:%H:%M}",
        "instruction": _written(of, one),
        "result": _answered(one),
    }


def _written(of: Drafting, answered: Submission | None) -> str:
    """Return what leaders wrote on a submission, or without one on the file, the oldest first."""
    query = sa.select(Instruction).where(
        Instruction.petition_id == of.petition.id, Instruction.origin_id.is_(None)
    )
    if answered is not None:
        query = query.where(Instruction.submission_id == answered.id)
    return "\n".join(
        joined((one.text, one.leader_name, paper_day(one.instructed_on)), "\u3000")
        for one in db.session.scalars(query.order_by(Instruction.id))
    )


def _answered(submission: Submission) -> str:
    """Return what the units reported on the instructions of a submission, the oldest first."""
    query = (
        sa.select(Instruction)
        .where(Instruction.submission_id == submission.id, Instruction.answer.is_not(None))
        .order_by(Instruction.answered_on, Instruction.id)
    )
    return "\n".join(
        joined((one.answer, one.passed_to.name, paper_day(one.answered_on)), "\u3000")
        for one in db.session.scalars(query)
        if one.passed_to is not None
    )


def _happened(of: Drafting) -> dict[str, str]:
    """Return the incident: about the event, never about a person."""
    one = db.session.scalar(
        sa.select(Incident)
        .where(Incident.petition_id == of.petition.id)
        .order_by(Incident.id.desc())
        .limit(1)
    )
    if one is None:
        return {"happened_on": paper_day(of.today)}
    return {
        "happened_on": paper_day(one.occurred_on),
        "place": one.place or "",
        "happened": redact(one.facts),
        "handled": one.handled_by or "",
    }


def served(of: Drafting) -> dict[str, str]:
    """Return the letter to the petitioner that was signed last: it is the one to be served."""
    to_petitioner = [kind.code for kind in kinds().values() if kind.served]
    one = db.session.scalar(
        sa.select(Letter)
        .where(
            Letter.petition_id == of.petition.id,
            Letter.unit_id == of.unit.id,
            Letter.status == "signed",
            Letter.kind.in_(to_petitioner),
        )
        .order_by(Letter.signed_at.desc())
        .limit(1)
    )
    if one is None:
        return {"name": "", "number": ""}
    return {"name": kinds()[one.kind].name, "number": one.number or ""}
