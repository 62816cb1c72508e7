"""Changing the own password: the old one asked, none of the last ones taken, other logins ended."""

from datetime import timedelta

import sqlalchemy as sa

from app.accounts import passwords, queries
from app.accounts.models import Officer
from app.accounts.own import sessions
from app.accounts.own.models import EarlierPassword, LoginSession
from app.core import clock
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.journal.commands import note
from app.settings.queries import value

#: As many as the setting may ask for; older ones are forgotten.
MOST_KEPT = 20


@atomic
def change_own_password(
    *, old: str, new: str, by: Officer, this: LoginSession | None = None
) -> None:
    """Change the password of the officer who asks; every session of his but this one ends.

    :raises Invalid: if the present password is wrong or the new one is not good enough.
    """
    if not queries.password_is(by.password or "", old):
        raise Invalid(N_("This is not your present password."), field="old")
    known = passwords.known_of(by)
    passwords.check(new, username=by.username, phone=by.phone, known=known, unit=by.unit)
    if queries.password_is(by.password or "", new):
        raise Invalid(N_("The new password must differ from the present one."), field="new")
    _refuse_earlier(new, by)
    _remember(by)
    by.password = passwords.hashed(new)
    by.must_change_password = False
    by.password_changed_at = clock.now()
    sessions.outlive(by, this, "password")
    note("own.password_changed", about=("Account", by.id, by.full_name), by=by)


def is_due(officer: Officer) -> bool:
    """Say whether the officer has to choose a new password before he goes on."""
    if officer.must_change_password:
        return True
    days = value("password_days", officer.unit)
    since = officer.password_changed_at
    return bool(days and since and clock.now() - since > timedelta(days=days))


def _refuse_earlier(new: str, by: Officer) -> None:
    count = value("password_history", by.unit)
    earlier = _earlier(by).limit(max(count - 1, 0))
    if count and any(queries.password_is(row.password, new) for row in db.session.scalars(earlier)):
        raise Invalid(
            N_("You had this password before: take none of your last %(count)s."),
            field="new",
            count=count,
        )


def _remember(by: Officer) -> None:
    db.session.add(
        EarlierPassword(officer_id=by.id, password=by.password or "", replaced_at=clock.now())
    )
    db.session.flush()
    for row in db.session.scalars(_earlier(by).offset(MOST_KEPT)):
        db.session.delete(row)


def _earlier(by: Officer) -> sa.Select[EarlierPassword]:
    return (
        sa.select(EarlierPassword)
        .where(EarlierPassword.officer_id == by.id)
        .order_by(EarlierPassword.id.desc())
    )
