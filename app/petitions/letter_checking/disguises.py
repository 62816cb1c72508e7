"""What a person could be known by, found in a text also where somebody wrote it otherwise."""

import re
from collections.abc import Iterator

from app.core.chinese import WORDS, half_width, is_han
from app.core.contact import normalise_address, normalise_phone, phone_tail
from app.core.privacy import mask_address
from app.petitions.letter_checking.paper import Reporter
from app.petitions.letter_checking.tables import words

_GAP = r"[\s\u00b7.,\uff0c\u3001_*-]{0,2}"
_DIGIT_GAP = r"[\s\u00b7.()_\u2013\u2014-]{0,2}"
_SHORTEST_ADDRESS, _SHORTEST_PHONE, _SHORTEST_ID, _SHORTEST_EMPLOYER = 6, 7, 6, 4

#: So much of a name must be left beside its placeholders to tell whose it is.
_SHORTEST_MASKED = 3


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
    said = normalise_address(text)
    return "address" if any(one in said for one in _addresses(person.address)) else ""


def hints(text: str, person: Reporter) -> str:
    """Return by what another unit could guess the person: half a number or address, employer."""
    tail = phone_tail(person.phone)
    # A year, an amount, the end of a longer number: none of them is a telephone.
    alone = rf"(?<![0-9A-Za-z])(?<![0-9][ .,-]){tail}(?![0-9]|[-/.,][0-9]|[{words().not_a_tail}])"
    if tail and re.search(alone, half_width(text)):
        return "phone"
    doorless = _local(mask_address(person.address).partition("*")[0])
    if len(doorless) >= _SHORTEST_ADDRESS and doorless in normalise_address(text):
        return "address"
    employer = _bare(person.employer)
    return "employer" if len(employer) >= _SHORTEST_EMPLOYER and employer in _bare(text) else ""


def _names(name: str) -> Iterator[str]:
    """Write a name with gaps in it, and a surname with a courtesy behind; not a masked one."""
    bare = "".join(half_width(name).split())
    plain = "".join(sign for sign in bare if sign not in words().masks)
    if len(bare) < 2 or (plain != bare and len(plain) < _SHORTEST_MASKED):
        return
    yield _GAP.join(map(re.escape, bare))
    if is_han(bare[0]) and len(bare) <= 4:
        compound = bare[:2] in WORDS.compound_surnames and len(bare) > 2
        surname = bare[:2] if compound else bare[:1]
        yield f"{surname}(?:{'|'.join(words().courtesies)})"


def _addresses(address: str) -> Iterator[str]:
    """Write the address as it is kept, and without its province, city and district."""
    for one in (normalise_address(address), _local(address)):
        if len(one) >= _SHORTEST_ADDRESS:
            yield one


def _local(address: str) -> str:
    return re.split(f"[{words().districts}]", normalise_address(address))[-1]


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
