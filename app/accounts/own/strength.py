"""How hard a password is to guess: zxcvbn's estimate, told what people here try first."""

from collections.abc import Collection
from functools import cache
from pathlib import Path

from app.core.i18n import N_

LEVELS = (N_("Very weak"), N_("Weak"), N_("Fair"), N_("Good"), N_("Strong"))
_WEAK = Path(__file__).with_name("data") / "weak_passwords.txt"
#: From so many digits of guesses on a password is fair, good, strong; below the first, refused.
_STEPS = (3, 9, 10, 12)
#: The estimate of what is longer takes long, and is not needed: so much alone is strong.
_READ = 72


@cache
def weak_words() -> tuple[str, ...]:
    """Return what people in a Chinese office try first; zxcvbn knows the English words."""
    return tuple(_WEAK.read_text("ascii").split())


def level(password: str, known: Collection[str] = ()) -> int:
    """Return how strong a password is, a place in ``LEVELS``; ``known`` is what is known of one."""
    # Its word lists are large, and most processes never judge a password.
    from zxcvbn import zxcvbn

    if not password:
        return 0
    told = [*weak_words(), *(word.lower() for word in known if len(word) >= 3)]
    digits = zxcvbn(password[:_READ], user_inputs=told)["guesses_log10"]
    return sum(digits >= step for step in _STEPS)


def is_weak(password: str, known: Collection[str] = ()) -> bool:
    """Say whether somebody who knows the trade and the officer would soon guess it."""
    return level(password, known) < LEVELS.index("Fair")
