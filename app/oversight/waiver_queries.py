"""The list of acts that were made, or are to be made, without their letter."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.models import Officer
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.petitions.models import Petition, Waiver
from app.petitions.scope import waivers_visible_to

STATUSES = ("granted", "asked", "refused")
COUNTED = 1_000


def waivers(officer: Officer, status: str, where: Place) -> Page[Waiver]:
    """Return one page of waivers in a status on petitions that the officer may see."""
    query = (
        sa.select(Waiver)
        .where(waivers_visible_to(officer), Waiver.status == status)
        .options(
            joinedload(Waiver.petition).load_only(
                Petition.number, Petition.summary, Petition.is_accusation
            ),
            joinedload(Waiver.unit),
            joinedload(Waiver.asked_by),
            joinedload(Waiver.decided_by),
        )
    )
    return key_page(db.session(), query, Order(Waiver.id, Waiver.id), where)


def waiver_counts(officer: Officer) -> dict[str, int]:
    """Count the waivers of each status, as far as ``COUNTED``, in one statement."""
    seen = waivers_visible_to(officer)
    counts = [
        sa.select(sa.func.count())
        .select_from(
            sa.select(Waiver.id).where(seen, Waiver.status == status).limit(COUNTED + 1).subquery()
        )
        .scalar_subquery()
        for status in STATUSES
    ]
    return dict(zip(STATUSES, db.session.execute(sa.select(*counts)).one(), strict=True))
