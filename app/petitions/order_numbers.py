"""Numbers of supervision letters and proposals (文号): for each unit, kind and year, without gaps.

The one place that gives them: whoever numbers letters otherwise joins here.
"""

import csv
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
    def name(self) -> str:
        """Its full name."""

    @property
    def kind(self) -> str:
        """What kind of unit it is."""


FILE = Path(__file__).parent / "data" / "order_numbers.csv"


@cache
def _words() -> dict[str, str]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["text"] for row in csv.DictReader(file)}


def unit_mark(unit: Numbered) -> str:
    """Return what stands for a unit in its numbers (机关代字).

    What an administrator entered; else the first character of the place, and what the unit does.
    """
    given = getattr(unit, "letter_mark", "")
    if given:
        return str(given)
    words = _words()
    if unit.kind == "petition_office":
        return unit.name[0] + words["office"]
    after = (place for place, sign in enumerate(unit.name) if sign in words["divisions"])
    place = next(after, 0)
    return unit.name[0] + unit.name[place + 1 : place + 2]


def prefix_of(unit: Numbered, kind: str) -> str:
    """Return what stands before the year: the mark of the unit, and that of the kind."""
    return unit_mark(unit) + _words()[kind]


def counter_of(unit: Numbered) -> str:
    """Return under which name a unit's letters are counted."""
    return f"letter:{unit.id}"


def number(unit: Numbered, kind: str, year: int, serial: int) -> str:
    """Return a number as it is written."""
    mark = prefix_of(unit, kind)
    return _words()["shape"].format(mark=mark, year=year, serial=serial)


def take_number(unit: Numbered, kind: str, *, on: date) -> str:
    """Take a unit's next number of a kind in a year. Take it last: others wait meanwhile."""
    serial = next_number(
        db.session(),
        office=counter_of(unit),
        prefix=prefix_of(unit, kind),
        day=date(on.year, 1, 1),
    )
    return number(unit, kind, on.year, serial)
