"""The list of one-time passwords after an import, told again for a while and kept nowhere.

What is remembered is the secret that drew the passwords, sealed in the session of whoever
imported, and the numbers of the first and the last account.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload
from werkzeug.security import check_password_hash

from app.accounts import passwords
from app.accounts.models import Officer
from app.extensions import db

#: A secret, and the ids of the first and the last account that it opened.
Remembered = tuple[str, int, int]


def opened(secret: str, usernames: Sequence[str]) -> Remembered | None:
    """Return what to remember of accounts, if it was this secret that opened them all."""
    names = [name.lower() for name in usernames]
    found = db.session.scalars(sa.select(Officer).where(Officer.username.in_(names))).all()
    if len(found) < len(names) or not any(_still(secret, officer) for officer in found):
        return None
    ids = [officer.id for officer in found]
    return secret, min(ids), max(ids)


def list_of(remembered: Remembered, by: Any) -> list[list[str]]:
    """Return name, user name, unit and password of each account; no password that is changed."""
    secret, first, last = remembered
    found = db.session.scalars(
        sa.select(Officer)
        .where(Officer.id.between(first, last), Officer.created_by_fk == by.id)
        .order_by(Officer.id)
        .options(joinedload(Officer.unit))
    )
    return [
        [one.full_name, one.username, one.unit.name if one.unit else "", _still(secret, one)]
        for one in found
    ]


def _still(secret: str, officer: Officer) -> str:
    """Return the password that was drawn, as long as it is the one that opens the account."""
    word = passwords.drawn(secret, officer.username)
    return word if check_password_hash(officer.password, word) else ""
