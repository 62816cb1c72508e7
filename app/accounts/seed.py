"""What a first start brings: permissions, the seeded roles, one office, one administrator."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import (
    Permission,
    PermissionView,
    Role,
    ViewMenu,
    assoc_permissionview_role,
)

from app.accounts import queries
from app.accounts.commands import officers
from app.accounts.grants import Grant
from app.accounts.models import Officer, RoleScope, SeededRole, Unit
from app.accounts.petition_verbs import VERBS
from app.accounts.roles import ROLES
from app.accounts.roles import SeededRole as RoleData
from app.core import editions
from app.core.db import atomic
from app.core.pinyin import initials
from app.extensions import db
from app.settings.queries import MARK as SETTINGS

UNITS = Path(__file__).with_name("data") / "units.csv"
ADMINISTRATOR = "admin"


@atomic
def seed(views: Iterable[Any], *, office: str, region: str) -> str | None:
    """Bring everything that is missing; return the first administrator's one-time password.

    Doing it again changes nothing, and never undoes what an administrator changed.
    """
    seed_permissions(views)
    seed_roles()
    editions.begin(db.session, SETTINGS)
    return seed_administrator(seed_office(office, region))


def seed_permissions(views: Iterable[Any]) -> None:
    """Make the permission rows equal to what the views and the roles speak of."""
    wanted = {(f"can_{verb}", noun) for role in ROLES for verb, noun in role.grants}
    wanted |= {(f"can_{verb}", "Petition") for verb in VERBS}
    wanted |= {
        (name, view.class_permission_name) for view in views for name in view.base_permissions
    }
    kept = {(f"can_{verb}", noun): id_ for (verb, noun), id_ in queries.permissions().items()}
    gone = [id_ for pair, id_ in kept.items() if pair not in wanted]
    if gone:
        links = assoc_permissionview_role.c.permission_view_id
        db.session.execute(sa.delete(assoc_permissionview_role).where(links.in_(gone)))
        db.session.execute(sa.delete(PermissionView).where(PermissionView.id.in_(gone)))
    missing = sorted(wanted - kept.keys())
    permissions = _named(Permission, {permission for permission, _noun in missing})
    nouns = _named(ViewMenu, {noun for _permission, noun in missing})
    db.session.add_all(
        PermissionView(permission_id=permissions[permission], view_menu_id=nouns[noun])
        for permission, noun in missing
    )
    db.session.flush()


def _named(model: type[Any], names: set[str]) -> dict[str, int]:
    """Return the ids of the rows with these names, making those that are missing."""
    if not names:
        return {}
    known = dict(
        db.session.execute(sa.select(model.name, model.id).where(model.name.in_(names))).all()
    )
    new = [model(name=name) for name in sorted(names - known.keys())]
    db.session.add_all(new)
    db.session.flush()
    return known | {row.name: row.id for row in new}


def seed_roles() -> None:
    """Bring the seeded roles; of a known role only what this release adds or takes away."""
    ids = queries.permissions()
    seeded = {row.code: row for row in db.session.scalars(sa.select(SeededRole))}
    for data in ROLES:
        record = seeded.get(data.code) or _first_time(data)
        before = {tuple(grant.split(" on ")) for grant in record.given["grants"]}
        _give(record.role_id, [ids[grant] for grant in data.grants - before])
        _take(record.role_id, [ids[grant] for grant in before - data.grants if grant in ids])
        _set_scopes(record.role_id, set(record.given["scopes"]), set(data.scopes))
        given = {"grants": _written(data.grants), "scopes": sorted(data.scopes)}
        if record.given != given:
            record.given = given
    db.session.flush()


def _first_time(data: RoleData) -> SeededRole:
    role = db.session.scalar(sa.select(Role).where(Role.name == data.name))
    if role is None:
        role = Role(name=data.name)
        db.session.add(role)
        db.session.flush()
    record = SeededRole(role_id=role.id, code=data.code, given={"grants": [], "scopes": []})
    db.session.add(record)
    return record


def _written(grants: Iterable[Grant]) -> list[str]:
    return sorted(f"{verb} on {noun}" for verb, noun in grants)


def _give(role_id: int, permissions: list[int]) -> None:
    links = assoc_permissionview_role
    held = set(
        db.session.scalars(sa.select(links.c.permission_view_id).where(links.c.role_id == role_id))
    )
    rows = [
        {"permission_view_id": id_, "role_id": role_id} for id_ in permissions if id_ not in held
    ]
    if rows:
        db.session.execute(sa.insert(links), rows)


def _take(role_id: int, permissions: list[int]) -> None:
    links = assoc_permissionview_role
    if permissions:
        db.session.execute(
            sa.delete(links).where(
                links.c.role_id == role_id, links.c.permission_view_id.in_(permissions)
            )
        )


def _set_scopes(role_id: int, before: set[str], after: set[str]) -> None:
    held = set(db.session.scalars(sa.select(RoleScope.scope).where(RoleScope.role_id == role_id)))
    db.session.add_all(RoleScope(role_id=role_id, scope=scope) for scope in after - before - held)
    lost = before - after
    if lost:
        db.session.execute(
            sa.delete(RoleScope).where(RoleScope.role_id == role_id, RoleScope.scope.in_(lost))
        )


def seed_office(name: str, region: str) -> Unit:
    """Bring the one office that every installation has."""
    code = f"{region}-XF"
    found = queries.unit_with_code(code) or db.session.scalar(
        sa.select(Unit).order_by(Unit.id).limit(1)
    )
    if found:
        return found
    unit = Unit(
        code=code,
        name=name,
        short_name=name,
        pinyin=initials(name),
        kind="petition_office",
        level=_level(region),
        region_code=region,
        path="",
    )
    db.session.add(unit)
    db.session.flush()
    unit.path = f"/{unit.id}/"
    return unit


def seed_administrator(unit: Unit) -> str | None:
    """Open the first account, if there is none, and return its password."""
    if db.session.scalar(sa.select(sa.func.count(Officer.id))):
        return None
    role = db.session.scalar(
        sa.select(Role)
        .join(SeededRole, SeededRole.role_id == Role.id)
        .where(SeededRole.code == "system_administrator")
    )
    _officer, password = officers.create_officer(
        username=ADMINISTRATOR, full_name=ADMINISTRATOR, unit=unit, roles=[role], by=None
    )
    return password


@atomic
def seed_units() -> None:
    """Bring the whole example district: its authorities, streets, stations and superiors."""
    with UNITS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = {unit.code: unit for unit in db.session.scalars(sa.select(Unit))}
    for position, row in enumerate(rows):
        unit = known.get(row["code"]) or Unit(code=row["code"])
        known[row["code"]] = unit
        unit.name, unit.short_name, unit.kind = row["name"], row["short_name"], row["kind"]
        unit.level, unit.region_code = int(row["level"]), row["region"]
        unit.pinyin = f"{initials(row['name'])} {initials(row['short_name'])}"
        unit.position = position
        unit.parent_id = known[row["parent"]].id if row["parent"] else None
        db.session.add(unit)
        db.session.flush()
        above = known[row["parent"]].path if row["parent"] else "/"
        unit.path = f"{above}{unit.id}/"
    for row in rows:
        unit = known[row["code"]]
        unit.review_unit_id = known[row["review"]].id if row["review"] else None
        unit.re_examination_unit_id = (
            known[row["re_examination"]].id if row["re_examination"] else None
        )
    db.session.flush()


def _level(region: str) -> int:
    if len(region) > 6:
        return 5
    return 2 if region.endswith("0000") else 3 if region.endswith("00") else 4
