"""What a unit was called on a day, for old files, papers and reports: one place decides it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import sqlalchemy as sa
from flask import current_app, has_request_context, request

from app.accounts.models import Unit, UnitName
from app.extensions import db

_REMEMBERED = "units.former_names"


class Carried(NamedTuple):
    """A name that a unit carried; ``valid_to`` is the first day on which it did no longer."""

    name: str
    short_name: str
    valid_from: date | None
    valid_to: date


Former = Mapping[int, Sequence[Carried]]


def carried_on(former: Iterable[Carried], day: date | None) -> Carried | None:
    """Return the former name that held on a day; None if the present one did, or without a day."""
    if day is None:
        return None
    for one in former:
        if day < one.valid_to and (one.valid_from is None or one.valid_from <= day):
            return one
    return None


def name_on(unit: Unit, day: date | None, *, short: bool = False) -> str:
    """Return what the unit was called on a day; without a day, what it is called now.

    ``short`` names are those of lists and sentences.
    """
    return CalledOn(short=short)(unit.id, unit.called if short else unit.name, day)


class CalledOn:
    """What units were called on a day, for many rows: every former name is read once.

    Names change seldom; all of them together are fewer than the rows of one export. ``short``
    names are those of lists.
    """

    def __init__(self, *, short: bool) -> None:
        self._short = short
        self._former: Former | None = None

    def __call__(self, unit_id: int | None, present: str | None, day: date | None) -> str:
        """Return the name on a day; without a day or a former name it is the present one."""
        if unit_id is None or day is None:
            return present or ""
        if self._former is None:
            self._former = _remembered()
        one = carried_on(self._former.get(unit_id, ()), day)
        if one is None:
            return present or ""
        return (self._short and one.short_name) or one.name


def _remembered() -> Former:
    """Return the former names of all units; a request reads them once, in one statement."""
    if not has_request_context():
        return _read()
    found: Former | None = request.environ.get(_REMEMBERED)
    if found is None:
        found = request.environ[_REMEMBERED] = _read()
    return found


def _read() -> Former:
    found: dict[int, list[Carried]] = {}
    for unit_id, *rest in db.session.execute(
        sa.select(
            UnitName.unit_id,
            UnitName.name,
            UnitName.short_name,
            UnitName.valid_from,
            UnitName.valid_to,
        ).order_by(UnitName.valid_to)
    ):
        found.setdefault(unit_id, []).append(Carried(*rest))
    return found


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
    """Write down a name that ends.

    One that held for no day was a slip and is not kept, nor is what stood for a name before the
    office had one.
    """
    if name == current_app.config["UNNAMED_OFFICE"]:
        return
    begun = db.session.scalar(
        sa.select(sa.func.max(UnitName.valid_to)).where(UnitName.unit_id == unit.id)
    )
    if begun is None or begun < until:
        db.session.add(
            UnitName(
                unit_id=unit.id, name=name, short_name=short_name, valid_from=begun, valid_to=until
            )
        )
        if has_request_context():
            request.environ.pop(_REMEMBERED, None)
