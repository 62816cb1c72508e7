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
