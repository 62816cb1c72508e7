"""What makes a password good enough, and passwords that are given out once."""

import secrets
import string

from flask import current_app
from werkzeug.security import generate_password_hash

from app.core.errors import Invalid
from app.core.i18n import N_

LIGHT = "scrypt:1024:8:1"
SHORTEST = 10
KINDS = 3
# Without the signs that are mistaken for each other when read from paper.
_LETTERS = "".join(sorted(set(string.ascii_letters) - set("iIlLoO")))
_DIGITS = "23456789"
_SIGNS = "-+=%"


def check(password: str, *, username: str) -> None:
    """Refuse a password that is short, plain, or holds the user name.

    :raises Invalid: with what is wrong, for the field ``new``.
    """
    if len(password) < SHORTEST:
        raise Invalid(
            N_("The password needs at least %(count)s characters."), field="new", count=SHORTEST
        )
    kinds = (
        any(sign.islower() for sign in password),
        any(sign.isupper() for sign in password),
        any(sign.isdigit() for sign in password),
        any(not sign.isalnum() for sign in password),
    )
    if sum(kinds) < KINDS:
        raise Invalid(
            N_("The password needs three kinds of: capitals, small letters, digits, signs."),
            field="new",
        )
    if username and username.lower() in password.lower():
        raise Invalid(N_("The password must not contain the user name."), field="new")


def hashed(password: str) -> str:
    """Return what is kept of a password: salted, and slow to guess."""
    return generate_password_hash(password, method=current_app.config["PASSWORD_HASH_METHOD"])


def hashed_lightly(password: str) -> str:
    """Return what is kept of a random one-time password: salted, and quick to make by hundreds.

    Nobody guesses seventy random bits, however quick a guess is; the password that the officer
    then chooses is kept the slow way. ``queries.password_is`` hides the difference in time.
    """
    return generate_password_hash(password, method=LIGHT)


def one_time() -> str:
    """Return a random password that satisfies the rule and can be read aloud."""
    parts = [secrets.choice(_SIGNS), secrets.choice(_DIGITS)]
    parts += [secrets.choice(_LETTERS.lower()), secrets.choice(_LETTERS.upper())]
    parts += [secrets.choice(_LETTERS + _DIGITS) for _ in range(10)]
    secrets.SystemRandom().shuffle(parts)
    # A sign in front would be taken for a formula, and be escaped, in a list for Excel.
    while parts[0] in _SIGNS:
        secrets.SystemRandom().shuffle(parts)
    return "".join(parts)
