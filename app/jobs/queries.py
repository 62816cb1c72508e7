"""Reading jobs: the page of the administrators, and what is due."""

import sqlalchemy as sa

from app.core import clock
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.jobs.lease import CONSUMER
from app.jobs.models import STATES, Job, JobLease


def jobs(state: str, place: Place) -> Page[Job]:
    """Return one page of jobs, the newest first; ``all`` is every state."""
    query = sa.select(Job)
    if state in STATES:
        query = query.where(Job.state == state)
    return key_page(db.session(), query, Order(Job.id, Job.id), place)


def counts() -> dict[str, int]:
    """Return how many jobs are in each state."""
    rows = db.session.execute(sa.select(Job.state, sa.func.count()).group_by(Job.state))
    found = {row[0]: row[1] for row in rows}
    return {state: found.get(state, 0) for state in STATES}


def failed() -> int:
    """Return how many jobs have failed and were not tried again."""
    query = sa.select(sa.func.count()).select_from(Job).where(Job.state == "failed")
    return db.session.scalar(query) or 0


def job_with(job_id: int) -> Job:
    """Return a job.

    :raises NotFound: if there is none.
    """
    found = db.session.get(Job, job_id)
    if found is None:
        raise NotFound(N_("There is no such job."))
    return found


def due_ids(limit: int = 200) -> list[int]:
    """Return the jobs that wait and may begin now, the oldest first."""
    due = (Job.state == "queued", Job.scheduled_for <= clock.now())
    query = sa.select(Job.id).where(*due).order_by(Job.scheduled_for, Job.id)
    return list(db.session.scalars(query.limit(limit)))


def consumer() -> JobLease | None:
    """Return who does the work, and since when he has not been heard of."""
    return db.session.get(JobLease, CONSUMER)
