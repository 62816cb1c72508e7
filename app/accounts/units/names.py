"""What a unit was called on a day, for papers and reports about the past."""

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from app.accounts.models import Unit, UnitName
from app.extensions import db


def name_on(unit: Unit, day: date | None) -> str:
    """Return the full name that the unit carried on a day; without a day, the present one."""
    if day is None:
        return unit.name
    return names_on([unit.id], day).get(unit.id, unit.name)


def names_on(unit_ids: Collection[int], day: date) -> dict[int, str]:
    """Return the former names that held on a day; units that had their present one are absent."""
    rows = db.session.execute(
        sa.select(UnitName.unit_id, UnitName.name)
        .where(
            UnitName.unit_id.in_(list(unit_ids)),
            UnitName.valid_to > day,
            sa.or_(UnitName.valid_from.is_(None), UnitName.valid_from <= day),
        )
        .order_by(UnitName.valid_to.desc())
    )
    return dict(rows.all())


class CalledOn:
    """What units were called on a day, for many rows: every former name is read once.

    Names change seldom; all of them together are fewer than the rows of one export. ``short``
    names are those of lists.
    """

    def __init__(self, *, short: bool) -> None:
        self._short = short
        self._former: dict[int, list[UnitName]] | None = None

    def __call__(self, unit_id: int | None, present: str | None, day: date | None) -> str:
        """Return the name on a day; without a day or a former name it is the present one."""
        if unit_id is None or day is None:
            return present or ""
        if self._former is None:
            self._former = {}
            for one in db.session.scalars(sa.select(UnitName).order_by(UnitName.valid_to)):
                self._former.setdefault(one.unit_id, []).append(one)
        for one in self._former.get(unit_id, ()):
            if day < one.valid_to and (one.valid_from is None or one.valid_from <= day):
                return (self._short and one.short_name) or one.name
        return present or ""


def former_names(unit: Unit) -> list[UnitName]:
    """Return what the unit was called before, the latest first."""
    return list(
        db.session.scalars(
            sa.select(UnitName)
            .where(UnitName.unit_id == unit.id)
            .order_by(UnitName.valid_to.desc(), UnitName.id.desc())
        )
    )


def keep_name(unit: Unit, name: str, short_name: str, *, until: date) -> None:
    """Write down a name that ends; one that held for no day was a slip and is not kept."""
    begun = db.session.scalar(
        sa.select(sa.func.max(UnitName.valid_to)).where(UnitName.unit_id == unit.id)
    )
    if begun is None or begun < until:
        db.session.add(
            UnitName(
                unit_id=unit.id, name=name, short_name=short_name, valid_from=begun, valid_to=until
            )
        )
