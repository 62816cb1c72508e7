"""Where codes of the lists are kept: the rooms above name their columns, counts and merges read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.extensions import db


@dataclass(frozen=True, kw_only=True, eq=False)
class Use:
    """A column that holds codes of a list; ``where`` if it holds those of others too.

    ``derived`` is the code as it follows from a column that holds none itself: it is counted,
    and never written over.
    """

    list_code: str
    column: Any
    title: str
    where: Any = None
    derived: Any = None
    #: What else must be written where the code was: rows that are counted by it.
    after: Callable[[Session, sa.ColumnElement[bool]], None] | None = None

    @property
    def table(self) -> sa.Table:
        """The table that the column stands in."""
        return self.column.class_.__table__

    @property
    def code(self) -> Any:
        """The code, as it stands in the column or follows from it."""
        return self.column if self.derived is None else self.derived

    def holding(self, codes: Iterable[str] | None = None) -> sa.ColumnElement[bool]:
        """Return the condition under which a row holds a code of the list, or one of some."""
        held = self.code.is_not(None) if codes is None else self.code.in_(list(codes))
        return held if self.where is None else sa.and_(held, self.where)


_uses: dict[tuple[str, str], Use] = {}


def register(uses: Iterable[Use]) -> None:
    """Name columns; naming them again changes nothing."""
    for use in uses:
        _uses[use.list_code, str(use.column)] = use


def known() -> tuple[Use, ...]:
    """Return every column that was named."""
    return tuple(_uses.values())


def of(list_code: str) -> tuple[Use, ...]:
    """Return the columns that hold codes of a list."""
    return tuple(use for use in _uses.values() if use.list_code == list_code)


def counted(list_code: str, code: str | None = None) -> dict[str, dict[Use, int]]:
    """Return how often each code of a list is in use, column by column, with one statement."""
    uses = of(list_code)
    if not uses:
        return {}
    parts = [
        sa.select(sa.literal(place).label("place"), use.code.label("code"), sa.func.count())
        .where(use.holding(None if code is None else [code]))
        .group_by(use.code)
        for place, use in enumerate(uses)
    ]
    found: dict[str, dict[Use, int]] = {}
    for place, held, number in db.session.execute(sa.union_all(*parts)):
        found.setdefault(held, {})[uses[place]] = number
    return found


def move(list_code: str, code: str, to: str) -> dict[str, int]:
    """Write one code over another wherever it is kept; return how many rows of each column."""
    moved: dict[str, int] = {}
    for use in of(list_code):
        if use.derived is not None:
            continue
        statement = sa.update(use.table).where(use.holding([code])).values({use.column.key: to})
        moved[str(use.column)] = db.session.execute(statement).rowcount
        if use.after is not None and moved[str(use.column)]:
            use.after(db.session(), use.holding([to]))
    db.session.expire_all()
    return {column: number for column, number in moved.items() if number}
