"""What the steps of the first day write."""

from dataclasses import replace

import sqlalchemy as sa

from app.accounts.commands.units import UnitFacts, change_unit
from app.accounts.models import Officer, Unit
from app.accounts.units.importing import stations_of
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
LEVEL_OF = {1: 2, 2: 3, 3: 4, 4: 5}


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

    :raises Invalid: for a region that is none.
    """
    region = db.session.get(Region, region_code)
    if region is None:
        raise Invalid(N_("Choose the region from the list."), field="region_code")
    if region.level < 4 and not _has_divisions_below(region):
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
    if with_stations:
        stations_of(region_code, by, office=unit)


def _has_divisions_below(region: Region) -> bool:
    below = sa.select(Region.code).where(
        Region.path.startswith(region.path, autoescape=True), Region.level == 4
    )
    return db.session.scalar(below.limit(1)) is not None


def _code_for(unit: Unit, region_code: str) -> str:
    """Return the code: one that the first start gave follows the region, any other stays."""
    return f"{region_code}-XF" if unit.code == f"{unit.region_code}-XF" else unit.code
