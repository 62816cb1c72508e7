"""Reads about units and officers."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from flask import current_app
from flask_appbuilder.security.sqla.models import (
    Permission,
    PermissionView,
    Role,
    ViewMenu,
    assoc_permissionview_role,
    assoc_user_role,
)
from werkzeug.security import check_password_hash

from app.accounts.grants import Grant
from app.accounts.models import Officer, RoleScope, Unit
from app.accounts.passwords import LIGHT
from app.accounts.roles_desk.sentences import role_label
from app.accounts.subtree import officers_managed_by
from app.extensions import db


def officer_named(username: str) -> Officer | None:
    """Return the officer with this user name, in whatever case it was typed."""
    name = (username or "").strip().lower()
    if not name:
        return None
    return db.session.scalar(sa.select(Officer).where(sa.func.lower(Officer.username) == name))


def password_is(stored: str, given: str) -> bool:
    """Say whether the password that was given is the stored one."""
    slow = current_app.config["PASSWORD_HASH_METHOD"]
    if stored.startswith(f"{LIGHT}$") and slow != LIGHT:
        # As much work as for any other account: time must not tell who never logged in.
        check_password_hash(current_app.config["AUTH_DB_FAKE_PASSWORD_HASH_CHECK"], given)
    # An empty or all-zero password must never fit, whatever is stored.
    return check_password_hash(stored, given) and bool(given.strip("\0"))


def unit_with_code(code: str) -> Unit | None:
    """Return the unit with this code."""
    return db.session.scalar(sa.select(Unit).where(Unit.code == code))


def unit_spoken_of(text: str) -> Unit | None:
    """Return the active unit whose name stands in a text, or whose short name it is."""
    words = "".join(unicodedata.normalize("NFKC", text).split())
    if not words:
        return None
    return db.session.scalar(
        sa.select(Unit)
        .where(Unit.active, sa.or_(sa.literal(words).contains(Unit.name), Unit.short_name == words))
        .order_by(sa.func.length(Unit.name).desc(), Unit.id)
        .limit(1)
    )


def all_roles() -> list[Role]:
    """Return the roles in the order in which they were made."""
    return list(db.session.scalars(sa.select(Role).order_by(Role.id)))


def role_choices() -> list[tuple[int, str]]:
    """Return all roles with their names in the reader's language."""
    return [(role.id, role_label(role.name)) for role in all_roles()]


def roles_with_ids(ids: list[int]) -> list[Role]:
    """Return the roles with these ids."""
    return list(db.session.scalars(sa.select(Role).where(Role.id.in_(ids)).order_by(Role.id)))


def grants_of(roles: list[Role]) -> dict[str, frozenset[Grant]]:
    """Return what each of the roles may do, as (verb, noun)."""
    held: dict[str, set[Grant]] = {role.name: set() for role in roles}
    rows = db.session.execute(
        sa.select(Role.name, Permission.name, ViewMenu.name)
        .join(assoc_permissionview_role, assoc_permissionview_role.c.role_id == Role.id)
        .join(PermissionView, PermissionView.id == assoc_permissionview_role.c.permission_view_id)
        .join(Permission, Permission.id == PermissionView.permission_id)
        .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
        .where(Role.id.in_([role.id for role in roles]))
    )
    for role, permission, noun in rows:
        held[role].add((permission.removeprefix("can_"), noun))
    return {role: frozenset(grants) for role, grants in held.items()}


def roles_that_may(verb: str, noun: str) -> sa.Select[int]:
    """Select the ids of the roles that carry a permission."""
    return (
        sa.select(assoc_permissionview_role.c.role_id)
        .join(PermissionView, PermissionView.id == assoc_permissionview_role.c.permission_view_id)
        .join(Permission, Permission.id == PermissionView.permission_id)
        .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
        .where(Permission.name == f"can_{verb}", ViewMenu.name == noun)
    )


def hands_that_may(verbs: Iterable[str], noun: str) -> list[tuple[int, int | None, str]]:
    """Return officer, unit and verb for everybody active whose roles carry one of the verbs."""
    rows = db.session.execute(
        sa.select(Officer.id, Officer.unit_id, Permission.name)
        .distinct()
        .join(assoc_user_role, assoc_user_role.c.user_id == Officer.id)
        .join(
            assoc_permissionview_role,
            assoc_permissionview_role.c.role_id == assoc_user_role.c.role_id,
        )
        .join(PermissionView, PermissionView.id == assoc_permissionview_role.c.permission_view_id)
        .join(Permission, Permission.id == PermissionView.permission_id)
        .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
        .where(
            Officer.active.is_(True),
            Permission.name.in_([f"can_{verb}" for verb in verbs]),
            ViewMenu.name == noun,
        )
    )
    return [(id_, unit_id, name.removeprefix("can_")) for id_, unit_id, name in rows]


def somebody_who_may(verb: str, noun: str) -> sa.ColumnElement[bool]:
    """Return the condition on ``Officer``: active, and one of the roles carries a permission."""
    holders = sa.select(assoc_user_role.c.user_id).where(
        assoc_user_role.c.role_id.in_(roles_that_may(verb, noun))
    )
    return sa.and_(Officer.active.is_(True), Officer.id.in_(holders))


@dataclass(frozen=True)
class RoleSummary:
    """One line of the list of roles."""

    id: int
    name: str
    scopes: list[str]
    permissions: int
    holders: int


def role_summaries(*, within: Officer) -> list[RoleSummary]:
    """Return the roles with how far they see and how many of those somebody manages carry them."""
    scopes: dict[int, list[str]] = {}
    for row in db.session.scalars(sa.select(RoleScope).order_by(RoleScope.scope)):
        scopes.setdefault(row.role_id, []).append(row.scope)
    links = assoc_permissionview_role.c
    granted = dict(
        db.session.execute(sa.select(links.role_id, sa.func.count()).group_by(links.role_id)).all()
    )
    people = assoc_user_role.c
    held = dict(
        db.session.execute(
            sa.select(people.role_id, sa.func.count())
            .join(Officer, Officer.id == people.user_id)
            .where(officers_managed_by(within))
            .group_by(people.role_id)
        ).all()
    )
    return [
        RoleSummary(
            role.id,
            role.name,
            scopes.get(role.id, []),
            granted.get(role.id, 0),
            held.get(role.id, 0),
        )
        for role in all_roles()
    ]


def held_together_with(role: Role) -> list[list[Role]]:
    """Return every set of roles that somebody who carries the role has."""
    mine, theirs = sa.alias(assoc_user_role), sa.alias(assoc_user_role)
    rows = db.session.execute(
        sa.select(theirs.c.user_id, Role)
        .join(mine, mine.c.user_id == theirs.c.user_id)
        .join(Role, Role.id == theirs.c.role_id)
        .where(mine.c.role_id == role.id, theirs.c.role_id != role.id)
    )
    held: dict[int, dict[int, Role]] = {}
    for officer, other in rows:
        held.setdefault(officer, {})[other.id] = other
    return list({frozenset(roles): list(roles.values()) for roles in held.values()}.values())


def names_of(role: Role) -> set[str]:
    """Return what a role is called: its kept name, and that in the reader's language."""
    return {role.name, role_label(role.name)}


def scopes_of(role: Role) -> frozenset[str]:
    """Return how far a role sees."""
    return frozenset(
        db.session.scalars(sa.select(RoleScope.scope).where(RoleScope.role_id == role.id))
    )


def holders_of(role: Role) -> list[Officer]:
    """Return the officers who carry a role."""
    return list(
        db.session.scalars(
            sa.select(Officer)
            .join(assoc_user_role, assoc_user_role.c.user_id == Officer.id)
            .where(assoc_user_role.c.role_id == role.id)
            .order_by(Officer.id)
        )
    )


def permissions() -> dict[Grant, int]:
    """Return every permission there is, with the id of its row."""
    rows = db.session.execute(
        sa.select(Permission.name, ViewMenu.name, PermissionView.id)
        .select_from(PermissionView)
        .join(Permission, Permission.id == PermissionView.permission_id)
        .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
    )
    return {(permission.removeprefix("can_"), noun): id_ for permission, noun, id_ in rows}
