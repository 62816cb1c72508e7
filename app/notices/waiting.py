"""What waits to be read, and who has read what."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.extensions import db
from app.notices.models import Audience, Information, Reading
from app.notices.queries import classes_of
from app.notices.scope import is_told, readable_by

MOST_READERS = 2000


def reading_of(officer: Officer, information: Information) -> Reading | None:
    """Return whether and when an officer has read a page."""
    return db.session.get(Reading, (information.id, officer.id))


def readers(information: Information) -> list[tuple[Officer, Reading | None]]:
    """Return everybody a page is for, with when he has read it; who has not comes first."""
    meant = sa.exists().where(Audience.information_id == information.id, is_told(Officer))
    query = (
        sa.select(Officer, Reading)
        .outerjoin(
            Reading,
            sa.and_(Reading.officer_id == Officer.id, Reading.information_id == information.id),
        )
        .where(Officer.active, meant.correlate(Officer))
        .options(joinedload(Officer.unit))
        .order_by(
            sa.case((Reading.confirmed_at.is_(None), 0), else_=1), Officer.unit_id, Officer.id
        )
        .limit(MOST_READERS)
    )
    return [(officer, reading) for officer, reading in db.session.execute(query)]


def _unread(officer: Any) -> sa.ColumnElement[bool]:
    """Return the condition on what still waits for a reader: to be opened, or to be confirmed."""
    done = (
        sa.exists()
        .where(
            Reading.information_id == Information.id,
            Reading.officer_id == officer.id,
            sa.or_(~Information.must_confirm, Reading.confirmed_at.is_not(None)),
        )
        .correlate(Information)
    )
    news = Information.kind.in_(classes_of("news"))
    return sa.and_(readable_by(officer), sa.or_(news, Information.must_confirm), ~done)


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
