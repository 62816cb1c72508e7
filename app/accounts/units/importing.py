"""Many units at once: out of a workbook or a template, all of them or none."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from app.accounts.commands.units import UnitFacts, create_unit, tell
from app.accounts.models import Officer, Unit
from app.accounts.subtree import at_the_top
from app.accounts.units import import_words
from app.accounts.units.import_rows import COLUMNS, LENGTHS, NEEDED, REGION, Check, Problem, Row
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render.excel_read import read_sheet
from app.extensions import db

MOST = 2000
REFERENCES = ("parent", "review", "re_examination")
#: What the sheet is called that says what may stand in the other one.
POSSIBLE = N_("Possible values")
TEMPLATES = Path(__file__).with_name("data") / "unit_templates.csv"


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
    rows, formulas = import_words.by_any_language(lambda: _read(data))
    if not rows:
        raise Invalid(N_("The sheet has no rows."))
    made = checked(coded(rows, by), by)
    places = {(one.number, one.column) for one in formulas}
    rest = [one for one in made.problems if (one.number, one.column) not in places]
    return replace(made, problems=sorted([*formulas, *rest], key=lambda one: one.number))


def _read(data: bytes) -> tuple[list[Row], list[Problem]]:
    titles = dict(zip(headers(), COLUMNS, strict=True))
    needed = [title for title, name in titles.items() if name in NEEDED]
    optional = [title for title, name in titles.items() if name not in NEEDED]
    sheet = read_sheet(data, needed, most=MOST, optional=optional, aside=_(POSSIBLE))
    rows = [
        Row(number, {titles[header]: value for header, value in values.items()})
        for number, values in sheet.rows
    ]
    return rows, [
        Problem(one.row, COLUMNS[titles[one.column]], one.message, one.params)
        for one in sheet.problems
    ]


def coded(rows: list[Row], by: Officer) -> list[Row]:
    """Return the rows with what people write turned into keys and codes, where it is known."""
    near = by.unit.region_code if by.unit else ""
    regions = import_words.divisions({row.given["region"] for row in rows} - {""}, near=near)
    coming = {row.given[key] for row in rows for key in ("code", "name")}
    above = {row.given[key] for row in rows for key in REFERENCES} - coming - {""}
    words = (*import_words.kinds_and_levels(), regions, import_words.unit_codes(above))
    return [replace(row, given=_coded(row.given, *words)) for row in rows]


def checked(rows: list[Row], by: Officer) -> Plan:
    """Return the rows with what is wrong in them."""
    return Plan(rows, sorted(Check(rows, by).problems(), key=lambda one: one.number))


def from_template(region: str, by: Officer) -> Plan:
    """Return the usual units of a division, on its level; what is there already is left out.

    :raises Invalid: for a division that nobody knows.
    """
    # A province is the first level of the divisions and the second of the units.
    above = db.session.scalar(sa.select(REGION.c.level).where(REGION.c.code == region))
    level = (above or 0) + 1
    with TEMPLATES.open(encoding="utf-8", newline="") as file:
        lines = [line for line in csv.DictReader(file) if line["level"] == str(level)]
    rows, known = _missing(_filled(lines, [region]))
    made = checked(rows, by)
    return replace(made, known=known)


def superiors_by_name(rows: list[Row]) -> dict[str, str]:
    """Return what the superiors are called that rows name by a code."""
    words = {row.given["parent"] for row in rows}
    there = sa.select(Unit.code, Unit.name).where(Unit.code.in_(words))
    coming = {row.given["code"]: row.given["name"] for row in rows}
    return {row.code: row.name for row in db.session.execute(there)} | coming


@atomic
def stations_of(region: str, by: Officer, *, office: Unit | None = None) -> list[Unit]:
    """Found a station for every street and town of a region, under its office; once only."""
    office = office or by.unit
    streets = db.session.scalars(
        sa.select(REGION.c.code)
        .where(REGION.c.parent_code == region, REGION.c.level == 4)
        .order_by(REGION.c.code)
    ).all()
    with TEMPLATES.open(encoding="utf-8", newline="") as file:
        line = next(row for row in csv.DictReader(file) if row["kind"] == "station")
    served = set(db.session.scalars(sa.select(Unit.region_code).where(Unit.kind == "station")))
    rows, _known = _missing(_filled([line], [one for one in streets if one not in served]))
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


def _places(codes: list[str]) -> dict[str, dict[str, str]]:
    """Return what a template says of each division: its names, and the government above it."""
    found = db.session.execute(
        sa.select(REGION.c.code, REGION.c.name, REGION.c.parent_code).where(
            REGION.c.code.in_(codes)
        )
    )
    places = {
        row.code: {
            "region": row.code,
            "name": row.name,
            "short": row.name[-1],
            "upper": row.parent_code or "",
        }
        for row in found
    }
    if len(places) < len(codes):
        raise Invalid(N_("There is no such division."), field="region")
    return places


def _filled(lines: list[dict[str, str]], codes: list[str]) -> list[Row]:
    """Return a template's lines for some divisions; who reviews is named only if he is there."""
    filled = [
        dict.fromkeys(COLUMNS, "")
        | {key: value.format(**places) for key, value in line.items()}
        | {"region": places["region"]}
        for places in _places(codes).values()
        for line in lines
    ]
    coming = {given["code"] for given in filled}
    above = {given[key] for given in filled for key in ("review", "re_examination")} - coming
    there = set(db.session.scalars(sa.select(Unit.code).where(Unit.active, Unit.code.in_(above))))
    for given in filled:
        for key in ("review", "re_examination"):
            if given[key] not in coming | there:
                given[key] = ""
    return [Row(0, given) for given in filled]


def _missing(rows: list[Row]) -> tuple[list[Row], list[str]]:
    codes, names = ([row.given[key] for row in rows] for key in ("code", "name"))
    there = sa.select(Unit.code, Unit.name).where(
        sa.or_(Unit.code.in_(codes), Unit.name.in_(names))
    )
    known = {word for pair in db.session.execute(there) for word in pair}
    new = [row for row in rows if not {row.given["code"], row.given["name"]} & known]
    # What is there under another code is referred to by its name.
    called = {
        row.given["code"]: row.given["name"]
        for row in rows
        if row not in new and row.given["code"] not in known
    }
    for row in new:
        for key in ("parent", "review", "re_examination"):
            row.given[key] = called.get(row.given[key], row.given[key])
    left = [row.given["name"] for row in rows if row not in new]
    return [replace(row, number=number) for number, row in enumerate(new, 1)], left


def _coded(
    given: dict[str, str],
    kinds: dict[str, str],
    levels: dict[str, str],
    regions: dict[str, str],
    units: dict[str, str],
) -> dict[str, str]:
    coded = given | {
        "kind": kinds.get(import_words.key_of(given["kind"]), given["kind"]),
        "level": levels.get(import_words.key_of(given["level"]), given["level"]),
        "region": regions.get(given["region"], given["region"]),
    }
    return coded | {key: units.get(given[key], given[key]) for key in REFERENCES}


def _facts(given: dict[str, str], parent_id: int | None) -> UnitFacts:
    plain: dict[str, Any] = {key: given[key] for key in (*LENGTHS, "kind")}
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
