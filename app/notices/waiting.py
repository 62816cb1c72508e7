"""What waits to be read by an officer."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.core import clock
from app.extensions import db
from app.notices.models import Information, Reading
from app.notices.queries import classes_of
from app.notices.scope import readable_by

#: So long knowledge and laws count as new: a newcomer is not asked to open the whole library.
NEW_FOR = timedelta(days=30)


def reading_of(officer: Officer, information: Information) -> Reading | None:
    """Return whether and when an officer has read a page."""
    return db.session.get(Reading, (information.id, officer.id))


def _unread(officer: Any) -> sa.ColumnElement[bool]:
    """Return the condition on what still waits for a reader: to be opened, or to be confirmed."""
    done = (
        sa.exists()
        .where(
            Reading.information_id == Information.id,
            Reading.officer_id == officer.id,
            sa.or_(
                ~Information.must_confirm,
                Reading.confirmed_version >= Information.confirm_since,
            ),
        )
        .correlate(Information)
    )
    wanted = sa.or_(
        Information.kind.in_(classes_of("news")),
        Information.must_confirm,
        Information.published_at >= clock.now() - NEW_FOR,
    )
    return sa.and_(readable_by(officer), wanted, ~done)


def unread(officer: Officer, most: int = 5) -> list[Information]:
    """Return the first of what waits for a reader: what must be confirmed, then the newest."""
    return list(
        db.session.scalars(
            sa.select(Information)
            .where(_unread(officer))
            .options(joinedload(Information.unit))
            .order_by(
                Information.must_confirm.desc(),
                Information.published_at.desc(),
                Information.id.desc(),
            )
            .limit(most)
        )
    )


def unread_ids(officer: Officer, ids: Sequence[int]) -> set[int]:
    """Return which of the pages still wait for the officer."""
    query = sa.select(Information.id).where(Information.id.in_(ids), _unread(officer))
    return set(db.session.scalars(query)) if ids else set()


def unread_count(officer: Any, section: str) -> Any:
    """Return the number of a section's unread pages as a part of a statement, for the menu."""
    return (
        sa.select(sa.func.count())
        .select_from(Information)
        .where(_unread(officer), Information.kind.in_(classes_of(section)))
        .scalar_subquery()
    )
