"""My work: one page with a tab for each question an officer asks about his own petitions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Blueprint, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.accounts.own import lists
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.shell import register_count
from app.petitions.case.trail import List, register_list, way_to
from app.petitions.decisions import DECISIONS
from app.petitions.forms.listing import LIMITS, ListFilter
from app.petitions.lists import desks, worklists
from app.petitions.lists.listing import export_href, list_page
from app.petitions.search import narrowed_list

handling = Blueprint("handling", __name__, template_folder="templates")

OPEN_ROW = ("lamp", "number", "petitioner", "matter", "state", "holder", "next")
CLOSED_ROW = ("number", "petitioner", "matter", "state", "result", "holder", "closed")
TODAY_ROW = ("number", "petitioner", "matter", "state", "holder", "next")


@dataclass(frozen=True)
class Tab:
    """One question: its label, the order of its answer, what a row shows, whether it is counted."""

    label: str
    keys: tuple[str, ...] = OPEN_ROW
    sort: str = "lamp"
    counted: bool = False
    empty: str = N_("Nothing waits for you here.")


TABS = {
    "pending": Tab(N_("To do"), counted=True),
    "mine": Tab(N_("To do, with the pool")),
    "unit": Tab(N_("In my unit"), empty=N_("Nothing lies with your unit now.")),
    "decide": Tab(N_("Waiting for my decision"), counted=True),
    "asked": Tab(N_("Asked by me"), counted=True, empty=N_("You wait for nobody's decision.")),
    "unserved": Tab(
        N_("Letters without receipt"),
        counted=True,
        empty=N_("Every letter that was signed long enough ago has its receipt."),
    ),
    "assigned": Tab(N_("Assigned from above")),
    "today": Tab(N_("Registered today"), TODAY_ROW, "-id", empty=N_("Nothing registered yet.")),
    "handled": Tab(N_("Handled"), CLOSED_ROW, "-closed", empty=N_("Nothing closed yet.")),
    "passed": Tab(N_("All that passed through me"), sort="-id", empty=N_("No petition yet.")),
    "all": Tab(N_("All that I may see"), sort="-id", empty=N_("Nothing was found.")),
}
# Parts of a tab that the home page counts; they open under their tab.
PARTS = {
    "assigned_new": ("assigned", N_("New from above")),
    "assigned_owing": ("assigned", N_("Report owed")),
    "approvals": ("decide", N_("Acts of colleagues")),
    "submissions": ("decide", N_("Submitted to me")),
    "objections": ("decide", N_("Objections to the competence")),
    "reports": ("decide", N_("Reports of units")),
    "delays": ("decide", N_("Later reports")),
    "recusals": ("decide", N_("Conflicts of interest")),
    "waivers": ("decide", N_("Acts without their letter")),
    "public_replies": ("decide", N_("Public replies")),
    "supervisions": ("decide", N_("Answers to supervisions")),
}
FILTERS = ("words", "channel", "state", "lamp", "issue", "since", "until")


class WorkView(Desk):
    """我的信访处理."""

    route_base = "/work"
    default_view = "index"
    class_permission_name = "Worklist"
    method_permission_name = {"index": "read", "search": "read"}

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show the petitions of one tab, narrowed and paged."""
        desk = request.args.get("tab") or first_tab(self.officer)
        if desk not in TABS and desk not in PARTS:
            abort(404)
        tab_id, part = PARTS.get(desk, (desk, None))
        tab = TABS[tab_id]
        args = request.args.to_dict()
        filters = ListFilter(args, self.officer)
        chosen = filters.chosen(args)
        return self.render_template(
            "handling/work.html",
            desk=desk,
            tabs=_tabs(self.officer, tab_id),
            title=_(part or tab.label),
            empty=_(tab.empty),
            listing=list_page(
                self.officer,
                desk,
                chosen,
                args,
                keys=tab.keys,
                sort=tab.sort,
                way=way_to(desk, chosen),
            ),
            filters=filters,
            names=FILTERS,
            more=LIMITS,
            kept=_kept(args),
            export_href=export_href(self.officer, desk, chosen),
            clear_href=url_for("WorkView.index", tab=desk),
        )

    @expose("/search", methods=["POST"])
    @has_access
    def search(self) -> ResponseReturnValue:
        """Look everywhere the officer may look; the box in the top bar leads here."""
        asked = {"words": request.form.get("q", "")}
        return redirect(narrowed_list("all", asked, by=self.officer) or abort(404))


def _kept(args: Mapping[str, str]) -> dict[str, str]:
    """Return what the filter bar does not ask for and must not lose."""
    lost = {*FILTERS, *LIMITS, "after", "before", "issue__text"}
    return {name: value for name, value in args.items() if name not in lost}


def _tabs(officer: Officer, active: str) -> list[dict[str, Any]]:
    counts = worklists.counts(officer, [name for name, tab in TABS.items() if tab.counted])
    hidden = {
        "pending": not desks.works(officer),
        "mine": not officer.may("read", "Pool"),
        "unit": not (desks.works(officer) or officer.may("read", "Pool")),
        "today": not officer.may("register"),
        "unserved": not (officer.may("serve") or officer.may("serve", "Accusation")),
    }
    shown = [name for name in TABS if not hidden.get(name)]
    return [
        {
            "label": _(TABS[name].label),
            "href": url_for("WorkView.index", tab=name),
            "count": counts.get(name),
            "active": name == active,
        }
        for name in shown
    ]


def first_tab(officer: Officer) -> str:
    """Return the tab that opens first: what he works on, registered, or has to decide."""
    if desks.works(officer):
        return "pending"
    window = officer.may("register") and not officer.may("read", "Pool")
    return "today" if window else "decide"


def waiting(officer: Officer) -> sa.ScalarSelect[int]:
    """Return the number beside the menu entry: the length of the tab that opens first."""
    return worklists.counted(officer, first_tab(officer))


def register(appbuilder: AppBuilder) -> None:
    """Hang the desk on the menu."""
    lists.register("WorkView.index", N_("My work"))
    missing = set(DECISIONS) - set(PARTS)
    if missing:
        raise LookupError(f"decisions that no list shows: {sorted(missing)}")
    current_app.register_blueprint(handling)
    appbuilder.add_view(WorkView, "My work", label=N_("My work"), category="Handling")
    register_count("My work", waiting)
    for name in (*TABS, *PARTS):
        tab = TABS[PARTS[name][0] if name in PARTS else name]
        register_list(
            List(name, N_("My work"), "My work", "WorkView.index", tab.sort, {"tab": name})
        )
