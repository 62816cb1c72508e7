"""Putting work off until later, and having a failed piece tried again."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError
from app.core.i18n import N_
from app.extensions import db
from app.jobs.models import Job
from app.jobs.queue import push_after_commit
from app.jobs.registry import TASKS, each_minute, task
from app.journal.commands import note

__all__ = ["each_minute", "enqueue", "retry", "task"]


@atomic
def enqueue(name: str, *, at: datetime | None = None, **args: Any) -> Job:
    """Have a task done later, at a moment or as soon as possible; ids only, no personal data.

    Inside a command it is part of that command: what is taken back is never done.

    :raises KeyError: for a name that no room registered.
    """
    TASKS[name]
    now = clock.now()
    job = Job(name=name, args=args, state="queued", created_at=now, scheduled_for=at or now)
    db.session.add(job)
    db.session.flush()
    if job.scheduled_for <= now:
        push_after_commit(db.session(), job.id)
    return job


@atomic
def retry(job: Job, *, by: Any) -> None:
    """Try a failed job again, from its first try.

    :raises DomainError: if it has not failed.
    """
    failed = (Job.id == job.id, Job.state == "failed")
    fresh = {"state": "queued", "tries": 0, "scheduled_for": clock.now(), "finished_at": None}
    found = db.session.execute(sa.update(Job).where(*failed).values(**fresh))
    if not found.rowcount:
        raise DomainError(N_("Only a job that has failed can be tried again."))
    note("job.retried", about=("Job", job.id, job.name), by=by)
    push_after_commit(db.session(), job.id)
