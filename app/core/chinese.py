"""What the cellar knows of Chinese writing: widths of characters, numerals, a few word lists."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# One character becomes one character, so places found in the plain text hold in the original.
_WIDE_TO_HALF = {0x3000: 0x20} | {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


@dataclass(frozen=True, slots=True)
class Words:
    """The word lists of ``data/chinese_words.json``."""

    some: str
    compound_surnames: frozenset[str]
    name_dots: str
    numerals: str
    thousand: str
    house_units: tuple[str, ...]
    spelled_house_units: tuple[str, ...]
    trailing_house_units: tuple[str, ...]
    counted_places: tuple[str, ...]
    place_words: tuple[str, ...]
    plate_regions: str
    plate_endings: str
    extension_words: tuple[str, ...]


def _read_words() -> Words:
    source = Path(__file__).with_name("data") / "chinese_words.json"
    raw: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    read = {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}
    return Words(**read | {"compound_surnames": frozenset(raw["compound_surnames"])})


WORDS = _read_words()


def half_width(text: str) -> str:
    """Return the text with full-width letters, digits and signs made half-width."""
    return text.translate(_WIDE_TO_HALF)


def is_han(character: str) -> bool:
    """Tell whether a character is a Chinese one."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def numeral_of(number: int) -> str:
    """Return a whole number from 1 to 9999 in Chinese numerals, as an article is counted."""
    digits = WORDS.numerals[1:11]
    zero, one = digits[0], digits[1]
    ranks = ("", WORDS.numerals[11], WORDS.numerals[12], WORDS.thousand)
    said = ""
    for rank, sign in reversed(list(enumerate(reversed(str(number))))):
        said += digits[int(sign)] + ranks[rank] if sign != "0" else zero
    said = re.sub(f"{zero}+", zero, said).rstrip(zero)
    return said.removeprefix(one) if 10 <= number < 20 else said


def number_of(numerals: str) -> int:
    """Return what Chinese numerals below a thousand say, spelled out or digit by digit."""
    values = dict(zip(WORDS.numerals, (0, 0, *range(1, 10), 10, 100, 2), strict=True))
    ten, hundred = WORDS.numerals[11], WORDS.numerals[12]
    if ten not in numerals and hundred not in numerals:
        return int("".join(str(values[sign]) for sign in numerals))
    total = pending = 0
    for sign in numerals:
        if sign in (ten, hundred):
            total += (pending or 1) * values[sign]
            pending = 0
        else:
            pending = values[sign]
    return total + pending
