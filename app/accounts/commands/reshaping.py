"""The tree of units gets another shape: a unit moves, several become one, one becomes several."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from app.accounts.commands.units import (
    STEP,
    UnitFacts,
    carry_subtree,
    close_unit,
    create_unit,
    tell,
)
from app.accounts.models import Officer, Unit
from app.accounts.units import tree
from app.accounts.units.limits import (
    refuse_foreign,
    refuse_foreign_superior,
    refuse_loop,
    refuse_of_the_top,
    refuse_taken,
    refuse_wider,
)
from app.accounts.units.plans import order_after
from app.accounts.units.succession import Succession, hand_on
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db


@atomic
def move_unit(unit: Unit, *, parent: Unit | None, after: Unit | None, by: Officer) -> None:
    """Put a unit under a superior, behind one of its siblings or before all of them.

    :raises Invalid: for a loop, or a superior outside the own subtree.
    """
    refuse_foreign(unit, by)
    refuse_move(unit, parent, by=by)
    before = _standing(unit)
    order = order_after(unit, parent, after)
    carry_subtree(unit, parent.id if parent else None)
    for place, one in enumerate(order, 1):
        one.position = place * STEP
    db.session.flush()
    tell("unit.moved", unit, by, before=before, after=_standing(unit))


def refuse_move(unit: Unit, parent: Unit | None, *, by: Officer) -> None:
    """Refuse a superior below the unit itself, or one that is not the officer's to manage."""
    refuse_of_the_top(unit, by)
    parent_id = parent.id if parent else None
    if parent_id != unit.parent_id:
        refuse_foreign_superior(parent_id, by)
        refuse_loop(unit, parent_id)


def _standing(unit: Unit) -> dict[str, str | int | None]:
    siblings = tree.children_of(unit.parent_id)
    place = siblings.index(unit) + 1 if unit in siblings else None
    return {"parent": unit.parent.name if unit.parent else None, "place": place}


@dataclass(frozen=True, kw_only=True)
class NewName:
    """What a unit is called that takes the place of others."""

    name: str
    code: str
    short_name: str = ""


@atomic
def merge_units(ending: list[Unit], *, into: Unit | NewName, reason: str, by: Officer) -> Unit:
    """Let units end in one that exists or is founded for it; return that one.

    Officers, units below, references of reviews and open work go over; the old units stay, out
    of use and with their names, in old files.

    :raises Invalid: if there is nothing to merge, or the heir stands below one that ends.
    """
    refuse_merge(ending, into, by=by)
    ending = [unit for unit in dict.fromkeys(ending) if unit is not into]
    heir = into if isinstance(into, Unit) else founded_beside(_model(ending), into, by=by)
    names = [unit.name for unit in ending]
    # The lowest first: what ends below another that ends is closed where it stands.
    for unit in sorted(ending, key=lambda one: -one.path.count("/")):
        handed = _end(unit, Ending(heir=heir), reason, by)
        tell(
            "unit.merged", unit, by, before={"name": unit.name}, after={"heir": heir.name} | handed
        )
    tell("unit.merged", heir, by, before={"units": names}, after={"heir": heir.name})
    return heir


def refuse_merge(ending: list[Unit], into: Unit | NewName, *, by: Officer) -> None:
    """Refuse what cannot be merged; the preview asks the same as the act."""
    ending = [unit for unit in dict.fromkeys(ending) if unit is not into]
    _refuse_ends(ending, by, least=1 if isinstance(into, Unit) else 2)
    if isinstance(into, Unit):
        _refuse_heir(into, ending, by, field="heir_id")
    else:
        _refuse_place(_model(ending), by)
        refuse_taken(into.name, into.code)


@dataclass(frozen=True, kw_only=True)
class Ending:
    """Who takes over from a unit: one in the main, others for single officers and units below."""

    heir: Unit
    officers: Mapping[int, Unit] = field(default_factory=dict)
    below: Mapping[int, Unit] = field(default_factory=dict)


@atomic
def split_unit(unit: Unit, *, among: list[Unit], ending: Ending, reason: str, by: Officer) -> None:
    """Let one unit end in several; ``ending`` says who goes where.

    :raises Invalid: if the parts are fewer than two, or stand below what ends.
    """
    if len(set(among)) < 2 or unit in among:
        raise Invalid(N_("Name at least two units that take its place."), field="names")
    refuse_split(unit, among, by=by)
    handed = _end(unit, ending, reason, by)
    parts = {"units": [part.name for part in among], "heir": ending.heir.name}
    tell("unit.split", unit, by, before={"name": unit.name}, after=parts | handed)
    for part in among:
        tell("unit.split", part, by, before={"units": [unit.name]}, after={"heir": part.name})


def refuse_split(unit: Unit, among: list[Unit], *, new: bool = False, by: Officer) -> None:
    """Refuse what cannot take a unit's place; the preview asks the same as the act."""
    _refuse_ends([unit], by, least=1)
    for part in among:
        _refuse_heir(part, [unit], by, field="heirs")
    if new:
        _refuse_place(unit, by)


def _refuse_place(unit: Unit, by: Officer) -> None:
    """Refuse to let a new unit stand beside one that ends, where it could not be founded."""
    refuse_foreign_superior(unit.parent_id, by)
    refuse_wider(unit.region_code, unit.level, by)


def founded_beside(unit: Unit, given: NewName, *, by: Officer) -> Unit:
    """Found a unit that takes after another: its kind, level, region, superior and reviews."""
    facts = UnitFacts(
        name=given.name,
        code=given.code,
        short_name=given.short_name,
        kind=unit.kind,
        level=unit.level,
        region_code=unit.region_code,
        parent_id=unit.parent_id,
        review_unit_id=unit.review_unit_id,
        re_examination_unit_id=unit.re_examination_unit_id,
        contact=unit.contact,
        phone=unit.phone,
        address=unit.address,
    )
    return create_unit(facts, by=by)


def _model(ending: list[Unit]) -> Unit:
    # The highest of them gives the place: under one that ends nothing new can stand.
    return min(ending, key=lambda unit: (unit.path.count("/"), ending.index(unit)))


def _refuse_heir(heir: Unit, ending: list[Unit], by: Officer, *, field: str) -> None:
    refuse_foreign(heir, by)
    if not heir.active:
        raise Invalid(N_("%(unit)s is retired already."), field=field, unit=heir.name)
    for unit in ending:
        if heir.path.startswith(unit.path):
            raise Invalid(
                N_("%(heir)s stands below %(unit)s; move it up first."),
                field=field,
                heir=heir.name,
                unit=unit.name,
            )


def _refuse_ends(ending: list[Unit], by: Officer, *, least: int) -> None:
    for unit in ending:
        refuse_foreign(unit, by)
        refuse_of_the_top(unit, by)
        if not unit.active:
            raise Invalid(N_("%(unit)s is retired already."), field="units", unit=unit.name)
        if by.unit_id == unit.id:
            raise Invalid(
                N_("Your own unit cannot end by your own hand: %(unit)s."),
                field="units",
                unit=unit.name,
            )
    if len(ending) < least:
        raise Invalid(N_("Choose at least two units."), field="units")


def _end(unit: Unit, ending: Ending, reason: str, by: Officer) -> dict[str, int]:
    """Move everything that hangs on a unit, then close it; return how much it was."""
    officers = _move_officers(unit, ending)
    below = tree.children_of(unit.id)
    for child in below:
        carry_subtree(child, ending.below.get(child.id, ending.heir).id)
    _point_reviews(unit, ending.heir)
    handed = hand_on(Succession(unit, ending.heir, ending.officers), by=by)
    close_unit(unit, ending.heir, reason)
    return {"officers": officers, "below": len(below), **handed}


def _move_officers(unit: Unit, ending: Ending) -> int:
    officers = tree.officers_in([unit.id])
    for officer in officers:
        heir = ending.officers.get(officer.id, ending.heir)
        officer.unit_id, officer.region_code = heir.id, heir.region_code
    db.session.flush()
    return len(officers)


def _point_reviews(unit: Unit, heir: Unit) -> None:
    """Let the units that were reviewed by the old one be reviewed by its heir."""
    for column in (Unit.review_unit_id, Unit.re_examination_unit_id):
        # Nobody reviews himself: the heir takes over what stood above the old unit.
        above = getattr(unit, column.key)
        own = above if above != heir.id else None
        db.session.execute(
            sa.update(Unit)
            .where(column == unit.id)
            .values({column.key: sa.case((Unit.id == heir.id, own), else_=heir.id)})
            .execution_options(synchronize_session=False)
        )
    db.session.expire_all()
