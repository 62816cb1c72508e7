"""A job that has failed, for the pages that show one."""

from app.core import clock
from app.jobs.models import Job


def a_failed_job(db) -> Job:
    """Let a mail have failed just now."""
    now = clock.now()
    job = Job(name="reminders.mail", args={"officer_id": 0}, state="failed", tries=4,
              last_error="ConnectionRefusedError 1f2e3d4c", created_at=now, scheduled_for=now,
              finished_at=now)  # fmt: skip
    db.session.add(job)
    db.session.flush()
    return job
