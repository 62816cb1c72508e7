"""Reckoning with days inside a statement, on either database."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class DaysBetween(FunctionElement[int]):
    """How many days there are from one day to a later one."""

    type = sa.Integer()
    inherit_cache = True


class DaysBefore(FunctionElement[Any]):
    """The day that is so many days before another."""

    type = sa.Date()
    inherit_cache = True


def within_months(first: Any, last: Any, months: Any) -> sa.ColumnElement[bool]:
    """Return the condition that a later day lies at most so many months behind a first one.

    The same day of the month is in; where that month has no such day its last day is in.
    """
    apart, day, later = _apart(first, last)
    return sa.or_(apart < months, sa.and_(apart == months, later <= day))


def months_apart(first: Any, last: Any, months: Any) -> sa.ColumnElement[bool]:
    """Return the condition that a later day lies so many whole months behind a first one or more.

    They are whole on the same day of the month; where it has none, on the first of the next.
    """
    apart, day, later = _apart(first, last)
    return sa.or_(apart > months, sa.and_(apart == months, later >= day))


def _apart(first: Any, last: Any) -> tuple[Any, Any, Any]:
    """Return how many months two days lie apart, and the day of the month of both."""
    year, month, day = ([sa.extract(part, one) for one in (first, last)] for part in _PARTS)
    return 12 * (year[1] - year[0]) + month[1] - month[0], day[0], day[1]


_PARTS = ("year", "month", "day")


@compiles(DaysBetween, "sqlite")
def _between_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    first, last = (compiler.process(one, **kw) for one in element.clauses)
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"


@compiles(DaysBetween)
def _between(element: Any, compiler: Any, **kw: Any) -> str:
    first, last = (compiler.process(one, **kw) for one in element.clauses)
    return f"({last} - {first})"


@compiles(DaysBefore, "sqlite")
def _before_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    day, days = (compiler.process(one, **kw) for one in element.clauses)
    return f"date({day}, -({days}) || ' days')"


@compiles(DaysBefore)
def _before(element: Any, compiler: Any, **kw: Any) -> str:
    day, days = (compiler.process(one, **kw) for one in element.clauses)
    return f"({day} - ({days}))"
