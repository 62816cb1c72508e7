"""Saved filters, and how many petitions each of a desk's filters finds."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core import clock
from app.core.errors import NotFound
from app.core.i18n import N_
from app.extensions import db
from app.petitions.lists import worklists
from app.petitions.lists.filters import Filter, conditions
from app.petitions.models import Petition, SavedFilter

MOST = 12


def saved_filters(officer: Officer, desk: str) -> list[SavedFilter]:
    """Return the filters that an officer saved for a desk, in the order of saving."""
    return list(
        db.session.scalars(
            sa.select(SavedFilter)
            .where(SavedFilter.user_id == officer.id, SavedFilter.desk == desk)
            .order_by(SavedFilter.id)
            .limit(MOST)
        )
    )


def saved_filter(officer: Officer, filter_id: int) -> SavedFilter:
    """Return a filter of the officer's own.

    :raises NotFound: if there is none, or it is somebody else's.
    """
    found = db.session.get(SavedFilter, filter_id)
    if found is None or found.user_id != officer.id:
        raise NotFound(N_("There is no such filter."))
    return found


def filter_of(saved: SavedFilter) -> Filter:
    """Return a saved filter as one that a list takes."""
    return Filter.of(dict(parse_qsl(saved.query)))


def counts(officer: Officer, desk: str, filters: Mapping[str, Filter]) -> dict[str, int]:
    """Count a desk's petitions by several filters, in one statement.

    A filter with words is not counted: it would search every text on every page.
    """
    today = clock.today()
    counted = {name: chosen for name, chosen in filters.items() if not chosen.words}
    sums = [
        sa.func.sum(
            sa.case((sa.and_(sa.true(), *conditions(chosen, today, by=officer)), 1), else_=0)
        )
        for chosen in counted.values()
    ]
    query = worklists.base(officer, desk).with_only_columns(sa.func.count(Petition.id), *sums)
    row = db.session.execute(query).one()
    return {name: int(number or 0) for name, number in zip(counted, row[1:], strict=True)}
