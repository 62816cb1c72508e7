"""What a person could be known by, found in a text also where somebody wrote it otherwise."""

import re
from collections.abc import Iterator

from app.core.chinese import WORDS, half_width, is_han
from app.core.contact import normalise_address, normalise_phone
from app.petitions.letter_checking.paper import Reporter
from app.petitions.letter_checking.tables import words

_GAP = r"[\s\u00b7.,\uff0c\u3001_*-]{0,2}"
_DIGIT_GAP = r"[\s\u00b7.()_\u2013\u2014-]{0,2}"
_SHORTEST_ADDRESS, _SHORTEST_PHONE, _SHORTEST_ID = 6, 7, 6


def reveals(text: str, person: Reporter) -> str:
    """Return by what a text lets the person be known: name, phone, id_number, address; or ""."""
    plain = half_width(text)
    for kind, patterns in (
        ("name", _names(person.name)),
        ("phone", _phones(person.phone)),
        ("id_number", _id_numbers(person.id_number)),
    ):
        if any(re.search(pattern, plain, re.IGNORECASE) for pattern in patterns):
            return kind
    address = normalise_address(person.address)
    if len(address) >= _SHORTEST_ADDRESS and address in normalise_address(text):
        return "address"
    return ""


def _names(name: str) -> Iterator[str]:
    """Write a name with gaps in it, and a surname with a courtesy behind."""
    bare = "".join(half_width(name).split())
    if len(bare) < 2:
        return
    yield _GAP.join(map(re.escape, bare))
    if is_han(bare[0]) and len(bare) <= 4:
        compound = bare[:2] in WORDS.compound_surnames and len(bare) > 2
        surname = bare[:2] if compound else bare[:1]
        yield f"{surname}(?:{'|'.join(words().courtesies)})"


def _phones(phone: str) -> Iterator[str]:
    digits = normalise_phone(phone)
    if len(digits) >= _SHORTEST_PHONE:
        yield _spaced(digits)


def _id_numbers(number: str) -> Iterator[str]:
    """Write the number with gaps, and one of 18 characters as it was with 15."""
    bare = "".join(c for c in half_width(number) if c.isalnum())
    if len(bare) < _SHORTEST_ID:
        return
    yield _spaced(bare)
    if len(bare) == 18:
        yield _spaced(bare[:6] + bare[8:17])


def _spaced(signs: str) -> str:
    return rf"(?<![0-9]){_DIGIT_GAP.join(map(re.escape, signs))}(?![0-9])"


def shared_run(text: str, sealed: str, length: int) -> bool:
    """Say whether a text repeats a run of so many signs of a sealed one, spaces left out."""
    said, kept = _bare(text), _bare(sealed)
    runs = {kept[place : place + length] for place in range(len(kept) - length + 1)}
    return any(said[place : place + length] in runs for place in range(len(said) - length + 1))


def _bare(text: str) -> str:
    return "".join(c for c in half_width(text) if c.isalnum())
