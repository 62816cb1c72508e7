"""How hard a password is to guess: known words, rows of the keyboard, years, what is known of one.

What is easy is taken away first; the password is as strong as what remains.
"""

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

from app.core.i18n import N_

LEVELS = (N_("Very weak"), N_("Weak"), N_("Fair"), N_("Good"), N_("Strong"))
_WEAK = Path(__file__).with_name("data") / "weak_passwords.txt"
_ROWS = (
    "1234567890",
    "!@#$%^&*()",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "abcdefghijklmnopqrstuvwxyz",
)
_PLAIN = str.maketrans("@$0134!5", "asolieis")
_REPEATED = re.compile(r"(.)\1{2,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RUN = 4
#: So many different characters must remain when all that is easy is taken away.
ENOUGH = 4


@cache
def weak_words() -> tuple[str, ...]:
    """Return the words that everybody tries first, the longest first."""
    return tuple(sorted(_WEAK.read_text("ascii").split(), key=len, reverse=True))


@cache
def _runs() -> tuple[str, ...]:
    found = set()
    for row in (*_ROWS, *(row[::-1] for row in _ROWS)):
        for size in range(_RUN, len(row) + 1):
            found |= {row[at : at + size] for at in range(len(row) - size + 1)}
    return tuple(sorted(found, key=len, reverse=True))


def remainder(password: str, known: Collection[str] = ()) -> str:
    """Return what of a password nobody tries first; ``known`` is what is known of the officer."""
    rest = _YEAR.sub(" ", _REPEATED.sub(" ", password.lower()))
    own = {word.lower() for word in known if len(word) >= 3}
    for easy in (*sorted(own, key=len, reverse=True), *_runs(), *weak_words()):
        rest = _without(rest, easy)
    return re.sub(r"\s", "", rest)


def _without(text: str, word: str) -> str:
    # A sign for a letter hides nothing: p@ssw0rd is password.
    at = text.find(word)
    if at < 0:
        at = text.translate(_PLAIN).find(word)
    return text if at < 0 else f"{text[:at]} {text[at + len(word) :]}"


def is_weak(password: str, known: Collection[str] = ()) -> bool:
    """Say whether a password is among the first that somebody would try."""
    return len(set(remainder(password, known))) < ENOUGH


def level(password: str, known: Collection[str] = ()) -> int:
    """Return how strong a password is, a place in ``LEVELS``."""
    rest = remainder(password, known)
    if len(set(rest)) < ENOUGH:
        return 0 if len(password) < 8 else 1
    worth = len(rest) + len(set(rest)) // 2 + min(len(password) // 6, 3)
    return 2 if worth < 14 else 3 if worth < 19 else 4
