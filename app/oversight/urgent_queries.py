"""Urgent matters found: the list, one with its reports, who was told and who confirmed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload, selectinload

from app.accounts.models import Officer
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.petitions.models import Petition, UrgentMatter, UrgentReport, UrgentTelling
from app.petitions.scope import urgent_visible_to, visible_to


@dataclass
class Informed:
    """One person who was told: when last, which report he opened and confirmed, and when."""

    officer: Officer
    told: list[tuple[int, datetime]] = field(default_factory=list)
    opened: list[tuple[int, datetime]] = field(default_factory=list)
    confirmed: list[tuple[int, datetime]] = field(default_factory=list)


def _unconfirmed(officer: Officer) -> ColumnElement[bool]:
    """Return the condition on ``UrgentMatter``: told of a report, and one is not confirmed."""
    confirmed = sa.orm.aliased(UrgentTelling)
    answered = (
        sa.exists()
        .where(
            confirmed.report_id == UrgentTelling.report_id,
            confirmed.officer_id == UrgentTelling.officer_id,
            confirmed.step == "confirmed",
        )
        .correlate(UrgentTelling)
    )
    return (
        sa.exists()
        .where(
            UrgentTelling.matter_id == UrgentMatter.id,
            UrgentTelling.officer_id == officer.id,
            UrgentTelling.step == "told",
            ~answered,
        )
        .correlate(UrgentMatter)
    )


TABS: dict[str, Callable[[Officer], ColumnElement[bool]]] = {
    "open": lambda _officer: UrgentMatter.status == "open",
    "waiting": lambda officer: sa.and_(UrgentMatter.status == "open", _unconfirmed(officer)),
    "closed": lambda _officer: UrgentMatter.status == "closed",
}


def urgent_matters(officer: Officer, tab: str, where: Place) -> Page[UrgentMatter]:
    """Return one page of urgent matters, the newest first."""
    query = (
        sa.select(UrgentMatter)
        .where(urgent_visible_to(officer), TABS[tab](officer))
        .options(joinedload(UrgentMatter.unit), selectinload(UrgentMatter.reports))
    )
    return key_page(db.session(), query, Order(UrgentMatter.id, UrgentMatter.id), where)


def urgent_matter(officer: Officer, matter_id: int) -> UrgentMatter | None:
    """Return an urgent matter with its reports, if the officer may read it."""
    return db.session.scalar(
        sa.select(UrgentMatter)
        .where(UrgentMatter.id == matter_id, urgent_visible_to(officer))
        .options(
            joinedload(UrgentMatter.unit),
            joinedload(UrgentMatter.petition),
            selectinload(UrgentMatter.reports).joinedload(UrgentReport.by),
        )
    )


def sees_petition(officer: Officer, petition_id: int) -> bool:
    """Say whether the officer may open the petition itself; being told does not open it."""
    seen = sa.select(Petition.id).where(Petition.id == petition_id, visible_to(officer))
    return db.session.scalar(seen) is not None


def informed_of(matter: UrgentMatter) -> list[Informed]:
    """Return everybody who was told of a matter, with every time that was written down."""
    rows = db.session.execute(
        sa.select(UrgentTelling, UrgentReport.number)
        .join(UrgentReport, UrgentReport.id == UrgentTelling.report_id)
        .where(UrgentTelling.matter_id == matter.id)
        .options(joinedload(UrgentTelling.officer).joinedload(Officer.unit))
        .order_by(UrgentTelling.id)
    )
    return list(_gathered((row[0], row[1]) for row in rows))


def _gathered(rows: Iterable[tuple[UrgentTelling, int]]) -> Iterable[Informed]:
    found: dict[int, Informed] = {}
    for telling, number in rows:
        one = found.setdefault(telling.officer_id, Informed(telling.officer))
        getattr(one, telling.step).append((number, telling.at))
    return found.values()


def urgent_waiting(officer: Officer) -> sa.ScalarSelect[int]:
    """Return how many open matters the officer was told of and has not confirmed."""
    return (
        sa.select(sa.func.count(UrgentMatter.id))
        .where(urgent_visible_to(officer), TABS["waiting"](officer))
        .scalar_subquery()
    )


def to_confirm(officer: Officer) -> int:
    """Count the open matters that the officer has not confirmed."""
    return db.session.scalar(sa.select(urgent_waiting(officer))) or 0


def unconfirmed(officer: Officer, most: int) -> list[UrgentMatter]:
    """Return the newest open matters that the officer has not confirmed, with their reports."""
    query = (
        sa.select(UrgentMatter)
        .where(urgent_visible_to(officer), TABS["waiting"](officer))
        .options(joinedload(UrgentMatter.unit), joinedload(UrgentMatter.reports))
        .order_by(UrgentMatter.id.desc())
        .limit(most)
    )
    return list(db.session.scalars(query).unique())


def told_of(officer: Officer) -> sa.ScalarSelect[int]:
    """Return 1 if the officer was ever told of an urgent matter, else 0: a part of a statement."""
    told = sa.select(UrgentTelling.id).where(UrgentTelling.officer_id.in_(officer.persons))
    return sa.select(sa.func.count()).select_from(told.limit(1).subquery()).scalar_subquery()


def was_told(officer: Officer) -> bool:
    """Say whether the officer was ever told of an urgent matter, whatever his roles are."""
    return bool(db.session.scalar(sa.select(told_of(officer))))
