"""What the steps of the first day write."""

from dataclasses import replace

import sqlalchemy as sa
from flask_babel import gettext as _

from app.accounts.commands.units import UnitFacts, change_unit, reopen_unit, retire_unit
from app.accounts.models import Officer, Unit
from app.accounts.units.importing import stations_of
from app.accounts.units.succession import bound_to_region, weighed
from app.core import clock
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.dictionaries.models import Region
from app.dictionaries.seed import seed_dictionaries
from app.extensions import db
from app.journal.commands import note
from app.settings.commands import change_setting
from app.settings.queries import SYSTEM
from app.setup.models import SetupStep
from app.setup.steps import BY_CODE

#: Level of the office (see accounts.models.LEVELS) by the level of its region.
LEVEL_OF = {1: 2, 2: 3, 3: 4}
LEFT_REGION = N_("The region of the office was corrected.")


@atomic
def finish_step(code: str, *, by: Officer) -> None:
    """Remember that a step was done; the first time is written into the journal."""
    BY_CODE[code]
    if db.session.get(SetupStep, code) is None:
        db.session.add(SetupStep(code=code, done_at=clock.now(), done_by_id=by.id))
        note("setup.step_done", about=("Setup", None, code), by=by)
        db.session.flush()


@atomic
def name_office(
    unit: Unit,
    *,
    name: str,
    short_name: str,
    region_code: str,
    by: Officer,
    with_stations: bool = False,
) -> None:
    """Write what the office is called and for which region it works.

    The townships of another province than the one that the installation started with are loaded
    now: only the own province's are brought at the start.

    Stations of a region that is left before any work are taken out of use; they come back with
    their region.

    :raises Invalid: for a region that is none, or that work has begun under.
    """
    region = _region(region_code)
    if not _has_divisions_below(region):
        seed_dictionaries(db.session, region_code[:2])
    facts = UnitFacts(**{field: getattr(unit, field) for field in UnitFacts.__dataclass_fields__})
    changed = replace(
        facts,
        name=name,
        short_name=short_name,
        region_code=region_code,
        level=LEVEL_OF[region.level],
        code=_code_for(unit, region_code),
    )
    change_unit(unit, changed, by=by)
    change_setting("office_name", name, unit_id=SYSTEM, by=by)
    for officer in db.session.scalars(sa.select(Officer).where(Officer.unit_id == unit.id)):
        officer.region_code = region_code
    if region_code != facts.region_code:
        _take_back_stations(unit, region, by)
    if with_stations:
        _reopen_stations(unit, region_code, by)
        stations_of(region_code, by, office=unit)


def _region(code: str) -> Region:
    region = db.session.get(Region, code)
    if region is None:
        raise Invalid(N_("Choose the region from the list."), field="region_code")
    if region.level not in LEVEL_OF:
        raise Invalid(
            N_("A street or town is no region of an office: choose its county, city or province."),
            field="region_code",
        )
    return region


def _take_back_stations(office: Unit, region: Region, by: Officer) -> None:
    """Take stations outside the region out of use, as long as nobody works in them."""
    people = sa.select(Officer.unit_id).where(Officer.unit_id.is_not(None))
    foreign = sa.select(Unit).where(
        Unit.kind == "station",
        Unit.active,
        Unit.parent_id == office.id,
        sa.not_(Unit.region_code.startswith(region.path, autoescape=True)),
        Unit.id.not_in(people),
    )
    for station in db.session.scalars(foreign).all():
        if not bound_to_region(station.id) and not any(n for _w, n in weighed([station.id])):
            retire_unit(station, successor=None, reason=_(LEFT_REGION), by=by)


def _reopen_stations(office: Unit, region_code: str, by: Officer) -> None:
    """Take the stations of a region that was left and chosen again into use."""
    streets = sa.select(Region.code).where(Region.parent_code == region_code)
    retired = sa.select(Unit).where(
        Unit.kind == "station",
        sa.not_(Unit.active),
        Unit.parent_id == office.id,
        Unit.successor_id.is_(None),
        Unit.region_code.in_(streets),
    )
    for station in db.session.scalars(retired).all():
        reopen_unit(station, by=by)


def _has_divisions_below(region: Region) -> bool:
    below = sa.select(Region.code).where(
        Region.path.startswith(region.path, autoescape=True), Region.level == 4
    )
    return db.session.scalar(below.limit(1)) is not None


def _code_for(unit: Unit, region_code: str) -> str:
    """Return the code: one that the first start gave follows the region, any other stays."""
    return f"{region_code}-XF" if unit.code == f"{unit.region_code}-XF" else unit.code
