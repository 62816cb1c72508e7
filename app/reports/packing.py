"""By what rows are grouped: which of the days asked for hold one, and its place, as one text."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.sql.operators import ColumnOperators

from app.reports.asked import Asked
from app.reports.axes import Axis
from app.reports.period import Period, cut

#: Stands between the things that a row is sorted by; in none of them.
SEPARATOR = "\x1f"


def packed(*values: ColumnElement[Any]) -> ColumnElement[str]:
    """Return values as one text: to sort rows by one costs half of sorting by six."""
    first, *others = values
    text: ColumnElement[str] = sa.cast(first, sa.String)
    for one in others:
        text = text.concat(SEPARATOR).concat(sa.cast(one, sa.String))
    return text


def grouped(by: Mapping[str, Any], **counts: ColumnElement[Any]) -> sa.Select[Any]:
    """Select counts by columns; a text or None among these is the same for all rows.

    Grouped by place: the same expression with other parameters is another one to PostgreSQL.
    """
    fixed = {name: _fixed(one) for name, one in by.items() if one is None or isinstance(one, str)}
    columns = [value.label(name) for name, value in (dict(by) | fixed | counts).items()]
    places = (str(place) for place, name in enumerate(by, 1) if name not in fixed)
    return sa.select(*columns).group_by(*map(sa.literal_column, places))


def _fixed(value: str | None) -> ColumnElement[Any]:
    return sa.null() if value is None else sa.cast(sa.literal(value), sa.String)


class Segment(NamedTuple):
    """Rows on which the same lines and questions stand: of some days, or in some state."""

    condition: ColumnElement[bool]
    held: str | ColumnElement[str]
    #: The line of an axis of days; None where the line is asked of each row.
    line: str | ColumnElement[str] | None


def segments(asks: Sequence[Asked], axis: Axis, day: Any) -> list[Segment]:
    """Cut the days asked for where any span begins or ends, so that no row is asked which hold it.

    What stands at the end of a span has no day: each span is a segment of its own there, in as
    many ways as it can stand. Of ``held`` each figure is a question, of ``line`` a span.
    """
    spans = [span for _name, span in axis.spans]
    if spans and len(asks) > 1:
        raise ValueError("lines that are spans have no year before beside them")
    counted = spans or [one.period for one in asks]
    if isinstance(day, ColumnOperators):
        found: list[tuple[Any, str]] = [
            (day.between(one.since, one.until), _marks(one.since, counted)) for one in cut(counted)
        ]
    else:
        found = [
            (way, "".join("01"[other == place] for other in range(len(counted))))
            for place, one in enumerate(counted)
            for way in day.ways(one.until)
        ]
    return [
        Segment(way, "1", marks) if spans else Segment(way, marks, None) for way, marks in found
    ]


def _marks(day: date, spans: Sequence[Period]) -> str:
    return "".join("01"[one.since <= day <= one.until] for one in spans)


def joined(parts: Sequence[Segment]) -> Segment:
    """Return segments as one, in which each row is asked where it stands."""
    held = sa.case(*((one.condition, one.held) for one in parts), else_="")
    line = None
    if parts[0].line is not None:
        line = sa.case(*((one.condition, one.line) for one in parts), else_="")
    return Segment(sa.or_(*(one.condition for one in parts)), held, line)
