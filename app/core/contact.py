"""Phone numbers and addresses brought to one form, so that equal ones are equal texts."""

import re

from app.core.chinese import WORDS, half_width, number_of

# A dash parts groups of digits too: it opens an extension only behind a complete landline number.
_EXTENSION = re.compile(
    r"^(?P<number>(?:(?:\+|00)?86[- ]?)?(?:\(?0?[0-9]{2,3}\)?[- ]?)?[0-9]{4} ?[0-9]{3,4})-"
    r"(?P<extension>[0-9]{1,6})$"
    rf"|^(?P<before>.*?)(?:#|ext\.?|{'|'.join(WORDS.extension_words)})(?P<after>[0-9 ]{{1,7}})$",
    re.IGNORECASE,
)
_COUNTRY_CODE = re.compile(r"^(?:\+|00)?86(?=1[3-9][0-9]{9}$|0?[1-9][0-9]{8,10}$)")
_MOBILE = re.compile("1[3-9][0-9]{9}")
_SPELLED_NUMBER = re.compile("[{}]+(?={})".format(WORDS.numerals, "|".join(WORDS.counted_places)))


def split_phone(text: str) -> tuple[str, str]:
    """Return the digits of a phone number without country code, and those of its extension."""
    plain = half_width(text).strip()
    found = _EXTENSION.match(plain)
    if not found or _MOBILE.fullmatch(_without_country(plain)):
        return _without_country(plain), ""
    number, extension = found["number"] or found["before"], found["extension"] or found["after"]
    return _without_country(number), _digits(extension)


def normalise_phone(text: str) -> str:
    """Return the digits alone: no country code, no extension, no signs."""
    return split_phone(text)[0]


def phone_tail(text: str) -> str:
    """Return the last four digits, by which an officer looks a caller up; "" if too short."""
    digits = normalise_phone(text)
    return digits[-4:] if len(digits) >= 7 else ""


def normalise_address(text: str) -> str:
    """Return the address without signs and spaces, its spelled numbers as digits.

    Only for comparing: three ways of writing one door become one text, which no reader sees.
    """
    plain = "".join(c for c in half_width(text).upper() if c.isalnum())
    return _SPELLED_NUMBER.sub(lambda found: str(number_of(found[0])), plain)


def _without_country(text: str) -> str:
    signs_left_out = "".join(c for c in text if c in "+0123456789")
    return _digits(_COUNTRY_CODE.sub("", signs_left_out))


def _digits(text: str) -> str:
    return "".join(c for c in text if c in "0123456789")
