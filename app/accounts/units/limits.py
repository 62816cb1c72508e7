"""What an administrator must leave alone of the tree of units."""

import re
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Officer, Unit
from app.accounts.subtree import at_the_top, reshapes
from app.accounts.units import tree
from app.core.divisions import beginning
from app.core.errors import DomainError, Invalid, NotFound
from app.core.i18n import N_
from app.extensions import db

CODE = re.compile(r"[\w.-]+\Z")
TAKEN = N_("Another unit has this already.")


def refuse_foreign(unit: Unit, by: Officer) -> None:
    """Refuse a unit outside the officer's own subtree, as if it did not exist."""
    if tree.managed_unit(by, unit.id) is None:
        raise NotFound(N_("There is nothing here"))


def refuse_of_the_top(unit: Unit, by: Officer) -> None:
    """Refuse, below the top, to give another shape to what holds the office at the top."""
    if not reshapes(by, unit):
        raise DomainError(
            N_("The office at the top belongs to %(unit)s: only the top may do this."),
            status=403,
            unit=unit.name,
        )


def refuse_foreign_superior(parent_id: int | None, by: Officer) -> None:
    """Refuse a superior outside the own subtree; only at the top a unit stands under none."""
    if parent_id is None and at_the_top(by):
        return
    above = tree.managed_unit(by, parent_id)
    if above is None or not above.active:
        raise Invalid(N_("Choose a superior among the units that you manage."), field="parent_id")


def refuse_wider(region_code: str, level: int, by: Officer, *, before: Unit | None = None) -> None:
    """Refuse a region or a level beyond the own one: what a leader may read follows his region."""
    if at_the_top(by) or by.unit is None:
        return
    old_region, old_level = (before.region_code, before.level) if before else (None, None)
    home = beginning(by.unit.region_code)
    if region_code != old_region and not beginning(region_code).startswith(home):
        raise Invalid(N_("Choose a region within that of your own unit."), field="region_code")
    if level != old_level and level < by.unit.level:
        raise Invalid(N_("Choose a level that is not above your own unit’s."), field="level")


def refuse_loop(unit: Unit, parent_id: int | None) -> None:
    """Refuse to put a unit below itself."""
    above = db.session.get(Unit, parent_id) if parent_id else None
    if above and unit.path and above.path.startswith(unit.path):
        raise Invalid(N_("A unit cannot stand below itself."), field="parent_id")


def taken(column: Any, value: str, *, but: Unit | None = None) -> bool:
    """Say whether a unit, retired ones too, has this name or code already; ``but`` one of them."""
    with db.session.no_autoflush:
        other = db.session.scalar(sa.select(Unit.id).where(column == value.strip()).limit(1))
    return other is not None and other != (but.id if but else None)


def refuse_mark_taken(mark: str, *, but: Unit | None = None) -> None:
    """Refuse the mark of another unit's letters: two would give the same numbers."""
    if mark.strip() and taken(Unit.letter_mark, mark, but=but):
        raise Invalid(TAKEN, field="letter_mark")


def refuse_taken(name: str, code: str, *, but: Unit | None = None) -> None:
    """Refuse a name or a code that another unit has."""
    for field, column, value in (("name", Unit.name, name), ("code", Unit.code, code)):
        if taken(column, value, but=but):
            raise Invalid(TAKEN, field=field)
