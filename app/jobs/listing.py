"""The list of jobs as a terminal shows it."""

from collections.abc import Iterator

import sqlalchemy as sa

from app.core import clock
from app.extensions import db
from app.jobs import queries
from app.jobs.models import Job

OPEN = ("queued", "running", "failed")
MOST = 100


def lines(state: str | None) -> Iterator[str]:
    """Yield who does the work, and one line for each job, the newest first."""
    holder = queries.consumer()
    alive = holder is not None and holder.until > clock.now()
    yield f"consumer: {holder.holder if holder and alive else 'none'}"
    query = sa.select(Job).order_by(Job.id.desc()).limit(MOST)
    if state != "all":
        query = query.where(Job.state == state if state else Job.state.in_(OPEN))
    for job in db.session.scalars(query):
        when = clock.office_time(job.finished_at or job.scheduled_for).strftime("%Y-%m-%d %H:%M")
        yield f"{job.id:>6}  {job.state:<8}{job.tries:>2}  {when}  {job.name}  {job.last_error}"
