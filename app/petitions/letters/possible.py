"""Which letters a unit may make of a file now, and which the file has."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Officer
from app.extensions import db
from app.petitions.letters.kinds import Kind, kinds
from app.petitions.letters.readable import readable_by
from app.petitions.models import Letter, LetterVersion, Petition
from app.petitions.parties import holds
from app.petitions.scope import visible_to


def kinds_for(petition: Petition, by: Officer) -> list[Kind]:
    """Return the kinds that the officer's unit may draft in the state of the file."""
    return [
        kind
        for kind in kinds().values()
        if petition.state in kind.states
        and (kind.sealed or not petition.is_accusation)
        and kind.form in ("", petition.form)
        and holds(petition, by.unit_id, kind.by)
    ]


def drafts_of(petition: Petition, unit_id: int | None, *codes: str) -> list[Letter]:
    """Return the unit's drafts of a file, of some kinds if any is named, the newest first."""
    query = sa.select(Letter).where(
        Letter.petition_id == petition.id, Letter.unit_id == unit_id, Letter.status == "draft"
    )
    if codes:
        query = query.where(Letter.kind.in_(codes))
    return list(
        db.session.scalars(
            query.options(joinedload(Letter.unit), selectinload(Letter.versions)).order_by(
                Letter.id.desc()
            )
        )
    )


def letters_of(petition: Petition, *, reader: Officer | None = None) -> list[Letter]:
    """Return the letters of a file with their versions, the newest first.

    For a reader only those that he may read; without one those that the rules need.
    """
    seen = readable_by(reader) if reader is not None else sa.true()
    return list(
        db.session.scalars(
            sa.select(Letter)
            .where(Letter.petition_id == petition.id, seen)
            .options(
                joinedload(Letter.unit),
                joinedload(Letter.signed_by).load_only(Officer.last_name),
                selectinload(Letter.versions).load_only(
                    LetterVersion.letter_id,
                    LetterVersion.serial,
                    LetterVersion.by_id,
                    LetterVersion.on_behalf_of_id,
                    LetterVersion.at,
                    LetterVersion.findings,
                ),
            )
            .order_by(Letter.id.desc())
        )
    )


def letter_for(officer: Officer, letter_id: int) -> Letter | None:
    """Return a letter that the officer may read, with all its versions; else None."""
    return db.session.scalar(
        sa.select(Letter)
        .join(Petition, Petition.id == Letter.petition_id)
        .where(Letter.id == letter_id, visible_to(officer), readable_by(officer))
        .options(
            joinedload(Letter.unit),
            joinedload(Letter.petition),
            joinedload(Letter.signed_by),
            selectinload(Letter.versions).joinedload(LetterVersion.by),
        )
    )


def petition_of_number(officer: Officer, number: str) -> int | None:
    """Return the id of a petition that the officer may see, by its number; else None."""
    return db.session.scalar(
        sa.select(Petition.id).where(Petition.number == number.upper(), visible_to(officer))
    )


def newest_address(petition: Petition) -> str:
    """Return where the letter of a file that was drafted last is read and revised."""
    newest = sa.select(sa.func.max(Letter.id)).where(Letter.petition_id == petition.id)
    return f"/letters/{db.session.scalar(newest)}"
