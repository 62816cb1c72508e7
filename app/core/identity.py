"""Chinese identity numbers (身份证号) and credit codes: what they say, what is wrong with them."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from app.core import clock
from app.core.chinese import half_width
from app.core.errors import Invalid
from app.core.i18n import N_

Kind = Literal[
    "citizen",
    "hong_kong_permit",
    "macao_permit",
    "taiwan_permit",
    "permanent_residence",
    "permanent_residence_2017",
]

UNKNOWN_COUNTY = N_("No edition of the division codes ever held this county code")
OVER_120 = N_("The holder would be more than 120 years old")
UNDER_14 = N_("The holder is younger than 14: a guardian speaks for the child")
OUT_OF_USE = N_("15-digit numbers have been out of use since 2013")
CENTENARIAN = N_("The ending 996 to 999 was given to people born before 1900")
UNREAD_CARD = N_("Birth date and sex are not read from this older residence card")

_EARLIEST_BIRTH = date(1800, 1, 1)
_PROVINCES = frozenset(
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46"
    " 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split()
)
_PERMITS: Mapping[str, Kind] = {
    "81": "hong_kong_permit",
    "82": "macao_permit",
    "83": "taiwan_permit",
}
# Only residence permits carry it, so no edition of the division codes lists it.
_TAIWAN_PERMIT_CODE = "830000"
_DIGITS = "0123456789"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10X98765432"
_OLD_CARD = re.compile(r"[A-Z]{3}[0-9]{12}")

# GB 32100-2015: I O S V Z are left out because they look like digits.
_CREDIT_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class InvalidIdNumber(Invalid, ValueError):
    """A number that cannot be right; the message says what is wrong with it.

    The messages name places, not the digits standing there: errors reach logs.
    """


@dataclass(frozen=True, slots=True)
class IdNumber:
    """What an identity number says of its holder.

    ``sex`` is "1" or "2" as GB/T 2261.1. ``birth_on`` and ``sex`` are None for the residence
    card of 2017 alone, whose rules were never published. ``region_code`` is where the number
    was first given, not where the holder lives; empty when the card does not say.
    """

    number: str = field(repr=False)
    birth_on: date | None
    sex: str | None
    region_code: str
    kind: Kind
    warnings: tuple[str, ...] = ()

    def age(self, day: date) -> int | None:
        """Return full years of life on a day."""
        return None if self.birth_on is None else years_between(self.birth_on, day)


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A unified social credit code (统一社会信用代码) and the division that registered it."""

    number: str
    region_code: str


def read_id_number(text: str, *, today: date | None = None) -> IdNumber:
    """Return what the number says, normalised to 18 characters where it was an old one of 15.

    :raises InvalidIdNumber: with what is wrong.
    """
    number = _plain(text)
    if len(number) not in (15, 18):
        raise InvalidIdNumber(
            N_("An ID number has 15 or 18 characters, this one has %(count)s"), count=len(number)
        )
    if _OLD_CARD.fullmatch(number):
        return IdNumber(number, None, None, "", "permanent_residence_2017", (UNREAD_CARD,))
    today = today or clock.today()
    return _read_15(number, today) if len(number) == 15 else _read_18(number, today)


def read_credit_code(text: str) -> CreditCode:
    """Return the unified social credit code, normalised.

    :raises InvalidIdNumber: with what is wrong.
    """
    number = _plain(text)
    if len(number) != 18:
        raise InvalidIdNumber(
            N_("A social credit code has 18 characters, this one has %(count)s"), count=len(number)
        )
    for position, character in enumerate(number, 1):
        if character not in (_DIGITS if 3 <= position <= 8 else _CREDIT_CHARACTERS):
            raise InvalidIdNumber(
                N_("%(character)s cannot stand at place %(position)s of a social credit code"),
                character=character,
                position=position,
            )
    total = sum(_CREDIT_CHARACTERS.index(c) * pow(3, i, 31) for i, c in enumerate(number[:17]))
    if _CREDIT_CHARACTERS[-total % 31] != number[17]:
        raise InvalidIdNumber(
            N_("The last character of the social credit code does not agree with the others")
        )
    return CreditCode(number, number[2:8])


def check_character(first17: str) -> str:
    """Return the 18th character that ISO 7064 MOD 11-2 gives to 17 digits."""
    total = sum(int(digit) * weight for digit, weight in zip(first17, _WEIGHTS, strict=True))
    return _CHECK_CHARACTERS[total % 11]


def years_between(birth_on: date, day: date) -> int:
    """Return full years; who was born on 29 February turns a year older on 1 March."""
    return day.year - birth_on.year - ((day.month, day.day) < (birth_on.month, birth_on.day))


def county_name(code: str) -> str | None:
    """Return the last name a six-digit division code bore, retired codes included."""
    return _county_names().get(code)


def _read_18(number: str, today: date) -> IdNumber:
    foreign = number.startswith("9")
    _refuse_other_than_digits(number[:17])
    if number[17] not in _DIGITS + "X":
        raise InvalidIdNumber(
            N_("The last character of an ID number is a digit or X, not %(character)s"),
            character=number[17],
        )
    province = number[1:3] if foreign else number[:2]
    _refuse_unknown_province(province, at=2 if foreign else 1)
    birth_on = _birth(number[6:14], at=7, today=today)
    if check_character(number[:17]) != number[17]:
        raise InvalidIdNumber(
            N_("The last character does not agree with the others: one of them is mistyped")
        )
    return IdNumber(
        number=number,
        birth_on=birth_on,
        sex=_sex(number[14:17]),
        region_code=f"{province}0000" if foreign else number[:6],
        kind="permanent_residence" if foreign else _PERMITS.get(province, "citizen"),
        warnings=_age_warnings(birth_on, today) + (() if foreign else _county_warning(number[:6])),
    )


def _read_15(number: str, today: date) -> IdNumber:
    _refuse_other_than_digits(number)
    _refuse_unknown_province(number[:2], at=1)
    birth_on = _birth("19" + number[6:12], at=7, today=today)
    first17 = number[:6] + "19" + number[6:]
    centenarian = (CENTENARIAN,) if number[12:] in ("996", "997", "998", "999") else ()
    return IdNumber(
        number=first17 + check_character(first17),
        birth_on=birth_on,
        sex=_sex(number[12:]),
        region_code=number[:6],
        kind=_PERMITS.get(number[:2], "citizen"),
        warnings=(
            OUT_OF_USE,
            *centenarian,
            *_age_warnings(birth_on, today),
            *_county_warning(number[:6]),
        ),
    )


def _plain(text: str) -> str:
    """Return the number as the standards write it: half-width, capital, without any space."""
    capital = half_width(text).upper()
    return "".join(c for c in capital if not c.isspace() and c.isprintable())


def _refuse_other_than_digits(number: str) -> None:
    for position, character in enumerate(number, 1):
        if character not in _DIGITS:
            raise InvalidIdNumber(
                N_("Character %(position)s of the ID number must be a digit, not %(character)s"),
                position=position,
                character=character,
            )


def _refuse_unknown_province(digits: str, *, at: int) -> None:
    if digits not in _PROVINCES:
        raise InvalidIdNumber(
            N_("Digits %(first)s and %(last)s of the ID number are no province"),
            first=at,
            last=at + 1,
        )


def _birth(digits: str, *, at: int, today: date) -> date:
    try:
        birth_on = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        birth_on = None
    if birth_on is None or birth_on < _EARLIEST_BIRTH:
        raise InvalidIdNumber(
            N_("The birth date in the ID number, from digit %(first)s on, is not a real date"),
            first=at,
        )
    if birth_on > today:
        raise InvalidIdNumber(N_("The birth date in the ID number lies in the future"))
    return birth_on


def _sex(sequence: str) -> str:
    return "1" if int(sequence) % 2 else "2"


def _age_warnings(birth_on: date, today: date) -> tuple[str, ...]:
    age = years_between(birth_on, today)
    if age > 120:
        return (OVER_120,)
    return (UNDER_14,) if age < 14 else ()


def _county_warning(code: str) -> tuple[str, ...]:
    known = code == _TAIWAN_PERMIT_CODE or code in _county_names()
    return () if known else (UNKNOWN_COUNTY,)


@cache
def _county_names() -> Mapping[str, str]:
    source = Path(__file__).with_name("data") / "county_codes.csv"
    with source.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(file)}
