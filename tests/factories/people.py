"""Units and officers. A district office lives in the snapshot; asking for its people is cheap."""

from itertools import count

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role

from app.accounts import passwords
from app.accounts.models import Officer, Unit
from app.extensions import db

PASSWORD = "Lintong-2025-07"
_numbers = count(1)

#: code, name, kind, level, region, code of the superior
NEIGHBOURHOOD = (
    ("SN", "陕西省信访局", "petition_office", 2, "610000", None),
    ("XA", "西安市信访局", "petition_office", 3, "610100", "SN"),
    ("LT", "临潼区信访局", "petition_office", 4, "610115", "XA"),
    ("LT-GOV", "临潼区人民政府", "party_government", 4, "610115", None),
    ("LT-WATER", "临潼区水务局", "responsible", 4, "610115", "LT-GOV"),
    ("LT-HOUSING", "临潼区住房和城乡建设局", "responsible", 4, "610115", "LT-GOV"),
    ("LT-LABOUR", "临潼区人力资源和社会保障局", "responsible", 4, "610115", "LT-GOV"),
    ("LT-WATER-1", "临潼区水务局供水管理站", "responsible", 5, "610115", "LT-WATER"),
    ("LT-STATION", "骊山街道信访工作站", "station", 5, "610115", "LT"),
    ("YL", "阎良区信访局", "petition_office", 4, "610114", "XA"),
)
#: Who reviews what was decided there, where it is not the superior.
REVIEWED_BY = {"LT-WATER": "LT", "LT-HOUSING": "LT", "LT-LABOUR": "LT", "LT-WATER-1": "LT"}
#: Roles whose people sit elsewhere than in the petition office.
SEATS = {
    "Unit intake": "LT-WATER",
    "Handler": "LT-WATER",
    "Head of unit": "LT-WATER",
    "Station operator": "LT-STATION",
    "Party and government leader": "LT-GOV",
}
HOME = "LT"


def settle() -> None:
    """Let the neighbourhood move in: its units, and one officer for every role."""
    for code, name, kind, level, region, superior in NEIGHBOURHOOD:
        found = db.session.scalar(sa.select(Unit).where(Unit.name == name))
        unit = found or a_unit(name, code=code, kind=kind, level=level, region=region)
        unit.code = code
        unit.parent = the_unit(superior) if superior else None
        db.session.flush()
        unit.path = f"{unit.parent.path if unit.parent else '/'}{unit.id}/"
    for code, reviewer in REVIEWED_BY.items():
        the_unit(code).review_unit = the_unit(reviewer)
    shared_hash = passwords.hashed(PASSWORD)
    for role in db.session.scalars(sa.select(Role).order_by(Role.id)).all():
        officer = _appoint(role, the_unit(SEATS.get(role.name, HOME)))
        officer.password = shared_hash
    db.session.commit()  # noqa: TID251 - the snapshot is taken of what is there now


def the_unit(code: str = HOME) -> Unit:
    """Return a unit of the neighbourhood."""
    return db.session.execute(sa.select(Unit).where(Unit.code == code)).scalar_one()


def a_unit(
    name: str | None = None,
    *,
    code: str | None = None,
    kind: str = "responsible",
    level: int = 4,
    region: str = "610115",
    parent: Unit | None = None,
) -> Unit:
    """Found a new unit."""
    number = next(_numbers)
    unit = Unit(
        name=name or f"第{number}号责任单位",
        code=code or f"U{number:04d}",
        kind=kind,
        level=level,
        region_code=region,
        parent=parent,
    )
    db.session.add(unit)
    db.session.flush()
    unit.path = f"{parent.path if parent else '/'}{unit.id}/"
    return unit


def an_officer(role: str = "Triage officer", unit: Unit | None = None, **traits) -> Officer:
    """Return the settled officer of a role, or appoint a new one to another unit.

    ``role`` may join several names with " + "; any trait (``full_name=``) makes a new person.
    """
    names = role.split(" + ")
    home = the_unit(SEATS.get(names[0], HOME))
    if len(names) == 1 and not traits and unit in (None, home):
        username = _username(_role(role))
        return db.session.execute(
            sa.select(Officer).where(Officer.username == username)
        ).scalar_one()
    officer = _appoint(_role(names[0]), unit or home, number=next(_numbers), **traits)
    officer.roles = [_role(name) for name in names]
    return officer


def _role(name: str) -> Role:
    role = db.session.scalar(sa.select(Role).where(Role.name == name))
    if role is None:
        known = ", ".join(db.session.scalars(sa.select(Role.name).order_by(Role.name)))
        raise LookupError(f"no role {name!r}; there are: {known}")
    return role


def _username(role: Role, number: int | None = None) -> str:
    words = role.name.lower().replace(" ", "-")
    return words if number is None else f"{words}-{number}"


def _appoint(role: Role, unit: Unit, number: int | None = None, **traits) -> Officer:
    username = _username(role, number)
    officer = Officer(
        username=username,
        email=f"{username}@office.example",
        first_name="",
        active=True,
        unit=unit,
        region_code=unit.region_code,
        roles=[role],
        **{"last_name": f"{unit.name[:2]}{role.name}{number or ''}"[:64], "password": ""}
        | _own(traits),
    )
    db.session.add(officer)
    db.session.flush()
    return officer


def _own(traits: dict) -> dict:
    """Translate the one trait whose column has another name."""
    return {("last_name" if name == "full_name" else name): value for name, value in traits.items()}
