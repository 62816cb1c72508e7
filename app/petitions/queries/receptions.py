"""Days of reception and charges of leaders, read: by day, by unit, by petition."""

from datetime import date, time

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.extensions import db
from app.petitions.models import LeaderCharge, Petition, Reception, ReceptionVisit


def receptions_on(unit_id: int | None, day: date | None = None) -> list[Reception]:
    """Return the days of a unit on which leaders receive, from a day on or on that day alone."""
    query = sa.select(Reception).where(
        Reception.unit_id == unit_id, Reception.cancelled_at.is_(None)
    )
    if day is not None:
        query = query.where(Reception.day == day)
    return list(db.session.scalars(query.order_by(Reception.day, Reception.begins, Reception.id)))


def reception_of(petition: Petition) -> Reception | None:
    """Return at which reception the petition was received, if at one."""
    return db.session.scalar(
        sa.select(Reception)
        .join(ReceptionVisit, ReceptionVisit.reception_id == Reception.id)
        .where(ReceptionVisit.petition_id == petition.id)
    )


def reception_within(
    day: date, begins: time, ends: time, *, leader: Officer | None, name: str, unit_id: int | None
) -> Reception | None:
    """Return a reception of a leader that falls into the same hours; ends may touch begins."""
    same = (
        Reception.leader_id == leader.id
        if leader
        else sa.and_(Reception.leader_name == name, Reception.unit_id == unit_id)
    )
    return db.session.scalars(
        sa.select(Reception)
        .where(
            same,
            Reception.day == day,
            Reception.cancelled_at.is_(None),
            Reception.begins < ends,
            Reception.ends > begins,
        )
        .limit(1)
    ).first()


def open_charge(petition: Petition) -> LeaderCharge | None:
    """Return under which leader's charge the petition is now."""
    return db.session.scalar(
        sa.select(LeaderCharge)
        .where(LeaderCharge.petition_id == petition.id, LeaderCharge.status == "open")
        .options(joinedload(LeaderCharge.leader))
    )


def reception_by_id(reception_id: int, *, by: Officer) -> Reception | None:
    """Return a reception of the officer's own unit that was not cancelled."""
    return db.session.scalar(
        sa.select(Reception).where(
            Reception.id == reception_id,
            Reception.unit_id == by.unit_id,
            Reception.cancelled_at.is_(None),
        )
    )
