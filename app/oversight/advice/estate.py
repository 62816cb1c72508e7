"""Open proposals go with the unit that ends to the one that takes its place."""

from collections.abc import Collection

import sqlalchemy as sa

from app.accounts.models import Officer
from app.accounts.units.succession import Estate, Succession
from app.core.i18n import N_
from app.extensions import db
from app.petitions.models import Advice

_OPEN = Advice.status != "closed"


def _weigh(unit_ids: Collection[int]) -> int:
    mine = sa.or_(Advice.office_unit_id.in_(unit_ids), Advice.unit_id.in_(unit_ids))
    return db.session.scalar(sa.select(sa.func.count(Advice.id)).where(_OPEN, mine)) or 0


def _hand_on(succession: Succession, by: Officer) -> int:  # noqa: ARG001 - like every estate
    old, heir, handed = succession.old.id, succession.heir.id, _weigh([succession.old.id])
    for column in (Advice.office_unit_id, Advice.unit_id):
        db.session.execute(
            sa.update(Advice).where(column == old, _OPEN).values({column.key: heir}),
            execution_options={"synchronize_session": False},
        )
    db.session.expire_all()
    return handed


ADVICE = Estate(N_("Open proposals"), _weigh, _hand_on)
