"""Real processes on a database of their own, for tests that kill them."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 60


class Office:
    """A furnished database, and the environment in which processes work on it."""

    def __init__(self, app, database, settings, folder):
        self.app, self.database = app, database
        self.started = []
        self.environ = os.environ | {
            "DATABASE_URL": database.url,
            "INSTANCE_DIR": str(folder),
            "SECRET_KEY": settings["SECRET_KEY"],
            "KEY_FILE": settings["KEY_FILE"],
            "JOBS_LEASE_SECONDS": "2",
            "FLASK_APP": "app",
        }

    def start(self, *command, **environ):
        """Start a process with a group of its own, so that all of it can be killed at once."""
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=self.environ | environ,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self.started.append(process)
        return process

    def kill(self, process):
        """Pull the plug: the process and everything it started, without a word."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    @contextmanager
    def inside(self):
        """Look at the database between two lives."""
        from app.extensions import db

        with self.app.app_context():
            yield db
            db.session.remove()

    def close(self):
        for process in self.started:
            if process.poll() is None:
                self.kill(process)


def until(true, what):
    """Wait for something that other processes do."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        found = true()
        if found:
            return found
        time.sleep(0.1)
    raise AssertionError(f"in vain: {what}")
