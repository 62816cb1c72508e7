"""今日事项: what waits for one officer today, counted by the queries of the lists that hold it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import sqlalchemy as sa
from flask_babel import gettext as _

from app.accounts.deputies import periods_for, refuse_pair, sitting_for
from app.accounts.models import Officer
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.web.shell import link
from app.dashboard.firsts import First, firsts
from app.dashboard.glance import DECIDING, opens_petitions, watched, work
from app.extensions import db
from app.oversight import executions
from app.oversight.advice.reading import tab_sums
from app.oversight.instruction_queries import instruction_sums
from app.oversight.queries import supervision_sums
from app.oversight.urgent_queries import urgent_waiting
from app.petitions.decisions import DECISIONS
from app.petitions.lists import worklists
from app.petitions.lists.desks import files
from app.petitions.lists.filters import Filter
from app.petitions.lists.worklists import narrowed_count
from app.review.queries import open_counted
from app.settings.queries import value

Counts = dict[str, int]
SUPERVISIONS = {
    "due": N_("Supervisions of my unit: feedback due today or overdue"),
    "to_us": N_("Supervisions to answer or not yet closed"),
    "proposed": N_("Supervisions proposed by rule"),
}
INSTRUCTIONS = {
    "to_answer": N_("Instructions to answer"),
    "to_pass_on": N_("Instructions to pass on"),
    "to_judge": N_("Instructions to close or to look at again"),
}

ADVICE = {
    "to_sign": N_("Proposals to sign"),
    "to_answer": N_("Proposals to give feedback on"),
    "to_close": N_("Feedback on proposals that came"),
}


#: What is late already.
LATE = ("red", "executions")


@dataclass(frozen=True)
class Matter:
    """One line: what waits, how many, and where exactly these are listed."""

    label: str
    count: int
    href: str
    late: bool = False
    firsts: list[First] = field(default_factory=list)

    @property
    def more(self) -> bool:
        """Say whether there are more of them than are shown."""
        return self.count > len(self.firsts)


def counts(officer: Officer) -> Counts:
    """Return how much of each kind waits for the officer; kinds of which nothing waits are absent.

    One statement, whatever his roles.
    """
    sums = _sums(officer)
    if not sums:
        return {}
    row = db.session.execute(sa.select(*sums.values())).one()
    return {name: count for name, count in zip(sums, row, strict=True) if count}


def _sums(officer: Officer) -> dict[str, sa.ScalarSelect[int]]:
    found = {}
    if opens_petitions(officer):
        for name, (desk, chosen) in _lists(officer).items():
            found[name] = narrowed_count(officer, desk, chosen)
    if officer.may("read", "Supervision"):
        orders = supervision_sums(officer)
        issues = officer.may("issue_supervision")
        tabs = [tab for tab in SUPERVISIONS if issues or tab != "due"]
        found |= {f"supervision.{tab}": orders[tab] for tab in tabs}
        found["executions"] = executions.waiting(officer)
    if officer.may("read", "Instruction"):
        written = instruction_sums(officer)
        found |= {f"instruction.{tab}": written[tab] for tab in INSTRUCTIONS}
    if officer.may("read", "Advice"):
        proposals = tab_sums(officer)
        found |= {f"advice.{tab}": proposals[tab] for tab in ADVICE}
    return found | _more_sums(officer)


def _more_sums(officer: Officer) -> dict[str, sa.ScalarSelect[int]]:
    """Return the sums of which each has a list of its own."""
    # Whoever was told of one confirms it, whatever his roles are.
    found = {"urgent": urgent_waiting(officer)}
    if officer.may("read", "Review"):
        found["reviews"] = open_counted(officer)
    if officer.may("read", "Archive") and files(officer):
        found["to_archive"] = worklists.counted(officer, "to_archive")
    return found


def total(found: Counts) -> int:
    """Return how many things wait; what ends today is a part of what ends soon."""
    return sum(count for name, count in found.items() if name != "today")


def _lists(officer: Officer) -> dict[str, tuple[str, Filter]]:
    desk, days = watched(officer), str(_days(officer))
    lists = {
        "red": (desk, Filter(lamp="red")),
        "today": (desk, Filter(lamp="today")),
        "soon": (desk, Filter(left=days)),
    }
    return lists | {name: (name, Filter()) for name in DECISIONS}


def _days(officer: Officer) -> int:
    return int(value("morning_days", officer.unit))


def matters(officer: Officer) -> list[Matter]:
    """Return what waits for the officer with the first of each kind, the overdue first."""
    return list(_told(officer, counts(officer)))


def _told(officer: Officer, found: Counts) -> Iterator[Matter]:
    lists = _lists(officer) | {"to_archive": ("to_archive", Filter())}
    first = firsts(officer, found, lists)
    for name, (label, href) in {**_ends(officer), **_records()}.items():
        if name in found:
            yield Matter(label, found[name], href, name in LATE, first.get(name, []))


def _ends(officer: Officer) -> dict[str, tuple[str, str]]:
    desk, days = watched(officer), _days(officer)
    soon = _("Ends within %(days)s days, today among them", days=days)
    return {
        "red": (_("Overdue"), work(desk, lamp="red")),
        "today": (_("Due today"), work(desk, lamp="today")),
        "soon": (soon, work(desk, left=str(days))),
    }


def _records() -> dict[str, tuple[str, str]]:
    orders = {
        f"supervision.{tab}": (_(label), link("SupervisionView.index", tab=tab))
        for tab, label in SUPERVISIONS.items()
    }
    written = {
        f"instruction.{tab}": (_(label), link("InstructionView.list", tab=tab))
        for tab, label in INSTRUCTIONS.items()
    }
    proposals = {
        f"advice.{tab}": (_(label), link("AdviceView.index", tab=tab))
        for tab, label in ADVICE.items()
    }
    decisions = {name: (_(label), work(name)) for name, label in DECIDING.items()}
    return _urgent() | orders | written | proposals | decisions | _more_records()


def _urgent() -> dict[str, tuple[str, str]]:
    label = _("Urgent matters not confirmed")
    return {"urgent": (label, link("UrgentView.index", status="waiting"))}


def _more_records() -> dict[str, tuple[str, str]]:
    late = link("ExecutionView.index", tab="ours_overdue")
    return {
        "executions": (_("Carrying out overdue with my unit"), late),
        "reviews": (_("Reviews to be decided"), link("ReviewView.index", tab="open")),
        "to_archive": (_("Files to archive"), link("ArchiveView.list", tab="to_archive")),
    }


def represented(officer: Officer) -> list[tuple[Officer, Counts]]:
    """Return for whom the officer may stand in today, and what waits for each of them.

    Who would not be let into a seat is told nothing of it.
    """
    if officer.acting_for is not None:
        return []
    found = []
    for period in periods_for(officer):
        if not _may_sit(period.officer, officer):
            continue
        with sitting_for(officer, period.officer):
            found.append((period.officer, counts(officer)))
    return found


def _may_sit(represented: Officer, deputy: Officer) -> bool:
    try:
        refuse_pair(represented, deputy)
    except DomainError:
        return False
    return True
