"""Units, officers and divisions as a picker searches, shows and reads them."""

from dataclasses import dataclass
from functools import lru_cache

import sqlalchemy as sa
from flask_babel import get_locale
from sqlalchemy.orm import aliased

from app.accounts.models import Officer, Unit
from app.core.divisions import above, circles
from app.core.pinyin import initials
from app.extensions import db

LIMIT = 20
MOST_BY_INITIALS = 200
SEPARATOR = " / "  # between the names of a path
UNDER = " · "  # between a unit and its superior; the unit stands first, where no field cuts it off
# Divisions belong to the room next door, which this one does not enter; a name is all we need.
_REGION = sa.table(
    "region",
    *(sa.column(name, sa.String) for name in ("code", "path", "name", "name_en", "name_hant")),
    sa.column("level", sa.SmallInteger),
    sa.column("active", sa.Boolean),
)


@dataclass(frozen=True)
class Choice:
    """One line of a picker; the path says where it belongs and ends with the label."""

    value: str
    label: str
    path: str


Within = sa.ColumnElement[bool]


def units_for_picker(
    text: str, *, near: Unit | None = None, limit: int = LIMIT, within: Within | None = None
) -> list[Choice]:
    """Return active units found by a part of the name, the code or the pinyin initials.

    Those of the region of the unit ``near`` come first, then those above it, then the rest.
    Petitions go to every unit; ``within`` narrows the search for who keeps tree and people.
    """
    parent = aliased(Unit)
    wanted = (text or "").strip()
    rows = db.session.execute(
        sa.select(Unit.id, Unit.name, parent.name)
        .outerjoin(parent, parent.id == Unit.parent_id)
        .where(Unit.active, unit_matches(wanted), sa.true() if within is None else within)
        # What begins with the words comes before what only holds them.
        .order_by(
            sa.case((Unit.name == wanted, 0), else_=1),
            _distance(near),
            sa.case((Unit.name.startswith(wanted, autoescape=True), 0), else_=1),
            sa.case((Unit.pinyin.startswith(wanted.lower(), autoescape=True), 0), else_=1),
            Unit.level,
            Unit.position,
            Unit.id,
        )
        .limit(limit)
    )
    return [Choice(str(id_), name, _under(over, name)) for id_, name, over in rows]


def _under(over: str | None, name: str) -> str:
    return f"{name}{UNDER}{over}" if over else name


def _way(over: str | None, name: str) -> str:
    return f"{over}{SEPARATOR}{name}" if over else name


def _distance(near: Unit | None) -> sa.ColumnElement[int]:
    """Return how far a unit lies from another: below or beside it, above it, ever further out."""
    if near is None:
        return sa.literal(0)
    here, *wider = circles(near.region_code)
    line = [int(id_) for id_ in near.path.split("/") if id_]
    over = sa.or_(Unit.region_code.in_(above(near.region_code)), Unit.id.in_(line))
    return sa.case(
        (Unit.path.startswith(near.path, autoescape=True), 0),
        (Unit.region_code.startswith(here, autoescape=True), 0),
        (over, 1),
        *(
            (Unit.region_code.startswith(circle, autoescape=True), 2 + n)
            for n, circle in enumerate(wider)
        ),
        else_=9,
    )


def unit_matches(text: str) -> sa.ColumnElement[bool]:
    """Return the condition that a unit is what the words mean; no words, every unit."""
    if not text:
        return sa.true()
    return sa.or_(
        Unit.name.contains(text, autoescape=True),
        Unit.short_name.contains(text, autoescape=True),
        Unit.code.startswith(text, autoescape=True),
        Unit.pinyin.contains(text.lower(), autoescape=True),
    )


def officers_of(unit_id: int, text: str = "", *, limit: int = LIMIT) -> list[Choice]:
    """Return the active officers of a unit, found by a part of their name."""
    wanted = (text or "").strip()
    rows = db.session.execute(
        sa.select(Officer.id, Officer.full_name, Officer.title)
        .where(
            Officer.unit_id == unit_id,
            Officer.active,
            sa.or_(
                Officer.full_name.contains(wanted, autoescape=True),
                Officer.username.startswith(wanted.lower(), autoescape=True),
            ),
        )
        .order_by(Officer.full_name, Officer.id)
        .limit(limit)
    )
    return [
        Choice(str(id_), name, f"{title} {name}" if title else name) for id_, name, title in rows
    ]


def people_for_picker(text: str, *, but: int | None = None, limit: int = LIMIT) -> list[Choice]:
    """Return active officers of all units by name, initials, user name or unit.

    ``but`` is left out: who sends something does not send it to himself.
    """
    wanted = (text or "").strip()
    query = (
        sa.select(Officer.id, Officer.full_name, Officer.title, Unit.name)
        .outerjoin(Unit, Unit.id == Officer.unit_id)
        .where(Officer.active, _person_matches(wanted))
        .order_by(
            sa.case((Officer.full_name.startswith(wanted, autoescape=True), 0), else_=1),
            Unit.level,
            Unit.position,
            Officer.full_name,
            Officer.id,
        )
        .limit(limit)
    )
    if but is not None:
        query = query.where(Officer.id != but)
    return [
        Choice(str(id_), name, _way(unit, f"{name} {title}".strip()))
        for id_, name, title, unit in db.session.execute(query)
    ]


def _person_matches(text: str) -> sa.ColumnElement[bool]:
    if not text:
        return sa.true()
    ways = [
        Officer.full_name.contains(text, autoescape=True),
        Officer.username.startswith(text.lower(), autoescape=True),
        Unit.name.contains(text, autoescape=True),
        Unit.short_name.contains(text, autoescape=True),
    ]
    if text.isascii() and text.isalpha():
        ways += [Unit.pinyin.contains(text.lower(), autoescape=True), _named_by_initials(text)]
    return sa.or_(*ways)


def _named_by_initials(text: str) -> sa.ColumnElement[bool]:
    """Return the condition on names whose pinyin begins so; accounts keep no initials."""
    people = db.session.execute(sa.select(Officer.id, Officer.full_name).where(Officer.active))
    found = [id_ for id_, name in people if _initials(name).startswith(text.lower())]
    return Officer.id.in_(found[:MOST_BY_INITIALS])


@lru_cache(maxsize=20_000)
def _initials(name: str) -> str:
    return initials(name)


def person_path(id_: str) -> str | None:
    """Return unit and name of an active officer as the picker shows him, or None."""
    if not (id_.isascii() and id_.isdecimal() and len(id_) < 10):
        return None
    found = db.session.execute(
        sa.select(Unit.name, Officer.full_name)
        .select_from(sa.outerjoin(Officer, Unit, Unit.id == Officer.unit_id))
        .where(Officer.id == int(id_), Officer.active)
    ).one_or_none()
    return _way(*found) if found else None


def person_meant(text: str) -> str | None:
    """Return the id of the one active officer that the words mean, or None."""
    name = text.split(SEPARATOR)[-1].strip()
    found = people_for_picker(name, limit=2) if name else []
    exact = [choice for choice in found if choice.label == name]
    return (exact or found)[0].value if len(exact or found) == 1 else None


def unit_name(id_: str) -> str | None:
    """Return the name of an active unit, or None."""
    if not (id_.isascii() and id_.isdecimal() and len(id_) < 10):
        return None
    return db.session.scalar(sa.select(Unit.name).where(Unit.id == int(id_), Unit.active))


def unit_path(id_: str, *, within: Within | None = None) -> str | None:
    """Return the name of an active unit as its picker shows it, or None."""
    if not (id_.isascii() and id_.isdecimal() and len(id_) < 10):
        return None
    parent = aliased(Unit)
    found = db.session.execute(
        sa.select(parent.name, Unit.name)
        .select_from(sa.outerjoin(Unit, parent, parent.id == Unit.parent_id))
        .where(Unit.id == int(id_), Unit.active, sa.true() if within is None else within)
    ).one_or_none()
    return _under(*found) if found else None


def unit_meant(text: str, *, within: Within | None = None) -> str | None:
    """Return the id of the one unit that the words mean, or None."""
    name = text.split(UNDER)[0].strip()
    found = units_for_picker(name, limit=2, within=within)
    exact = [choice for choice in found if choice.label == name]
    return (exact or found)[0].value if exact or len(found) == 1 else None


def region_name(code: str) -> str | None:
    """Return the name of a division in the page's language, or None."""
    return db.session.scalar(sa.select(_region_said()).where(_REGION.c.code == code))


def region_path(code: str) -> str | None:
    """Return the names from the province down to a division, as its picker shows it, or None."""
    here = _REGION.alias("here")
    line = db.session.scalars(
        sa.select(_region_said())
        .select_from(sa.join(_REGION, here, here.c.path.like(_REGION.c.path.concat("%"))))
        .where(here.c.code == code)
        .order_by(_REGION.c.path)
    ).all()
    return SEPARATOR.join(line) or None


def _region_said() -> sa.ColumnElement[str]:
    """Return the name in the page's language; where there is none, the Chinese name."""
    language = str(get_locale())
    name = _REGION.c.name_en if language == "en" else _REGION.c.name
    name = _REGION.c.name_hant if language.startswith("zh_Hant") else name
    return sa.func.coalesce(sa.func.nullif(name, ""), _REGION.c.name)


def regions_inside(code: str) -> list[tuple[str, str]]:
    """Return names and codes of a division and of the two levels below it, as they lie."""
    here = _REGION.alias("here")
    inside = sa.and_(_REGION.c.path.startswith(here.c.path), _REGION.c.level <= here.c.level + 2)
    rows = db.session.execute(
        sa.select(_region_said(), _REGION.c.code)
        .select_from(sa.join(_REGION, here, inside))
        .where(here.c.code == code, _REGION.c.active)
        .order_by(_REGION.c.path)
    )
    return [(name, region) for name, region in rows]


def region_meant(text: str) -> str | None:
    """Return the code of the one division with this name, path or code, or None."""
    name = text.split(SEPARATOR)[-1].strip()
    found = db.session.scalars(
        sa.select(_REGION.c.code)
        .where(sa.or_(_REGION.c.name == name, _REGION.c.code == name))
        .limit(2)
    ).all()
    return found[0] if len(found) == 1 else None


def units_within(within: Within) -> list[tuple[str, str, str]]:
    """Return name, short name and code of the active units, in the order of the tree."""
    rows = db.session.execute(
        sa.select(Unit.name, Unit.short_name, Unit.code)
        .where(Unit.active, within)
        .order_by(Unit.path)
    )
    return [(name, short, code) for name, short, code in rows]
