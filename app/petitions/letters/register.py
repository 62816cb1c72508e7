"""The register of letters (发文登记簿): every number of a unit by year, cancelled ones included.

Whoever may read it sees that a number was given, what for and by whom; of which petition, and to
whom, only where he sees the petition. Letters of accusations count apart and stand here for
nobody who does not see them.
"""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.petitions.models import Letter, Petition
from app.petitions.scope import visible_to


@dataclass(frozen=True)
class Chosen:
    """Which part of the register: a year, and one mark of a number or all of them."""

    year: int
    mark: str = ""


def parts_of(officer: Officer) -> list[tuple[int, str]]:
    """Return the years and marks of which the unit has numbers, the newest year first."""
    rows = db.session.execute(
        sa.select(Letter.year, Letter.mark)
        .join(Petition, Petition.id == Letter.petition_id)
        .where(*_ours(officer))
        .distinct()
        .order_by(Letter.year.desc(), Letter.mark)
    )
    return [(year, mark) for year, mark in rows if year is not None and mark is not None]


def numbers_of(officer: Officer, chosen: Chosen, place: Place) -> Page[Letter]:
    """Return one page of the register, the newest number first."""
    query = (
        sa.select(Letter)
        .join(Petition, Petition.id == Letter.petition_id)
        .where(*_ours(officer), Letter.year == chosen.year)
        .options(
            joinedload(Letter.signed_by).load_only(Officer.last_name),
            joinedload(Letter.petition).load_only(Petition.number),
        )
    )
    if chosen.mark:
        query = query.where(Letter.mark == chosen.mark)
    return key_page(db.session(), query, Order(Letter.signed_at, Letter.id), place)


def seen_among(officer: Officer, letters: list[Letter]) -> set[int]:
    """Return the petitions of some letters that the officer sees."""
    wanted = {one.petition_id for one in letters}
    if not wanted:
        return set()
    return set(
        db.session.scalars(
            sa.select(Petition.id).where(Petition.id.in_(wanted), visible_to(officer))
        )
    )


def _ours(officer: Officer) -> tuple[sa.ColumnElement[bool], ...]:
    open_to_all = sa.or_(Petition.is_accusation.is_(False), visible_to(officer))
    if officer.unit_id is None:
        return (sa.false(),)
    return (Letter.unit_id == officer.unit_id, Letter.number.is_not(None), open_to_all)
