"""Doing the work: one job at a time, each claimed by one worker, and the work of each minute."""

import logging
import os
import secrets
import socket
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.db import atomic
from app.core.once import sweep as sweep_forms
from app.extensions import db
from app.jobs import queries
from app.jobs.models import Job
from app.jobs.queue import push
from app.jobs.registry import TASKS, Task

log = logging.getLogger("app.jobs")

KEPT_DAYS = 30


def worker_name() -> str:
    """Return who does the work: the machine and the process."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


def perform(job_id: int) -> bool:
    """Do one job, if nobody else has begun it; say whether it went well.

    The session is given back afterwards, whatever happened.
    """
    try:
        job = _claim(job_id)
        if job is None:
            return False
        return _do(job)
    finally:
        db.session.remove()


def _do(job: Job) -> bool:
    job_id, name, tries, task = job.id, job.name, job.tries, TASKS.get(job.name)
    try:
        if task is None:
            raise LookupError(name)
        task.function(**job.args)
    except Exception as error:
        db.session.rollback()
        told = _told(name, error)
        pause = task.pause(tries) if task and tries <= task.retries else None
        _end(job_id, error=told, pause=pause)
        if pause is not None:
            push(job_id, seconds=pause)
        return False
    _end(job_id)
    return True


def _told(name: str, error: Exception) -> str:
    """Write the whole story into the log; return its number and the kind of error."""
    number = secrets.token_hex(4)
    log.error("%s job %s failed", number, name, exc_info=error)
    return f"{type(error).__name__} {number}"[:120]


@atomic
def _claim(job_id: int) -> Job | None:
    """Begin a job: one statement decides between two workers."""
    waits = (Job.id == job_id, Job.state == "queued", Job.scheduled_for <= clock.now())
    begun = {
        "state": "running",
        "tries": Job.tries + 1,
        "started_at": clock.now(),
        "worker": worker_name(),
    }
    if not db.session.execute(sa.update(Job).where(*waits).values(**begun)).rowcount:
        return None
    return db.session.get(Job, job_id, populate_existing=True)


@atomic
def _end(job_id: int, *, error: str = "", pause: int | None = None) -> None:
    """Write down how it ended: well, to be tried again after a pause, or for good."""
    now = clock.now()
    ended: dict[str, Any] = {"last_error": error, "finished_at": now}
    if pause is not None:
        ended |= {"state": "queued", "scheduled_for": now + timedelta(seconds=pause)}
    else:
        ended["state"] = "failed" if error else "done"
    mine = (Job.id == job_id, Job.state == "running", Job.worker == worker_name())
    db.session.execute(sa.update(Job).where(*mine).values(**ended))


@atomic
def take_up_again() -> int:
    """Put back what a dead worker had begun; what has died too often has failed.

    Only who has just been given the lease calls this: nobody is working then.
    """
    now, found = clock.now(), 0
    left = sa.select(Job).where(Job.state == "running")
    for job in db.session.scalars(left):
        task = TASKS.get(job.name)
        job.last_error, job.finished_at = "WorkerLost", now
        job.state = "queued" if task and job.tries <= task.retries else "failed"
        job.scheduled_for, found = now, found + 1
    return found


def minute() -> None:
    """Do what every minute asks for, each apart: one that fails leaves the others alone."""
    for task in [each for each in TASKS.values() if each.minutely]:
        try:
            task.function()
        except Exception as error:
            db.session.rollback()
            _note_failed_minute(task, _told(task.name, error))
        finally:
            db.session.remove()
    _sweep()
    sweep_forms()
    for job_id in queries.due_ids():
        push(job_id)
    db.session.remove()


@atomic
def _note_failed_minute(task: Task, told: str) -> None:
    """Show it among the jobs: one row for each task, not one for each minute."""
    now = clock.now()
    known = (Job.name == task.name, Job.state == "failed")
    job = db.session.scalars(sa.select(Job).where(*known)).first()
    if job is None:
        job = Job(name=task.name, args={}, state="failed", created_at=now, scheduled_for=now)
        job.tries = 0
        db.session.add(job)
    job.tries += 1
    job.last_error, job.finished_at, job.worker = told, now, worker_name()


@atomic
def _sweep() -> None:
    """Forget what was done a month ago."""
    old = clock.now() - timedelta(days=KEPT_DAYS)
    db.session.execute(sa.delete(Job).where(Job.state == "done", Job.finished_at < old))


def run_once() -> tuple[int, int]:
    """Do this minute's work and every job that is due, here; return how many went well and not."""
    minute()
    results = [perform(job_id) for job_id in queries.due_ids()]
    return results.count(True), results.count(False)
