"""Who sits in the told office: its units and accounts, and who acts where."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role

from app.accounts import passwords
from app.accounts.models import Officer, Unit
from app.accounts.seed import ADMINISTRATOR, seed_units
from app.core import clock
from app.core.db import atomic
from app.demo.invention import Invention, data
from app.extensions import db

HOME = "610115-XF"
# No password has this hash: a colleague logs in once an administrator has given him one.
NOBODY_KNOWS = "!"
#: Who works in a unit of each kind, beside those whose account is printed.
STAFF = {
    "responsible": (
        ("Unit intake",),
        ("Handler", "Review officer"),
        ("Head of unit", "Reviewer"),
    ),
    "party_government": (("Unit intake", "Review officer"), ("Head of unit", "Reviewer")),
    "station": (("Station operator",), ("Head of unit", "Archivist")),
    "petition_office": (),
}
#: Desks at which a second person of the same kind must sit.
COLLEAGUES = (("accusation_officer_2", "Accusation officer", HOME),)
ACCUSATION_UNITS = ("610115-JW",)


class Actor(NamedTuple):
    """An officer, as the record of an act needs him."""

    id: int
    unit_id: int
    name: str
    title: str = ""


@dataclass(frozen=True)
class Place:
    """A unit, as the record of an act needs it."""

    id: int
    code: str
    name: str
    kind: str
    level: int
    region: str
    path: str
    review_id: int | None
    re_examination_id: int | None
    short_name: str | None
    letter_mark: str

    @property
    def called(self) -> str:
        """What stands in its numbers where it has no mark."""
        return self.short_name or self.name


class Office:
    """Units and officers read once; acts are told and generated from it."""

    def __init__(self, places: Iterable[Place], actors: dict[tuple[str, int], list[Actor]]) -> None:
        self.places = {place.id: place for place in places}
        self.by_code = {place.code: place for place in self.places.values()}
        self._actors = actors
        self.people = {actor.id: actor for group in actors.values() for actor in group}

    def place(self, code: str) -> Place:
        """Return a unit by its code; the district's own may be named by the ending alone."""
        return self.by_code.get(code) or self.by_code[f"610115-{code}"]

    def actor(
        self, role: str, place: Place | str = HOME, *, other_than: int | None = None
    ) -> Actor:
        """Return who holds a role in a unit: the printed account first."""
        place = self.place(place) if isinstance(place, str) else place
        for actor in self._actors.get((role, place.id), ()):
            if actor.id != other_than:
                return actor
        raise LookupError(f"nobody is {role} at {place.code}")


def read_office() -> Office:
    """Read who sits where."""
    columns = (
        Unit.id, Unit.code, Unit.name, Unit.kind, Unit.level, Unit.region_code, Unit.path,
        Unit.review_unit_id, Unit.re_examination_unit_id, Unit.short_name, Unit.letter_mark,
    )  # fmt: skip
    places = [Place(*row) for row in db.session.execute(sa.select(*columns))]
    rows = db.session.execute(
        sa.select(Role.name, Officer.id, Officer.unit_id, Officer.last_name, Officer.title)
        .join(Officer.roles)
        .where(Officer.active, Officer.unit_id.is_not(None))
        .order_by(Officer.id)
    )
    actors: dict[tuple[str, int], list[Actor]] = {}
    for role, officer_id, unit_id, name, title in rows:
        actors.setdefault((role, unit_id), []).append(Actor(officer_id, unit_id, name, title))
    return Office(places, actors)


# --- moving in ----------------------------------------------------------------------------------


class Account(NamedTuple):
    """What is printed of an account: the password this once."""

    username: str
    password: str
    role: str
    unit: str
    name: str


def someone_real() -> str | None:
    """Return an account with a password that neither the first start nor a story brought."""
    known = [ADMINISTRATOR, *(row["username"] for row in data("accounts"))]
    own = Officer.username.not_in(known), Officer.password != NOBODY_KNOWS
    return db.session.scalar(sa.select(Officer.username).where(Officer.active, *own).limit(1))


@atomic
def settle() -> list[Account]:
    """Bring units and accounts; return the accounts that are new, with their passwords."""
    seed_units()
    db.session.expire_all()  # the seed writes paths after the rows
    roles = {role.name: role for role in db.session.scalars(sa.select(Role))}
    units = {unit.code: unit for unit in db.session.scalars(sa.select(Unit))}
    known = set(db.session.scalars(sa.select(Officer.username)))
    opened = [
        _open(row, roles[row["role"]], units[row["unit"]])
        for row in data("accounts")
        if row["username"] not in known
    ]
    _colleagues(roles, units, known)
    _letterheads(units)
    db.session.flush()
    return opened


def _letterheads(units: dict[str, Unit]) -> None:
    """Give the units what stands in their letters: mark, telephone, address; kept if set."""
    for code, (mark, phone, address) in data("offices").items():
        unit = units[code]
        unit.letter_mark = unit.letter_mark or mark
        unit.phone, unit.address = unit.phone or phone, unit.address or address


def _open(row: dict[str, str], role: Role, unit: Unit) -> Account:
    password = passwords.one_time()
    officer = _officer(row["username"], row["name"], unit, [role], title=row["title"])
    officer.password = passwords.hashed(password)
    return Account(row["username"], password, role.name, unit.name, row["name"])


def _colleagues(roles: dict[str, Role], units: dict[str, Unit], known: set[str]) -> None:
    """Give every unit that a petition may reach the people who act for it."""
    invention = Invention(Random(610115))
    wanted: list[tuple[str, tuple[str, ...], Unit]]
    wanted = [(username, (role,), units[code]) for username, role, code in COLLEAGUES]
    for unit in units.values():
        wanted += [(_username(unit, staff[0]), staff, unit) for staff in STAFF[unit.kind]]
    for code in ACCUSATION_UNITS:
        unit = units[code]
        wanted.append((_username(unit, "Accusation officer"), ("Accusation officer",), unit))
    for username, names, unit in wanted:
        name, _sex = invention.name()
        if username not in known:
            _officer(username, name, unit, [roles[one] for one in names])


def _username(unit: Unit, role: str) -> str:
    place = unit.code.lower().removeprefix("610115-").removeprefix("610115")
    return f"{place}-{role.lower().replace(' ', '-')}"


def _officer(
    username: str, name: str, unit: Unit, roles: list[Role], *, title: str = ""
) -> Officer:
    moment = clock.now().replace(tzinfo=None)
    officer = Officer(
        username=username,
        first_name="",
        full_name=name,
        email=f"{username}@localhost",
        password=NOBODY_KNOWS,
        active=True,
        unit=unit,
        region_code=unit.region_code,
        title=title,
        roles=roles,
        created_on=moment,
        changed_on=moment,
    )
    db.session.add(officer)
    return officer


@atomic
def new_passwords() -> list[Account]:
    """Give every printed account a new password; return them."""
    named = {row["username"]: row for row in data("accounts")}
    found = []
    for officer in db.session.scalars(
        sa.select(Officer).where(Officer.username.in_(named)).order_by(Officer.id)
    ):
        password = passwords.one_time()
        officer.password = passwords.hashed(password)
        officer.session_version += 1
        role = named[officer.username]["role"]
        found.append(Account(officer.username, password, role, str(officer.unit), str(officer)))
    return found
