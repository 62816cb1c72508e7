"""Roles: what an office lets them do, within what one person may hold."""

import logging
from collections.abc import Collection

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role, assoc_permissionview_role

from app.accounts import queries
from app.accounts.commands.officers import refuse_conflict
from app.accounts.models import SCOPES, Officer, RoleScope
from app.accounts.roles import Grant
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db

log = logging.getLogger("app.security")


@atomic
def change_role(
    role: Role, *, grants: Collection[Grant], scopes: Collection[str], by: Officer
) -> None:
    """Let a role do exactly this and see exactly so far.

    :raises RolesConflict: if somebody who carries the role would then hold what nobody may.
    """
    known = queries.permissions()
    unknown = [grant for grant in grants if grant not in known]
    if unknown or set(scopes) - SCOPES.keys():
        raise Invalid(N_("There is no such permission."))
    links = assoc_permissionview_role
    db.session.execute(sa.delete(links).where(links.c.role_id == role.id))
    if grants:
        db.session.execute(
            sa.insert(links),
            [{"role_id": role.id, "permission_view_id": known[grant]} for grant in grants],
        )
    db.session.execute(sa.delete(RoleScope).where(RoleScope.role_id == role.id))
    db.session.add_all(RoleScope(role_id=role.id, scope=scope) for scope in sorted(scopes))
    db.session.flush()
    for officer in queries.holders_of(role):
        refuse_conflict(officer.roles)
        db.session.expire(officer)
    log.info("role changed: %s, by officer %s", role.id, by.id)
