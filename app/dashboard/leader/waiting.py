"""领导批示 without feedback: how many wait, counted by the queries of their own list."""

from dataclasses import dataclass

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core.i18n import N_
from app.core.web.shell import link
from app.dashboard.leader.words import Number
from app.oversight.instruction_queries import instruction_sums
from app.oversight.queries import counted

#: Tabs of the list of instructions.
TABS = {
    "unanswered": N_("Instructions without feedback"),
    "overdue": N_("Feedback overdue"),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits, and whether it is late."""

    label: str
    number: Number
    late: bool = False


def instructions(officer: Officer) -> list[Waiting]:
    """Return the instructions without feedback that the officer may read: one statement."""
    if not officer.may("read", "Instruction"):
        return []
    sums = instruction_sums(officer)
    found = counted({name: sums[name] for name in TABS})
    return [
        Waiting(_(label), _leads(found[name], name), late=name == "overdue" and found[name] > 0)
        for name, label in TABS.items()
    ]


def _leads(value: int, tab: str) -> Number:
    return Number(value, link("InstructionView.list", tab=tab) if value else "")
