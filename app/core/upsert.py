"""Writing a row unless it is there already: one statement, the same on both databases."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session


def insert_unless_there(
    session: Session, model: type[Any], values: dict[str, Any], *, unique: tuple[str, ...]
) -> bool:
    """Write a row and say so, unless a row with the same ``unique`` columns exists."""
    table: sa.Table = model.__table__
    kind = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    statement = kind.insert(table).values(**values).on_conflict_do_nothing(index_elements=unique)
    # What was written is asked for: the number of rows that PostgreSQL's driver tells is -1.
    written = session.execute(statement.returning(*table.primary_key))
    return written.first() is not None
