"""The petitions behind a number: what it counts, as far as the reader may open it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.petitions.advice_scope import advice_countable_by, advice_visible_to
from app.petitions.lists.worklists import row_options
from app.petitions.models import Advice, Petition
from app.petitions.scope import countable_by, visible_to
from app.reports.period import Period
from app.reports.records import next_due
from app.reports.suppression import FEWEST


@dataclass(frozen=True, slots=True)
class Behind:
    """What a number counts, and of it what the reader may not open; 0 also for one or two.

    ``heads`` are those of the petitions counted; proposals have none.
    """

    counted: int
    withheld: int
    heads: int = 0


def page(officer: Officer, conditions: list[ColumnElement[bool]], where: Place) -> Page[Petition]:
    """Return one page of the petitions that a number counts and the officer may see."""
    return key_page(
        db.session(), _listed(officer, conditions), Order(Petition.id, Petition.id), where
    )


def due_page(
    officer: Officer,
    conditions: list[ColumnElement[bool]],
    duty: str,
    period: Period,
    where: Place,
) -> tuple[Page[Petition], dict[int, date]]:
    """Return one page of petitions by the day on which a limit of theirs ends, and those days."""
    due = next_due(duty, period)
    found = key_page(
        db.session(), _listed(officer, conditions), Order(due, Petition.id, descending=False), where
    )
    keys = [one.id for one in found.rows]
    days = db.session.execute(sa.select(Petition.id, due).where(Petition.id.in_(keys)))
    return found, {row[0]: row[1] for row in days}


def _listed(officer: Officer, conditions: list[ColumnElement[bool]]) -> sa.Select[Any]:
    """Select what a number counts and the officer may see: never what is in no sum of his."""
    seen = sa.select(Petition).where(visible_to(officer), countable_by(officer), *conditions)
    return seen.options(*row_options())


def proposals(
    officer: Officer, conditions: list[ColumnElement[bool]], where: Place
) -> Page[Advice]:
    """Return one page of the proposals that a number counts and the officer may read."""
    query = sa.select(Advice).where(advice_visible_to(officer), *conditions)
    query = query.options(joinedload(Advice.unit), joinedload(Advice.office))
    return key_page(db.session(), query, Order(Advice.id, Advice.id), where)


def proposals_behind(officer: Officer, conditions: list[ColumnElement[bool]]) -> Behind:
    """Count the proposals of a number, and those of them that the officer may not read."""
    return _counted(Advice, advice_visible_to(officer), advice_countable_by(officer), conditions)


def behind(officer: Officer, conditions: list[ColumnElement[bool]]) -> Behind:
    """Count what the number counts, and what of it the officer may not open.

    Accusations are in no sum of who may not open them, so they are never told of here.
    """
    heads = Petition.head_count
    return _counted(Petition, visible_to(officer), countable_by(officer), conditions, heads)


def _counted(
    ground: type[Petition] | type[Advice],
    seen: ColumnElement[bool],
    counts: ColumnElement[bool],
    conditions: list[ColumnElement[bool]],
    heads: Any = 0,
) -> Behind:
    unseen = sa.case((seen, 0), else_=1)
    sums = (sa.func.coalesce(sa.func.sum(one), 0) for one in (unseen, heads))
    counted, withheld, people = db.session.execute(
        sa.select(sa.func.count(), *sums).select_from(ground).where(counts, *conditions)
    ).one()
    return Behind(counted, withheld if withheld >= FEWEST else 0, people)
