"""Units: founded, changed, retired with a successor; never deleted."""

import logging
from dataclasses import dataclass

import sqlalchemy as sa

from app.accounts.models import Officer, Unit
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.pinyin import initials
from app.extensions import db

log = logging.getLogger("app.security")


@dataclass(frozen=True, kw_only=True)
class UnitFacts:
    """All that is written down about a unit."""

    name: str
    code: str
    kind: str
    level: int
    region_code: str
    short_name: str = ""
    parent_id: int | None = None
    review_unit_id: int | None = None
    re_examination_unit_id: int | None = None
    phone: str = ""
    address: str = ""


@atomic
def create_unit(facts: UnitFacts, *, by: Officer) -> Unit:
    """Found a unit under its superior.

    :raises Invalid: if its name or code is taken.
    """
    unit = Unit(active=True)
    _write(unit, facts, by)
    db.session.add(unit)
    db.session.flush()
    unit.path = f"{_path_above(facts.parent_id)}{unit.id}/"
    return unit


@atomic
def change_unit(unit: Unit, facts: UnitFacts, *, by: Officer) -> None:
    """Write a unit's data another way; the units below move with it.

    :raises Invalid: if its name or code is taken, or it would stand below itself.
    """
    above = _path_above(facts.parent_id)
    if unit.path and above.startswith(unit.path):
        raise Invalid(N_("A unit cannot stand below itself."), field="parent_id")
    _write(unit, facts, by)
    old, new = unit.path, f"{above}{unit.id}/"
    if old != new:
        db.session.flush()
        db.session.execute(
            sa.update(Unit)
            .where(Unit.path.startswith(old, autoescape=True))
            .values(path=sa.literal(new) + sa.func.substr(Unit.path, len(old) + 1))
            .execution_options(synchronize_session=False)
        )
        db.session.expire_all()


@atomic
def rename_unit(unit: Unit, *, name: str, by: Officer) -> None:
    """Give a unit another name.

    :raises Invalid: if the name is taken.
    """
    _refuse_taken(unit, name=name, code=unit.code)
    unit.name = name.strip()
    unit.pinyin = _initials(unit.name, unit.short_name)
    _note("renamed", unit, by)


@atomic
def retire_unit(unit: Unit, *, successor: Unit | None, reason: str, by: Officer) -> None:
    """Close a unit; what comes later goes to its successor.

    :raises DomainError: while it has officers or units below it.
    """
    if successor is unit:
        raise Invalid(N_("A unit cannot succeed itself."), field="successor_id")
    people = db.session.scalar(
        sa.select(sa.func.count(Officer.id)).where(Officer.unit_id == unit.id, Officer.active)
    )
    below = db.session.scalar(
        sa.select(sa.func.count(Unit.id)).where(Unit.parent_id == unit.id, Unit.active)
    )
    if people or below:
        raise DomainError(
            N_("%(people)s officers and %(units)s units still belong to it; move them first."),
            people=people,
            units=below,
        )
    unit.active = False
    unit.retired_at, unit.retired_reason = clock.now(), reason.strip()
    unit.successor_id = successor.id if successor else None
    _note("retired", unit, by)


def _write(unit: Unit, facts: UnitFacts, by: Officer) -> None:
    _refuse_taken(unit, name=facts.name, code=facts.code)
    for name, value in vars(facts).items():
        setattr(unit, name, value.strip() if isinstance(value, str) else value)
    unit.pinyin = _initials(unit.name, unit.short_name)
    _note("written", unit, by)


def _refuse_taken(unit: Unit, *, name: str, code: str) -> None:
    with db.session.no_autoflush:
        for field, column, value in (("name", Unit.name, name), ("code", Unit.code, code)):
            other = db.session.scalar(sa.select(Unit.id).where(column == value.strip()))
            if other is not None and other != unit.id:
                raise Invalid(N_("Another unit has this already."), field=field)


def _path_above(parent_id: int | None) -> str:
    if parent_id is None:
        return "/"
    return db.session.scalars(sa.select(Unit.path).where(Unit.id == parent_id)).one()


def _initials(name: str, short_name: str) -> str:
    return f"{initials(name)} {initials(short_name or '')}".strip()[:100]


def _note(what: str, unit: Unit, by: Officer) -> None:
    log.info("unit %s: %s, by officer %s", what, unit.id or "new", by.id)
