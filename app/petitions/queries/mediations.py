"""Which mediation of a petition is going on, and whether an agreement was fulfilled."""

import sqlalchemy as sa

from app.extensions import db
from app.petitions.models import Mediation, Petition
from app.petitions.models.mediation import GOING_ON


def going_on(petition: Petition) -> Mediation | None:
    """Return the mediation that neither failed nor was fulfilled."""
    return _newest(petition, *GOING_ON)


def fulfilled(petition: Petition) -> Mediation | None:
    """Return the newest agreement that was fulfilled."""
    return _newest(petition, "fulfilled")


def _newest(petition: Petition, *statuses: str) -> Mediation | None:
    return db.session.scalar(
        sa.select(Mediation)
        .where(Mediation.petition_id == petition.id, Mediation.status.in_(statuses))
        .order_by(Mediation.id.desc())
        .limit(1)
    )
