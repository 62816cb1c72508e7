"""Units: founded, changed, renamed, retired with a successor; never deleted."""

import logging
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Officer, Unit
from app.accounts.units import succession
from app.accounts.units.limits import (
    refuse_foreign,
    refuse_foreign_superior,
    refuse_loop,
    refuse_mark_taken,
    refuse_of_the_top,
    refuse_taken,
    refuse_wider,
)
from app.accounts.units.names import keep_name
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.pinyin import initials
from app.extensions import db
from app.journal.commands import note

log = logging.getLogger("app.security")

NAMES = ("name", "short_name")
STEP = 10  # between the places of siblings


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
    contact: str = ""
    phone: str = ""
    address: str = ""
    letter_mark: str = ""


@atomic
def create_unit(facts: UnitFacts, *, by: Officer) -> Unit:
    """Found a unit under its superior, behind those that are there already.

    :raises Invalid: if its name or code is taken, or the superior, the region or the level is not
        the officer's to give.
    """
    unit = Unit(active=True)
    refuse_foreign_superior(facts.parent_id, by)
    refuse_wider(facts.region_code, facts.level, by)
    _write(unit, facts)
    unit.position = _last_place(facts.parent_id)
    db.session.add(unit)
    db.session.flush()
    unit.path = f"{_path_above(facts.parent_id)}{unit.id}/"
    tell("unit.added", unit, by, after=_told(facts))
    return unit


@atomic
def change_unit(
    unit: Unit, facts: UnitFacts, *, by: Officer, renamed_on: date | None = None
) -> None:
    """Write a unit's data another way; the units below move with it, old names are kept.

    :raises Invalid: if its name or code is taken, it would stand below itself, or it would reach
        beyond the officer's own unit.
    :raises NotFound: if the unit is not the officer's to manage.
    """
    refuse_foreign(unit, by)
    refuse_wider(facts.region_code, facts.level, by, before=unit)
    if facts.region_code != unit.region_code and succession.bound_to_region(unit.id):
        raise Invalid(
            N_("Petitions are registered here, and their numbers name the region: it stays."),
            field="region_code",
        )
    before = _told(_facts_of(unit))
    old_names = (unit.name, unit.short_name)
    if _reshapes(unit, facts):
        refuse_of_the_top(unit, by)
    if facts.parent_id != unit.parent_id:
        refuse_foreign_superior(facts.parent_id, by)
        refuse_loop(unit, facts.parent_id)
        unit.position = _last_place(facts.parent_id)
    _write(unit, facts)
    carry_subtree(unit, facts.parent_id)
    if (unit.name, unit.short_name) != old_names:
        keep_name(unit, *old_names, until=_begun(renamed_on))
    for tag, keys in _parted(before, after := _told(facts)):
        old, new = ({key: told.get(key) for key in keys} for told in (before, after))
        tell(tag, unit, by, before=old, after=new)


@atomic
def rename_unit(unit: Unit, *, name: str, by: Officer, on: date | None = None) -> None:
    """Give a unit another name from a day on; old papers go on carrying the old one.

    :raises Invalid: if the name is taken, or the day is still to come.
    """
    refuse_foreign(unit, by)
    refuse_of_the_top(unit, by)
    refuse_taken(name, unit.code, but=unit)
    before = unit.name
    if before == name.strip():
        return
    keep_name(unit, before, unit.short_name, until=_begun(on))
    unit.name = name.strip()
    unit.pinyin = _initials(unit.name, unit.short_name)
    tell("unit.renamed", unit, by, before={"name": before}, after={"name": unit.name})


@atomic
def retire_unit(unit: Unit, *, successor: Unit | None, reason: str, by: Officer) -> None:
    """Close a unit; its open work, and what comes later, goes to its successor.

    :raises DomainError: while it has officers or units below it, or open work and no successor.
    """
    refuse_foreign(unit, by)
    refuse_of_the_top(unit, by)
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
    if successor is None and any(count for _label, count in succession.weighed([unit.id])):
        raise Invalid(N_("Open work lies with it; name a successor."), field="successor_id")
    handed = succession.hand_on(succession.Succession(unit, successor), by=by) if successor else {}
    close_unit(unit, successor, reason)
    tell("unit.retired", unit, by, after={"successor": _name(successor), **handed})


def close_unit(unit: Unit, successor: Unit | None, reason: str) -> None:
    """Take a unit out of use, with the day, the reason and what took its place."""
    unit.active = False
    unit.retired_at, unit.retired_reason = clock.now(), reason.strip()
    unit.successor_id = successor.id if successor else None
    db.session.flush()


def reopen_unit(unit: Unit, *, by: Officer) -> None:
    """Take a unit that nothing replaced into use again, below the officer's own."""
    refuse_foreign(unit, by)
    unit.active, unit.retired_at, unit.retired_reason = True, None, ""
    db.session.flush()
    tell("unit.reopened", unit, by)


def carry_subtree(unit: Unit, parent_id: int | None) -> None:
    """Put a unit under its superior, and all that stands below it, in one statement."""
    old, new = unit.path, f"{_path_above(parent_id)}{unit.id}/"
    unit.parent_id = parent_id
    db.session.flush()
    if old != new:
        db.session.execute(
            sa.update(Unit)
            .where(Unit.path.startswith(old, autoescape=True))
            .values(path=sa.literal(new) + sa.func.substr(Unit.path, len(old) + 1))
            .execution_options(synchronize_session=False)
        )
        db.session.expire_all()


def tell(
    tag: str,
    unit: Unit,
    by: Officer,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """Write an act on a unit into the journal."""
    note(
        tag, about=("Unit", unit.id, unit.name), by=by, unit_id=unit.id, before=before, after=after
    )
    log.info("%s: unit %s, by officer %s", tag, unit.id, by.id)


def _reshapes(unit: Unit, facts: UnitFacts) -> bool:
    """Say whether more changes than how somebody is reached."""
    keys = (*NAMES, "code", "kind", "level", "region_code", "parent_id")
    return any(getattr(unit, key) != getattr(facts, key) for key in keys)


def _begun(day: date | None) -> date:
    today = clock.today()
    if day is not None and day > today:
        raise Invalid(N_("The day is still to come."), field="renamed_on")
    return day or today


def _facts_of(unit: Unit) -> UnitFacts:
    return UnitFacts(**{name: getattr(unit, name) for name in UnitFacts.__dataclass_fields__})


def _told(facts: UnitFacts) -> dict[str, Any]:
    """Return the facts as the journal keeps them: units by their names."""
    told = asdict(facts)
    for key in ("parent_id", "review_unit_id", "re_examination_unit_id"):
        id_ = told.pop(key)
        told[key.removesuffix("_id")] = _name(db.session.get(Unit, id_) if id_ else None)
    return told


def _parted(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Return which events tell of what differs: a new name, a new superior, the rest."""
    changed = [key for key in after if before[key] != after[key]]
    rest = [key for key in changed if key not in (*NAMES, "parent")]
    parts = [
        ("unit.renamed", [key for key in changed if key in NAMES]),
        ("unit.moved", [key for key in changed if key == "parent"]),
        ("unit.changed", rest),
    ]
    return [(tag, keys) for tag, keys in parts if keys]


def _name(unit: Unit | None) -> str | None:
    return unit.name if unit else None


def _write(unit: Unit, facts: UnitFacts) -> None:
    refuse_taken(facts.name, facts.code, but=unit)
    refuse_mark_taken(facts.letter_mark, but=unit)
    for name, value in vars(facts).items():
        if name != "parent_id":
            setattr(unit, name, value.strip() if isinstance(value, str) else value)
    if not unit.path:
        unit.parent_id = facts.parent_id
    unit.pinyin = _initials(unit.name, unit.short_name)


def _last_place(parent_id: int | None) -> int:
    last = db.session.scalar(
        sa.select(sa.func.max(Unit.position)).where(Unit.parent_id == parent_id)
    )
    return (last or 0) + STEP


def _path_above(parent_id: int | None) -> str:
    if parent_id is None:
        return "/"
    return db.session.scalars(sa.select(Unit.path).where(Unit.id == parent_id)).one()


def _initials(name: str, short_name: str) -> str:
    return f"{initials(name)} {initials(short_name or '')}".strip()[:100]
