"""An application that the petitioner brings to the reviewing unit itself (arts. 35, 36).

He names his petition and shows that it is his: then the unit that the law names may enter the
application, although it has not seen the file before. Everybody else learns nothing of it.
"""

import hmac
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core import clock
from app.core.chinese import half_width
from app.core.crypto import digest
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.once import once
from app.extensions import db
from app.journal.commands import note
from app.journal.models import AdminEvent
from app.petitions.commands.acts import perform
from app.petitions.models import Approval, Event, Letter, Petition
from app.petitions.parties import open_party
from app.petitions.queries.superiors import above

NOUN = "Review"
MISSED = "application.missed"
#: How often somebody may guess, and in which time.
MOST_MISSES, WITHIN = 10, timedelta(hours=1)
#: Which application an opinion of a level can be met with.
VERBS = {"handling": "ask_review", "review": "ask_re_examination"}


@dataclass(frozen=True, kw_only=True)
class Brought:
    """What the petitioner brings: number, his name, and the query code or an opinion's number."""

    number: str
    name: str
    proof: str


def enter_application(
    brought: Brought, *, by: Officer, applied_on: date, reason: str
) -> tuple[Petition, Event | Approval]:
    """Enter an application at the unit that has to decide it, for a petition it has not seen.

    :raises Invalid: where number, name and proof do not belong to one petition whose opinion this
        unit reviews; the miss stands in the journal, and after ten within an hour no more is told.
    :raises MoveRefused: if the engine refuses, for instance because the period is over.
    """
    if not any(by.may(verb) for verb in VERBS.values()):
        raise DomainError(N_("Your roles do not include this act."), status=403)
    if _misses(by) >= MOST_MISSES:
        raise Invalid(N_("Too many attempts did not fit; try again in an hour."), field="proof")
    petition = _found(brought, by)
    if petition is None:
        _note_miss(by)
        raise Invalid(
            N_(
                "Number, name and code do not belong together, or the review of this petition is"
                " not your unit's."
            ),
            field="proof",
        )
    return petition, _entered(petition, by=by, applied_on=applied_on, reason=reason)


@atomic
@once
def _entered(petition: Petition, *, by: Officer, applied_on: date, reason: str) -> Event | Approval:
    if by.unit is None:
        raise RuntimeError("a petition is found for a unit only")
    # Only who takes part makes a move; the move itself puts the unit in its place once more.
    open_party(petition, by.unit, "reviewing")
    db.session.flush()
    return perform(
        petition,
        VERBS[petition.opinion_level or ""],
        by=by,
        unit_id=by.unit.id,
        applied_on=applied_on,
        reason=reason,
    )


def _found(brought: Brought, by: Officer) -> Petition | None:
    """Return the petition, if all three belong together and this unit decides about its opinion."""
    petition = db.session.scalar(
        sa.select(Petition).where(
            Petition.number == _plain(brought.number).upper(), Petition.is_accusation.is_(False)
        )
    )
    known = above(petition) if petition is not None else None
    if petition is None or known is None or known.right is None or known.right.id != by.unit_id:
        return None
    names = {_plain(person.shown_name) for person in petition.people}
    fits = _plain(brought.name) in names - {""} and _proves(petition, _plain(brought.proof))
    return petition if fits else None


def _proves(petition: Petition, proof: str) -> bool:
    """Say whether it is the code of the slip, or the number of a letter that was signed."""
    code = digest(petition.number + proof.upper(), "query_code")
    if hmac.compare_digest(code, petition.query_code_hash or ""):
        return True
    signed = sa.select(Letter.number).where(
        Letter.petition_id == petition.id, Letter.status == "signed", Letter.number.is_not(None)
    )
    return proof in {_plain(number) for number in db.session.scalars(signed)}


def _plain(text: str) -> str:
    """Return a text as it is compared: half width, without blanks; 〔〕 are typed as brackets."""
    return "".join(half_width(text).translate(_BRACKETS).split())


_BRACKETS = str.maketrans("\u3014\u3015\u3010\u3011[]", "()()()")


@atomic
def _note_miss(by: Officer) -> None:
    note(MISSED, about=(NOUN, None, ""), by=by)


def _misses(by: Officer) -> int:
    since = clock.now() - WITHIN
    found = sa.select(sa.func.count(AdminEvent.id)).where(
        AdminEvent.by_id == by.id, AdminEvent.tag == MISSED, AdminEvent.at > since
    )
    return db.session.scalar(found) or 0
