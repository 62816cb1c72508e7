"""Many units at once: out of a workbook or a template, all of them or none."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from app.accounts import choices
from app.accounts.commands.units import UnitFacts, create_unit, tell
from app.accounts.models import LEVELS, UNIT_KINDS, Officer, Unit
from app.accounts.subtree import at_the_top, units_managed_by
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render.excel_read import read_rows
from app.extensions import db

MOST = 2000
TEMPLATES = Path(__file__).with_name("data") / "unit_templates.csv"
COLUMNS = {
    "name": N_("Name"),
    "short_name": N_("Short name"),
    "code": N_("Code"),
    "kind": N_("Kind of unit"),
    "level": N_("Level"),
    "region": N_("Region"),
    "parent": N_("Superior unit"),
    "review": N_("Unit for review"),
    "re_examination": N_("Unit for re-examination"),
    "contact": N_("Contact"),
    "phone": N_("Telephone"),
    "address": N_("Office address"),
}
NEEDED = ("name", "code", "kind", "level", "region")
LENGTHS = {"name": 100, "short_name": 40, "code": 32, "contact": 64, "phone": 40, "address": 200}
_REGION = sa.table("region", *(sa.column(one) for one in ("code", "name", "parent_code", "level")))


@dataclass(frozen=True)
class Row:
    """One unit to be founded: the number of its row, and its values as they were written."""

    number: int
    given: dict[str, str]


@dataclass(frozen=True)
class Problem:
    """Why a row cannot be taken: its number, the column (a msgid) and the sentence (a msgid)."""

    number: int
    column: str
    message: str


@dataclass(frozen=True)
class Plan:
    """What an import would do. With a problem in it, it does nothing at all."""

    rows: list[Row]
    problems: list[Problem] = field(default_factory=list)
    #: Names of units that are there already, and so are left as they are.
    known: list[str] = field(default_factory=list)


def headers() -> list[str]:
    """Return the headers of the workbook in the reader's language."""
    return [_(label) for label in COLUMNS.values()]


def plan(data: bytes, by: Officer) -> Plan:
    """Return what a workbook would bring, with every problem of every row.

    :raises Invalid: if it is no workbook of this kind at all.
    """
    found = read_rows(data, headers(), most=MOST)
    names = dict(zip(headers(), COLUMNS, strict=True))
    rows = [
        Row(number, {names[header]: value for header, value in values.items()})
        for number, values in found
    ]
    if not rows:
        raise Invalid(N_("The sheet has no rows."))
    return checked(rows, by)


def checked(rows: list[Row], by: Officer) -> Plan:
    """Return the rows with what is wrong in them; words of kinds and levels become codes."""
    rows = [replace(row, given=_coded(row.given)) for row in rows]
    return Plan(rows, sorted(_Check(rows, by).problems(), key=lambda one: one.number))


def from_template(level: int, region: str, by: Officer) -> Plan:
    """Return the usual units of a division of a level; what is there already is left out.

    :raises Invalid: for a division that nobody knows.
    """
    with TEMPLATES.open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["level"] == str(level)]
    rows, known = _missing([_filled(line, region) for line in lines])
    made = checked(rows, by)
    return replace(made, known=known)


@atomic
def stations_of(region: str, by: Officer, *, office: Unit | None = None) -> list[Unit]:
    """Found a station for every street and town of a region, under its office; once only."""
    office = office or by.unit
    streets = db.session.scalars(
        sa.select(_REGION.c.code)
        .where(_REGION.c.parent_code == region, _REGION.c.level == 4)
        .order_by(_REGION.c.code)
    ).all()
    with TEMPLATES.open(encoding="utf-8", newline="") as file:
        line = next(row for row in csv.DictReader(file) if row["kind"] == "station")
    served = set(db.session.scalars(sa.select(Unit.region_code).where(Unit.kind == "station")))
    rows, _known = _missing([_filled(line, street) for street in streets if street not in served])
    return [create_unit(_facts(row.given, office.id if office else None), by=by) for row in rows]


@atomic
def carry_out(plan: Plan, by: Officer) -> list[Unit]:
    """Found all units of a plan, superiors first.

    :raises Invalid: while there is a problem in it.
    """
    plan = checked(plan.rows, by)
    if plan.problems:
        raise Invalid(N_("The file has problems; nothing was imported."))
    made: dict[str, Unit] = {}
    top = None if at_the_top(by) else by.unit_id
    for row in _superiors_first(plan.rows):
        above = _meant(row.given["parent"], made)
        unit = create_unit(_facts(row.given, above.id if above else top), by=by)
        made[unit.code] = made[unit.name] = unit
    for row in plan.rows:
        unit = made[row.given["code"]]
        unit.review_unit = _meant(row.given["review"], made)
        unit.re_examination_unit = _meant(row.given["re_examination"], made)
    db.session.flush()
    units = [made[row.given["code"]] for row in plan.rows]
    if units:
        tell("unit.imported", units[0], by, after={"units": [one.name for one in units]})
    return units


def _filled(line: dict[str, str], region: str) -> Row:
    found = db.session.execute(
        sa.select(_REGION.c.name, _REGION.c.parent_code).where(_REGION.c.code == region)
    ).one_or_none()
    if found is None:
        raise Invalid(N_("There is no such division."), field="region")
    places = {
        "region": region,
        "name": found.name,
        "short": found.name[-1],
        "upper": found.parent_code or "",
    }
    given = {key: value.format(**places) for key, value in line.items()}
    for key in ("review", "re_examination"):
        # A superior outside is named only where it is there already, or comes along.
        if given[key].partition("-")[0] != region and not _meant(given[key], {}):
            given[key] = ""
    return Row(0, dict.fromkeys(COLUMNS, "") | given | {"region": region})


def _missing(rows: list[Row]) -> tuple[list[Row], list[str]]:
    codes, names = ([row.given[key] for row in rows] for key in ("code", "name"))
    there = sa.select(Unit.code, Unit.name).where(
        sa.or_(Unit.code.in_(codes), Unit.name.in_(names))
    )
    known = {word for pair in db.session.execute(there) for word in pair}
    new = [row for row in rows if not {row.given["code"], row.given["name"]} & known]
    left = [row.given["name"] for row in rows if row not in new]
    return [replace(row, number=number) for number, row in enumerate(new, 1)], left


def _coded(given: dict[str, str]) -> dict[str, str]:
    words = {_(word): key for key, word in UNIT_KINDS.items()}
    levels = {_(word): str(key) for key, word in LEVELS.items()}
    region = given["region"]
    return given | {
        "kind": words.get(given["kind"], given["kind"]),
        "level": levels.get(given["level"], given["level"]),
        "region": (choices.region_meant(region) or region) if region else "",
    }


def _facts(given: dict[str, str], parent_id: int | None) -> UnitFacts:
    plain = {key: given[key] for key in (*LENGTHS, "kind")}
    return UnitFacts(
        **plain, level=int(given["level"]), region_code=given["region"], parent_id=parent_id
    )


def _meant(word: str, made: dict[str, Unit]) -> Unit | None:
    if not word:
        return None
    return made.get(word) or db.session.scalar(
        sa.select(Unit).where(Unit.active, sa.or_(Unit.code == word, Unit.name == word)).limit(1)
    )


def _superiors_first(rows: list[Row]) -> Iterator[Row]:
    waiting, done = list(rows), set[str]()
    own = {word for row in rows for word in (row.given["code"], row.given["name"])}
    while waiting:
        ready = [
            row for row in waiting if row.given["parent"] not in own or row.given["parent"] in done
        ]
        yield from ready
        done |= {word for row in ready for word in (row.given["code"], row.given["name"])}
        waiting = [row for row in waiting if row not in ready]
        if not ready:
            raise Invalid(N_("The superiors stand in a circle."))


class _Check:
    """Everything that may be wrong with the rows of an import."""

    def __init__(self, rows: list[Row], by: Officer) -> None:
        self.rows, self.top = rows, at_the_top(by)
        self.known = _words(sa.true())
        self.active = _words(Unit.active)
        self.managed = _words(sa.and_(Unit.active, units_managed_by(by)))
        self.regions = set(
            db.session.scalars(
                sa.select(_REGION.c.code).where(
                    _REGION.c.code.in_({row.given["region"] for row in rows})
                )
            )
        )
        self.above = {
            word: row.given["parent"]
            for row in rows
            for word in (row.given["code"], row.given["name"])
            if word
        }

    def problems(self) -> Iterator[Problem]:
        """Yield every problem of every row."""
        seen: dict[str, set[str]] = {"name": set(), "code": set()}
        for row in self.rows:
            for column, message in (*self._values(row), *self._places(row)):
                yield Problem(row.number, COLUMNS[column], message)
            for column, words in seen.items():
                word = row.given[column]
                if word and word in words:
                    yield Problem(row.number, COLUMNS[column], N_("It stands twice in the file."))
                if word and word in self.known:
                    yield Problem(row.number, COLUMNS[column], N_("Another unit has this already."))
                words.add(word)

    def _values(self, row: Row) -> Iterator[tuple[str, str]]:
        given = row.given
        for column in NEEDED:
            if not given[column]:
                yield column, N_("This must be filled in.")
        for column, most in LENGTHS.items():
            if len(given[column]) > most:
                yield column, N_("This is too long.")
        if given["kind"] and given["kind"] not in UNIT_KINDS:
            yield "kind", N_("There is no such kind of unit.")
        if given["level"] and given["level"] not in map(str, LEVELS):
            yield "level", N_("There is no such level.")
        if given["region"] and given["region"] not in self.regions:
            yield "region", N_("There is no such division.")

    def _places(self, row: Row) -> Iterator[tuple[str, str]]:
        parent = row.given["parent"]
        if parent and parent not in self.managed and parent not in self.above:
            yield "parent", N_("There is no such unit among those that you manage.")
        if parent and self._circle(row):
            yield "parent", N_("The superiors stand in a circle.")
        for column in ("review", "re_examination"):
            word = row.given[column]
            if word and word not in self.active and word not in self.above:
                yield column, N_("There is no such unit.")

    def _circle(self, row: Row) -> bool:
        word, passed = row.given["parent"], {row.given["code"], row.given["name"]}
        while word in self.above:
            if word in passed:
                return True
            passed.add(word)
            word = self.above[word]
        return False


def _words(condition: Any) -> set[str]:
    found = db.session.execute(sa.select(Unit.code, Unit.name).where(condition))
    return {word for pair in found for word in pair}
