"""What makes a password good enough, and passwords that are given out once."""

import hmac
import secrets
import string
from collections.abc import Collection
from dataclasses import dataclass
from random import Random
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from werkzeug.security import generate_password_hash

from app.accounts.own import strength
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.pinyin import spelled
from app.settings.queries import value

LIGHT = "scrypt:1024:8:1"
# Without the signs that are mistaken for each other when read from paper.
_LETTERS = "".join(sorted(set(string.ascii_letters) - set("iIlLoO")))
_DIGITS = "23456789"
_SIGNS = "-+=%"
#: A shorter piece of a telephone number gives nothing away.
_PIECE = 6


@dataclass(frozen=True)
class Rules:
    """What a unit asks of its officers' passwords."""

    length: int
    kinds: int
    days: int
    history: int


def rules(unit: Any = None) -> Rules:
    """Return the rules in force for a unit and what stands under it."""
    names = ("password_length", "password_kinds", "password_days", "password_history")
    return Rules(*(value(name, unit) for name in names))


def explained(wanted: Rules) -> list[str]:
    """Return the rules as sentences for whoever chooses a password."""
    said = [
        _("At least %(count)s characters.", count=wanted.length),
        _(
            "At least %(count)s kinds of: capitals, small letters, digits, signs.",
            count=wanted.kinds,
        ),
        _("Neither name nor telephone number; not made of common words, rows of keys or years."),
    ]
    if wanted.history:
        said.append(_("None of your last %(count)s passwords.", count=wanted.history))
    if wanted.days:
        said.append(_("After %(count)s days you choose a new one.", count=wanted.days))
    return said


def kinds_in(password: str) -> int:
    """Return how many kinds of characters a password has."""
    return sum(
        (
            any(sign.islower() for sign in password),
            any(sign.isupper() for sign in password),
            any(sign.isdigit() for sign in password),
            any(not sign.isalnum() for sign in password),
        )
    )


def known_of(officer: Any) -> tuple[str, ...]:
    """Return what everybody knows of an officer, and his password must not be made of."""
    return (officer.username, officer.phone or "", spelled(officer.full_name))


def check(
    password: str,
    *,
    username: str,
    phone: str = "",
    known: Collection[str] = (),
    unit: Any = None,
) -> None:
    """Refuse a password that is short, plain, easy to guess, or tells of its owner.

    :raises Invalid: with what is wrong, for the field ``new``.
    """
    wanted = rules(unit)
    if len(password) < wanted.length:
        raise Invalid(
            N_("The password needs at least %(count)s characters."),
            field="new",
            count=wanted.length,
        )
    if kinds_in(password) < wanted.kinds:
        raise Invalid(
            N_("The password needs %(count)s kinds of: capitals, small letters, digits, signs."),
            field="new",
            count=wanted.kinds,
        )
    _refuse_guessable(password, username, phone, known)


def _refuse_guessable(password: str, username: str, phone: str, known: Collection[str]) -> None:
    if username and username.lower() in password.lower():
        raise Invalid(N_("The password must not contain the user name."), field="new")
    digits = "".join(sign for sign in phone if sign.isdigit())
    if len(digits) >= _PIECE and (digits in password or digits[-_PIECE:] in password):
        raise Invalid(N_("The password must not contain the telephone number."), field="new")
    if strength.is_weak(password, (username, *known)):
        raise Invalid(
            N_("This password is easy to guess: common words, rows of keys, years, your own name."),
            field="new",
        )


def met(password: str, officer: Any) -> list[bool]:
    """Return which rules a password keeps that is being typed: the first three of ``explained``."""
    wanted = rules(officer.unit)
    try:
        _refuse_guessable(password, officer.username, officer.phone or "", known_of(officer))
    except Invalid:
        hard_to_guess = False
    else:
        hard_to_guess = bool(password)
    return [len(password) >= wanted.length, kinds_in(password) >= wanted.kinds, hard_to_guess]


def hashed(password: str) -> str:
    """Return what is kept of a password: salted, and slow to guess."""
    return generate_password_hash(password, method=current_app.config["PASSWORD_HASH_METHOD"])


def hashed_lightly(password: str) -> str:
    """Return what is kept of a random one-time password: salted, and quick to make by hundreds.

    Nobody guesses seventy random bits, however quick a guess is; the password that the officer
    then chooses is kept the slow way. ``queries.password_is`` hides the difference in time.
    """
    return generate_password_hash(password, method=LIGHT)


def one_time(chance: Random | None = None) -> str:
    """Return a random password that satisfies the rule and can be read aloud."""
    chance = chance or secrets.SystemRandom()
    parts = [chance.choice(_SIGNS), chance.choice(_DIGITS)]
    parts += [chance.choice(_LETTERS.lower()), chance.choice(_LETTERS.upper())]
    parts += [chance.choice(_LETTERS + _DIGITS) for _place in range(10)]
    chance.shuffle(parts)
    # A sign in front would be taken for a formula, and be escaped, in a list for Excel.
    while parts[0] in _SIGNS:
        chance.shuffle(parts)
    return "".join(parts)


def drawn(secret: str, name: str) -> str:
    """Return the one-time password that a secret gives to a name: always the same one.

    A list of passwords can so be told again without having been kept anywhere.
    """
    return one_time(_Drawn(secret, name))


class _Drawn(Random):
    """Chance that comes out of a secret and a name, and of nothing else."""

    def __init__(self, secret: str, name: str) -> None:
        self._secret, self._name, self._times = secret.encode(), name.encode(), 0
        super().__init__()

    def getrandbits(self, k: int, /) -> int:
        """Return that many bits; the shuffling and choosing are built on them."""
        self._times += 1
        block = hmac.digest(self._secret, self._times.to_bytes(8, "big") + self._name, "sha256")
        return int.from_bytes(block, "big") >> (len(block) * 8 - k)
