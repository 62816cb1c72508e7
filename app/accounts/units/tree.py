"""The tree of units as pages draw it, and the questions about who stands above and below."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from app.accounts.choices import unit_matches
from app.accounts.models import Officer, Unit
from app.accounts.subtree import units_managed_by
from app.extensions import db

#: With more units than this, a page shows two storeys at a time and leads on to the rest.
WHOLE = 400
STOREYS = 2


@dataclass
class Branch:
    """A unit in the tree with the units below it."""

    id: int
    name: str
    code: str
    kind: str
    level: int
    active: bool
    parent_id: int | None
    path: str
    people: int
    found: bool
    below: list["Branch"] = field(default_factory=list)
    #: How many units stand below that this page does not draw.
    hidden: int = 0


def managed_unit(officer: Any, unit_id: int | None) -> Unit | None:
    """Return a unit of the officer's own subtree, or None."""
    if unit_id is None:
        return None
    return db.session.scalar(sa.select(Unit).where(Unit.id == unit_id, units_managed_by(officer)))


def tree_of(
    officer: Any, *, text: str = "", retired: bool = False, under: int | None = None
) -> list[Branch]:
    """Return the managed units as a tree; with words, what they find and what stands above it."""
    rows = _rows(officer, text, retired=retired, under=under)
    branches = {row.id: Branch(**row._mapping) for row in rows}
    if text:
        branches = _with_their_line(branches)
    roots: list[Branch] = []
    for branch in branches.values():
        parent = branches.get(branch.parent_id or 0)
        (parent.below if parent else roots).append(branch)
    if len(branches) > WHOLE and not text:
        _cut(roots, STOREYS)
    return roots


def _rows(officer: Any, text: str, *, retired: bool, under: int | None) -> list[Any]:
    people = (
        sa.select(sa.func.count(Officer.id))
        .where(Officer.unit_id == Unit.id, Officer.active.is_(True))
        .scalar_subquery()
    )
    query = (
        sa.select(
            *(Unit.id, Unit.name, Unit.code, Unit.kind, Unit.level, Unit.active),
            *(Unit.parent_id, Unit.path, people.label("people")),
            unit_matches(text).label("found"),
        )
        .where(units_managed_by(officer))
        .order_by(Unit.position, Unit.id)
    )
    if not retired:
        query = query.where(Unit.active)
    root = managed_unit(officer, under)
    if root is not None:
        query = query.where(Unit.path.startswith(root.path, autoescape=True))
    return list(db.session.execute(query))


def _with_their_line(branches: dict[int, Branch]) -> dict[int, Branch]:
    kept: set[int] = set()
    for branch in branches.values():
        if branch.found:
            kept.update(int(id_) for id_ in branch.path.split("/") if id_)
    return {id_: branch for id_, branch in branches.items() if id_ in kept}


def _cut(branches: list[Branch], storeys: int) -> None:
    for branch in branches:
        if storeys == 1:
            branch.hidden, branch.below = len(branch.below), []
        else:
            _cut(branch.below, storeys - 1)


def counts_below(unit: Unit) -> tuple[int, int]:
    """Return how many units in use stand below a unit, and how many accounts it has with them."""
    inside = Unit.path.startswith(unit.path, autoescape=True)
    below = sa.select(sa.func.count(Unit.id)).where(inside, Unit.active, Unit.id != unit.id)
    people = sa.select(sa.func.count(Officer.id)).join(Unit, Officer.unit_id == Unit.id)
    row = db.session.execute(
        sa.select(below.scalar_subquery(), people.where(inside).scalar_subquery())
    ).one()
    return row[0], row[1]


def children_of(parent_id: int | None) -> list[Unit]:
    """Return the active units directly below, in their order."""
    return list(
        db.session.scalars(
            sa.select(Unit)
            .where(Unit.parent_id == parent_id, Unit.active)
            .order_by(Unit.position, Unit.id)
        )
    )


def line_above(unit: Unit | None) -> list[Unit]:
    """Return a unit and those above it, the highest first."""
    ids = [int(id_) for id_ in unit.path.split("/") if id_] if unit else []
    found = {one.id: one for one in db.session.scalars(sa.select(Unit).where(Unit.id.in_(ids)))}
    return [found[id_] for id_ in ids if id_ in found]


def ids_below(unit: Unit) -> list[int]:
    """Return the ids of a unit and of all below it."""
    return list(
        db.session.scalars(
            sa.select(Unit.id).where(Unit.path.startswith(unit.path, autoescape=True))
        )
    )


def officers_in(unit_ids: Collection[int]) -> list[Officer]:
    """Return the officers of some units, locked ones too."""
    return list(
        db.session.scalars(
            sa.select(Officer)
            .where(Officer.unit_id.in_(list(unit_ids)))
            .order_by(Officer.full_name, Officer.id)
        )
    )


def reviewed_by(unit_ids: Collection[int]) -> list[Unit]:
    """Return the units whose review or re-examination lies with one of some units."""
    ids = list(unit_ids)
    return list(
        db.session.scalars(
            sa.select(Unit)
            .where(
                Unit.active,
                sa.or_(Unit.review_unit_id.in_(ids), Unit.re_examination_unit_id.in_(ids)),
                Unit.id.not_in(ids),
            )
            .order_by(Unit.id)
        )
    )


def predecessors_of(unit_id: int | None) -> sa.Select[Any]:
    """Select the id of a unit and of every unit that it succeeded, however long ago."""
    start = sa.select(Unit.id).where(Unit.id == unit_id).cte(recursive=True)
    line = start.union(sa.select(Unit.id).join(start, Unit.successor_id == start.c.id))
    return sa.select(line.c.id)
