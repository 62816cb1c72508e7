"""One minute of work, and death where it is told: ``python -m tests.jobs.mortal``."""

import os
import signal
import sys

from app import create_app
from app.jobs import performing
from app.reminders import delivery


def die(*_args):
    """End as a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def then_die(function):
    """Return the function that does its work and dies before anything else happens."""

    def last(*args):
        function(*args)
        die()

    return last


WORST_MOMENTS = {
    "between insert and mark": ("_mark", die),
    "after the mark, before the commit": ("_mark", then_die(delivery._mark)),
    "in the middle of the round": ("ring", then_die(delivery.ring)),
}

if __name__ == "__main__":
    name, deed = WORST_MOMENTS[sys.argv[1]]
    setattr(delivery, name, deed)
    with create_app().app_context():
        performing.minute()
