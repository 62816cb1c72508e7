"""Who asked for what a second person decides: he himself, and in whose seat he did."""

import sqlalchemy as sa

from app.extensions import db
from app.petitions.engine import Act
from app.petitions.models import Event


def askers(act: Act, ids: set[int | None], *moves: str) -> set[int | None]:
    """Return those who asked, and those in whose seats they did."""
    seats = db.session.scalars(
        sa.select(Event.on_behalf_of_id).where(
            Event.petition_id == act.petition.id, Event.move.in_(moves), Event.by_id.in_(ids)
        )
    )
    return ids | set(seats)
