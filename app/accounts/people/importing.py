"""Accounts out of an Excel file: first what would happen, row by row; then all of it or nothing."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from flask import current_app
from flask_appbuilder.security.sqla.models import Role
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.accounts import limits, passwords, queries
from app.accounts.commands.officers import Person, facts, new_officer
from app.accounts.exclusive import conflict
from app.accounts.grants import Grant
from app.accounts.models import Officer, Unit
from app.accounts.people.user_names import USERNAME, USERNAME_RULE
from app.accounts.roles_desk.sentences import role_label
from app.accounts.subtree import units_managed_by
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.render.excel_read import MissingColumns, Problem, Sheet, read_sheet
from app.core.web.phones import why_no_phone
from app.extensions import db
from app.journal.commands import note

MOST_ROWS = 1_000
#: The columns of the template, in its order.
COLUMNS: Mapping[str, str] = {
    "username": N_("User name"),
    "full_name": N_("Full name"),
    "unit": N_("Unit"),
    "roles": N_("Roles"),
    "title": N_("Position"),
    "phone": N_("Telephone"),
}
_LONGEST = {"full_name": 64, "title": 60, "phone": 40}
_NEEDED = ("username", "full_name", "unit", "roles")
_OPTIONAL = ("title", "phone")
_BETWEEN_ROLES = re.compile("[,;/\n\u3001\uff0c\uff1b\uff0f]+")


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row of the file, and the account that it would open."""

    row: int
    values: dict[str, str]
    unit: Unit | None = None
    roles: tuple[Role, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def person(self) -> Person:
        """The account in the making; only a row without problems has one."""
        told = self.values
        if self.unit is None:
            raise ValueError(f"row {self.row} has no unit")
        return Person(
            told["username"].lower(),
            told["full_name"],
            self.unit,
            self.roles,
            told["title"],
            told["phone"],
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do; nothing has been written."""

    rows: list[PlannedRow] = field(default_factory=list)
    sheet: str = ""

    @property
    def problems(self) -> list[Problem]:
        """Everything that is wrong, in the order of the rows."""
        return [problem for row in self.rows for problem in row.problems]


def plan(data: bytes, by: Any) -> Plan:
    """Say what the file would do, and write nothing.

    :raises Invalid: if the file as a whole cannot be read.
    """
    sheet = _read(data)
    if not sheet.rows:
        raise Invalid(N_("The list is empty: no row is filled in."), field="file")
    return replace(plan_rows(sheet.rows, sheet.problems, by), sheet=sheet.title)


def plan_rows(
    rows: Sequence[tuple[int, dict[str, str]]], unreadable: Iterable[Problem], by: Any
) -> Plan:
    """Check the rows of a list against each other and against what there is."""
    known = _Known(by, [values["username"] for _number, values in rows])
    formulas: dict[int, list[Problem]] = {}
    for problem in unreadable:
        formulas.setdefault(problem.row, []).append(problem)
    return Plan([known.planned(number, told, formulas.get(number, [])) for number, told in rows])


def carry_out(plan: Plan, by: Any, *, secret: str) -> None:
    """Open all accounts of a plan, or none; the secret draws their passwords for one use.

    :raises Invalid: if the plan has problems, or a name was taken in the meantime.
    """
    try:
        _open(plan, by, secret)
    except IntegrityError as error:  # the same confirmation, pressed twice, came in between
        raise _no_longer_right(min(row.row for row in plan.rows)) from error


def _no_longer_right(row: int) -> Invalid:
    return Invalid(
        N_("Row %(row)s is no longer right: send the file again."), field="file", row=row
    )


@atomic
def _open(plan: Plan, by: Any, secret: str) -> None:
    names = [row.values["username"].lower() for row in plan.rows]
    gone = {problem.row for problem in plan.problems}
    taken = _taken(names)
    gone |= {row.row for row, name in zip(plan.rows, names, strict=True) if name in taken}
    if gone:
        raise _no_longer_right(min(gone))
    made = []
    for row in plan.rows:
        password = passwords.drawn(secret, row.person.username)
        made.append(new_officer(row.person, passwords.hashed_lightly(password), by=by))
    db.session.add_all(made)
    db.session.flush()
    for officer in made:
        about = ("Account", officer.id, officer.full_name)
        note("account.imported", about=about, by=by, unit_id=officer.unit_id, after=facts(officer))


# ---- reading ------------------------------------------------------------------------------------


def _read(data: bytes) -> Sheet:
    """Read the file by the headers of the reader's language, else of any other of ours."""
    try:
        return _read_by(data)
    except MissingColumns:
        for language in current_app.config["LANGUAGES"]:
            with force_locale(language):
                try:
                    return _read_by(data)
                except MissingColumns:
                    continue
        raise


def _read_by(data: bytes) -> Sheet:
    titles = {_(title): name for name, title in COLUMNS.items()}
    needed = [title for title, name in titles.items() if name not in _OPTIONAL]
    optional = [title for title, name in titles.items() if name in _OPTIONAL]
    sheet = read_sheet(data, needed, most=MOST_ROWS, optional=optional)
    rows = [
        (number, {titles[title]: text for title, text in values.items()})
        for number, values in sheet.rows
    ]
    problems = [
        Problem(one.row, titles[one.column], one.message, one.params) for one in sheet.problems
    ]
    return Sheet(rows, problems, sheet.title)


class _Known:
    """What the rows are checked against, read once for all of them."""

    def __init__(self, by: Any, usernames: Sequence[str]) -> None:
        names = [name.lower() for name in usernames]
        self.repeated = {name for name, times in Counter(names).items() if times > 1}
        self.taken = _taken(names)
        self.units = _units(by)
        every = queries.all_roles()
        self.roles = _roles(every)
        self.grants: dict[str, frozenset[Grant]] = queries.grants_of(every)
        self.offered = {role.id for role in limits.roles_offered(by, among=every)}

    def planned(self, number: int, told: dict[str, str], formulas: list[Problem]) -> PlannedRow:
        """Return a row with everything that is wrong with it."""
        found: list[Problem] = list(formulas)
        silent = {problem.column for problem in formulas}

        def say(column: str, message: str, **params: Any) -> None:
            if column not in silent:
                found.append(Problem(number, column, message, params))

        for column in _NEEDED:
            if not told[column]:
                say(column, N_("This must be filled in."))
        for column, most in _LONGEST.items():
            if len(told[column]) > most:
                say(column, N_("At most %(most)s characters."), most=most)
        self._check_name(told["username"], say)
        if told["phone"] and (why := why_no_phone(told["phone"])):
            say("phone", why[0], **why[1])
        unit = self._unit(told["unit"], say)
        held = self._held(told["roles"], say)
        found.sort(key=lambda problem: list(COLUMNS).index(problem.column))
        return PlannedRow(number, told, unit, held, tuple(found))

    def _check_name(self, name: str, say: Any) -> None:
        if not name:
            return
        if not USERNAME.fullmatch(name):
            say("username", USERNAME_RULE)
        if name.lower() in self.repeated:
            say("username", N_("This user name stands in the list twice."))
        if name.lower() in self.taken:
            say("username", N_("This user name is taken."))

    def _unit(self, text: str, say: Any) -> Unit | None:
        found = self.units.get(_key(text), []) if text else []
        if len(found) == 1:
            return found[0]
        if found:
            say("unit", N_("Several units are called so; write the full name or the code."))
        elif text:
            say("unit", N_("There is no such unit among those that you manage."))
        return None

    def _held(self, text: str, say: Any) -> tuple[Role, ...]:
        held: list[Role] = []
        for name in filter(None, (part.strip() for part in _BETWEEN_ROLES.split(text))):
            role = self.roles.get(_key(name))
            if role is None:
                say("roles", N_("There is no role “%(role)s”."), role=name)
            elif role.id not in self.offered:
                say("roles", limits.ONLY_AT_THE_TOP, role=role.name)
            elif role not in held:
                held.append(role)
        pair = conflict({role.name: self.grants[role.name] for role in held})
        if pair:
            message = N_("One person must not be both “%(first)s” and “%(second)s”.")
            say("roles", message, first=pair[0], second=pair[1])
        return tuple(held)


def _taken(names: Sequence[str]) -> set[str]:
    known = sa.func.lower(Officer.username)
    return set(db.session.scalars(sa.select(known).where(known.in_(names))))


def _units(by: Any) -> dict[str, list[Unit]]:
    managed = sa.true() if by is None else units_managed_by(by)
    units: dict[str, list[Unit]] = {}
    for unit in db.session.scalars(sa.select(Unit).where(Unit.active, managed).order_by(Unit.id)):
        for word in {_key(unit.name), _key(unit.short_name), _key(unit.code)} - {""}:
            units.setdefault(word, []).append(unit)
    return units


def _roles(roles: Sequence[Role]) -> dict[str, Role]:
    """Return the roles by their names, in whichever of our languages a file writes them."""
    named = {_key(role.name): role for role in roles}
    for language in current_app.config["LANGUAGES"]:
        with force_locale(language):
            named |= {_key(role_label(role.name)): role for role in roles}
    return named


def _key(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text or "").split()).casefold()
