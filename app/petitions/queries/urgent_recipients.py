"""Who is told of an urgent matter: leaders and duty officers, petition offices, others named.

Article 25: the own party committee and government, the office of the joint meeting, and of a
petition office the next higher one. Who of a unit is told is a permission of its roles; further
units and persons stand in the settings.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from app.accounts.models import Officer, Unit
from app.accounts.queries import somebody_who_may
from app.core.errors import Invalid
from app.core.i18n import N_
from app.dictionaries.models import Region
from app.extensions import db
from app.petitions.models import Petition, Recusal
from app.petitions.parties import office_of
from app.settings.commands import before_change
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
    return _split(str(value(name, unit) or ""))


def _split(text: str) -> list[str]:
    return text.replace("\uff0c", ",").replace(",", " ").split()


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
    units = {unit.id, *(one.id for one in named.units), *_petition_offices(unit)}
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


def _petition_offices(unit: Unit) -> list[int]:
    """Return the petition office of a unit's region; of a petition office the next higher one."""
    query = sa.select(Unit.id).where(Unit.kind == "petition_office", Unit.active)
    if unit.kind == "petition_office":
        line = [int(step) for step in unit.path.split("/") if step]
        above = query.where(Unit.id.in_(line), Unit.id != unit.id)
        return list(db.session.scalars(above.order_by(sa.func.length(Unit.path).desc()).limit(1)))
    here = sa.orm.aliased(Region)
    home = sa.select(here.path).where(here.code == unit.region_code).scalar_subquery()
    nearest = (
        query.join(Region, Region.code == Unit.region_code)
        .where(home.like(Region.path.concat("%")))
        .order_by(sa.func.length(Region.path).desc(), sa.func.length(Unit.path), Unit.id)
    )
    return list(db.session.scalars(nearest.limit(1)))


def refuse_unknown_units(name: str, text: str) -> None:
    """Refuse codes that no unit has."""
    codes = _split(text)
    known = {one.code for one in _units(codes)}
    _refuse(
        name, [code for code in codes if code not in known], N_("No unit has the code: %(words)s")
    )


def refuse_unknown_persons(name: str, text: str) -> None:
    """Refuse login names that nobody has."""
    logins = _split(text)
    known = {one.username for one in _persons(logins)}
    words = [login for login in logins if login not in known]
    _refuse(name, words, N_("Nobody has the login name: %(words)s"))


def _refuse(name: str, unknown: list[str], said: str) -> None:
    if unknown:
        raise Invalid(said, field=name, words=", ".join(unknown))


before_change("urgent_units", refuse_unknown_units)
before_change("urgent_persons", refuse_unknown_persons)


def _stepped_aside(petition: Petition) -> sa.Select[int]:
    return sa.select(Recusal.user_id).where(
        Recusal.petition_id == petition.id, Recusal.status == "granted"
    )
