"""Accounts that nobody has used for long: they count as locked, without anybody's doing."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Officer, Unit
from app.core import clock
from app.core.i18n import N_
from app.extensions import db
from app.settings.models import SettingValue
from app.settings.queries import SYSTEM, value

SETTING = "unused_days"


def unused(officer: Officer) -> bool:
    """Say whether the account has not been used for as many days as its unit allows."""
    since = _cutoff(value(SETTING, officer.unit))
    if since is None or officer.created_on is None:
        return False
    used = (officer.last_login_at, officer.in_use_since)
    plain = since.replace(tzinfo=None)  # the framework's column knows no zone
    return officer.created_on < plain and all(it is None or it < since for it in used)


def standing_of(officer: Officer) -> str:
    """Return how the account stands, in words to be translated."""
    if not officer.locked and unused(officer):
        return N_("Locked as unused")
    return officer.standing


def unused_accounts() -> sa.ColumnElement[bool]:
    """Return the condition on ``Officer``, as ``unused`` says it, of accounts that are not locked.

    Few units set a value of their own; the nearest above an account holds.
    """
    own = db.session.execute(
        sa.select(SettingValue.unit_id, Unit.path)
        .join(Unit, Unit.id == SettingValue.unit_id)
        .where(SettingValue.name == SETTING, SettingValue.unit_id != SYSTEM)
        .order_by(sa.func.length(Unit.path).desc())
    ).all()
    if not own:
        return sa.and_(Officer.active, _idle(_cutoff(value(SETTING))))
    under = [
        (Unit.path.startswith(path, autoescape=True), _idle(_cutoff(value(SETTING, path))))
        for _unit, path in own
    ]
    idle = sa.case(*under, else_=_idle(_cutoff(value(SETTING))))
    here = sa.exists().where(Unit.id == Officer.unit_id, idle)
    return sa.and_(Officer.active, here)


def _cutoff(days: Any) -> datetime | None:
    return clock.now() - timedelta(days=int(days)) if days else None


def _idle(since: datetime | None) -> sa.ColumnElement[bool]:
    if since is None:
        return sa.false()
    return sa.and_(
        Officer.created_on < since.replace(tzinfo=None),
        *(
            sa.or_(column.is_(None), column < since)
            for column in (Officer.last_login_at, Officer.in_use_since)
        ),
    )
