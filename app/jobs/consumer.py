"""The one process that works, until told to stop or once: nobody works without the lease."""

import logging
import os
import signal
import threading
import time
from threading import Event

from flask import Flask
from huey import crontab

from app.jobs import lease, performing
from app.jobs.queue import Queue, queue_of

log = logging.getLogger("app.jobs")

WORKERS = 2
LOST = 75  # exit status: the lease went to another process; whoever watches starts us anew


def consume(app: Flask) -> None:
    """Work until told to stop. Of several that are started only one works at a time."""
    holder, seconds = performing.worker_name(), app.config["JOBS_LEASE_SECONDS"]
    if not _wait_for_lease(app, holder):
        return
    log.info("jobs: %s works now", holder)
    queue = queue_of(app)
    with app.app_context():
        performing.take_up_again()
    parent = os.getppid()
    threading.Thread(target=_hold, args=(app, holder, seconds, parent), daemon=True).start()
    _each_minute(app, queue)
    try:
        queue.huey.create_consumer(**_manner()).run()
    finally:
        with app.app_context():
            lease.give_back(holder)


def once(app: Flask) -> tuple[int, int] | None:
    """Do what is due and end (for cron); return how many went well and not.

    Where another process works already it is left to that one, and nothing is returned. What a
    process that died had begun is taken up again: its lease is over then.
    """
    holder, seconds, ended = performing.worker_name(), app.config["JOBS_LEASE_SECONDS"], Event()
    if not lease.take(holder, seconds=seconds):
        return None
    holding = threading.Thread(target=_hold, args=(app, holder, seconds, 0, ended), daemon=True)
    holding.start()
    try:
        performing.take_up_again()
        return performing.run_once()
    finally:
        ended.set()
        holding.join()
        lease.give_back(holder)


def _manner() -> dict[str, object]:
    return {"workers": WORKERS, "worker_type": "thread", "scheduler_interval": 1, "max_delay": 2.0}


def _wait_for_lease(app: Flask, holder: str) -> bool:
    seconds, parent = app.config["JOBS_LEASE_SECONDS"], os.getppid()
    while os.getppid() == parent:
        with app.app_context():
            if lease.take(holder, seconds=seconds):
                return True
        time.sleep(seconds / 4)
    return False


def _hold(app: Flask, holder: str, seconds: float, parent: int, ended: Event | None = None) -> None:
    """Hold on to the lease; end the process when it is lost, or when its parent has died.

    Nothing is tidied up: another works already, and what was begun here is taken up again.
    ``parent`` is 0 where it may die first.
    """
    ended, heard = ended or Event(), time.monotonic()
    while not ended.wait(seconds / 4):
        if parent and os.getppid() != parent:
            os._exit(0)
        try:
            with app.app_context():
                kept = lease.take(holder, seconds=seconds)
        except Exception as error:
            log.warning("jobs: the database does not answer: %s", type(error).__name__)
            kept = time.monotonic() - heard < seconds
        else:
            heard = time.monotonic()
        if not kept:
            log.error("jobs: %s has lost the lease", holder)
            os._exit(LOST)


def _each_minute(app: Flask, queue: Queue) -> None:
    """Let huey's own scheduler call the minute's work; the first time at once, to catch up."""

    def minute() -> None:
        with app.app_context():
            performing.minute()
            lease.note_tick()

    queue.huey.periodic_task(crontab(minute="*"), name="minute")(minute)
    minute()


def terminate(_signal: int, _frame: object) -> None:
    """End at once where nothing is running yet."""
    raise SystemExit(0)


def main(app: Flask) -> None:
    """Consume as a process of its own."""
    signal.signal(signal.SIGTERM, terminate)
    consume(app)
