"""The day that a field names, as it is typed or printed."""

import re
from datetime import date

from app.core.chinese import WORDS, half_width, number_of
from app.petitions.letter_checking.tables import words

# A zero is written in several ways, and a digit may stand among numerals.
_NUMERALS = str.maketrans("\u25cbOo0123456789", 4 * WORDS.numerals[0] + WORDS.numerals[2:11])
_SIGN = rf"[\d{words().day_numerals}]"
# 2026-03-02, 2026/3/2, 2026.3.2, 2026\u5e743\u67082\u65e5, 20260302, and the same in numerals.
_DAY = re.compile(
    rf"(?<!\d)({_SIGN}{{4}})\s*[-/.\u3002\u5e74]\s*({_SIGN}{{1,3}})\s*[-/.\u3002\u6708]\s*"
    rf"({_SIGN}{{1,3}})(?!\d)\s*[\u65e5\u53f7]?"
    r"|(?<!\d)(20\d\d)([01]\d)([0-3]\d)(?!\d)"
)


def day_in(text: str) -> date | None:
    """Return the first day in a text; None if there is none, or one no calendar has."""
    found = _DAY.search(half_width(text))
    if found is None:
        return None
    year, month, day = (_value(one) for one in found.groups() if one)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _value(sign: str) -> int:
    """Return a number in digits or numerals, also in both at once."""
    return int(sign) if sign.isdecimal() else number_of(sign.translate(_NUMERALS))
