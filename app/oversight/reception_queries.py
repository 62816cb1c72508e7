"""Receptions of leaders and their charges, as lists."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.core import clock
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.petitions.models import LeaderCharge, Petition, Reception, ReceptionVisit
from app.petitions.scope import receptions_visible_to, visible_to


def receptions(officer: Officer, tab: str, where: Place) -> Page[Reception]:
    """Return one page of receptions: those to come by day, those past the newest first."""
    ahead = Reception.day >= clock.today()
    query = (
        sa.select(Reception)
        .where(receptions_visible_to(officer), ahead if tab == "ahead" else ~ahead)
        .options(joinedload(Reception.unit))
    )
    order = Order(Reception.day, Reception.id, descending=tab != "ahead")
    return key_page(db.session(), query, order, where)


def reception(officer: Officer, reception_id: int) -> Reception | None:
    """Return a reception that the officer may read."""
    return db.session.scalar(
        sa.select(Reception)
        .where(Reception.id == reception_id, receptions_visible_to(officer))
        .options(joinedload(Reception.unit))
    )


def received_at(record: Reception, officer: Officer) -> list[Petition]:
    """Return the petitions that were received there, as far as the officer sees them."""
    return list(
        db.session.scalars(
            sa.select(Petition)
            .join(ReceptionVisit, ReceptionVisit.petition_id == Petition.id)
            .where(ReceptionVisit.reception_id == record.id, visible_to(officer))
            .order_by(Petition.id)
        )
    )


def schedule(officer: Officer, until: date) -> list[Reception]:
    """Return what the public board shows of the officer's unit, from today until a day."""
    return list(
        db.session.scalars(
            sa.select(Reception)
            .where(
                Reception.unit_id == officer.unit_id,
                Reception.cancelled_at.is_(None),
                Reception.day.between(clock.today(), until),
            )
            .order_by(Reception.day, Reception.begins, Reception.id)
        )
    )


def _mine(officer: Officer) -> ColumnElement[bool]:
    return sa.and_(LeaderCharge.leader_id == officer.seat.id, LeaderCharge.status == "open")


def _overdue(officer: Officer) -> ColumnElement[bool]:  # noqa: ARG001 - a tab like the others
    return sa.and_(LeaderCharge.status == "open", LeaderCharge.until_on < clock.today())


CHARGE_TABS = {
    "mine": _mine,
    "open": lambda officer: LeaderCharge.status == "open",  # noqa: ARG005
    "overdue": _overdue,
    "released": lambda officer: LeaderCharge.status == "released",  # noqa: ARG005
}


def charges(officer: Officer, tab: str, leader: str, where: Place) -> Page[LeaderCharge]:
    """Return one page of charges on petitions that the officer sees, perhaps of one leader."""
    query = (
        sa.select(LeaderCharge)
        .join(Petition, Petition.id == LeaderCharge.petition_id)
        .join(Officer, Officer.id == LeaderCharge.leader_id)
        .where(visible_to(officer), CHARGE_TABS[tab](officer))
        .options(joinedload(LeaderCharge.petition), joinedload(LeaderCharge.leader))
    )
    if leader:
        query = query.where(Officer.full_name.contains(leader, autoescape=True))
    return key_page(db.session(), query, Order(LeaderCharge.since, LeaderCharge.id), where)
