"""The rules' round in a process that dies: ``python -m tests.jobs.mortal_round MOMENT``."""

import sys

from app import create_app
from app.core import clock
from app.dashboard import morning
from app.oversight.ladder import round as rounds
from app.petitions.commands import pressing
from tests.jobs.mortal import die, then_die

DAY = "2026-05-08"
WORST_MOMENTS = {
    "between the orders and their limits": (pressing, "_run_limits", die),
    "after the history, before the marks": (pressing, "_tell", then_die(pressing._tell)),
    "before the commit": (rounds, "press", then_die(pressing.press)),
    "after the first batch": (rounds, "press_some", then_die(rounds.press_some)),
}

TOLD = {
    "before the commit of a message": (morning, "report_back", then_die(morning.report_back)),
    "between two officers": (morning, "tell", then_die(morning.tell)),
}

if __name__ == "__main__":
    rounds.BATCH = 2
    if moment := sys.argv[1:]:
        room, name, deed = (WORST_MOMENTS | TOLD)[moment[0]]
        setattr(room, name, deed)
    with create_app().app_context(), clock.at(DAY):
        rounds.go_round()
        morning.tell_everybody(clock.today())
