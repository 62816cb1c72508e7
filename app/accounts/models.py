"""Units as a tree over regions, the officers in them, and how far each role sees."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import (
    Permission,
    PermissionView,
    Role,
    User,
    ViewMenu,
    assoc_permissionview_role,
    assoc_user_role,
)
from flask_babel import gettext
from sqlalchemy import event
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship, synonym

from app.accounts.roles import ROLES
from app.core import clock
from app.core.db import Base, JsonDict, UtcDateTime
from app.core.i18n import N_

UNIT_KINDS = {
    "petition_office": N_("Petition office"),
    "responsible": N_("Responsible unit"),
    "party_government": N_("Party or government"),
    "station": N_("Station"),
}
LEVELS = {
    1: N_("National"),
    2: N_("Province"),
    3: N_("City"),
    4: N_("County"),
    5: N_("Township"),
}
SCOPES = {
    "own": N_("Petitions that name the officer"),
    "desk_today": N_("What their own window registered today"),
    "unit": N_("Petitions of their own unit"),
    "unit_below": N_("Petitions of their own unit and the units below it"),
    "region_below": N_("Petitions of their own region and the regions below it"),
    "all": N_("All petitions"),
    "counts": N_("Sums only, no petition"),
    "accusations": N_("Accusations, and nothing else"),
}


SEEDED = frozenset(role.name for role in ROLES)


class Unit(Base):
    """An authority (机构): what can register, receive or review a petition."""

    __tablename__ = "unit"
    __table_args__ = (
        sa.CheckConstraint("level BETWEEN 1 AND 5", name="level"),
        sa.CheckConstraint(f"kind IN ({', '.join(map(repr, UNIT_KINDS))})", name="kind"),
        sa.Index("ix_unit_active_position", "active", "level", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(32), unique=True)
    name: Mapped[str] = mapped_column(sa.String(100), unique=True)
    short_name: Mapped[str] = mapped_column(sa.String(40), default="")
    pinyin: Mapped[str] = mapped_column(sa.String(100), default="", index=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    level: Mapped[int] = mapped_column(sa.SmallInteger)
    region_code: Mapped[str] = mapped_column(sa.ForeignKey("region.code"), index=True)
    parent_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    #: ids from the root to this unit, "/1/3/": a subtree is one LIKE.
    path: Mapped[str] = mapped_column(sa.String(200), default="", index=True)
    successor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    review_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    re_examination_unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    active: Mapped[bool] = mapped_column(default=True)
    #: Who answers for the unit, with the telephone of the office.
    contact: Mapped[str] = mapped_column(sa.String(64), default="", server_default="")
    phone: Mapped[str] = mapped_column(sa.String(40), default="")
    address: Mapped[str] = mapped_column(sa.String(200), default="")
    #: 机关代字: how the numbers of its letters begin, such as 临信.
    letter_mark: Mapped[str] = mapped_column(sa.String(16), default="", server_default="")
    position: Mapped[int] = mapped_column(default=0)
    retired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    retired_reason: Mapped[str] = mapped_column(sa.String(200), default="")

    parent: Mapped[Unit | None] = relationship(foreign_keys=[parent_id], remote_side=[id])
    successor: Mapped[Unit | None] = relationship(foreign_keys=[successor_id], remote_side=[id])
    review_unit: Mapped[Unit | None] = relationship(foreign_keys=[review_unit_id], remote_side=[id])
    re_examination_unit: Mapped[Unit | None] = relationship(
        foreign_keys=[re_examination_unit_id], remote_side=[id]
    )

    def __repr__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """What lists and sentences call it: the short name, where it has one."""
        return self.short_name or self.name

    def is_below(self, other: Unit) -> bool:
        """Say whether this unit is the other one or stands under it."""
        return self.path.startswith(other.path)


class UnitName(Base):
    """What a unit was called before (曾用名); the present name stands in the unit itself.

    ``valid_to`` is the first day of the next name; without ``valid_from`` it held from the start.
    """

    __tablename__ = "unit_name"
    __table_args__ = (sa.Index("ix_unit_name_unit", "unit_id", "valid_to"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(sa.ForeignKey("unit.id"))
    name: Mapped[str] = mapped_column(sa.String(100))
    short_name: Mapped[str] = mapped_column(sa.String(40), default="")
    valid_from: Mapped[date | None]
    valid_to: Mapped[date]

    def __repr__(self) -> str:
        return self.name


class RoleScope(Base):
    """How far a role sees: one row for each scope that it carries."""

    __tablename__ = "role_scope"

    role_id: Mapped[int] = mapped_column(
        sa.ForeignKey("ab_role.id", ondelete="CASCADE"), primary_key=True
    )
    scope: Mapped[str] = mapped_column(sa.String(20), primary_key=True)

    role: Mapped[Role] = relationship(Role)


class SeededRole(Base):
    """What the seed last gave to a role, so that it never undoes an administrator's change."""

    __tablename__ = "seeded_role"

    role_id: Mapped[int] = mapped_column(
        sa.ForeignKey("ab_role.id", ondelete="CASCADE"), primary_key=True
    )
    code: Mapped[str] = mapped_column(sa.String(40), unique=True)
    given: Mapped[dict[str, list[str]]] = mapped_column(JsonDict)

    role: Mapped[Role] = relationship(Role)


class Officer(User):
    """A person with an account: belongs to a unit, may carry several roles, can be locked."""

    __tablename__ = "ab_user"

    unit_id: Mapped[int | None] = mapped_column(sa.ForeignKey("unit.id"), index=True)
    region_code: Mapped[str | None] = mapped_column(sa.ForeignKey("region.code"), index=True)
    phone: Mapped[str] = mapped_column(sa.String(40), default="", server_default="")
    title: Mapped[str] = mapped_column(sa.String(60), default="", server_default="")
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    must_change_password: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    session_version: Mapped[int] = mapped_column(default=1, server_default="1")
    password_changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    last_login_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: Wrong passwords since the last login; those that the lock counts begin anew with it.
    failed_logins: Mapped[int] = mapped_column(default=0, server_default="0")
    last_failed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    locked_reason: Mapped[str] = mapped_column(sa.String(200), default="", server_default="")
    #: From when on it counts as unused: opened, or unlocked by an administrator.
    in_use_since: Mapped[datetime | None] = mapped_column(UtcDateTime)
    # A Chinese name is one word: the framework's first_name stays empty.
    full_name: Mapped[str] = synonym("last_name")

    unit: Mapped[Unit | None] = relationship(Unit, foreign_keys=[unit_id])

    def get_id(self) -> str:
        """Return what the session keeps: a new version ends every older session."""
        return f"{self.id}:{self.session_version}"

    def get_full_name(self) -> str:
        """Return the name as a Chinese page writes it."""
        return self.full_name

    def __repr__(self) -> str:
        return self.full_name

    @property
    def acting_for(self) -> Officer | None:
        """Whom the officer stands in for in this request; set at the door alone."""
        return self.__dict__.get("_acting_for")

    @property
    def seat(self) -> Officer:
        """In whose seat the officer sits: the represented colleague's, else the own one.

        Roles, scopes and parts in petitions are the seat's; what is done is the officer's.
        """
        return self.acting_for or self

    @property
    def persons(self) -> tuple[int, ...]:
        """The ids of the officer and of whom he acts for."""
        return (self.id,) if self.acting_for is None else (self.id, self.acting_for.id)

    def sit_for(self, officer: Officer | None) -> None:
        """Take the seat of a colleague, or the own one again."""
        if officer is not self.acting_for:
            self.__dict__["_acting_for"] = officer
            forget_grants(self, None)

    @property
    def role_names(self) -> list[str]:
        """The names of the officer's roles, as they are kept."""
        return sorted(role.name for role in self.roles)

    @property
    def role_labels(self) -> list[str]:
        """The names of the officer's roles; what an office named itself is left as it is."""
        return [gettext(role.name) if role.name in SEEDED else role.name for role in self.roles]

    @property
    def standing(self) -> str:
        """How the account stands, in words to be translated."""
        if not self.active:
            return N_("Locked")
        return N_("Locked for a while") if self.locked else N_("Open")

    @property
    def locked(self) -> bool:
        """Say whether the account is closed, or locked for a while after wrong passwords."""
        return not self.active or bool(self.locked_until and self.locked_until > clock.now())

    def may(self, verb: str, noun: str = "Petition") -> bool:
        """Say whether a role of the officer carries ``can_<verb> on <noun>``."""
        return (f"can_{verb}", noun) in self.grants

    @cached_property
    def grants(self) -> frozenset[tuple[str, str]]:
        """All (permission, noun) pairs of the officer's roles, read once."""
        rows = _session(self).execute(
            sa.select(Permission.name, ViewMenu.name)
            .select_from(assoc_user_role)
            .join(
                assoc_permissionview_role,
                assoc_permissionview_role.c.role_id == assoc_user_role.c.role_id,
            )
            .join(
                PermissionView, PermissionView.id == assoc_permissionview_role.c.permission_view_id
            )
            .join(Permission, Permission.id == PermissionView.permission_id)
            .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
            .where(assoc_user_role.c.user_id == self.seat.id)
        )
        return frozenset((verb, noun) for verb, noun in rows)

    @cached_property
    def scopes(self) -> frozenset[str]:
        """How far the officer's roles see; no role, no scope."""
        return frozenset(
            _session(self).scalars(
                sa.select(RoleScope.scope)
                .join(assoc_user_role, assoc_user_role.c.role_id == RoleScope.role_id)
                .where(assoc_user_role.c.user_id == self.seat.id)
            )
        )

    def unit_ids_below(self) -> sa.Select[int]:
        """Return the query of the ids of the officer's unit and of every unit under it."""
        path = self.unit.path if self.unit else ""
        # An officer without a unit sees the units of nobody, not those of everybody.
        return sa.select(Unit.id).where(Unit.path.like(f"{path}%") if path else sa.false())


def _session(officer: Officer) -> sa.orm.Session:
    session = object_session(officer)
    if session is None:
        raise RuntimeError("an officer's permissions are read inside a session")
    return session


@event.listens_for(Officer, "expire")
def forget_grants(officer: Officer | None, _attributes: object) -> None:
    """Forget what was read of the roles: a commit may have changed them."""
    if officer is None:  # nobody holds the object any more
        return
    for name in ("grants", "scopes"):
        officer.__dict__.pop(name, None)
