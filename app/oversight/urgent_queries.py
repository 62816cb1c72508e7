"""Urgent matters found: the list, one with its reports, who was told and who confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

import sqlalchemy as sa
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


def urgent_matters(officer: Officer, status: str, where: Place) -> Page[UrgentMatter]:
    """Return one page of urgent matters, the newest first."""
    query = (
        sa.select(UrgentMatter)
        .where(urgent_visible_to(officer), UrgentMatter.status == status)
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
    """Return how many reports the officer was told of and has not confirmed, for the menu."""
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
        sa.select(sa.func.count(sa.distinct(UrgentTelling.matter_id)))
        .join(UrgentMatter, UrgentMatter.id == UrgentTelling.matter_id)
        .where(
            UrgentTelling.officer_id == officer.id,
            UrgentTelling.step == "told",
            ~answered,
            urgent_visible_to(officer),
        )
        .scalar_subquery()
    )
