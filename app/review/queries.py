"""Applications for review and re-examination, as the deciding unit lists them."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, load_only

from app.accounts.models import Officer
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.petitions.lists.worklists import ROW
from app.petitions.models import ReviewCase
from app.petitions.scope import reviews_visible_to

TABS = {
    "open": ReviewCase.decided_on.is_(None),
    "decided": ReviewCase.decided_on.is_not(None),
}


def reviews(officer: Officer, tab: str, where: Place) -> Page[ReviewCase]:
    """Return one page of applications: open ones oldest first, decided ones newest first."""
    query = (
        sa.select(ReviewCase)
        .where(reviews_visible_to(officer), TABS[tab])
        .options(joinedload(ReviewCase.petition).options(load_only(*ROW, raiseload=True)))
    )
    open_ones = tab == "open"
    day = ReviewCase.applied_on if open_ones else ReviewCase.decided_on
    order = Order(day, ReviewCase.id, descending=not open_ones)
    return key_page(db.session(), query, order, where)


def open_reviews(officer: Officer) -> int:
    """Count the applications that wait."""
    return db.session.scalar(sa.select(open_counted(officer))) or 0


def open_counted(officer: Officer) -> sa.ScalarSelect[int]:
    """Return the number of applications that wait, as a part of a statement."""
    found = sa.select(sa.func.count(ReviewCase.id)).where(reviews_visible_to(officer), TABS["open"])
    return found.scalar_subquery()
