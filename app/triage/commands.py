"""What an officer keeps for himself at the triage desk: filters under a name."""

from urllib.parse import urlencode

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.lists.filters import Filter
from app.petitions.lists.sealed import is_sealed, reads_as_number
from app.petitions.models import SavedFilter
from app.triage.queries import MOST, saved_filters

LONGEST = 500


def keepable(chosen: Filter) -> Filter:
    """Return a filter without its order, and without words that are somebody's number."""
    number = is_sealed(chosen.words) or reads_as_number(chosen.words)
    return chosen.with_(sort="", words="" if number else chosen.words)


@atomic
def save_filter(*, by: Officer, desk: str, name: str, chosen: Filter) -> SavedFilter:
    """Keep a filter under a name; the same name again means the new filter.

    The number of a person is never kept: it was sought once, and the filter does without it.

    :raises Invalid: if nothing is filtered, or too many filters are kept already.
    """
    query = urlencode(keepable(chosen).as_query())
    if not query or len(query) > LONGEST:
        raise Invalid(N_("Filter the list first, then save."), field="name")
    kept = db.session.scalar(
        sa.select(SavedFilter).where(
            SavedFilter.user_id == by.id, SavedFilter.desk == desk, SavedFilter.name == name
        )
    )
    if kept is None:
        if len(saved_filters(by, desk)) >= MOST:
            raise Invalid(
                N_("At most %(most)s filters can be kept; remove one first."),
                field="name",
                most=MOST,
            )
        kept = SavedFilter(user_id=by.id, desk=desk, name=name)
        db.session.add(kept)
    kept.query = query
    db.session.flush()
    return kept


@atomic
def remove_filter(saved: SavedFilter) -> None:
    """Forget a filter."""
    db.session.delete(saved)
