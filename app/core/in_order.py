"""Tables joined in the order in which they are written."""

from typing import Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.selectable import Join


class InOrder(Join):
    """A join that SQLite walks from left to right; PostgreSQL weighs it like any other.

    Without statistics of an index SQLite guesses, and may read a whole table for each of a few
    thousand rows. A small table that leads to an index of a large one stands on the left.
    """

    inherit_cache = True


@compiles(InOrder, "sqlite")
def _in_order(element: InOrder, compiler: Any, **kw: Any) -> str:
    left, right = (
        compiler.process(side, **(kw | {"asfrom": True})) for side in (element.left, element.right)
    )
    kw.pop("asfrom", None)
    on = compiler.process(element.onclause, **kw)
    return f"{left} CROSS JOIN {right} ON {on}"
