"""What the pages of the roles show: permissions by desk, differences, holders."""

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role, assoc_user_role
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from app.accounts import queries
from app.accounts.exclusive import reads_petitions, touches_exclusion
from app.accounts.grants import Grant
from app.accounts.last_administrator import KEYS, LastAdministrator
from app.accounts.models import SCOPES, Officer, SeededRole, Unit
from app.accounts.roles_desk.desks import DESKS, desk_of, place_of
from app.accounts.roles_desk.sentences import role_label, sees, sentence
from app.accounts.subtree import officers_managed_by
from app.core.errors import DomainError, Stale
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db

SHOWN = 20


@dataclass(frozen=True)
class Line:
    """One permission on a page."""

    value: str
    text: str
    held: bool = True
    other: bool = False


@dataclass(frozen=True)
class Group:
    """The permissions of one desk."""

    code: str
    title: str
    lines: list[Line]

    @property
    def held(self) -> int:
        """How many of them are held."""
        return sum(line.held for line in self.lines)


def grouped(
    grants: Iterable[Grant],
    held: frozenset[Grant] = frozenset(),
    other: frozenset[Grant] = frozenset(),
) -> list[Group]:
    """Return permissions by desk, in the order of the work; what stands at no desk is left out."""
    at: dict[str, list[Grant]] = {desk: [] for desk in DESKS}
    for grant in grants:
        desk = desk_of(*grant)
        if desk is not None:
            at[desk].append(grant)
    return [
        Group(
            desk,
            _(DESKS[desk]),
            [
                Line(as_value(grant), sentence(grant), grant in held, grant in other)
                for grant in sorted(found, key=place_of)
            ],
        )
        for desk, found in at.items()
        if found
    ]


def as_value(grant: Grant) -> str:
    """Return a permission as a form sends it."""
    return ":".join(grant)


def as_grant(value: str) -> Grant:
    """Read a permission that a form sent."""
    verb, _colon, noun = value.partition(":")
    return verb, noun


def blamed(error: DomainError, before: frozenset[Grant], after: frozenset[Grant]) -> set[Grant]:
    """Return the permissions because of which a change was refused: taken, or newly chosen."""
    if isinstance(error, LastAdministrator):
        return {key for key in KEYS if key in before - after}
    if isinstance(error, Stale) or error.field:
        return set()
    return {grant for grant in after - before if touches_exclusion(grant)}


def finds_nothing(grants: frozenset[Grant], scopes: frozenset[str]) -> bool:
    """Say whether a role works on petitions and sees none."""
    return reads_petitions(grants) and not scopes - {"counts"}


def who_changes_roles() -> str:
    """Return who may change roles, with their telephones: a few people at the office at the top."""
    top = sa.select(sa.func.min(Unit.id)).scalar_subquery()
    found = db.session.scalars(
        sa.select(Officer)
        .where(queries.somebody_who_may("edit", "Role"), Officer.unit_id == top)
        .order_by(Officer.id)
        .limit(3)
    )
    names = (f"{one.full_name} {one.phone}".strip() for one in found)
    return _(", ").join(names)


def scope_sentences(scopes: Iterable[str]) -> list[str]:
    """Return how far a role sees, in the order in which scopes are offered."""
    given = set(scopes)
    return [sees(scope) for scope in SCOPES if scope in given]


@dataclass(frozen=True)
class Difference:
    """What a change gives and what it takes away."""

    added: list[Group]
    taken: list[Group]
    scopes_added: list[str]
    scopes_taken: list[str]

    @property
    def anything(self) -> bool:
        """Say whether there is any difference at all."""
        return bool(self.added or self.taken or self.scopes_added or self.scopes_taken)


def difference(
    before: tuple[frozenset[Grant], frozenset[str]], after: tuple[frozenset[Grant], frozenset[str]]
) -> Difference:
    """Return what differs between two contents of a role."""
    return Difference(
        grouped(after[0] - before[0]),
        grouped(before[0] - after[0]),
        scope_sentences(after[1] - before[1]),
        scope_sentences(before[1] - after[1]),
    )


@dataclass(frozen=True)
class Compared:
    """Two roles side by side; a pair says which of the two has it."""

    scopes: list[Line]
    groups: list[Group]
    only_first: int
    only_second: int
    both: int


def compared(first: Role, second: Role, *, everything: str = "") -> Compared:
    """Return what two roles may do: only where they differ, or all of it."""
    held = queries.grants_of([first, second])
    one, two = held[first.name], held[second.name]
    sees_one, sees_two = queries.scopes_of(first), queries.scopes_of(second)
    wanted = one | two if everything else one ^ two
    scopes = sees_one | sees_two if everything else sees_one ^ sees_two
    return Compared(
        [Line(it, sees(it), it in sees_one, it in sees_two) for it in SCOPES if it in scopes],
        grouped(wanted, one, two),
        len(one - two),
        len(two - one),
        len(one & two),
    )


def role_choices() -> list[tuple[str, str]]:
    """Return the roles with their names in the reader's language."""
    return [(str(role.id), role_label(role.name)) for role in queries.all_roles()]


def built_in_ids() -> set[int]:
    """Return the ids of the roles that the product brings."""
    return set(db.session.scalars(sa.select(SeededRole.role_id)))


def holders(role: Role, *, within: Officer, where: Place) -> Page[Officer]:
    """Return one page of those who have a role, out of the accounts that somebody manages."""
    query = (
        sa.select(Officer)
        .options(joinedload(Officer.unit))
        .where(Officer.id.in_(_carriers(role)), officers_managed_by(within))
    )
    return key_page(db.session(), query, Order(Officer.id, Officer.id, descending=False), where)


def count_holders(role: Role, *, within: Officer) -> tuple[int, int]:
    """Return how many people have a role, and how many of them somebody manages."""
    mine = sa.case((officers_managed_by(within), 1))
    query = sa.select(sa.func.count(Officer.id), sa.func.count(mine))
    row = db.session.execute(query.where(Officer.id.in_(_carriers(role)))).one()
    return row[0], row[1]


def _carriers(role: Role) -> sa.Select[int]:
    people = assoc_user_role.c
    return sa.select(people.user_id).where(people.role_id == role.id)
