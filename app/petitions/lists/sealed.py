"""Words of a search that read as a number of a person: never in an address in clear.

A filter travels in addresses, and those stay in histories and logs. What reads as an identity or
telephone number travels sealed instead: encrypted, for one officer, for one session's time.
Only the condition on the database opens it.
"""

import json
import re
from datetime import datetime, timedelta

from app.accounts.models import Officer
from app.core import clock
from app.core.chinese import half_width
from app.core.crypto import UnreadableText, keyring
from app.petitions.rules import house_rules

SIGN = "~"
PURPOSE = "list.words"
#: As much of a sealed value as a filter takes; words in clear are cut at eighty.
LONGEST = 900
DIGITS = 7  # as many as the shortest telephone number has
_PETITION_NUMBER = re.compile(r"(?:LF|LX|WX|LD|JB)[0-9]{0,18}")


def is_sealed(words: str) -> bool:
    """Say whether words of a filter are sealed."""
    return words.startswith(SIGN)


def reads_as_number(words: str) -> bool:
    """Say whether words hold what may be the number of a person, rightly typed or not."""
    plain = half_width(words).strip().upper()
    if is_sealed(words) or _PETITION_NUMBER.fullmatch(plain):
        return False
    return sum(sign.isdigit() for sign in plain) >= DIGITS


def seal(words: str, officer: Officer) -> str:
    """Return words as they may stand in an address of this officer."""
    if not reads_as_number(words):
        return words.lstrip(SIGN)
    until = clock.now() + timedelta(hours=house_rules().session_hours)
    kept = json.dumps([officer.id, until.isoformat(), words])
    return SIGN + keyring().encrypt(kept, purpose=PURPOSE)


def opened(words: str, officer: Officer) -> str | None:
    """Return the words in clear; None if they are not this officer's, or no longer."""
    if not is_sealed(words):
        return words
    try:
        kept = keyring().decrypt(words.removeprefix(SIGN), purpose=PURPOSE)
    except UnreadableText:
        return None
    owner, until, text = json.loads(kept)
    if owner != officer.id or datetime.fromisoformat(until) <= clock.now():
        return None
    return str(text)


def shown(words: str, officer: Officer) -> str:
    """Return words as a page may show them: of a number its last four digits."""
    text = opened(words, officer)
    if text is None or not is_sealed(words):
        return text or ""
    digits = [n for n, sign in enumerate(text) if sign.isdigit()]
    hidden = set(digits[:-4])
    return "".join("*" if n in hidden else sign for n, sign in enumerate(text))
