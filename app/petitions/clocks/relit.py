"""The lamps of many files at once, when a statement rather than an officer moved their limits."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from app.extensions import db
from app.petitions.clocks.running import lamp_columns
from app.petitions.limits.book import rule_set
from app.petitions.models import Clock, Petition
from app.petitions.rules import lamp_figures

BATCH = 2_000
_QUIETLY = {"synchronize_session": False}


def relight_several(touched: sa.Select[Any]) -> None:
    """Keep the lamps of the touched files equal to their earliest running duties.

    Their versions grow: who is at work on one of them finds that it changed.
    """
    running = db.session.execute(
        sa.select(
            Clock.petition_id,
            Clock.due_on,
            Clock.code,
            Clock.started_on,
            Clock.provisional,
            Clock.rule_set,
        )
        .where(Clock.stopped_on.is_(None), Clock.petition_id.in_(touched))
        .order_by(Clock.petition_id, Clock.due_on, Clock.code, Clock.id)
    )
    figures = lamp_figures()
    lamps = [
        {"petition": petition_id, **lamp_columns(code, started_on, due_on, provisional, figures)}
        for petition_id, due_on, code, started_on, provisional, _rules in _first_of_each(running)
    ]
    table = sa.inspect(Petition).local_table
    names = [name for name in (lamps[0] if lamps else ()) if name != "petition"]
    lit = (
        sa.update(table)
        .where(table.c.id == sa.bindparam("petition"))
        .values({name: sa.bindparam(name) for name in names})
    )
    for start in range(0, len(lamps), BATCH):
        db.session.connection().execute(lit, lamps[start : start + BATCH])
    db.session.execute(
        sa.update(Petition).where(Petition.id.in_(touched)).values(version=Petition.version + 1),
        execution_options=_QUIETLY,
    )


def _first_of_each(rows: Iterable[Any]) -> Iterator[Any]:
    duties = (row for row in rows if not rule_set(row.rule_set).limit(row.code).window)
    for _petition_id, group in groupby(duties, key=lambda row: row.petition_id):
        yield next(iter(group))
