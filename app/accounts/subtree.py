"""Whom an administrator manages: the own unit and what stands under it; at the top, everybody."""

from typing import Any

import sqlalchemy as sa
from flask import has_request_context, request
from sqlalchemy.orm import aliased

from app.accounts.models import Officer, Unit
from app.core.errors import NotFound
from app.core.i18n import N_
from app.extensions import db

_REMEMBERED = "accounts.root"


def at_the_top(officer: Any) -> bool:
    """Say whether the officer's unit is the office of the installation: the first root.

    Roles and the installation's settings are edited there only.
    """
    if officer is None or officer.unit_id is None:
        return False
    return bool(officer.unit_id == _root()[0])


def own_top(officer: Officer) -> int:
    """Return the id of the officer's unit, which must be the office of the installation.

    :raises NotFound: below the top, where nobody changes what is the installation's.
    """
    if officer.unit_id is None or not at_the_top(officer):
        raise NotFound(N_("There is nothing here"))
    return officer.unit_id


def the_top() -> Unit | None:
    """Return the office of the installation, which pages name to those who sit below it."""
    root, _path = _root()
    return db.session.get(Unit, root) if root is not None else None


def _root() -> tuple[int | None, str]:
    """Return id and path of the first unit, read once in a request: it is always the same."""
    if not has_request_context():
        return _read_root()
    if _REMEMBERED not in request.environ:
        request.environ[_REMEMBERED] = _read_root()
    return request.environ[_REMEMBERED]


def _read_root() -> tuple[int | None, str]:
    row = db.session.execute(sa.select(Unit.id, Unit.path).order_by(Unit.id).limit(1)).first()
    return (row.id, row.path) if row else (None, "")


def holds_the_top(unit: Unit) -> bool:
    """Say whether a unit is the office at the top, or has it below it."""
    return bool(unit.path) and _root()[1].startswith(unit.path)


def reshapes(officer: Any, unit: Unit) -> bool:
    """Say whether the officer may move, merge, split or retire a unit: what holds the top, no."""
    return at_the_top(officer) or not holds_the_top(unit)


def units_managed_by(officer: Any) -> sa.ColumnElement[bool]:
    """Return the condition on ``Unit``: what the administrator may see and change."""
    if officer is None or officer.unit is None:
        return sa.false()
    # One condition for both, so that asking for a unit costs no statement beforehand.
    top = sa.select(sa.func.min(aliased(Unit).id)).scalar_subquery()
    below = Unit.path.startswith(officer.unit.path, autoescape=True)
    return sa.or_(sa.literal(officer.unit_id) == top, below)


def officers_managed_by(officer: Any) -> sa.ColumnElement[bool]:
    """Return the condition on ``Officer``: accounts of the units that are managed."""
    if officer is None or officer.unit is None:
        return sa.false()
    if at_the_top(officer):
        return sa.true()
    return Officer.unit_id.in_(sa.select(Unit.id).where(units_managed_by(officer)))
