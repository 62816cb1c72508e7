"""Whether what is kept for the tables is what the petitions say: ``flask stats verify``."""

import sqlalchemy as sa

from app.core.db import atomic
from app.extensions import db
from app.petitions.models import placing


def wrong() -> dict[str, int]:
    """Return of each table how many rows are counted otherwise than they are."""
    return placing.wrong(db.session())


@atomic
def mended() -> dict[str, int]:
    """Write it anew, and return what is wrong then: nothing."""
    placing.recount(db.session(), sa.true())
    return wrong()
