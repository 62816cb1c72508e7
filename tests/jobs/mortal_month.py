"""The closing of a month in a process that dies: ``python -m tests.jobs.mortal_month MOMENT``."""

import sys

from app import create_app
from app.core import clock
from app.jobs import performing
from app.reports.months import closing, job
from tests.jobs.mortal import die, then_die

DAY = "2026-04-05"


def dies(*_args, **_named):
    """End in place of a function, whatever it is given."""
    die()


WORST_MOMENTS = {
    "before the job is written": (job, "enqueue", dies),
    "before the month is written": (closing, "insert_unless_there", dies),
    "before the commit of the month": (job, "_tell", then_die(job._tell)),
    "before the job is ended": (performing, "_end", dies),
}

if __name__ == "__main__":
    if moment := sys.argv[1:]:
        room, name, deed = WORST_MOMENTS[moment[0]]
        setattr(room, name, deed)
    with create_app().app_context(), clock.at(DAY):
        performing.take_up_again()
        performing.run_once()
