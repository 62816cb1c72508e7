"""What the lines of a report are: places, offices, units, months, or issues and their classes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy import ColumnElement
from sqlalchemy.sql.operators import ColumnOperators

from app.accounts.models import Unit
from app.core.divisions import beginning, code_at
from app.core.i18n import N_
from app.dictionaries import queries as dictionary
from app.dictionaries.models import Region
from app.dictionaries.words import remembered
from app.extensions import db
from app.petitions.models import Petition
from app.reports.asked import Asked
from app.reports.keys import Key
from app.reports.period import Period, merged, month_name, month_of, month_span, months_in
from app.reports.reader import Reader
from app.reports.within import COLUMNS

#: The key of the line that adds up all others.
TOTAL = "total"
#: No id has so many figures; longer numbers are more than a database takes.
_LONGEST = 10
#: Lines for what has no place of its own among the others.
HERE, OUTSIDE, NOWHERE = "here", "outside", "none"
SAID = {
    HERE: N_("The place itself, no part of it named"),
    OUTSIDE: N_("Outside this place"),
    NOWHERE: N_("Not stated"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its key in an address, its name, the keys it counts, and the class it stands in."""

    key: str
    label: str
    counts: tuple[Key, ...]
    parent: str = ""
    above: bool = False
    #: Shown below the total and no part of it.
    aside: bool = False


@dataclass(frozen=True)
class Axis:
    """How petitions are put on lines, which lines there are, and who stands on one of them."""

    head: str
    by: ColumnElement[Any]
    lines: Callable[[Iterable[Key]], list[Line]]
    on: Callable[[str], ColumnElement[bool]]
    #: How far the keys of the year before lie back: months have numbers of their own.
    back: int = 0
    #: Keys that are in no total.
    aside: tuple[Key, ...] = ()
    #: The same lines for proposals, which stand on no petition.
    proposals: "Axis | None" = None
    #: Lines that are spans of days: a row stands on every one that holds its day.
    spans: tuple[tuple[str, Period], ...] = ()

    def under(self, ground: Any) -> "Axis":
        """Return the same lines for what is counted: petitions, or what stands on none."""
        return self if ground is Petition or self.proposals is None else self.proposals

    def key(self, text: str) -> Key:
        """Return a key as the lines name it, where it was read as text."""
        return int(text) if isinstance(self.by.type, sa.Integer) else text

    def among(self, asked: Asked, day: Any) -> ColumnElement[bool]:
        """Return the condition that a day is counted at all."""
        return day.between(asked.period.since, asked.period.until)

    def called(self, key: str) -> str:
        """Return the name of a line; of the total, and of what is none, an empty one."""
        if key == TOTAL:
            return ""
        asked: set[Key] = {"", key.removeprefix("=")}
        if isinstance(self.by.type, sa.Integer):
            asked = {_number(key)}
        # What is asked for is a line by that; what has no place of its own stands behind it.
        named = [line.label for line in self.lines(asked) if line.key == key]
        return named[-1] if named else ""

    def year_before(self, key: str) -> str:
        """Return the key that a line had in the year before."""
        return str(int(key) - self.back) if self.back and key.isdecimal() else key

    def where(self, key: str, day: Any) -> ColumnElement[bool]:  # noqa: ARG002 - spans need it
        """Return the condition that a row stands on a line, or in the total."""
        if key == TOTAL:
            return self.by.not_in(self.aside) if self.aside else sa.true()
        return self.on(key)


def within(day: Any, spans: Iterable[Period]) -> ColumnElement[bool]:
    """Return the condition that a day lies in any of some spans.

    What stands at the end of a span has no day: it is asked of each span by itself.
    """
    asked = merged(spans) if isinstance(day, ColumnOperators) else spans
    return sa.or_(*(day.between(one.since, one.until) for one in asked))


def axis_of(basis: str, reader: Reader, asked: Asked) -> Axis:
    """Return the axis of a basis, as it lies for the reader's place."""
    if basis == "month":
        return _months(asked)
    if basis == "region":
        place, other = COLUMNS[basis]
        return replace(_regions(reader.region, place), proposals=_regions(reader.region, other))
    basis = "office" if basis == "office" else "unit"
    column, other = COLUMNS[basis]
    return replace(_units(column, _HEADS[basis]), proposals=_units(other, _HEADS[basis]))


_HEADS = {"unit": N_("Unit"), "office": N_("Registering office")}


# ---- places -------------------------------------------------------------------------------------


def _regions(home: str, place: Any) -> Axis:
    """Return the parts of the office's place: towns of a county, counties of a city."""
    path, width = beginning(home), {2: 4, 4: 6, 6: 9}.get(len(beginning(home)), 12)
    part = sa.func.substr(place, 1, width)
    itself = place.in_((path, code_at(path)))
    inside = sa.func.substr(place, 1, len(path)) == path
    by = sa.case((place.is_(None), NOWHERE), (itself, HERE), (inside, part), else_=OUTSIDE)

    def lines(keys: Iterable[Key]) -> list[Line]:
        found = {key for key in keys if key not in SAID}
        codes = sorted(found | set(_parts_of(home)), key=str)
        names = dictionary.region_labels([code_at(code) for code in codes])
        named = [Line(code, names[code_at(code)], (code,)) for code in codes]
        return named + [Line(key, _(SAID[key]), (key,)) for key in SAID if key in set(keys)]

    def on(key: str) -> ColumnElement[bool]:
        return by == key

    return Axis(N_("Place"), by, lines, on)


def _parts_of(home: str) -> list[str]:
    return list(
        db.session.scalars(sa.select(Region.path).where(Region.parent_code == home, Region.active))
    )


# ---- units --------------------------------------------------------------------------------------


def _units(column: Any, head: str) -> Axis:
    by = sa.func.coalesce(column, 0)

    def lines(keys: Iterable[Key]) -> list[Line]:
        found = [key for key in keys if key]
        units = db.session.scalars(sa.select(Unit).where(Unit.id.in_(found)).order_by(Unit.path))
        named = [Line(str(unit.id), unit.called, (unit.id,)) for unit in units]
        nobody = [Line("0", _("Not handed over"), (0,))] if 0 in set(keys) else []
        return named + nobody

    return Axis(head, by, lines, lambda key: by == _number(key))


def _number(key: str) -> int:
    """Return the id that an address names; what can be none is nobody's."""
    return int(key) if key.isdecimal() and len(key) < _LONGEST else -1


# ---- months -------------------------------------------------------------------------------------


def _months(asked: Asked) -> Axis:
    """Return the office's months; a day from ``first_day`` on belongs to the next one."""
    day = sa.cast(Petition.registered_on, sa.String)
    year, month, date_ = (
        sa.cast(sa.func.substr(day, *cut), sa.Integer) for cut in ((1, 4), (6, 2), (9, 2))
    )
    later = (
        sa.case((date_ >= asked.first_day, 1), else_=0) if asked.first_day > 1 else sa.literal(0)
    )
    by = year * 12 + month - 1 + later

    def lines(_keys: Iterable[Key]) -> list[Line]:
        return [
            Line(str(number), month_name(number), (number,))
            for number in months_in(asked.period, asked.first_day)
        ]

    def on(key: str) -> ColumnElement[bool]:
        if not (key.isdecimal() and month_of(asked.period.since) - 1 <= int(key) < 120_000):
            return sa.false()
        span = month_span(int(key), asked.first_day)
        return Petition.registered_on.between(span.since, span.until)

    return Axis(N_("Month"), by, lines, on, back=12)


# ---- issues -------------------------------------------------------------------------------------

#: How many digits of an issue's code each level of the dictionary has.
DEPTHS = {1: 2, 2: 4, 3: 6}


def issues(depth: int, *, classes: bool) -> Axis:
    """Return the issues of a level; with ``classes`` below the first level over them."""
    by = sa.func.coalesce(sa.func.substr(Petition.issue, 1, DEPTHS[depth]), "")

    def lines(keys: Iterable[Key]) -> list[Line]:
        found = sorted(set(keys))
        listed = [key for key in found if key]
        nothing = [Line(NOWHERE, _(SAID[NOWHERE]), ("",))] if "" in found else []
        if classes:
            return _in_classes(listed) + nothing
        return [Line(code, dictionary.label("issue", code), (code,)) for code in listed] + nothing

    def on(key: str) -> ColumnElement[bool]:
        if key == NOWHERE:
            return by == ""
        if key.startswith("="):  # a class of which no part was named
            return by == key[1:]
        return Petition.issue.startswith(key, autoescape=True)

    return Axis(N_("Issue"), by, lines, on)


def _in_classes(codes: list[str]) -> list[Line]:
    """Return every class, its own lines below it: a class that nobody wrote about is a line too."""
    tops = [code for code, word in remembered().lists.get("issue", {}).items() if word.level == 1]
    found: list[Line] = []
    for top in sorted({*tops, *(code[:2] for code in codes)}):
        below = [code for code in codes if code[:2] == top]
        found.append(Line(top, dictionary.label("issue", top), tuple(below), above=True))
        found += [_below(top, code) for code in below]
    return found


def _below(top: str, code: str) -> Line:
    if code == top:
        return Line(f"={code}", _("No kind named"), (code,), parent=top)
    return Line(code, dictionary.label("issue", code), (code,), parent=top)
