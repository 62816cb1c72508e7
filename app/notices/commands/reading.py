"""That somebody has read a page: opened in a browser, and confirmed by his own hand."""

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from app.accounts.models import Officer
from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, NotFound
from app.core.i18n import N_
from app.extensions import db
from app.notices.models import Information, Reading
from app.notices.queries import is_told_to


@atomic
def mark_seen(information: Information, *, by: Officer) -> Reading:
    """Note that a page was opened; the first time counts.

    :raises NotFound: for a page that is not told to the officer.
    """
    if not is_told_to(by, information.id):
        raise NotFound(N_("There is no such page."))
    return _reading(information, by)


@atomic
def confirm(information: Information, *, by: Officer) -> Reading:
    """Confirm to have read a page that asks for it.

    :raises NotFound: for a page that is not told to the officer.
    :raises DomainError: for a page that asks nobody.
    """
    reading = mark_seen(information, by=by)
    if not information.must_confirm:
        raise DomainError(N_("Nobody has to confirm this page."))
    if (reading.confirmed_version or 0) < information.confirm_since:
        reading.confirmed_at = clock.now()
        reading.confirmed_version = information.version
        db.session.flush()
    return reading


def _reading(information: Information, by: Officer) -> Reading:
    found = db.session.get(Reading, (information.id, by.id))
    if found is not None:
        return found
    reading = Reading(information_id=information.id, officer_id=by.id, seen_at=clock.now())
    try:
        with db.session.begin_nested():
            db.session.add(reading)
    except IntegrityError:  # two tabs at once: the other one was first
        return db.session.execute(
            sa.select(Reading).where(
                Reading.information_id == information.id, Reading.officer_id == by.id
            )
        ).scalar_one()
    return reading
