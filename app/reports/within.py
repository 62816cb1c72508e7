"""To what a table is narrowed: one place with all below it, one responsible unit, one office.

It only ever takes away from what the reader may count.
"""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from app.accounts.models import Unit
from app.core.divisions import beginning
from app.core.i18n import N_
from app.dictionaries import queries as dictionary
from app.dictionaries.models import Region
from app.extensions import db
from app.petitions.models import Petition, Placing
from app.reports import proposals

#: To what a petition is put down, so that a table may be narrowed to it.
KINDS = {
    "region": N_("Place of the matter"),
    "unit": N_("Responsible unit"),
    "office": N_("Registering office"),
}
#: Where that stands: of a petition, and of a proposal, which stands on none.
COLUMNS: dict[str, tuple[Any, Any]] = {
    "region": (Petition.problem_region, proposals.AT_PLACE),
    "unit": (Petition.unit_id, proposals.TO_UNIT),
    "office": (Petition.registering_unit_id, proposals.BY_OFFICE),
}
#: No code of a place is longer, and no id greater.
_LONGEST, _MOST = 12, 2**31


@dataclass(frozen=True, slots=True)
class Within:
    """One place by its code, or one unit by its id; nothing narrows nothing."""

    kind: str = ""
    key: str = ""

    @classmethod
    def read(cls, text: str) -> "Within":
        """Read it from an address; what cannot be is nothing."""
        kind, _dash, key = text.partition("-")
        digits = key.isascii() and key.isdecimal() and len(key) <= _LONGEST
        if kind not in KINDS or not digits or (kind != "region" and int(key) >= _MOST):
            return cls()
        return cls(kind, key)

    def __str__(self) -> str:
        """Return it as an address has it."""
        return f"{self.kind}-{self.key}" if self.kind else ""

    def petitions(self) -> list[ColumnElement[bool]]:
        """Return the conditions on ``Petition``."""
        return self._conditions(0)

    def proposals(self) -> list[ColumnElement[bool]]:
        """Return the conditions on ``Advice``."""
        return self._conditions(1)

    def _conditions(self, ground: int) -> list[ColumnElement[bool]]:
        if not self.kind:
            return []
        column = COLUMNS[self.kind][ground]
        if self.kind == "region":
            path = beginning(self.key)
            return [sa.func.substr(column, 1, len(path)) == path]
        return [column == int(self.key)]

    def name(self) -> str:
        """Return it in the reader's words: what it is, and which one."""
        if not self.kind:
            return ""
        if self.kind == "region":
            called = dictionary.region_labels([self.key])[self.key]
        else:
            unit = db.session.get(Unit, int(self.key))
            called = unit.called if unit else self.key
        return _("%(kind)s: %(name)s", kind=_(KINDS[self.kind]), name=called)


#: The whole of what the reader counts.
EVERYWHERE = Within()


def choices(home: str, chosen: Within) -> dict[str, list[tuple[str, str]]]:
    """Return what a reader of a place may narrow to, in groups, and what is chosen already.

    The parts of the place; of the units those at its own level that ever had a petition.
    """
    places = sa.select(Region.code).where(Region.parent_code == home, Region.active)
    codes = db.session.scalars(places.order_by(Region.code)).all()
    names = dictionary.region_labels(codes)
    units = _units(home)
    found = {
        "region": [(str(Within("region", code)), names[code]) for code in codes],
        "unit": [
            (str(Within("unit", str(one.id))), one.called) for one, holds, _w in units if holds
        ],
        "office": [
            (str(Within("office", str(one.id))), one.called) for one, _h, writes in units if writes
        ],
    }
    if chosen.kind and str(chosen) not in dict(found[chosen.kind]):
        found[chosen.kind].append((str(chosen), chosen.name()))
    whole = {_("Only of"): [("", _("Everywhere"))]}
    return whole | {_(KINDS[kind]): group for kind, group in found.items() if group}


def _units(home: str) -> list[Any]:
    """Return the units of a place, whether each ever had a petition, and ever registered one."""
    holds = Unit.id.in_(sa.select(Placing.unit_id))
    writes = Unit.id.in_(sa.select(Placing.registering_unit_id))
    query = sa.select(Unit, holds, writes).where(Unit.region_code == home, holds | writes)
    return list(db.session.execute(query.order_by(Unit.position, Unit.path)))
