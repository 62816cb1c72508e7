"""Who may learn of a page: those it is for while it is published, and the unit that wrote it.

Lists, pages, search, files and counts all take ``information_visible_to``. Fails closed.
"""

from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import assoc_user_role
from sqlalchemy import ColumnElement

from app.accounts.models import Officer, Unit
from app.core import clock
from app.notices.models import Audience, Information


def information_visible_to(
    officer: Officer | None, *, today: date | None = None
) -> ColumnElement[bool]:
    """Return the condition on ``Information`` under which the officer may see a row."""
    if officer is None or officer.id is None or not officer.active:
        return sa.false()
    return sa.or_(readable_by(officer, today=today), written_by(officer))


def readable_by(officer: Officer, *, today: date | None = None) -> ColumnElement[bool]:
    """Return the condition under which a page is told to the officer on a day."""
    if not officer.may("read", "Information"):
        return sa.false()
    day = today or clock.today()
    return sa.and_(
        Information.state == "published",
        sa.or_(Information.visible_from.is_(None), Information.visible_from <= day),
        sa.or_(Information.visible_until.is_(None), Information.visible_until >= day),
        sa.exists()
        .where(Audience.information_id == Information.id, _meant(officer))
        .correlate(Information),
    )


def written_by(officer: Officer) -> ColumnElement[bool]:
    """Return the condition under which a page is the own unit's; without a unit, one's own."""
    if not any(officer.may(verb, "Information") for verb in ("add", "edit", "publish")):
        return sa.false()
    if officer.unit_id is None:
        return sa.and_(Information.unit_id.is_(None), Information.author_id == officer.id)
    return Information.unit_id == officer.unit_id


def _meant(officer: Officer) -> ColumnElement[bool]:
    roles = sa.select(assoc_user_role.c.role_id).where(assoc_user_role.c.user_id == officer.id)
    path = officer.unit.path if officer.unit else ""
    line = [int(part) for part in path.split("/") if part]
    return sa.or_(
        Audience.kind == "everyone",
        sa.and_(Audience.kind == "unit", Audience.unit_id.in_(line)),
        sa.and_(Audience.kind == "role", Audience.role_id.in_(roles)),
        sa.and_(Audience.kind == "person", Audience.officer_id == officer.id),
    )


def is_told(officer: Any) -> ColumnElement[bool]:
    """Return the condition on ``Officer`` and ``Audience``: this line is meant for this officer.

    The same as ``_meant``, asked the other way round: who is to read a page.
    """
    has_role = sa.exists().where(
        assoc_user_role.c.user_id == officer.id, assoc_user_role.c.role_id == Audience.role_id
    )
    over = sa.literal("%/") + sa.cast(Audience.unit_id, sa.String) + sa.literal("/%")
    below = sa.exists().where(Unit.id == officer.unit_id, Unit.path.like(over))
    return sa.or_(
        Audience.kind == "everyone",
        sa.and_(Audience.kind == "unit", below),
        sa.and_(Audience.kind == "role", has_role),
        sa.and_(Audience.kind == "person", Audience.officer_id == officer.id),
    )
