"""Officers as the forms of a file offer them: by unit, and the leaders who give instructions."""

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import (
    Permission,
    PermissionView,
    ViewMenu,
    assoc_permissionview_role,
    assoc_user_role,
)

from app.accounts.models import Officer
from app.extensions import db

MOST = 60


def name_of(officer_id: str) -> str | None:
    """Return the name of an active officer, or None."""
    if not (officer_id.isascii() and officer_id.isdecimal() and len(officer_id) < 10):
        return None
    return db.session.scalar(
        sa.select(Officer.full_name).where(Officer.id == int(officer_id), Officer.active)
    )


def meant_by(text: str) -> str | None:
    """Return the id of the one active officer with this name, or None."""
    found = db.session.scalars(
        sa.select(Officer.id).where(Officer.full_name == text, Officer.active).limit(2)
    ).all()
    return str(found[0]) if len(found) == 1 else None


def leaders(*, but: Officer) -> list[tuple[str, str]]:
    """Return those who give instructions, as (id, name and position), for a drop-down."""
    rows = db.session.execute(
        sa.select(Officer.id, Officer.full_name, Officer.title)
        .join(assoc_user_role, assoc_user_role.c.user_id == Officer.id)
        .join(
            assoc_permissionview_role,
            assoc_permissionview_role.c.role_id == assoc_user_role.c.role_id,
        )
        .join(PermissionView, PermissionView.id == assoc_permissionview_role.c.permission_view_id)
        .join(Permission, Permission.id == PermissionView.permission_id)
        .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
        .where(
            # A recorder may instruct for a leader; only a leader sends back what lies before him.
            Permission.name == "can_return_submission",
            ViewMenu.name == "Petition",
            Officer.active,
            Officer.id != but.id,
        )
        .distinct()
        .order_by(Officer.full_name, Officer.id)
        .limit(MOST)
    )
    return [(str(id_), f"{name} {title}".strip()) for id_, name, title in rows]
