"""Whom a page is for, and who of them has read it: a list, two numbers, a workbook."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.core import clock
from app.core.paging import Order, Page, Place, key_page
from app.core.table import Column, Table
from app.extensions import db
from app.notices.models import Information, Reading
from app.notices.scope import told_to
from app.petitions.words.days import moment

#: What a list of readers is narrowed to.
SIDES = ("all", "waiting", "done")


@dataclass(frozen=True)
class Numbers:
    """How many a page is for, and how many have done what it asks."""

    all: int
    done: int

    @property
    def waiting(self) -> int:
        """How many have not yet."""
        return self.all - self.done


def _done(page: Information) -> sa.ColumnElement[bool]:
    """Return the condition on ``Officer``: opened, or confirmed where that is asked."""
    said = [Reading.information_id == page.id, Reading.officer_id == Officer.id]
    if page.must_confirm:
        said.append(Reading.confirmed_version >= page.confirm_since)
    return sa.exists().where(*said).correlate(Officer)


def numbers(page: Information) -> Numbers:
    """Return how many a page is for and how many have read it."""
    done = sa.func.sum(sa.case((_done(page), 1), else_=0))
    row = db.session.execute(
        sa.select(sa.func.count(), done).select_from(Officer).where(told_to(page))
    ).one()
    return Numbers(row[0], row[1] or 0)


def readers(page: Information, place: Place, side: str = "all") -> Page[Officer]:
    """Return a page of those whom a page is for, unit by unit."""
    query = sa.select(Officer).where(told_to(page)).options(joinedload(Officer.unit))
    if side != "all":
        query = query.where(_done(page) if side == "done" else ~_done(page))
    order = Order(sa.func.coalesce(Officer.unit_id, 0), Officer.id, descending=False)
    return key_page(db.session(), query, order, place)


def rows_of(page: Information, officers: list[Officer]) -> list[dict[str, Any]]:
    """Return readers as lines, each with when he has read the page."""
    found = db.session.scalars(
        sa.select(Reading).where(
            Reading.information_id == page.id,
            Reading.officer_id.in_([officer.id for officer in officers]),
        )
    )
    by_reader = {reading.officer_id: reading for reading in found}
    return [_row(page, officer, by_reader.get(officer.id)) for officer in officers]


def _row(page: Information, officer: Officer, reading: Reading | None) -> dict[str, Any]:
    version = reading.confirmed_version if reading else None
    return {
        "name": officer.full_name,
        "unit": officer.unit.called if officer.unit else "",
        "seen": moment(reading.seen_at) if reading else "",
        "confirmed": moment(reading.confirmed_at) if reading and reading.confirmed_at else "",
        "version": version,
        "anew": version is not None and version < page.confirm_since,
    }


def table(page: Information, side: str) -> Table:
    """Return the list as a workbook has it: all of it, whatever its length."""
    columns = [Column("name", _("Full name")), Column("unit", _("Unit"), width=30)]
    columns.append(Column("seen", _("Opened at")))
    if page.must_confirm:
        columns += [Column("confirmed", _("Confirmed at")), Column("version", _("Version"))]
        columns.append(Column("standing", _("Standing")))
    return Table(f"{page.title} {_('Who has read it')}", tuple(columns), _lines(page, side))


def _lines(page: Information, side: str) -> Iterator[dict[str, Any]]:
    place = Place(size=500)
    while True:
        found = readers(page, place, side)
        for row in rows_of(page, found.rows):
            standing = _("To be confirmed anew") if row["anew"] else ""
            yield row | {"version": str(row["version"] or ""), "standing": standing}
        if not found.next_key:
            return
        place = Place(after=found.next_key, size=500)


def file_name(page: Information) -> str:
    """Return what the workbook is called."""
    return f"{page.title[:60]}-{_('Who has read it')}-{clock.today():%Y%m%d}.xlsx"
