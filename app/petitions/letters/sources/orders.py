"""What leaders wrote, what was demanded, what happened, which letter is to be served."""

import sqlalchemy as sa

from app.core import clock
from app.core.privacy import redact
from app.dictionaries import queries as dictionary
from app.extensions import db
from app.petitions.letters.kinds import kinds
from app.petitions.letters.sources.drafting import Drafting, joined, paper_day
from app.petitions.models import Incident, Instruction, Letter, Submission, Supervision


def order(of: Drafting) -> dict[str, str]:
    """Return what stands beside the line and this kind of letter speaks of."""
    reads = {"W10": _instructed, "W13": _pressed, "W20": _submitted, "W22": _happened}
    read = reads.get(of.kind.code)
    return dict.fromkeys(ORDER, "") | (read(of) if read else {})


ORDER = (
    "instruction leader proposal wanted_on submitted_at unit ground text due_on happened_on place"
    " happened handled"
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
    return {
        "unit": one.unit.name,
        "ground": dictionary.label("supervise_reason", one.reason_code, on=one.issued_on),
        "text": one.text,
        "due_on": paper_day(one.due_on),
    }


def supervision_of(of: Drafting) -> Supervision | None:
    """Return the newest supervision that the unit issued on the file."""
    return db.session.scalar(
        sa.select(Supervision)
        .where(
            Supervision.petition_id == of.petition.id,
            Supervision.issued_by_unit_id == of.unit.id,
        )
        .order_by(Supervision.id.desc())
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
