"""A list of petitions as a page draws it: rows, lamps, marks, sums, ways on.

Pool, my work, archive, home and ledger share this shape; ``petitions/listing.html`` draws it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlencode

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core import clock
from app.core.i18n import N_
from app.core.privacy import mask_name
from app.core.web.links import here, turns
from app.dictionaries import queries as dictionary
from app.petitions.lists import worklists
from app.petitions.lists.filters import Filter
from app.petitions.lists.lamps import lamp_of
from app.petitions.lists.steps import Step, steps_for, undecided
from app.petitions.models import Petition
from app.petitions.words.units import archive_unit_of, unit_of
from app.petitions.workflow import PETITION

KINDS = {
    "2": (N_("Visits"), True),
    "1": (N_("Letters"), False),
    "3": (N_("Online"), False),
    "4": (N_("Calls"), False),
}
JOINT_LETTER = "02"

HEADS = {
    "lamp": N_("Limit"),
    "number": N_("Number"),
    "petitioner": N_("Petitioner"),
    "matter": N_("Matter"),
    "state": N_("State"),
    "issue": N_("Issue"),
    "region": N_("Place of the problem"),
    "received": N_("Received on"),
    "registered": N_("Registered on"),
    "heads": N_("Heads"),
    "holder": N_("With"),
    "next": N_("Next step"),
    "closed": N_("Concluded on"),
    "close_way": N_("Way of concluding"),
    "result": N_("Result"),
    "archived": N_("Archived on"),
    "archive_unit": N_("Archive unit"),
}
# Columns by which a list may be ordered: ascending and descending, as worklists.SORTS names them.
ORDERS = {
    "lamp": ("lamp", "-lamp"),
    "received": ("received", "-received"),
    "archived": (None, "-archived"),
    "closed": (None, "-closed"),
}


@dataclass(frozen=True)
class Row:
    """One petition in a list; the person is masked."""

    key: int
    name: str
    href: str
    lamp: dict[str, str] | None
    petitioner: str
    marks: tuple[tuple[str, str], ...]
    summary: str
    cells: Mapping[str, str]
    step: Step | None = None
    step_href: str = ""
    here: bool = False


@dataclass(frozen=True)
class Listing:
    """A page of a list, with everything around the table."""

    rows: Sequence[Row]
    keys: tuple[str, ...]
    columns: list[dict[str, Any]]
    total: str
    parts: list[dict[str, Any]] = field(default_factory=list)
    previous: str | None = None
    next: str | None = None
    narrowed: bool = False

    @property
    def shown(self) -> str:
        """How many rows stand on this page."""
        return _("%(count)s on this page", count=len(self.rows))


def case_href(petition_id: int) -> str:
    """Return the address of a file."""
    return f"/petitions/{petition_id}"


# Lists that can be taken out; parts of them are narrowed by more than a filter.
EXPORTED = tuple("pending mine unit handled passed archive to_archive decide asked".split())


def export_href(officer: Officer, desk: str, chosen: Filter) -> str | None:
    """Return where all rows of a list are taken out as Excel, if the officer may do that."""
    allowed = officer.may("export") or officer.may("export", "Accusation")
    if desk not in EXPORTED or not allowed:
        return None
    return "/petitions/export.xlsx?" + urlencode({"desk": desk, **chosen.as_query()})


def list_page(  # noqa: PLR0913 - what to list, how, and the way back
    officer: Officer,
    desk: str,
    chosen: Filter,
    args: Mapping[str, str],
    *,
    keys: tuple[str, ...],
    sort: str = "lamp",
    way: str = "",
) -> Listing:
    """Return one page of a desk's list for a template; ``args`` say which page.

    ``way`` is the end of every file's address: the trail that leads from it back to the list.
    """
    found = worklists.page(
        officer, desk, chosen, after=args.get("after"), before=args.get("before"), sort=sort
    )
    total, parts = _sums(officer, desk, chosen)
    used = chosen.sort if chosen.sort in worklists.SORTS else sort
    return Listing(
        rows=rows_of(found.rows, officer, steps="next" in keys, way=way),
        keys=keys,
        columns=[_head(key, used) for key in keys],
        total=total,
        parts=parts,
        narrowed=bool(chosen.with_(sort="").as_query()),
        **turns(found),
    )


def _head(key: str, used: str) -> dict[str, Any]:
    head: dict[str, Any] = {"label": _(HEADS[key])}
    ways = ORDERS.get(key)
    if ways:
        ascending, descending = ways
        head["sort"] = {ascending: "ascending", descending: "descending"}.get(used)
        wanted = descending if used == ascending and descending else ascending or descending
        head["order_href"] = here({"sort": wanted, "after": None, "before": None})
    return head


def _sums(officer: Officer, desk: str, chosen: Filter) -> tuple[str, list[dict[str, Any]]]:
    sums = worklists.totals(officer, desk, chosen)
    if sums.capped:
        return _(
            "More than %(count)s petitions; narrow the list to count", count=sums.petitions
        ), []
    parts = []
    for kind, (label, heads) in KINDS.items():
        number, people = sums.by_kind.get(kind, (0, 0))
        if not number:
            continue
        unit = _("(%(people)s people)", people=people) if heads else ""
        href = here({"channel": kind, "after": None, "before": None})
        parts.append({"label": _(label), "value": number, "unit": unit, "href": href})
    if not parts:
        return _("No petition"), parts
    return _("%(count)s petitions, of these", count=sums.petitions), parts


def rows_of(
    petitions: Iterable[Petition], officer: Officer, *, steps: bool = False, way: str = ""
) -> list[Row]:
    """Return petitions as rows; with ``steps`` each names what comes next and who takes it."""
    petitions = list(petitions)
    regions = dictionary.region_labels(
        {code for p in petitions for code in (p.problem_region, p.archive_region) if code}
    )
    next_steps = steps_for(officer, petitions) if steps else {}
    asked = frozenset() if steps else undecided(petitions)
    today = clock.today()
    return [
        Row(
            key=petition.id,
            name=petition.number,
            href=case_href(petition.id) + way,
            lamp=lamp_of(petition.lamp(today)),
            petitioner=petitioner_of(petition),
            marks=marks_of(petition, waits=petition.id in asked),
            summary=petition.summary or _("(no summary)"),
            cells=_cells(petition, regions),
            step=next_steps.get(petition.id),
            step_href=_step_href(petition.id, next_steps.get(petition.id)) + way,
        )
        for petition in petitions
    ]


def _step_href(petition_id: int, step: Step | None) -> str:
    """Return where the next step's form opens; a decision waits on the file itself."""
    if step is None or step.move is None:
        return case_href(petition_id)
    return f"{case_href(petition_id)}/{step.move.replace('_', '-')}"


def _cells(petition: Petition, regions: Mapping[str, str]) -> dict[str, str]:
    region = petition.archive_region or petition.problem_region or ""
    issue = petition.archive_issue or petition.issue
    return {
        "state": _(PETITION.state(petition.state).label),
        "issue": dictionary.label("issue", issue, on=petition.registered_on),
        "region": regions.get(region, ""),
        "received": _day(petition.received_on),
        "registered": _day(petition.registered_on),
        "heads": str(petition.head_count),
        "holder": holder_of(petition),
        "closed": _day(petition.closed_on),
        "close_way": dictionary.label("close_way", petition.close_way, on=petition.closed_on),
        "result": dictionary.label("close_result", petition.result, on=petition.closed_on),
        "archived": _day(petition.archived_on),
        "archive_unit": archive_unit_of(petition, short=True),
    }


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def petitioner_of(petition: Petition) -> str:
    """Return who came or wrote, masked; a group with its head-count."""
    if petition.is_accusation:
        name = _("withheld")
    elif petition.petitioner_name:
        name = mask_name(petition.petitioner_name)
    else:
        name = _("anonymous")
    if petition.head_count > 1:
        return _("%(name)s, %(count)s people", name=name, count=petition.head_count)
    return name


def holder_of(petition: Petition) -> str:
    """Return the unit that has the file, or had it in the end, and the person if one was named."""
    unit = unit_of(petition, petition.unit, short=True)
    person = petition.handler.full_name if petition.handler else ""
    return " ".join(part for part in (unit, person) if part) or _("not handed over")


def marks_of(petition: Petition, *, waits: bool = False) -> tuple[tuple[str, str], ...]:
    """Return the small words beside a petition with their tones, the weightiest first."""
    known = (
        (waits, N_("Second person asked"), "warn"),
        (petition.supervised, N_("Supervised"), "fill"),
        (petition.urgency not in ("", "1"), N_("Pressing"), "warn"),
        (petition.instructed, N_("Instructed"), "plain"),
        (petition.form == "assigned", N_("From above"), "plain"),
        (petition.is_group, N_("Group"), "plain"),
        (petition.letter_nature == JOINT_LETTER, N_("Joint letter"), "plain"),
        (petition.is_repeat, N_("Repeat"), "plain"),
        (petition.finalised, N_("Final"), "mute"),
    )
    return tuple((_(label), tone) for wanted, label, tone in known if wanted)
