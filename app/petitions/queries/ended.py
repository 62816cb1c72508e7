"""A matter that ended at the last level and comes again: the proof of its end, for who decides.

The same facts and reasons are not accepted again (art. 36(3)); new ones are a new round of the
same matter. Which of the two it is, a person judges by what stands here. What nobody linked is
found by the document number of its petitioner, or by the number that an officer types.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.models import (
    Attachment,
    Letter,
    Opinion,
    Person,
    Petition,
    ReviewCase,
    Service,
)
from app.petitions.scope import recognisable_by, visible_to

#: How it is known that a file which ended is the same petitioner's: an officer linked the two, the
#: document numbers are the same, or one of them has none and it rests on the officer's word.
LINKED, SAME, WORD = "linked", "same", "word"
#: It ended in no file of this system: on the paper of which a copy is attached.
PAPER = "paper"


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
    #: What the last level decided about the review opinion, and what the matter came to, as codes.
    outcome: str
    conclusion: str
    #: Manner of service and mark of receipt, as codes; empty while nothing was served.
    manner: str
    receipt: str
    then: tuple[str, ...]
    now: tuple[str, ...]
    identity: str = LINKED


def proof_of_end(petition: Petition, by: Officer) -> ProofOfEnd | None:
    """Return the proof that the matter of a repeat ended, as far as the officer may see it.

    Nothing is changed. None: it is the first of its matter, or that has not ended.
    """
    if not petition.is_repeat or petition.matter_id is None or petition.is_accusation:
        return None
    linked = Petition.matter_id == petition.matter_id
    return _newest(petition, linked, visible_to(by), identity=LINKED)


def end_of_same_person(petition: Petition, by: Officer) -> ProofOfEnd | None:
    """Return what ended at the last level under the same document number, whoever linked what."""
    if petition.is_accusation:
        return None
    own = sa.select(Person.id_digest).where(
        Person.petition_id == petition.id, Person.id_digest.is_not(None)
    )
    same = Petition.id.in_(sa.select(Person.petition_id).where(Person.id_digest.in_(own)))
    return _newest(petition, same, visible_to(by), identity=SAME)


def named_end(
    petition: Petition, by: Officer, *, ended_number: str | None, opinion_number: str
) -> ProofOfEnd:
    """Return the end that an officer names: by the number of the file, or of the opinion.

    :raises Invalid: saying what is missing, beside the field.
    """
    if ended_number:
        named = Petition.number == ended_number.strip().upper()
    else:
        named = _number_of_its_letter() == opinion_number.strip()
    proof = _newest(petition, named, recognisable_by(by), identity=WORD)
    if proof is None:
        raise _nothing_proved(ended_number, by)
    field = "ended_number" if ended_number else "opinion_number"
    return replace(proof, identity=_identity(petition, proof, field))


def ended_elsewhere(petition: Petition, opinion_number: str) -> bool:
    """Tell whether an end can only be proved on paper: no file here, and a copy is attached.

    A matter may have ended before the system was there, or in another place's system.
    """
    copy = sa.exists().where(Attachment.petition_id == petition.id, Attachment.retired_at.is_(None))
    if not opinion_number or not db.session.scalar(sa.select(copy)):
        return False
    return _newest(petition, _number_of_its_letter() == opinion_number.strip(), sa.true()) is None


def _nothing_proved(ended_number: str | None, by: Officer) -> Invalid:
    if not ended_number:
        return Invalid(
            N_(
                "No petition that you may see ended with this opinion: give the number of the file"
                " that ended, too. If it ended outside this system, attach a copy of the opinion"
                " first."
            ),
            field="opinion_number",
        )
    number = ended_number.strip().upper()
    there = sa.select(Petition.id).where(Petition.number == number, recognisable_by(by))
    if db.session.scalar(there) is None:
        return Invalid(N_("There is no petition with this number."), field="ended_number")
    return Invalid(
        N_("This petition has not ended with a re-examination opinion (art. 36(3))."),
        field="ended_number",
    )


def _identity(petition: Petition, proof: ProofOfEnd, field: str) -> str:
    """Say how it is known that both are the same petitioner's; refuse what is another's."""
    rows = db.session.execute(
        sa.select(Person.petition_id, Person.id_digest).where(
            Person.petition_id.in_((petition.id, proof.petition_id)), Person.id_digest.is_not(None)
        )
    ).all()
    now = {digest for of, digest in rows if of == petition.id}
    then = {digest for of, digest in rows if of == proof.petition_id}
    if then and now and not then & now:
        raise Invalid(
            N_("%(number)s is another petitioner's: the document numbers differ."),
            field=field,
            number=proof.number,
        )
    return SAME if then & now else WORD


def reached_at(petition: Petition, proof: ProofOfEnd) -> Person | None:
    """Return the same person in the file that ended, if he can be reached there and not here.

    Only where it is certain that both are the same: by document number, or by name if linked.
    """
    first = next((one for one in petition.people if one.shown_name), None)
    if (
        petition.anonymous
        or first is None
        or any(one.address or one.phone for one in petition.people)
    ):
        return None
    same = [Person.id_digest == first.id_digest] if first.id_digest else []
    if proof.identity == LINKED:
        same.append(Person.name == first.name)
    known = sa.select(Person).where(
        Person.petition_id == proof.petition_id, sa.or_(sa.false(), *same)
    )
    return next((one for one in db.session.scalars(known) if one.address or one.phone), None)


def _newest(
    petition: Petition,
    which: sa.ColumnElement[bool],
    seen: sa.ColumnElement[bool],
    *,
    identity: str = LINKED,
) -> ProofOfEnd | None:
    """Return the newest end of some petitions, of those that the officer may see."""
    found = (
        db.session.execute(
            sa.select(
                Opinion,
                _number_of_its_letter(),
                _outcome(),
                _served(Service.manner),
                _served(Service.receipt),
            )
            .join(Petition, Petition.id == Opinion.petition_id)
            .where(
                which,
                Petition.id != petition.id,
                Petition.is_accusation.is_(False),
                Petition.finalised.is_(True),
                Opinion.level == "re_examination",
                Opinion.withdrawn_on.is_(None),
                seen,
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
    return replace(_proof(petition, *found), identity=identity) if found is not None else None


def _number_of_its_letter() -> sa.ScalarSelect[str | None]:
    return (
        sa.select(Letter.number)
        .where(Letter.opinion_id == Opinion.id, Letter.status == "signed", Letter.kind == "W16")
        .order_by(Letter.id.desc())
        .limit(1)
        .correlate(Opinion)
        .scalar_subquery()
    )


def _outcome() -> sa.ScalarSelect[str | None]:
    return (
        sa.select(ReviewCase.outcome)
        .where(
            ReviewCase.petition_id == Opinion.petition_id,
            ReviewCase.level == "re_examination",
            ReviewCase.decided_on.is_not(None),
        )
        .order_by(ReviewCase.id.desc())
        .limit(1)
        .correlate(Opinion)
        .scalar_subquery()
    )


def _served(what: Any) -> sa.ScalarSelect[str | None]:
    """Return something of the newest service of the opinion."""
    return (
        sa.select(what)
        .where(Service.opinion_id == Opinion.id)
        .order_by(Service.id.desc())
        .limit(1)
        .correlate(Opinion)
        .scalar_subquery()
    )


def _proof(
    petition: Petition,
    opinion: Opinion,
    letter_number: str | None,
    outcome: str | None,
    manner: str | None,
    receipt: str | None,
) -> ProofOfEnd:
    served = opinion.served_on is not None
    return ProofOfEnd(
        petition_id=opinion.petition_id,
        number=opinion.petition.number,
        round=opinion.petition.round,
        opinion_id=opinion.id,
        letter_number=letter_number or "",
        unit=opinion.unit.name,
        issued_on=opinion.issued_on,
        served_on=opinion.served_on,
        outcome=outcome or "",
        conclusion=opinion.conclusion,
        manner=(manner or "") if served else "",
        receipt=(receipt or "") if served else "",
        then=tuple(one.text for one in opinion.petition.requests),
        now=tuple(one.text for one in petition.requests),
    )
