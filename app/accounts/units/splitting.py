"""A split as its form gives it: the parts, and which officer and which unit goes to which."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import sqlalchemy as sa

from app.accounts.commands import reshaping
from app.accounts.models import Officer, Unit
from app.accounts.units.plans import EndPlan
from app.accounts.units.tree import children_of, officers_in
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db


@dataclass(frozen=True)
class Part:
    """A unit that takes over: its key in the form, what it is called, one that exists or not."""

    key: str
    label: str
    unit: Unit | None = None
    new: reshaping.NewName | None = None


@dataclass(frozen=True)
class Split:
    """All parts of a split."""

    parts: list[Part]

    @property
    def founds(self) -> bool:
        """Say whether one of the parts is a new unit."""
        return any(part.new for part in self.parts)

    def mark(self, plan: EndPlan) -> str:
        """Return the sign of what was shown; other parts, another sign."""
        return f"{crc32(repr([plan.mark, [one.label for one in self.parts]]).encode()):08x}"


def read(form: Any, existing: list[Unit]) -> Split:
    """Read the parts out of the form.

    :raises Invalid: if they are fewer than two, or a line is no free name and code.
    """
    parts = [Part(f"u{unit.id}", unit.name, unit=unit) for unit in existing]
    # Any comma will do, also the one of a Chinese keyboard.
    lines = (form.names.data or "").replace("\uff0c", ",").splitlines()
    for number, line in enumerate(one for one in lines if one.strip()):
        name, _comma, code = (piece.strip() for piece in line.rpartition(","))
        if not name or not code:
            raise Invalid(N_("Write a name, a comma and a code in each line."), field="names")
        parts.append(Part(f"n{number}", name, new=reshaping.NewName(name=name, code=code)))
    if used := _used(parts):
        message = N_("Used already: %(words)s.")
        raise Invalid(message, field="names", words=tuple(used))
    if len(parts) < 2:
        raise Invalid(N_("Name at least two units that take its place."), field="names")
    return Split(parts)


def _used(parts: list[Part]) -> list[str]:
    """Return the names and codes of new parts that another unit has, or another line."""
    names = [part.new.name for part in parts if part.new]
    codes = [part.new.code for part in parts if part.new]
    found = db.session.execute(
        sa.select(Unit.name, Unit.code).where(sa.or_(Unit.name.in_(names), Unit.code.in_(codes)))
    ).all()
    used = []
    for words, there in (
        (names, {row.name for row in found}),
        (codes, {row.code for row in found}),
    ):
        used += [one for one in words if one in there or words.count(one) > 1]
    return list(dict.fromkeys(used))


@atomic
def carry_out(
    unit: Unit, split: Split, given: Mapping[str, str], *, reason: str, by: Officer
) -> None:
    """Found the new parts, then let the unit end in all of them.

    :raises Invalid: if somebody is sent to what is no part.
    """
    made: dict[str, Unit] = {}
    for part in split.parts:
        if part.unit is not None:
            made[part.key] = part.unit
        elif part.new is not None:
            made[part.key] = reshaping.founded_beside(unit, part.new, by=by)

    def chosen(name: str) -> Unit:
        heir = made.get(given.get(name, ""))
        if heir is None:
            raise Invalid(N_("Say of everybody where he goes."))
        return heir

    ending = reshaping.Ending(
        heir=chosen("main"),
        officers={one.id: chosen(f"officer-{one.id}") for one in officers_in([unit.id])},
        below={one.id: chosen(f"below-{one.id}") for one in children_of(unit.id)},
    )
    reshaping.split_unit(unit, among=list(made.values()), ending=ending, reason=reason, by=by)
