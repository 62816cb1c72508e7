"""Counts what was done about petitions: by their placings first, then by what these tell.

A limit carries the placing of its petition (``petitions/models/placing.py``), so the petition need
not be looked up. The conditions of scope and source are written for petitions; here they are asked
of the row and its placing. What a placing does not hold is asked of the petition itself.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.sql import visitors

from app.petitions.models import Petition, Placing
from app.petitions.models.placing import PLACED
from app.reports.asked import Asked
from app.reports.axes import Axis
from app.reports.packing import Segment, grouped, joined, packed, segments
from app.reports.records import Rows, rows_of

_PETITION = Petition.__table__


@dataclass(frozen=True)
class _Question:
    """What is asked of rows: under which conditions, of which days, on which lines."""

    conditions: Sequence[ColumnElement[bool]]
    asks: Sequence[Asked]
    axis: Axis
    names: Collection[str]

    @property
    def apart(self) -> bool:
        """Whether a placing does not tell the line, so that it is asked of each row."""
        return not (self.axis.spans or _columns(self.axis.by) <= set(PLACED))

    @property
    def beside(self) -> list[str]:
        """Which columns of a petition are asked for that a placing does not hold."""
        asked = set().union(*map(_columns, (self.axis.by, *self.conditions)))
        return sorted(asked - {"id", *PLACED})


def by_placing(
    conditions: Sequence[ColumnElement[bool]],
    asks: Sequence[Asked],
    axis: Axis,
    names: Collection[str],
    traits: Sequence[ColumnElement[str] | str],
) -> sa.Select[Any]:
    """Select so many rows of some names, by line and traits; "what" among these is their name."""
    question, placing = _Question(conditions, asks, axis, names), Placing.__table__
    parts = (part for rows in rows_of(names) for part in _counted(rows, question))
    found = sa.union_all(*parts).subquery("found")
    one = found.c
    told = axis.spans or question.apart
    line = one.line if told else _asked_of(placing, axis.by)
    values = [one.what if isinstance(each, str) else _asked_of(placing, each) for each in traits]
    text, nothing = packed(one.held, line, *values), sa.null()
    rows, days = sa.func.sum(one.rows), sa.func.sum(one.days)
    columns: list[Any] = [text, nothing, rows, nothing, days]
    query = sa.select(*columns).join_from(found, Placing, one.placing_id == Placing.id)
    return query.group_by(sa.literal_column("1"))


_NO_DAYS = sa.cast(sa.null(), sa.Integer)


def _counted(rows: Rows, question: _Question) -> Iterable[sa.Select[Any]]:
    """Count the rows of each segment by their placing, and by what these do not tell."""
    record = _records(rows, question.beside)
    one = record.c
    line = _asked_of(record, question.axis.by) if question.apart else ""
    days = _NO_DAYS if rows.days is None else sa.func.sum(one.days)
    said = () if rows.whole else (one.what.in_(question.names),)
    asked = [_asked_of(record, condition) for condition in question.conditions]
    for part in _parts(rows, question, one.day):
        by = {
            "placing_id": one.placing_id,
            "what": rows.what if isinstance(rows.what, str) else one.what,
            "held": part.held,
            "line": line if part.line is None else part.line,
        }
        yield grouped(by, rows=sa.func.count(), days=days).where(part.condition, *said, *asked)


def _parts(rows: Rows, question: _Question, day: Any) -> list[Segment]:
    """Return the segments of the days; of few rows, none of which its placing finds, only one."""
    found = segments(question.asks, question.axis, day)
    return found if rows.carries or len(found) == 1 else [joined(found)]


def _records(rows: Rows, beside: Iterable[str]) -> sa.Subquery:
    """Return rows as if they were petitions: with the columns that conditions are asked of."""
    columns = [
        rows.table.petition_id.label("id"),
        Placing.id.label("placing_id"),
        *(getattr(Placing, name) for name in PLACED),
        *(getattr(Petition, name) for name in beside),
    ]
    tables = rows.placed(petition=bool(beside))
    found = sa.select(*columns, *rows.columns()).select_from(tables)
    return found.where(*rows.conditions).subquery("record")


def _of_petition(element: Any) -> bool:
    return isinstance(element, sa.Column) and element.table.name == _PETITION.name


def _columns(expression: ColumnElement[Any]) -> set[str]:
    """Return which columns of a petition an expression asks for."""
    parts: Iterable[Any] = visitors.iterate(expression)
    return {one.name for one in parts if _of_petition(one)}


def _asked_of(rows: Any, expression: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return an expression that is written for petitions, asked of rows with the same columns."""

    def instead(element: Any, **_unused: Any) -> Any:
        if isinstance(element, sa.Table) and element.name == _PETITION.name:
            return rows
        return rows.c[element.name] if _of_petition(element) else None

    return visitors.replacement_traverse(expression, {}, instead)
