"""Paging by key: a page begins after a row, not after a number of rows, so each costs the same."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import Session

Row = TypeVar("Row")


@dataclass(frozen=True)
class Order:
    """By which column a list is ordered; rows of the same value by their id."""

    column: Any
    id: Any
    descending: bool = True


@dataclass(frozen=True)
class Place:
    """Where the reader stands: behind a row, before one, or at the beginning; how far he sees."""

    after: str | None = None
    before: str | None = None
    size: int = 20


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page: its rows and the keys of the next and the previous page."""

    rows: list[Row]
    next_key: str | None
    previous_key: str | None


def key_page(session: Session, query: sa.Select[Any], order: Order, place: Place) -> Page[Any]:
    """Return the rows of one page of a query for one model.

    A key that no page handed out begins the list anew.
    """
    backward = place.before is not None
    key = _read_key(place.before or place.after, order.column)
    descending = order.descending != backward
    if key is not None:
        query = query.where(_beyond(order, key, descending=descending))
    columns = (order.column, order.id)
    query = query.add_columns(order.column.label("sort_key"), order.id.label("sort_id"))
    query = query.order_by(*(c.desc() if descending else c.asc() for c in columns))
    rows = session.execute(query.limit(place.size + 1)).all()
    more, found = len(rows) > place.size, list(rows[: place.size])
    if backward:
        found.reverse()
    keys = [_write_key(row.sort_key, row.sort_id) for row in found]
    has_next, has_previous = (True, more) if backward else (more, key is not None)
    return Page(
        rows=[row[0] for row in found],
        next_key=keys[-1] if keys and has_next else None,
        previous_key=keys[0] if keys and has_previous else None,
    )


def _beyond(order: Order, key: tuple[Any, int], *, descending: bool) -> ColumnElement[bool]:
    value, row_id = key
    if descending:
        further, same = order.column < value, order.id < row_id
    else:
        further, same = order.column > value, order.id > row_id
    return sa.or_(further, sa.and_(order.column == value, same))


def _write_key(value: Any, row_id: int) -> str:
    return f"{value.isoformat() if hasattr(value, 'isoformat') else value}~{row_id}"


def _read_key(text: str | None, column: Any) -> tuple[Any, int] | None:
    value, _, row_id = (text or "").rpartition("~")
    try:
        return _typed(column.type, value), _number(row_id)
    except (ValueError, OverflowError):
        return None


def _typed(kind: Any, text: str) -> Any:
    if isinstance(kind, sa.Date):
        return date.fromisoformat(text)
    if isinstance(kind, sa.Integer):
        return _number(text)
    if isinstance(kind, sa.String):
        return text
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError("an instant has a zone")
    return instant.astimezone(UTC)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise ValueError("not a number that a page handed out")
    return int(text)
