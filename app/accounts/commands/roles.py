"""Roles: what an office lets them do, within what one person may hold."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role, assoc_permissionview_role, assoc_user_role
from sqlalchemy.exc import IntegrityError

from app.accounts import last_administrator, queries
from app.accounts.commands.officers import RolesConflict
from app.accounts.exclusive import conflict, contradiction, mixture
from app.accounts.models import SCOPES, Officer, RoleScope, SeededRole
from app.accounts.roles import ROLES, Grant
from app.accounts.subtree import at_the_top
from app.core.db import atomic
from app.core.errors import DomainError, Invalid, Stale
from app.core.i18n import N_
from app.extensions import db
from app.journal.commands import note

ONLY_AT_THE_TOP = N_("Roles are changed by the security administrator of the top office only.")


@dataclass(frozen=True)
class Content:
    """What a role is: its permissions and how far it sees."""

    grants: frozenset[Grant]
    scopes: frozenset[str]

    def written(self) -> dict[str, Any]:
        """Return it as the journal keeps it."""
        return {
            "grants": sorted(f"{verb} on {noun}" for verb, noun in self.grants),
            "scopes": sorted(self.scopes),
        }

    def mark(self, name: str) -> str:
        """Return a short mark that differs as soon as anything about the role does."""
        text = repr((name, self.written()))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def content_of(role: Role) -> Content:
    """Return what a role is at present."""
    return Content(queries.grants_of([role])[role.name], queries.scopes_of(role))


def as_delivered(role: Role) -> Content | None:
    """Return what the product brings for a role; None for one that an office made itself."""
    code = db.session.scalar(sa.select(SeededRole.code).where(SeededRole.role_id == role.id))
    found = next((data for data in ROLES if data.code == code), None)
    return Content(found.grants, frozenset(found.scopes)) if found else None


@atomic
def add_role(*, name: str, by: Officer, like: Role | None = None) -> Role:
    """Make a role that may do nothing yet, or exactly what another one may.

    :raises Invalid: if the name is taken.
    """
    _refuse_below(by)
    role = Role(name=_free_name(name))
    db.session.add(role)
    db.session.flush()
    content = content_of(like) if like else Content(frozenset(), frozenset())
    _write(role, content)
    after = content.written() | {"name": role.name}
    if like is not None:
        after["like"] = like.name
    note(
        "role.copied" if like else "role.added",
        about=("Role", role.id, role.name),
        by=by,
        before=None,
        after=after,
    )
    return role


@atomic
def change_role(
    role: Role,
    *,
    grants: Collection[Grant],
    scopes: Collection[str],
    by: Officer,
    seen: str | None = None,
) -> None:
    """Let a role do exactly this and see exactly so far.

    ``seen`` is the mark of what the officer saw when he began.

    :raises Stale: if somebody changed the role since.
    :raises RolesConflict: if somebody who carries the role would then hold what nobody may.
    :raises LastAdministrator: if nobody would be left who can administer.
    """
    _change("role.changed", role, Content(frozenset(grants), frozenset(scopes)), by=by, seen=seen)


@atomic
def reset_role(role: Role, *, by: Officer, seen: str | None = None) -> None:
    """Let a built-in role do again what the product brings.

    :raises DomainError: for a role that an office made itself.
    """
    wanted = as_delivered(role)
    if wanted is None:
        raise DomainError(N_("Only a built-in role can be reset."))
    _change("role.reset", role, wanted, by=by, seen=seen)


@atomic
def rename_role(role: Role, *, name: str, by: Officer, seen: str | None = None) -> None:
    """Call a role that the office made itself by another name.

    :raises Invalid: if the name is taken.
    """
    _refuse_below(by)
    _refuse_built_in(role, N_("A built-in role keeps its name."))
    refuse_stale(role, content_of(role), seen)
    before, after = role.name, _free_name(name, but=role)
    if before == after:
        return
    role.name = after
    note(
        "role.renamed",
        about=("Role", role.id, after),
        by=by,
        before={"name": before},
        after={"name": after},
    )


@atomic
def delete_role(role: Role, *, by: Officer) -> None:
    """Delete a role that the office made itself and that nobody has.

    :raises DomainError: if somebody has it, or it is built in.
    """
    _refuse_below(by)
    _refuse_built_in(role, N_("A built-in role cannot be deleted."))
    _hold(role)
    people = assoc_user_role.c
    held = db.session.scalar(sa.select(sa.func.count()).where(people.role_id == role.id))
    if held:
        raise DomainError(
            N_("%(count)s officers have this role; take it from them first."), count=held
        )
    before = content_of(role).written()
    note("role.deleted", about=("Role", role.id, role.name), by=by, before=before, after=None)
    try:
        with db.session.begin_nested():
            _write(role, Content(frozenset(), frozenset()))
            db.session.execute(sa.delete(Role).where(Role.id == role.id))
    except IntegrityError:
        raise DomainError(N_("Something still refers to this role.")) from None


def refuse_content(role: Role, wanted: Content) -> None:
    """Refuse what a role must not become; nothing is written.

    :raises Invalid: for what no role may combine, or a permission that there is not.
    :raises RolesConflict: if somebody who carries the role would then hold what nobody may.
    :raises LastAdministrator: if nobody would be left who can administer.
    """
    known = queries.permissions()
    if any(grant not in known for grant in wanted.grants) or wanted.scopes - SCOPES.keys():
        raise Invalid(N_("There is no such permission."))
    _refuse_contradiction(role, wanted.scopes)
    before = queries.grants_of([role])[role.name]
    reason = mixture(wanted.grants)
    if reason and not mixture(before):
        raise Invalid(reason)
    _refuse_for_holders(role, wanted)
    last_administrator.refuse_to_change(role, before=before, after=wanted.grants)


def refuse_stale(role: Role, present: Content, seen: str | None) -> None:
    """Refuse an act that began from what does not hold any more.

    :raises Stale: if somebody changed the role since.
    """
    if seen is not None and seen != present.mark(role.name):
        raise Stale(
            N_(
                "Somebody else has changed this role meanwhile. Your entries are kept; check them"
                " and save again."
            )
        )


def _change(tag: str, role: Role, wanted: Content, *, by: Officer, seen: str | None) -> None:
    _refuse_below(by)
    _hold(role)
    before = content_of(role)
    refuse_stale(role, before, seen)
    if before == wanted:
        return
    refuse_content(role, wanted)
    _write(role, wanted)
    about = ("Role", role.id, role.name)
    note(tag, about=about, by=by, before=before.written(), after=wanted.written())
    db.session.flush()
    db.session.expire_all()  # the grants that were read of the holders are no longer true


def _write(role: Role, content: Content) -> None:
    links, known = assoc_permissionview_role, queries.permissions()
    db.session.execute(sa.delete(links).where(links.c.role_id == role.id))
    if content.grants:
        db.session.execute(
            sa.insert(links),
            [{"role_id": role.id, "permission_view_id": known[it]} for it in content.grants],
        )
    db.session.execute(sa.delete(RoleScope).where(RoleScope.role_id == role.id))
    db.session.add_all(RoleScope(role_id=role.id, scope=it) for it in sorted(content.scopes))
    db.session.flush()


def _refuse_for_holders(role: Role, wanted: Content) -> None:
    for roles in queries.held_together_with(role):
        held = queries.grants_of(roles) | {role.name: wanted.grants}
        pair = conflict(held)
        if pair:
            raise RolesConflict(
                N_("Somebody has both “%(first)s” and “%(second)s”, which must then be apart."),
                first=pair[0],
                second=pair[1],
            )


def _refuse_contradiction(role: Role, wanted: frozenset[str]) -> None:
    pair = contradiction(wanted)
    if pair and wanted != queries.scopes_of(role):
        raise Invalid(
            N_("“%(first)s” and “%(second)s” contradict each other; choose one of them."),
            field="scopes",
            first=SCOPES[pair[0]],
            second=SCOPES[pair[1]],
        )


def _hold(role: Role) -> None:
    # Whoever changes or gives the role at the same moment waits until this is done.
    db.session.execute(sa.select(Role.id).where(Role.id == role.id).with_for_update())


def _refuse_below(by: Officer) -> None:
    if not at_the_top(by):
        raise DomainError(ONLY_AT_THE_TOP, status=403)


def _refuse_built_in(role: Role, message: str) -> None:
    if as_delivered(role) is not None:
        raise DomainError(message)


def _free_name(name: str, but: Role | None = None) -> str:
    wanted = " ".join(name.split())
    if not wanted:
        raise Invalid(N_("This must be filled in."), field="name")
    if len(wanted) > 40:
        raise Invalid(N_("At most 40 characters."), field="name")
    taken = {
        shown.casefold()
        for role in queries.all_roles()
        if but is None or role.id != but.id
        for shown in queries.names_of(role)
    }
    if wanted.casefold() in taken:
        raise Invalid(N_("Another role is called this already."), field="name")
    return wanted
