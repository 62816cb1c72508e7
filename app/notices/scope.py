"""Who may learn of a page: those it is for while it is published, and the unit that wrote it.

Lists, pages, search, files and counts all take ``information_visible_to``. Fails closed.
"""

from datetime import date

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import assoc_user_role
from sqlalchemy import ColumnElement

from app.accounts.models import Officer, Unit
from app.accounts.queries import somebody_who_may
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


def told_to(page: Information) -> ColumnElement[bool]:
    """Return the condition on ``Officer``: a page, once it is published, is told to him.

    The same as ``readable_by``, asked the other way round: who is to read a page.
    """
    meant = (_holds(line) for line in page.audience)
    return sa.and_(somebody_who_may("read", "Information"), sa.or_(sa.false(), *meant))


def _holds(line: Audience) -> ColumnElement[bool]:
    if line.kind == "everyone":
        return sa.true()
    if line.kind == "unit":
        below = sa.select(Unit.id).where(Unit.path.like(f"%/{line.unit_id}/%"))
        return Officer.unit_id.in_(below)
    if line.kind == "role":
        holders = assoc_user_role.c
        return Officer.id.in_(sa.select(holders.user_id).where(holders.role_id == line.role_id))
    return Officer.id == line.officer_id
