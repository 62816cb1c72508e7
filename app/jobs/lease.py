"""The lease of the one consumer: whoever holds the row works, the others wait."""

from datetime import timedelta

import sqlalchemy as sa

from app.core import clock
from app.core.db import atomic
from app.core.upsert import insert_unless_there
from app.extensions import db
from app.jobs.models import JobLease

CONSUMER = "consumer"


@atomic
def take(holder: str, *, seconds: float, name: str = CONSUMER) -> bool:
    """Take the lease, or hold on to it; say whether it is the holder's now.

    One statement decides, so that of two that ask at once one is refused.
    """
    now = clock.now()
    until = now + timedelta(seconds=seconds)
    free = sa.or_(JobLease.holder == holder, JobLease.until < now)
    taken = db.session.execute(
        sa.update(JobLease).where(JobLease.name == name, free).values(holder=holder, until=until)
    )
    if taken.rowcount:
        return True
    row = {"name": name, "holder": holder, "until": until}
    return insert_unless_there(db.session(), JobLease, row, unique=("name",))


@atomic
def give_back(holder: str, *, name: str = CONSUMER) -> None:
    """Let the next one work at once."""
    mine = (JobLease.name == name, JobLease.holder == holder)
    db.session.execute(sa.update(JobLease).where(*mine).values(until=clock.now()))


@atomic
def note_tick(name: str = CONSUMER) -> None:
    """Write down that the minute's work was done."""
    db.session.execute(
        sa.update(JobLease).where(JobLease.name == name).values(ticked_at=clock.now())
    )
