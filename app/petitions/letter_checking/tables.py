"""The tables of the check, read from files: rules, kinds, fields, grounds and words."""

import csv
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from app.core.i18n import N_
from app.petitions.letter_checking.finding import Level

DATA = Path(__file__).with_name("data")
EVERY = "*"

#: Which instruments the rules cite beside the Regulation, marked for translation.
INSTRUMENTS = (
    N_("Interpretation of the Administrative Procedure Law (2018)"),
    N_("Layout of Official Documents (GB/T 9704-2012)"),
    N_("Personal Information Protection Law"),
    N_("Regulations on the Handling of Official Documents (2012)"),
)
#: Whom a letter is for; what is for the office alone does not leave it.
READERS = ("petitioner", "unit", "leader", "office")


@dataclass(frozen=True, kw_only=True)
class RuleLine:
    """A rule of the table: of which letters it speaks, how bad a slip is, by which article.

    A ``fixed`` one reads what the template says itself, so that a template is read by it too.
    """

    code: str
    kinds: frozenset[str]
    level: Level
    instrument: str
    article: str
    fixed: bool

    def speaks_of(self, kind: str) -> bool:
        """Say whether letters of a kind are read by it."""
        return EVERY in self.kinds or kind in self.kinds


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Whom a letter is for, and within which limits it is owed."""

    reader: str
    duties: frozenset[str]

    @property
    def leaves(self) -> bool:
        """Whether it leaves the office."""
        return self.reader in ("petitioner", "unit")


@dataclass(frozen=True, kw_only=True)
class FieldLine:
    """A field of a letter: what it means, whether it must be filled, what it must agree with.

    ``past`` says that its day must not lie ahead, ``after`` which field's day it cannot precede.
    """

    name: str
    role: str
    fact: str
    past: bool
    after: str


@dataclass(frozen=True, kw_only=True)
class Words:
    """The phrases and patterns of the rules, as ``words.json`` has them."""

    period: re.Pattern[str]
    review: tuple[str, ...]
    re_examination: tuple[str, ...]
    closing: tuple[str, ...]
    closing_ground: tuple[str, ...]
    anew: tuple[str, ...]
    disagreeing: tuple[str, ...]
    conclusion: re.Pattern[str]
    item_number: re.Pattern[str]
    lawsuits: tuple[str, ...]
    offers: re.Pattern[str]
    denials: tuple[str, ...]
    placeholders: tuple[re.Pattern[str], ...]
    beside_name: re.Pattern[str]
    day_numerals: str
    courtesies: tuple[str, ...]
    number: re.Pattern[str]
    cited_number: re.Pattern[str]
    open_serial: str
    in_force: str
    republic: str
    withheld: str
    local_note: str
    masks: str
    not_a_tail: str
    districts: str


@cache
def rule_lines() -> dict[str, RuleLine]:
    """Return the table of rules in its order."""
    return {
        row["rule"]: RuleLine(
            code=row["rule"],
            kinds=frozenset(row["kinds"].split()),
            level=cast(Level, _one_of(row["level"], ("error", "warning"), "rules.csv")),
            instrument=row["instrument"],
            article=row["article"],
            fixed=_one_of(row["fixed"], ("yes", "no"), "rules.csv") == "yes",
        )
        for row in _rows("rules.csv")
    }


@cache
def kinds() -> dict[str, Kind]:
    """Return what is known of each kind of letter."""
    return {
        row["kind"]: Kind(
            reader=_one_of(row["reader"], READERS, "kinds.csv"),
            duties=frozenset(row["duties"].split()),
        )
        for row in _rows("kinds.csv")
    }


def kind_of(code: str) -> Kind:
    """Return what is known of a kind; of one that is not known, that it leaves the office."""
    return kinds().get(code, Kind(reader="petitioner", duties=frozenset()))


@cache
def fields_of(kind: str) -> tuple[FieldLine, ...]:
    """Return the fields of a kind of letter: the own lines stand before those of every letter."""
    found: dict[str, FieldLine] = {}
    for wanted in (kind, EVERY):
        for row in _rows("fields.csv"):
            if row["kind"] == wanted:
                found.setdefault(row["field"], _field(row))
    return tuple(found.values())


def field_with(kind: str, role: str) -> str:
    """Return the name of the field that has a role in a kind of letter, or nothing."""
    return next((one.name for one in fields_of(kind) if one.role == role), "")


@cache
def grounds() -> dict[str, tuple[str, frozenset[str]]]:
    """Return which law and which of its articles a reason of not accepting rests on."""
    return {
        row["code"]: (row["law"], frozenset(row["articles"].split()))
        for row in _rows("grounds.csv")
    }


@cache
def words() -> Words:
    """Return the phrases of the rules."""
    raw: dict[str, Any] = json.loads((DATA / "words.json").read_text("utf-8"))
    read: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()
    }
    read["placeholders"] = tuple(re.compile(one) for one in raw["placeholders"])
    for name in (
        "number",
        "cited_number",
        "item_number",
        "conclusion",
        "offers",
        "period",
        "beside_name",
    ):
        read[name] = re.compile(raw[name])
    return Words(**read)


def _rows(name: str) -> Iterable[dict[str, str]]:
    return csv.DictReader((DATA / name).read_text("utf-8").splitlines())


def _field(row: dict[str, str]) -> FieldLine:
    return FieldLine(
        name=row["field"],
        role=row["role"],
        fact=row["fact"],
        past=row["day"] == "past",
        after=row["after"],
    )


def _one_of(value: str, known: tuple[str, ...], file: str) -> str:
    if value not in known:
        raise ValueError(f"{file}: one of {', '.join(known)} is meant, not “{value}”")
    return value


@cache
def lengths() -> dict[str, int]:
    """Return how many articles a law has that our own letters cite, whatever the library holds."""
    return {row["law"]: int(row["articles"]) for row in _rows("lengths.csv")}
