"""Indexes that only one of the two databases has: their planners walk in other orders."""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa


def only_on(dialect: str, name: str, *columns: str) -> sa.Index:
    """Return an index that is made on one database."""
    return sa.Index(name, *columns, info={"only": dialect}).ddl_if(dialect=dialect)


def has(dialect: str) -> Callable[..., bool]:
    """Return what Alembic asks: whether a database of a kind has a thing of the models."""

    def asked(item: Any, _name: str, kind: str, reflected: bool, _other: Any) -> bool:
        only = None if reflected or kind != "index" else item.info.get("only")
        return only in (None, dialect)

    return asked
