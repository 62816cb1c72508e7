"""Nobody takes away the last person who could give roles or change them."""

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role, assoc_user_role

from app.accounts import queries
from app.accounts.grants import Grant
from app.accounts.models import Officer, Unit
from app.accounts.subtree import at_the_top
from app.core.errors import DomainError
from app.core.i18n import N_
from app.extensions import db

#: What somebody at the top office must be able to do, or nobody can mend anything any more.
KEYS: dict[Grant, str] = {
    ("set_roles", "Account"): N_("Nobody would be left who can give roles."),
    ("edit", "Role"): N_("Nobody would be left who can change roles."),
}


class LastAdministrator(DomainError):
    """The act would leave the installation without anybody who can administer it."""


def refuse_to_lose(
    officer: Officer, *, keeps: list[Role] | None = None, field: str | None = "roles"
) -> None:
    """Refuse an act that takes roles from an officer who is the last to hold a key.

    ``keeps`` are the roles that stay; None takes them all: a lock, a move to another unit.
    ``field`` is that of the form in which the act was asked for.

    :raises LastAdministrator: naming what nobody could do any more.
    """
    if not officer.active or not at_the_top(officer):
        return
    kept = queries.grants_of(list(keeps or [])).values()
    for key in KEYS:
        if officer.may(*key) and not any(key in grants for grants in kept):
            _refuse_unless_somebody(key, Officer.id != officer.id, field=field)


def lost_with(officer: Officer) -> list[str]:
    """Return, for a preview, what nobody could do any more without this officer; writes nothing."""
    if not officer.active or not at_the_top(officer):
        return []
    others = Officer.id != officer.id
    return [why for key, why in KEYS.items() if officer.may(*key) and not _holders(key, others)]


def refuse_to_change(role: Role, *, before: frozenset[Grant], after: frozenset[Grant]) -> None:
    """Refuse to take a key from the last role whose active holders have it.

    :raises LastAdministrator: naming what nobody could do any more.
    """
    for key in KEYS:
        if key in before and key not in after and _holders(key, sa.true()):
            _refuse_unless_somebody(key, sa.true(), but=role)


def _refuse_unless_somebody(
    key: Grant, who: sa.ColumnElement[bool], but: Role | None = None, field: str | None = None
) -> None:
    # Two administrators who lock each other at the same moment wait for one another here. It is a
    # write because SQLite locks nothing for a reader: there both would find the other in office.
    top = Unit.__table__
    db.session.execute(sa.update(top).where(top.c.id == _top()).values(position=top.c.position))
    if not _holders(key, who, but=but):
        raise LastAdministrator(KEYS[key], field=field)


def _holders(key: Grant, who: sa.ColumnElement[bool], but: Role | None = None) -> bool:
    roles = queries.roles_that_may(*key)
    carriers = sa.select(assoc_user_role.c.user_id).where(assoc_user_role.c.role_id.in_(roles))
    if but is not None:
        carriers = carriers.where(assoc_user_role.c.role_id != but.id)
    query = sa.select(Officer.id).where(
        Officer.active.is_(True), Officer.unit_id == _top(), Officer.id.in_(carriers), who
    )
    return db.session.scalar(query.limit(1)) is not None


def _top() -> sa.ScalarSelect[int]:
    return sa.select(sa.func.min(Unit.id)).scalar_subquery()
