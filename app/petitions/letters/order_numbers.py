"""Numbers of supervision letters and proposals (文号): for each unit, kind and year, without gaps.

They are counted with the numbers of the unit's letters: a supervision letter (W13) bears the one
that its supervision took.
"""

import csv
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

from app.core.numbering import next_number
from app.extensions import db


class Numbered(Protocol):
    """What a number asks of a unit."""

    @property
    def id(self) -> int:
        """Its id."""

    @property
    def called(self) -> str:
        """Its short name, where it has one."""

    @property
    def letter_mark(self) -> str:
        """What an administrator entered as its mark (机关代字), or nothing."""


#: So much of a unit's name stands in a number where it has no mark.
LONGEST = 10
FILE = Path(__file__).parent / "data" / "order_numbers.csv"


@cache
def _words() -> dict[str, str]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["text"] for row in csv.DictReader(file)}


def unit_mark(unit: Numbered) -> str:
    """Return what stands for a unit in its numbers: its mark, else its name, so that none waits."""
    return unit.letter_mark or unit.called[:LONGEST]


def prefix_of(unit: Numbered, kind: str) -> str:
    """Return what stands before the year: the mark of the unit, and that of the kind."""
    return unit_mark(unit) + _words()[kind]


def counter_of(unit: Numbered) -> str:
    """Return under which name a unit's letters are counted."""
    return f"letter:{unit.id}"


def number(unit: Numbered, kind: str, year: int, serial: int) -> str:
    """Return a number as it is written."""
    return written(prefix_of(unit, kind), year, serial)


def written(mark: str, year: int, serial: int | str) -> str:
    """Return a number as it is written: brackets of six corners, no leading zero (GB/T 9704)."""
    return _words()["shape"].format(mark=mark, year=year, serial=serial)


def next_serial(unit: Numbered, mark: str, year: int) -> int:
    """Take the next of a unit's numbers under a mark in a year; others wait meanwhile."""
    day = date(year, 1, 1)
    return next_number(db.session(), office=counter_of(unit), prefix=mark, day=day)


def parts_of(text: str) -> tuple[str, int, int] | None:
    """Return mark, year and serial of a number as it is written; None if it is none."""
    ends = re.escape(_words()["shape"]).replace(r"\{mark\}", "(.+)")
    shape = ends.replace(r"\{year\}", r"(\d{4})").replace(r"\{serial\}", r"(\d+)")
    found = re.fullmatch(shape, text)
    return (found[1], int(found[2]), int(found[3])) if found else None


def take_number(unit: Numbered, kind: str, *, on: date) -> str:
    """Take a unit's next number of a kind in a year. Take it last: others wait meanwhile."""
    mark = prefix_of(unit, kind)
    return written(mark, on.year, next_serial(unit, mark, on.year))
