"""The register of letters (发文登记簿): every number of a unit by year, cancelled ones included.

A supervision is issued with its number, drawn on paper or not: without a paper it stands here
itself, with one that paper does, so that each number stands here once.

Whoever may read it sees that a number was given, what for and by whom; of which petition, and to
whom, only where he sees the petition. Letters of accusations count apart and stand here for
nobody who does not see them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.petitions.models import Letter, Petition, Supervision
from app.petitions.scope import visible_to

#: What stands behind a number.
Entry = Letter | Supervision


@dataclass(frozen=True)
class Chosen:
    """Which part of the register: a year, and one mark of a number or all of them."""

    year: int
    mark: str = ""


def parts_of(officer: Officer) -> list[tuple[int, str]]:
    """Return the years and marks of which the unit has numbers, the newest year first."""
    rows = db.session.execute(
        sa.union(
            *(
                sa.select(table.year, table.mark)
                .join(Petition, Petition.id == table.petition_id)
                .where(*_ours(officer, table))
                for table in (Letter, Supervision)
            )
        )
    )
    found = [(year, mark) for year, mark in rows if year is not None and mark is not None]
    return sorted(found, key=lambda part: (-part[0], part[1]))


def numbers_of(officer: Officer, chosen: Chosen, place: Place) -> Page[Entry]:
    """Return one page of the register, the newest number first."""
    parts = sa.union_all(
        _part(officer, chosen, Letter, Letter.signed_at, 0),
        _part(officer, chosen, Supervision, Supervision.numbered_at, 1),
    ).subquery()
    query, order = sa.select(parts.c.key), Order(parts.c.at, parts.c.key)
    page: Page[int] = key_page(db.session(), query, order, place)
    known = _entries(page.rows)
    return Page([known[key] for key in page.rows], page.next_key, page.previous_key)


def _part(
    officer: Officer, chosen: Chosen, table: type[Entry], at: Any, rest: int
) -> sa.Select[Any]:
    """Select a table's numbers: when each was given, and a key that no other table has."""
    query = (
        sa.select((table.id * 2 + rest).label("key"), at.label("at"))
        .join(Petition, Petition.id == table.petition_id)
        .where(*_ours(officer, table), table.year == chosen.year)
    )
    return query.where(table.mark == chosen.mark) if chosen.mark else query


def _entries(keys: Iterable[int]) -> dict[int, Entry]:
    """Return what stands behind some keys, in two statements whatever their number."""
    letters = sa.select(Letter).options(
        joinedload(Letter.signed_by).load_only(Officer.last_name),
        joinedload(Letter.petition).load_only(Petition.number),
    )
    orders = sa.select(Supervision).options(
        joinedload(Supervision.issued_by).load_only(Officer.last_name),
        joinedload(Supervision.petition).load_only(Petition.number),
        joinedload(Supervision.unit),
    )
    wanted: list[list[int]] = [[], []]
    for key in keys:
        wanted[key % 2].append(key // 2)
    found: dict[int, Entry] = {}
    if wanted[0]:
        of_letters = db.session.scalars(letters.where(Letter.id.in_(wanted[0])))
        found |= {one.id * 2: one for one in of_letters}
    if wanted[1]:
        of_orders = db.session.scalars(orders.where(Supervision.id.in_(wanted[1])))
        found |= {one.id * 2 + 1: one for one in of_orders}
    return found


def seen_among(officer: Officer, entries: Iterable[Entry]) -> set[int]:
    """Return the petitions of some numbers that the officer sees."""
    wanted = {one.petition_id for one in entries}
    if not wanted:
        return set()
    return set(
        db.session.scalars(
            sa.select(Petition.id).where(Petition.id.in_(wanted), visible_to(officer))
        )
    )


def _ours(officer: Officer, table: type[Entry]) -> tuple[sa.ColumnElement[bool], ...]:
    open_to_all = sa.or_(Petition.is_accusation.is_(False), visible_to(officer))
    if officer.unit_id is None:
        return (sa.false(),)
    if table is Letter:
        return (Letter.unit_id == officer.unit_id, Letter.number.is_not(None), open_to_all)
    paper = sa.exists().where(
        Letter.unit_id == Supervision.issued_by_unit_id, Letter.number == Supervision.number
    )
    ours = Supervision.issued_by_unit_id == officer.unit_id
    return (ours, Supervision.number.is_not(None), ~paper, open_to_all)
