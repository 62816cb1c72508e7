"""Personal data made unreadable for those who need not know: masks for columns, and for text.

When in doubt a mask hides more, never less.
"""

import re

from app.core.chinese import WORDS, half_width, is_han
from app.core.contact import split_phone

_HIDDEN = "**"
_SHORT_HIDDEN = "****"


def mask_name(name: str | None, *, organisation: bool = False) -> str:
    """Return a person's surname and a placeholder; an organisation keeps its name.

    Names of organisations are public, and a matter cannot be sent on without them.
    """
    if not name or organisation:
        return name or ""
    bare = "".join(name.split())
    if not is_han(bare[0]):
        return bare[0] + _HIDDEN
    if any(dot in bare for dot in WORDS.name_dots):
        # Uighur or Kazakh names begin with the given name: its first sound must do.
        return bare[0] + WORDS.some * 2
    surname = bare[:2] if len(bare) > 2 and bare[:2] in WORDS.compound_surnames else bare[:1]
    return surname + WORDS.some * min(max(len(bare) - len(surname), 1), 2)


def mask_id_number(number: str | None) -> str:
    """Return the first six and last four characters; of shorter documents two and two."""
    bare = "".join((number or "").split())
    if len(bare) >= 15:
        return _masked(bare, 6, 4)
    return _masked(bare, 2, 2) if len(bare) >= 8 else "*" * len(bare)


def mask_phone(text: str | None) -> str:
    """Return a mobile's first three or a landline's area code, and the last four digits."""
    digits, extension = split_phone(text or "")
    hidden_extension = f"-{_HIDDEN}" if extension else ""
    if len(digits) == 11 and digits[0] == "1":
        return digits[:3] + _SHORT_HIDDEN + digits[-4:]
    area = _AREA_CODE.match(digits)
    if area:
        return f"{area[0]}-{_SHORT_HIDDEN}{digits[-4:]}{hidden_extension}"
    tail = digits[-4:] if len(digits) >= 7 else ""
    return _SHORT_HIDDEN + tail + hidden_extension if digits else ""


def mask_address(address: str | None) -> str:
    """Return the address down to village, group or street; what follows a house number is gone."""
    text = address or ""
    found = _HOUSE.search(half_width(text))
    if not found:
        return text
    return text[: found.start()] + _HIDDEN + (found["unit"] or found["spelled_unit"] or "")


def redact(text: str) -> str:
    """Return free text with ID and card numbers, phones, e-mail and number plates masked.

    A proposal for a person to check: names and relations between facts it cannot know.
    """
    for pattern, mask in _REDACTIONS:
        plain, pieces, end = half_width(text), [], 0
        for found in pattern.finditer(plain):
            pieces += [text[end : found.start()], mask(found)]
            end = found.end()
        text = "".join(pieces) + text[end:]
    return text


def _masked(text: str, first: int, last: int) -> str:
    return text[:first] + "*" * (len(text) - first - last) + text[-last:]


def _mask_long_number(found: re.Match[str]) -> str:
    prefix, number = found["prefix"] or "", found["number"].replace("-", "")
    if prefix and prefix.upper() != "ID":
        return found[0]  # two letters before the digits: the serial number of a file
    return prefix + mask_id_number(number)


def _mask_phone_found(found: re.Match[str]) -> str:
    return mask_phone(found[0])


def _mask_mail(found: re.Match[str]) -> str:
    return found[0][0] + _HIDDEN + found["host"]


def _mask_plate(found: re.Match[str]) -> str:
    return found[0][:2] + "*****"


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_AREA_CODE = re.compile(r"0(?:10|2[0-9]|[3-9][0-9]{2})(?=[0-9]{7,8}$)")
# Atomic groups: "12" before the word for "group" must not match as "1" before a "2".
_HOUSE = re.compile(
    rf"(?>[A-Za-z]?[0-9]+[A-Za-z]?(?:[-~/.#][0-9]+[A-Za-z]?)*)"
    rf"(?!{_any_of(WORDS.place_words)})(?P<unit>{_any_of(WORDS.house_units)})?"
    rf"|(?:[A-Za-z]|(?>[{WORDS.numerals}]+))"
    rf"(?P<spelled_unit>(?:{_any_of(WORDS.spelled_house_units)})(?!{_any_of(WORDS.place_words)})"
    rf"|(?:{_any_of(WORDS.trailing_house_units)})(?=$|[0-9{WORDS.numerals}]))"
)
_BIRTH = r"(?:18|19|20)[0-9]{2}[ -]?(?:0[1-9]|1[0-2])[ -]?(?:0[1-9]|[12][0-9]|3[01])"
_PREFIX = r"(?<![0-9])(?P<prefix>(?<![A-Za-z])[A-Za-z]{2})?"
_REDACTIONS = (
    (
        re.compile(rf"{_PREFIX}(?P<number>[0-9]{{15,19}}[Xx]?)(?![0-9])"),
        _mask_long_number,
    ),
    (
        # Typed in groups: a date inside tells an ID number from a row of other figures.
        re.compile(
            rf"{_PREFIX}(?P<number>[1-9][0-9]{{5}}[ -]?{_BIRTH}[ -]?[0-9]{{3}}[ -]?[0-9Xx])"
            r"(?![0-9])"
        ),
        _mask_long_number,
    ),
    (
        re.compile(r"(?<![0-9])(?:(?:\+|00)?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]{4}){2}(?![0-9])"),
        _mask_phone_found,
    ),
    (
        re.compile(r"(?<![0-9])\(?0(?:10|2[0-9]|[3-9][0-9]{2})\)?[ -]?[1-9][0-9]{6,7}(?![0-9])"),
        _mask_phone_found,
    ),
    (
        re.compile(
            r"(?<![A-Za-z0-9._+-])[A-Za-z0-9][A-Za-z0-9._+-]*(?P<host>@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)"
        ),
        _mask_mail,
    ),
    (
        re.compile(
            rf"[{WORDS.plate_regions}][A-Za-z][\u00b7. ]?(?=[A-Za-z]*[0-9])"
            rf"(?:[A-Za-z0-9]{{5,6}}|[A-Za-z0-9]{{4}}[{WORDS.plate_endings}])(?![A-Za-z0-9])"
        ),
        _mask_plate,
    ),
)
