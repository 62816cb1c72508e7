"""Accounts: opened, locked, moved, given roles and passwords."""

import logging
from collections.abc import Collection
from datetime import timedelta

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role

from app.accounts import passwords, queries
from app.accounts.exclusive import conflict
from app.accounts.models import Officer, Unit
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.extensions import db

log = logging.getLogger("app.security")


class RolesConflict(DomainError):
    """One person must not hold these two roles together."""


@atomic
def note_login(officer: Officer) -> None:
    """Forget earlier failures and remember when the officer came in."""
    officer.fail_login_count = 0
    officer.locked_until = None
    officer.login_count = (officer.login_count or 0) + 1
    officer.last_login_at = clock.now()


@atomic
def note_failed_login(officer: Officer, *, allowed: int, lock_for: timedelta) -> None:
    """Count a wrong password; too many in a row lock the account for a while."""
    # Counted by the database: two guesses at the same instant are two failures.
    failures = db.session.scalar(
        sa.update(Officer)
        .where(Officer.id == officer.id)
        .values(fail_login_count=sa.func.coalesce(Officer.fail_login_count, 0) + 1)
        .returning(Officer.fail_login_count)
    )
    if failures >= allowed:
        officer.fail_login_count = 0
        officer.locked_until = clock.now() + lock_for
        officer.session_version += 1
        log.warning("locked after %s failures: officer %s", failures, officer.id)


@atomic
def create_officer(  # noqa: PLR0913 - what a person's account is made of
    *,
    username: str,
    full_name: str,
    unit: Unit,
    roles: Collection[Role],
    by: Officer | None,
    title: str = "",
    phone: str = "",
) -> tuple[Officer, str]:
    """Open an account; return it with a password that works once and must then be changed."""
    name = username.strip().lower()
    if queries.officer_named(name):
        raise Invalid(N_("This user name is taken."), field="username")
    password = passwords.one_time()
    moment = clock.now()
    officer = Officer(
        username=name,
        first_name="",
        full_name=full_name.strip(),
        email=f"{name}@localhost",  # the framework insists on one; nothing is ever sent there
        password=passwords.hashed(password),
        active=True,
        must_change_password=True,
        session_version=1,
        unit=unit,
        region_code=unit.region_code,
        title=title.strip(),
        phone=phone.strip(),
        created_on=moment.replace(tzinfo=None),
        changed_on=moment.replace(tzinfo=None),
        created_by_fk=by.id if by else None,
        changed_by_fk=by.id if by else None,
    )
    db.session.add(officer)
    db.session.flush()
    _give_roles(officer, roles)
    _note("created", officer, by)
    return officer, password


@atomic
def set_roles(officer: Officer, *, roles: Collection[Role], by: Officer) -> None:
    """Give the officer exactly these roles.

    :raises RolesConflict: if two of them must not be held by one person.
    :raises DomainError: if somebody would change what he himself may do.
    """
    if officer.id in by.persons:
        raise DomainError(N_("Nobody changes the roles of their own account."), field="roles")
    _give_roles(officer, roles)
    _note("given other roles", officer, by)


@atomic
def change_officer(
    officer: Officer, *, unit: Unit, full_name: str, title: str, phone: str, by: Officer
) -> None:
    """Put the officer into another unit, or write the person's data another way."""
    officer.unit = unit
    officer.region_code = unit.region_code
    officer.full_name = full_name.strip()
    officer.title, officer.phone = title.strip(), phone.strip()
    _touch(officer, by)
    _note("changed", officer, by)


@atomic
def end_sessions(officer: Officer) -> None:
    """End every open session of the officer, the copied ones too: he has left his desk."""
    officer.session_version += 1


@atomic
def lock_officer(officer: Officer, *, by: Officer) -> None:
    """Close the account until it is unlocked; its open sessions end at once."""
    if officer.id in by.persons:
        raise DomainError(N_("Nobody locks their own account."))
    officer.active = False
    officer.session_version += 1
    _touch(officer, by)
    _note("locked", officer, by)


@atomic
def unlock_officer(officer: Officer, *, by: Officer) -> None:
    """Open the account again, whoever or whatever locked it."""
    officer.active = True
    officer.locked_until = None
    officer.fail_login_count = 0
    _touch(officer, by)
    _note("unlocked", officer, by)


@atomic
def reset_password(officer: Officer, *, by: Officer) -> str:
    """Return a new password that works once; open sessions of the account end."""
    password = passwords.one_time()
    officer.password = passwords.hashed(password)
    officer.must_change_password = True
    officer.locked_until = None
    officer.fail_login_count = 0
    officer.session_version += 1
    _touch(officer, by)
    _note("given a new password", officer, by)
    return password


@atomic
def change_own_password(*, old: str, new: str, by: Officer) -> None:
    """Change the password of the officer who asks; every other session of his ends.

    :raises Invalid: if the present password is wrong or the new one is not good enough.
    """
    if not queries.password_is(by.password or "", old):
        raise Invalid(N_("This is not your present password."), field="old")
    passwords.check(new, username=by.username)
    if queries.password_is(by.password or "", new):
        raise Invalid(N_("The new password must differ from the present one."), field="new")
    by.password = passwords.hashed(new)
    by.must_change_password = False
    by.password_changed_at = clock.now()
    by.session_version += 1
    _note("changed its password", by, by)


def refuse_conflict(roles: Collection[Role]) -> None:
    """Refuse roles that one person must never hold together.

    :raises RolesConflict: naming the two.
    """
    pair = conflict(queries.grants_of(list(roles)))
    if pair:
        raise RolesConflict(
            N_("One person must not be both “%(first)s” and “%(second)s”."),
            field="roles",
            first=pair[0],
            second=pair[1],
        )


def _give_roles(officer: Officer, roles: Collection[Role]) -> None:
    refuse_conflict(roles)
    officer.roles = list(roles)
    db.session.flush()
    db.session.expire(officer)  # the grants that were read are no longer true


def _touch(officer: Officer, by: Officer) -> None:
    officer.changed_on = clock.now().replace(tzinfo=None)
    officer.changed_by_fk = by.id


def _note(what: str, officer: Officer, by: Officer | None) -> None:
    log.info("account %s: officer %s, by %s", what, officer.id, by.id if by else "the system")
