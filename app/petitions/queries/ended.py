"""A matter that ended at the last level and comes again: the proof of its end, for who decides.

The same facts and reasons are not accepted again (art. 36(3)); new ones are a new round of the
same matter. Which of the two it is, a person judges by what stands here.
"""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.extensions import db
from app.petitions.models import Letter, Opinion, Petition, Service
from app.petitions.scope import visible_to


@dataclass(frozen=True, kw_only=True)
class ProofOfEnd:
    """The re-examination opinion of the matter, its service, and what was asked then and now."""

    petition_id: int
    number: str
    round: int
    opinion_id: int
    #: The number of the letter by which the opinion was issued; empty where it was on paper only.
    letter_number: str
    unit: str
    issued_on: date
    served_on: date | None
    conclusion: str
    #: Manner of service and mark of receipt, as codes; empty while nothing was served.
    manner: str
    receipt: str
    then: tuple[str, ...]
    now: tuple[str, ...]


def proof_of_end(petition: Petition, by: Officer) -> ProofOfEnd | None:
    """Return the proof that the matter of a repeat ended, as far as the officer may see it.

    Nothing is changed. None: it is the first of its matter, or that has not ended.
    """
    if not petition.is_repeat or petition.matter_id is None or petition.is_accusation:
        return None
    found = (
        db.session.execute(
            sa.select(Opinion, _number_of_its_letter())
            .join(Petition, Petition.id == Opinion.petition_id)
            .where(
                Petition.matter_id == petition.matter_id,
                Petition.id != petition.id,
                Petition.finalised.is_(True),
                Opinion.level == "re_examination",
                Opinion.withdrawn_on.is_(None),
                visible_to(by),
            )
            .options(
                joinedload(Opinion.unit),
                joinedload(Opinion.petition).joinedload(Petition.requests),
            )
            .order_by(Opinion.id.desc())
        )
        .unique()
        .first()
    )
    return _proof(petition, *found) if found is not None else None


def _number_of_its_letter() -> sa.ScalarSelect[str | None]:
    return (
        sa.select(Letter.number)
        .where(Letter.opinion_id == Opinion.id, Letter.status == "signed", Letter.kind == "W16")
        .order_by(Letter.id.desc())
        .limit(1)
        .correlate(Opinion)
        .scalar_subquery()
    )


def _proof(petition: Petition, opinion: Opinion, letter_number: str | None) -> ProofOfEnd:
    service = db.session.scalar(
        sa.select(Service).where(Service.opinion_id == opinion.id).order_by(Service.id.desc())
    )
    served = service if opinion.served_on else None
    return ProofOfEnd(
        petition_id=opinion.petition_id,
        number=opinion.petition.number,
        round=opinion.petition.round,
        opinion_id=opinion.id,
        letter_number=letter_number or "",
        unit=opinion.unit.name,
        issued_on=opinion.issued_on,
        served_on=opinion.served_on,
        conclusion=opinion.conclusion,
        manner=served.manner if served else "",
        receipt=served.receipt if served else "",
        then=tuple(one.text for one in opinion.petition.requests),
        now=tuple(one.text for one in petition.requests),
    )
