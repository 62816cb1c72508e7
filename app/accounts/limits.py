"""What an administrator must leave alone: units of others, their people, and the highest roles."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role

from app.accounts import queries
from app.accounts.exclusive import ADMINISTRATORS, kept_apart
from app.accounts.models import Officer, RoleScope, Unit
from app.accounts.subtree import at_the_top
from app.core.errors import DomainError, Invalid, NotFound
from app.core.i18n import N_
from app.extensions import db

ONLY_AT_THE_TOP = N_("The role “%(role)s” is given and taken only by the office at the top.")
TENDED_AT_THE_TOP = N_(
    "This account holds the role “%(role)s”: only the office at the top tends it."
)
PASSWORD_ON_THE_SERVER = N_(
    "This account holds the role “%(role)s”, which must be kept apart from yours: its new password"
    " is given on the server only."
)
#: Who has one of these decides what others may do: such a role is given at the top alone.
_HIGH = frozenset({("set_roles", "Account"), ("edit", "Role"), ("add", "Role"), ("delete", "Role")})


def manages(officer: Officer, by: Any) -> bool:
    """Say whether an account lies in the subtree of whoever acts; the system manages all."""
    return by is None or _in_subtree(officer.unit, by)


def refuse_foreign(officer: Officer, by: Any) -> None:
    """Refuse an act on an account of another subtree.

    :raises NotFound: as if there were none.
    """
    if not manages(officer, by):
        raise NotFound(N_("There is nothing here"))


def role_of_the_top(officer: Officer, by: Any) -> Role | None:
    """Return the role because of which only the top tends this account; the own one is excepted.

    Whoever may not give a role must not come into it by a new password for its holder either.
    """
    if by is None or officer.id == by.id or at_the_top(by):
        return None
    high = reserved(officer.roles)
    return next((role for role in officer.roles if role.id in high), None)


def refuse_untended(officer: Officer, by: Any) -> None:
    """Refuse an act on an account that this administrator does not tend.

    :raises NotFound: for one of another subtree, as if there were none.
    :raises DomainError: for one with a role that only the top gives.
    """
    refuse_foreign(officer, by)
    role = role_of_the_top(officer, by)
    if role is not None:
        raise DomainError(TENDED_AT_THE_TOP, status=403, role=role.name)


def role_kept_apart(officer: Officer, by: Any) -> str | None:
    """Return the name of the role that keeps this administrator from giving a new password."""
    if by is None or officer.id == by.id:
        return None
    mine = [role for person in (by, by.seat) for role in person.roles]
    held = queries.grants_of([*mine, *officer.roles])
    return kept_apart(held, mine={role.name for role in mine}, theirs=set(officer.role_names))


def refuse_password(officer: Officer, by: Any) -> None:
    """Refuse a new password for an administrator whose role excludes that of whoever gives it.

    :raises DomainError: naming the role.
    """
    name = role_kept_apart(officer, by)
    if name is not None:
        raise DomainError(PASSWORD_ON_THE_SERVER, status=403, role=name)


def refuse_foreign_unit(unit: Unit | None, by: Any) -> None:
    """Refuse a unit into which this administrator may put nobody.

    :raises Invalid: for the field of the unit.
    """
    if by is not None and not _in_subtree(unit, by):
        raise Invalid(N_("This unit is not one of those that you manage."), field="unit_id")


def reserved(roles: Collection[Role]) -> frozenset[int]:
    """Return the ids of the roles that only the top gives and takes.

    Those of the three administrators, whatever lets somebody decide what others may do, and what
    sees the petitions of every office.
    """
    grants = queries.grants_of(list(roles))
    wide = set(
        db.session.scalars(
            sa.select(RoleScope.role_id).where(
                RoleScope.scope == "all", RoleScope.role_id.in_([role.id for role in roles])
            )
        )
    )
    return frozenset(
        role.id
        for role in roles
        if role.name in ADMINISTRATORS or role.id in wide or grants[role.name] & _HIGH
    )


def roles_offered(by: Any, *, among: list[Role] | None = None) -> list[Role]:
    """Return the roles that this administrator may give; ``among`` spares reading all of them."""
    roles = queries.all_roles() if among is None else among
    if by is None or at_the_top(by):
        return roles
    high = reserved(roles)
    return [role for role in roles if role.id not in high]


def refuse_reserved(before: Collection[Role], after: Collection[Role], by: Any) -> None:
    """Refuse to give or take, below the top, a role that is given at the top alone.

    :raises DomainError: naming the role.
    """
    changed = [*(set(after) - set(before)), *(set(before) - set(after))]
    if not changed or by is None or at_the_top(by):
        return
    high = reserved(changed)
    for role in changed:
        if role.id in high:
            raise DomainError(
                ONLY_AT_THE_TOP,
                field="roles",
                status=403,
                role=role.name,
            )


def _in_subtree(unit: Unit | None, by: Any) -> bool:
    if at_the_top(by):
        return True
    return unit is not None and by.unit is not None and unit.is_below(by.unit)
