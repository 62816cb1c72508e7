"""Numbers of supervision letters and proposals (文号): for each unit, kind and year, without gaps.

The one place that gives them: whoever numbers letters otherwise joins here.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path

from app.accounts.models import Unit
from app.core.numbering import next_number
from app.extensions import db

FILE = Path(__file__).parent / "data" / "order_numbers.csv"


@cache
def _words() -> dict[str, str]:
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["text"] for row in csv.DictReader(file)}


def unit_mark(unit: Unit) -> str:
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


def take_number(unit: Unit, kind: str, *, on: date) -> str:
    """Take a unit's next number of a kind in a year. Take it last: others wait meanwhile."""
    mark = unit_mark(unit) + _words()[kind]
    serial = next_number(
        db.session(), office=f"letter:{unit.id}", prefix=mark, day=date(on.year, 1, 1)
    )
    return _words()["shape"].format(mark=mark, year=on.year, serial=serial)
