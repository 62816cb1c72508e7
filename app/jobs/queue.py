"""The queue that wakes the consumer: huey in a file, or in Redis by one setting.

The table ``job`` says what is to be done; a message in the queue is only a tap on the shoulder.
A message lost is sent again by the minute's work, and one too many finds nothing to do.
"""

import logging
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey
from huey.serializer import SignedSerializer
from sqlalchemy import event
from sqlalchemy.orm import Session

log = logging.getLogger("app.jobs")

NAME = "petition-jobs"
_WAITING = "jobs to push"


@dataclass(frozen=True)
class Queue:
    """The queue itself, how to tap, and the periodic work of whoever consumes it."""

    huey: Huey
    perform: Any


def queue_of(app: Flask) -> Queue:
    """Return the application's queue, made when it is first asked for."""
    if "jobs_queue" not in app.extensions:
        app.extensions["jobs_queue"] = _furnished(_made(app), app)
    return app.extensions["jobs_queue"]


def _made(app: Flask) -> Huey:
    url = app.config["JOBS_URL"]
    # What lies in the queue is unpickled: nobody else may have put it there.
    signed = SignedSerializer(secret=app.config["SECRET_KEY"], salt=NAME)
    if url == "memory":
        return MemoryHuey(NAME, serializer=signed)
    if url:
        return RedisHuey(NAME, url=url, serializer=signed)
    return SqliteHuey(NAME, filename=app.config["JOBS_FILE"], serializer=signed)


def _furnished(huey: Huey, app: Flask) -> Queue:
    def perform(job_id: int) -> None:
        from app.jobs.performing import perform as do

        with app.app_context():
            do(job_id)

    return Queue(huey, huey.task(name="perform")(perform))


def push(job_id: int, *, seconds: float = 0) -> None:
    """Tap the consumer on the shoulder; where that fails, the minute's work does it."""
    try:
        queue = queue_of(current_app._get_current_object())  # type: ignore[attr-defined]
        if seconds:
            queue.perform.schedule((job_id,), delay=seconds)
        else:
            queue.perform(job_id)
    except Exception as error:
        log.warning("job %s waits for the next minute: %s", job_id, type(error).__name__)


def push_after_commit(session: Session, job_id: int) -> None:
    """Tap once the row is there for everybody; a command that is taken back taps nobody."""
    session.info.setdefault(_WAITING, []).append(job_id)


@event.listens_for(Session, "after_commit")
def _committed(session: Session) -> None:
    for job_id in session.info.pop(_WAITING, ()):
        push(job_id)


@event.listens_for(Session, "after_rollback")
def _rolled_back(session: Session) -> None:
    session.info.pop(_WAITING, None)
