"""Who is told of an urgent matter: leaders and duty officers, the next higher unit, others named.

Article 25: the own party committee and government, the office of the joint meeting, and of a
petition office the next higher one. Who of a unit is told is a permission of its roles; further
units and persons stand in the settings.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from app.accounts.models import Officer, Unit
from app.accounts.queries import somebody_who_may
from app.extensions import db
from app.petitions.models import Petition, Recusal
from app.petitions.parties import office_of
from app.settings.queries import value


@dataclass(frozen=True)
class Named:
    """What the settings of an office name: units and persons found, and what means nobody."""

    units: list[Unit]
    persons: list[Officer]
    unknown: list[str]


def named_by(unit: Unit | None) -> Named:
    """Return the further units and persons that an office's settings name."""
    codes, logins = _words("urgent_units", unit), _words("urgent_persons", unit)
    units, persons = _units(codes), _persons(logins)
    known = {one.code for one in units} | {one.username for one in persons}
    return Named(units, persons, [word for word in (*codes, *logins) if word not in known])


def _words(name: str, unit: Unit | None) -> list[str]:
    return str(value(name, unit) or "").replace("\uff0c", ",").replace(",", " ").split()


def _units(codes: list[str]) -> list[Unit]:
    if not codes:
        return []
    return list(db.session.scalars(sa.select(Unit).where(Unit.code.in_(codes), Unit.active)))


def _persons(logins: list[str]) -> list[Officer]:
    if not logins:
        return []
    named = sa.and_(Officer.username.in_(logins), Officer.active)
    return list(db.session.scalars(sa.select(Officer).where(named)))


def recipients(unit: Unit, petition: Petition | None) -> list[int]:
    """Return the ids of everybody who is told of what a unit reports, each once."""
    named = named_by(unit)
    units = {unit.id, *(one.id for one in named.units)}
    if unit.parent_id is not None:
        units.add(unit.parent_id)
    if petition is not None:
        units.add(office_of(petition).id)
    told = sa.and_(Officer.unit_id.in_(units), somebody_who_may("receive", "UrgentMatter"))
    ways = sa.or_(told, Officer.id.in_([one.id for one in named.persons]))
    query = sa.select(Officer.id).where(ways, Officer.active)
    if petition is not None:
        query = query.where(Officer.id.not_in(_stepped_aside(petition)))
    return list(db.session.scalars(query.order_by(Officer.id)))


def _stepped_aside(petition: Petition) -> sa.Select[int]:
    return sa.select(Recusal.user_id).where(
        Recusal.petition_id == petition.id, Recusal.status == "granted"
    )
