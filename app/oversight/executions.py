"""Lists of supported requests: of the own unit, overdue, open, carried out."""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.petitions.models import Execution, Petition
from app.petitions.queries.executions import overdue
from app.petitions.scope import executions_visible_to

Condition = ColumnElement[bool]


def _ours(officer: Officer) -> Condition:
    return sa.and_(Execution.status == "open", Execution.unit_id == officer.unit_id)


TABS: dict[str, Callable[[Officer], Condition]] = {
    "ours": _ours,
    "ours_overdue": lambda officer: sa.and_(_ours(officer), overdue()),
    "overdue": lambda _officer: overdue(),
    "open": lambda _officer: Execution.status == "open",
    "done": lambda _officer: Execution.status == "done",
}


def listed(officer: Officer, tab: str, where: Place) -> Page[Execution]:
    """Return one page: open ones by their day, finished ones newest first."""
    query = (
        sa.select(Execution)
        .where(executions_visible_to(officer), TABS[tab](officer))
        .options(
            joinedload(Execution.petition).load_only(Petition.number, Petition.summary),
            joinedload(Execution.request),
            joinedload(Execution.unit),
        )
    )
    if tab == "done":
        order = Order(Execution.id, Execution.id)
    else:
        order = Order(Execution.due_on, Execution.id, descending=False)
    return key_page(db.session(), query, order, where)


def counts(officer: Officer) -> dict[str, int]:
    """Count what is open, in one statement."""
    names = ("ours", "overdue", "open")
    sums = [_count(executions_visible_to(officer), TABS[name](officer)) for name in names]
    return dict(zip(names, db.session.execute(sa.select(*sums)).one(), strict=True))


def waiting(officer: Officer) -> sa.ScalarSelect[int]:
    """Return how many tasks of the officer's unit are overdue, as a part of a statement."""
    return _count(executions_visible_to(officer), TABS["ours_overdue"](officer))


def _count(*conditions: Condition) -> sa.ScalarSelect[int]:
    return sa.select(sa.func.count(Execution.id)).where(*conditions).scalar_subquery()
