"""All lamps at once: when their figures change, every petition's days are set anew."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from app.extensions import db
from app.petitions.models import Petition
from app.petitions.rules import LAMP_SETTINGS, lamp_figures
from app.settings.commands import after_change


def relight_all() -> None:
    """Write for every running lamp when it turns yellow and orange, in one statement.

    The same figures as ``deadlines.amber_days``. Nobody's version of a file grows by it: what an
    officer has open is not changed, only its colour.
    """
    figures, due = lamp_figures(), Petition.lamp_due_on
    length = _DaysBetween(Petition.lamp_started_on, due)
    yellow = _least(figures.yellow_days, _below(length * figures.yellow_share))
    orange = _least(figures.orange_days, _below(length * figures.orange_share))
    db.session.flush()
    db.session.execute(
        sa.update(Petition)
        .where(due.is_not(None))
        .values(lamp_yellow_on=_DaysBefore(due, yellow), lamp_orange_on=_DaysBefore(due, orange)),
        execution_options={"synchronize_session": False},
    )
    db.session.expire_all()


def _below(hundredths: ColumnElement[int]) -> ColumnElement[int]:
    return (hundredths + 99) // 100 - 1


def _least(figure: int, days: ColumnElement[int]) -> ColumnElement[int]:
    return sa.case((days > figure, figure), else_=days)


class _DaysBetween(FunctionElement[int]):
    """How many days there are from one day to a later one."""

    type = sa.Integer()
    inherit_cache = True


class _DaysBefore(FunctionElement[Any]):
    """The day that is so many days before another."""

    type = sa.Date()
    inherit_cache = True


@compiles(_DaysBetween, "sqlite")
def _between_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    first, last = (compiler.process(one, **kw) for one in element.clauses)
    return f"CAST(julianday({last}) - julianday({first}) AS INTEGER)"


@compiles(_DaysBetween)
def _between(element: Any, compiler: Any, **kw: Any) -> str:
    first, last = (compiler.process(one, **kw) for one in element.clauses)
    return f"({last} - {first})"


@compiles(_DaysBefore, "sqlite")
def _before_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    day, days = (compiler.process(one, **kw) for one in element.clauses)
    return f"date({day}, -({days}) || ' days')"


@compiles(_DaysBefore)
def _before(element: Any, compiler: Any, **kw: Any) -> str:
    day, days = (compiler.process(one, **kw) for one in element.clauses)
    return f"({day} - ({days}))"


def register() -> None:
    """Follow the settings of the lamps."""
    after_change(LAMP_SETTINGS, relight_all)
