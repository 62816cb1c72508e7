"""Accounts: opened, locked, moved, given roles and passwords; each act is an event."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role

from app.accounts import limits, passwords, queries
from app.accounts.exclusive import conflict
from app.accounts.last_administrator import refuse_to_lose
from app.accounts.models import Officer, Unit
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.privacy import mask_phone
from app.extensions import db
from app.journal.commands import note

log = logging.getLogger("app.security")


class RolesConflict(DomainError):
    """One person must not hold these two roles together."""


@atomic
def note_login(officer: Officer) -> None:
    """Forget earlier failures and remember when the officer came in."""
    officer.fail_login_count = officer.failed_logins = 0
    officer.locked_until = None
    officer.login_count = (officer.login_count or 0) + 1
    officer.last_login_at = clock.now()


@atomic
def note_failed_login(officer: Officer, *, allowed: int, lock_for: timedelta) -> bool:
    """Count a wrong password; too many in a row lock the account for a while. Say whether."""
    if officer.locked_until is not None:  # over by now: who is locked is not asked here
        officer.locked_until, officer.fail_login_count = None, 0
        db.session.flush()
    failures = note_guess(officer)
    if failures >= allowed:
        officer.fail_login_count = 0
        # Who is in stays in: else anybody who knows a user name could send its owner out.
        officer.locked_until = clock.now() + lock_for
        log.warning("locked after %s failures: officer %s", failures, officer.id)
    return failures >= allowed


@atomic
def note_guess(officer: Officer) -> int:
    """Count a wrong password; return how many there were in a row."""
    # Counted by the database: two guesses at the same instant are two failures.
    return db.session.scalar(
        sa.update(Officer)
        .where(Officer.id == officer.id)
        .values(
            fail_login_count=sa.func.coalesce(Officer.fail_login_count, 0) + 1,
            failed_logins=Officer.failed_logins + 1,
            last_failed_at=clock.now(),
        )
        .returning(Officer.fail_login_count)
    )


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
    limits.refuse_foreign_unit(unit, by)
    refuse_conflict(roles)
    limits.refuse_reserved((), roles, by)
    password = passwords.one_time()
    person = Person(name, full_name.strip(), unit, tuple(roles), title.strip(), phone.strip())
    officer = new_officer(person, passwords.hashed(password), by=by)
    db.session.add(officer)
    db.session.flush()
    _tell("account.opened", officer, by, after=facts(officer))
    return officer, password


@dataclass(frozen=True, slots=True)
class Person:
    """All that an account is made of but its password."""

    username: str
    full_name: str
    unit: Unit
    roles: tuple[Role, ...]
    title: str = ""
    phone: str = ""


def new_officer(person: Person, password: str, *, by: Officer | None) -> Officer:
    """Return a new account, with the hash of a password for one use; nothing is checked."""
    moment = clock.now()
    return Officer(
        username=person.username,
        first_name="",
        full_name=person.full_name,
        email=f"{person.username}@localhost",  # the framework insists; nothing is ever sent there
        password=password,
        active=True,
        must_change_password=True,
        session_version=1,
        roles=list(person.roles),
        unit=person.unit,
        region_code=person.unit.region_code,
        title=person.title,
        phone=person.phone,
        in_use_since=moment,
        created_on=moment.replace(tzinfo=None),
        changed_on=moment.replace(tzinfo=None),
        created_by_fk=by.id if by else None,
        changed_by_fk=by.id if by else None,
    )


@atomic
def set_roles(officer: Officer, *, roles: Collection[Role], by: Officer) -> None:
    """Give the officer exactly these roles.

    :raises RolesConflict: if two of them must not be held by one person.
    :raises DomainError: if somebody would change what he himself may do, or more than he may give.
    :raises LastAdministrator: if nobody would be left who can administer.
    """
    limits.refuse_foreign(officer, by)
    if officer.id in by.persons:
        raise DomainError(N_("Nobody changes the roles of their own account."), field="roles")
    refuse_to_lose(officer, keeps=list(roles))
    before = officer.role_names
    _give_roles(officer, roles, by)
    _tell(
        "account.roles_given",
        officer,
        by,
        before={"roles": before},
        after={"roles": officer.role_names},
    )


@atomic
def change_officer(
    officer: Officer, *, unit: Unit, full_name: str, title: str, phone: str, by: Officer
) -> None:
    """Put the officer into another unit, or write the person's data another way."""
    limits.refuse_untended(officer, by)
    if unit.id != officer.unit_id:
        limits.refuse_foreign_unit(unit, by)
        refuse_to_lose(officer, field="unit_id")
    before = facts(officer)
    officer.unit = unit
    officer.region_code = unit.region_code
    officer.full_name = full_name.strip()
    officer.title, officer.phone = title.strip(), phone.strip()
    _touch(officer, by)
    after = facts(officer)
    if before != after:
        _tell("account.changed", officer, by, before=before, after=after)


@atomic
def end_sessions(officer: Officer) -> None:
    """End every open session of the officer, the copied ones too: he has left his desk."""
    officer.session_version += 1


@atomic
def end_sessions_of(officer: Officer, *, by: Officer) -> None:
    """End every open session of somebody: of a lost machine, of a person who has gone."""
    limits.refuse_untended(officer, by)
    officer.session_version += 1
    _tell("account.sessions_ended", officer, by)


@atomic
def lock_officer(officer: Officer, *, by: Officer, reason: str = "") -> None:
    """Close the account until it is unlocked; its open sessions end at once."""
    limits.refuse_untended(officer, by)
    if officer.id in by.persons:
        raise DomainError(N_("Nobody locks their own account."), field="reason")
    refuse_to_lose(officer, field="reason")
    officer.active = False
    officer.locked_reason = reason.strip()
    officer.session_version += 1
    _touch(officer, by)
    _tell("account.locked", officer, by, after={"reason": officer.locked_reason})


@atomic
def unlock_officer(officer: Officer, *, by: Officer | None) -> None:
    """Open the account again, whoever or whatever locked it, disuse included."""
    limits.refuse_untended(officer, by)
    before = {"reason": officer.locked_reason}
    officer.active = True
    officer.locked_until = None
    officer.locked_reason = ""
    officer.fail_login_count = 0
    officer.in_use_since = clock.now()
    _touch(officer, by)
    _tell("account.unlocked", officer, by, before=before)


@atomic
def reset_password(officer: Officer, *, by: Officer | None) -> str:
    """Return a new password that works once; open sessions of the account end.

    :raises DomainError: for an administrator of another kind; only the operator may help him.
    """
    limits.refuse_untended(officer, by)
    limits.refuse_password(officer, by)
    password = passwords.one_time()
    officer.password = passwords.hashed(password)
    officer.must_change_password = True
    officer.locked_until = None
    officer.fail_login_count = 0
    officer.session_version += 1
    _touch(officer, by)
    _tell("account.password_reset", officer, by)
    return password


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


def facts(officer: Officer) -> dict[str, Any]:
    """Return what an event keeps of an account: no password, the telephone masked."""
    return {
        "username": officer.username,
        "full_name": officer.full_name,
        "unit": officer.unit.name if officer.unit else "",
        "region": officer.region_code or "",
        "title": officer.title,
        "phone": mask_phone(officer.phone),
        "roles": officer.role_names,
    }


def _give_roles(officer: Officer, roles: Collection[Role], by: Officer) -> None:
    refuse_conflict(roles)
    limits.refuse_reserved(officer.roles, roles, by)
    officer.roles = list(roles)
    db.session.flush()
    db.session.expire(officer)  # the grants that were read are no longer true


def _touch(officer: Officer, by: Officer | None) -> None:
    officer.changed_on = clock.now().replace(tzinfo=None)
    officer.changed_by_fk = by.id if by else None


def _tell(
    tag: str,
    officer: Officer,
    by: Officer | None,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    about = ("Account", officer.id, officer.full_name)
    note(tag, about=about, by=by, unit_id=officer.unit_id, before=before, after=after)
    log.info("%s: officer %s, by %s", tag, officer.id, by.id if by else "the system")


def _note(what: str, officer: Officer, by: Officer | None) -> None:
    log.info("account %s: officer %s, by %s", what, officer.id, by.id if by else "the system")
