"""Letters that were signed and have no receipt: nobody knows whether they arrived (送达)."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.accounts.models import Officer
from app.core import clock
from app.extensions import db
from app.petitions.letters.kinds import kinds
from app.petitions.letters.served import NOT_RECEIVED
from app.petitions.models import Letter, Opinion, Petition, Service
from app.settings.queries import value


def served_kinds(code: str = "") -> list[str]:
    """Return the kinds of letters whose service is recorded, or those recorded under a code."""
    found = (kind for kind in kinds().values() if kind.served)
    return [kind.code for kind in found if not code or kind.served == code]


def received() -> ColumnElement[bool]:
    """Return the condition on ``Letter`` that a service of it arrived."""
    return (
        sa.exists()
        .where(Service.letter_id == Letter.id, Service.receipt.not_in(NOT_RECEIVED))
        .correlate(Letter)
    )


def taken_back() -> ColumnElement[bool]:
    """Return the condition on ``Letter`` that its opinion was withdrawn: nobody serves it now."""
    return (
        sa.exists()
        .where(Opinion.id == Letter.opinion_id, Opinion.withdrawn_on.is_not(None))
        .correlate(Letter)
    )


def unserved_for(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``Letter``: the officer's unit signed it long ago, no receipt came.

    Not of an opinion that was taken back. The petition is found through the row rule beside this.
    """
    if officer.unit is None or not (officer.may("serve") or officer.may("serve", "Accusation")):
        return sa.false()
    days = int(value("receipt_days", officer.unit))
    return sa.and_(
        Letter.unit_id == officer.unit_id,
        Letter.status == "signed",
        Letter.signed_at < clock.midnight(clock.today(), later=-days),
        Letter.kind.in_(served_kinds()),
        ~received(),
        ~taken_back(),
    )


def waiting_letters(petition: Petition) -> list[Letter]:
    """Return the signed letters of a file that have not arrived yet, the newest first.

    Not of an opinion that was taken back.
    """
    return list(
        db.session.scalars(
            sa.select(Letter)
            .where(
                Letter.petition_id == petition.id,
                Letter.status == "signed",
                Letter.kind.in_(served_kinds()),
                ~received(),
                ~taken_back(),
            )
            .order_by(Letter.id.desc())
        )
    )


def letter_served(petition: Petition, code: str, letter_id: int | None = None) -> Letter | None:
    """Return the signed letter that a service is of: the one named, else the newest of its kind."""
    return next(iter(_of(waiting_letters(petition), code, letter_id)), None)


def _of(letters: Iterable[Letter], code: str, letter_id: int | None) -> list[Letter]:
    wanted = served_kinds(code)
    return [
        one for one in letters if one.kind in wanted and (letter_id is None or one.id == letter_id)
    ]
