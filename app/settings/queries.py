"""Reading settings: the nearest unit that says something, then the system, then the default."""

from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from flask import current_app, has_request_context, request
from sqlalchemy.orm import Session

from app.core.editions import mark_of, renew
from app.extensions import db
from app.settings.catalog import SETTINGS, Value
from app.settings.models import SettingValue

SYSTEM = 0
MARK = "settings"
Values = dict[tuple[str, int], Value]
_REMEMBERED = "settings.values"
_remembered: tuple[str, Values] | None = None


def value(name: str, unit: Any = None) -> Any:
    """Return what a setting is for a unit (or its path), or for the whole system.

    :raises KeyError: for a name that the catalogue does not have.
    """
    return _first_of(name, _owners(unit))


def values(names: Iterable[str]) -> dict[str, Any]:
    """Return several settings of the whole system, read at once."""
    kept = _kept()
    return {name: kept.get((name, SYSTEM), standard(name)) for name in names}


def reader(name: str) -> Callable[[Any], Any]:
    """Return a function from a unit, or its path, to a setting there: read once, asked of many."""
    kept = _kept()
    return lambda unit: next(
        (kept[name, owner] for owner in _owners(unit) if (name, owner) in kept), standard(name)
    )


def everywhere(name: str) -> set[Any]:
    """Return every value that a setting has in some unit or in the system."""
    kept = _kept()
    system = kept.get((name, SYSTEM), standard(name))
    return {system, *(value for (known, _unit), value in kept.items() if known == name)}


def inherited(name: str, unit: Any = None) -> Any:
    """Return what a setting would be if the unit, or the system, said nothing itself."""
    return _first_of(name, _owners(unit)[1:])


def standard(name: str) -> Any:
    """Return the default: the configuration's, or the product's."""
    setting = SETTINGS[name]
    return current_app.config.get(setting.variable, setting.default)


def own_value(name: str, unit_id: int) -> Value | None:
    """Return what a unit, or the system, sets itself; None where it inherits."""
    return _kept().get((name, unit_id))


def origin(name: str, unit: Any = None) -> int | None:
    """Return the id of the unit whose value holds, 0 for the system's, None for the default."""
    kept = _kept()
    return next((owner for owner in _owners(unit) if (name, owner) in kept), None)


def forget(session: Session) -> None:
    """Tell this and every other process that a value has changed."""
    renew(session, MARK)
    if has_request_context():
        request.environ.pop(_REMEMBERED, None)


def _first_of(name: str, owners: list[int]) -> Any:
    kept = _kept()
    for owner in owners:
        if (name, owner) in kept:
            return kept[name, owner]
    return standard(name)


def _owners(unit: Any) -> list[int]:
    """Return who may say something, the nearest first: the unit, those above it, the system."""
    path = unit if isinstance(unit, str) else getattr(unit, "path", "") or ""
    return [*reversed([int(part) for part in path.split("/") if part]), SYSTEM]


def _kept() -> Values:
    """Return all values that anybody set, as they stand in this request."""
    if not has_request_context():
        return _current()
    if _REMEMBERED not in request.environ:
        request.environ[_REMEMBERED] = _current()
    return request.environ[_REMEMBERED]


def _current() -> Values:
    """Return what the process remembers, read again if anybody changed a value since."""
    global _remembered
    mark, known = mark_of(MARK), _remembered
    if known is None or mark is None or known[0] != mark:
        known = _remembered = (mark or "", _read())
    return known[1]


def _read() -> Values:
    table = SettingValue.__table__.c
    rows = db.session.execute(sa.select(table.name, table.unit_id, table.kept))
    return {(row.name, row.unit_id): row.kept["value"] for row in rows if row.name in SETTINGS}
