"""Who can be chosen as a successor or a deputy: what the search fields of both offer and show."""

from dataclasses import dataclass, field

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role, assoc_user_role
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload, selectinload

from app.accounts import queries
from app.accounts.choices import Choice
from app.accounts.deputies import RESERVED
from app.accounts.exclusive import conflict
from app.accounts.models import Officer, RoleScope
from app.accounts.roles_desk.sentences import role_label
from app.accounts.subtree import officers_managed_by
from app.core.pinyin import initials
from app.extensions import db
from app.leaving.queries import OpenWork, tied_to_unit

LIMIT = 20
Condition = sa.ColumnElement[bool]


@dataclass(frozen=True)
class Candidates:
    """The people of one question.

    ``known`` are all whom it may be asked of: whoever of them cannot be chosen is refused with the
    reason. ``able`` are offered; those with a role of the officer's come first.
    """

    officer: Officer
    known: Condition
    able: Condition
    #: Who was looked up: checking, drawing and acting all ask for the same one.
    asked: dict[str, Officer | None] = field(default_factory=dict)

    def found(self, text: str = "", *, limit: int = LIMIT) -> list[Choice]:
        """Return who can be chosen, found by name, initials or user name."""
        return [self._choice(one) for one in self._read(text, self.able, limit)]

    def shown(self, id_: str) -> str | None:
        """Return the words for somebody known, or None."""
        one = self.chosen(id_)
        return self._choice(one).path if one else None

    def chosen(self, id_: str | None) -> Officer | None:
        """Return somebody known by his id."""
        if not (id_ and id_.isascii() and id_.isdecimal() and len(id_) < 10):
            return None
        if id_ not in self.asked:
            self.asked[id_] = next(iter(self._read("", Officer.id == int(id_), 1)), None)
        return self.asked[id_]

    def meant(self, text: str) -> str | None:
        """Return the id of the one whose name or user name was typed, or None."""
        exact = sa.or_(Officer.full_name == text, Officer.username == text.lower())
        found = self._read("", exact, 2)
        return str(found[0].id) if len(found) == 1 else None

    def _read(self, text: str, condition: Condition, limit: int) -> list[Officer]:
        alike = sa.exists().where(
            assoc_user_role.c.user_id == Officer.id,
            assoc_user_role.c.role_id.in_([role.id for role in self.officer.roles]),
        )
        query = (
            sa.select(Officer)
            .where(self.known, condition, self._named(text.strip()))
            .options(selectinload(Officer.roles), joinedload(Officer.unit))
            .order_by(
                sa.case((Officer.unit_id == self.officer.unit_id, 0), else_=1),
                sa.case((alike, 0), else_=1),
                Officer.full_name,
                Officer.id,
            )
        )
        return list(db.session.scalars(query.limit(limit)))

    def _named(self, text: str) -> Condition:
        if not text:
            return sa.true()
        ways = [
            Officer.full_name.contains(text, autoescape=True),
            Officer.username.startswith(text.lower(), autoescape=True),
        ]
        if text.isascii() and text.isalpha():
            people = db.session.execute(
                sa.select(Officer.id, Officer.full_name).where(self.known, self.able)
            )
            begun = [id_ for id_, name in people if initials(name).startswith(text.lower())]
            ways.append(Officer.id.in_(begun[:LIMIT]))
        return sa.or_(*ways)

    def _choice(self, one: Officer) -> Choice:
        roles = _(", ").join(role_label(role.name) for role in one.roles)
        elsewhere = one.unit if one.unit_id != self.officer.unit_id else None
        unit = [elsewhere.called] if elsewhere else []
        told = " · ".join([f"{one.full_name} ({one.username})", *unit, roles])
        return Choice(str(one.id), told, told)


def deputies(officer: Officer) -> Candidates:
    """Return who can sit in the officer's seat, as ``refuse_pair`` judges it."""
    known = sa.and_(
        Officer.unit_id == officer.unit_id, Officer.active.is_(True), Officer.id != officer.id
    )
    every = queries.all_roles()
    grants = queries.grants_of(every)
    own = {role.name: grants[role.name] for role in officer.roles}
    apart = [role for role in every if conflict({**own, role.name: grants[role.name]})]
    able = [sa.not_(_holds(apart))]
    able += [_holds([role]) for role in officer.roles if role.name in RESERVED]
    if any(("read", "Accusation") in held for held in own.values()):
        able.append(queries.somebody_who_may("read", "Accusation"))
    return Candidates(officer, known, sa.and_(*able))


def successors(officer: Officer, work: OpenWork, by: Officer) -> Candidates:
    """Return who can take over: colleagues; where nothing binds to the unit, the subtree too."""
    near = Officer.unit_id == officer.unit_id
    if officer.unit_id is not None and not tied_to_unit(officer, work):
        near = sa.or_(near, officers_managed_by(by))
    known = sa.and_(near, Officer.active.is_(True), Officer.id != officer.id)
    able: list[Condition] = [sa.true()]
    if work.accusations or officer.may("read", "Accusation"):
        seeing = sa.select(RoleScope.role_id).where(RoleScope.scope == "accusations")
        carriers = sa.select(assoc_user_role.c.user_id).where(assoc_user_role.c.role_id.in_(seeing))
        able += [queries.somebody_who_may("read", "Accusation"), Officer.id.in_(carriers)]
    if work.petitions:
        able.append(queries.somebody_who_may("read", "Petition"))
    if work.submissions:
        able.append(queries.somebody_who_may("return_submission", "Petition"))
    return Candidates(officer, known, sa.and_(*able))


def _holds(roles: list[Role]) -> Condition:
    return sa.exists().where(
        assoc_user_role.c.user_id == Officer.id,
        assoc_user_role.c.role_id.in_([role.id for role in roles]),
    )
