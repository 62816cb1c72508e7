"""分流管理: the pool, its filters and what is done with several petitions at once."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, current_app, redirect, request
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.accounts.own import lists
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.hardened import show_refusal
from app.core.web.shell import register_count
from app.petitions.case.trail import List, address, register_list, way_to
from app.petitions.commands.bulk import perform_each
from app.petitions.forms.listing import LIMITS
from app.petitions.lists import worklists
from app.petitions.lists.filters import Filter
from app.petitions.lists.listing import list_page, rows_of
from app.petitions.queries.files import petitions_for
from app.petitions.telling import tell_outcome
from app.triage import commands, queries
from app.triage.forms import PoolFilter, SaveForm, TogetherForm

room = Blueprint(
    "triage",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static/triage",
)

POOL = "pool"
MENU, ACCUSATION_MENU = "Triage pool", "Accusations"
COLUMNS = ("lamp", "number", "petitioner", "matter", "issue", "region", "received")
ACCUSATION_COLUMNS = ("lamp", "number", "petitioner", "state", "received", "holder", "next")
MOST_AT_ONCE = 100

#: The filters that every triage desk wants, and the bar that finds the others.
VIEWS: dict[str, tuple[str, Filter]] = {
    "all": (N_("All"), Filter()),
    "red": (N_("Overdue"), Filter(lamp="red")),
    "today": (N_("Due today"), Filter(lamp="today")),
    "group": (N_("Group visits"), Filter(group="1")),
    "repeat": (N_("Repeat letters and visits"), Filter(repeat="1")),
    "assigned": (N_("Assigned from above"), Filter(assigned="1")),
}
FIRST = ("words", "channel", "issue", "lamp", "since", "until")
MORE = (*LIMITS, "purpose", "region", "source", "group", "repeat", "supervised", "assigned")


class TriageView(Desk):
    """The pool of petitions on which nobody has decided."""

    route_base = "/triage"
    default_view = "index"
    class_permission_name = "Pool"
    method_permission_name = dict.fromkeys(
        ("index", "together", "filters", "remove_filter"), "read"
    )

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show the pool, narrowed, sorted and paged."""
        args = request.args.to_dict()
        filters = PoolFilter(args, self.officer)
        chosen = filters.chosen(args)
        return self.render_template(
            "triage/pool.html",
            views=_views(self.officer, chosen),
            filters=filters,
            first=FIRST,
            more=MORE,
            sort=chosen.sort,
            narrowed=bool(chosen.with_(sort="").as_query()),
            query=chosen.as_query(),
            listing=list_page(
                self.officer, POOL, chosen, args, keys=COLUMNS, way=way_to(POOL, chosen)
            ),
            export_href=_taken_out(chosen.as_query()) if self.officer.may("export") else None,
            may={name: self.officer.may(name) for name in ("mark_seen", "transfer", "export")},
        )

    @expose("/together", methods=["POST"])
    @has_access
    def together(self) -> ResponseReturnValue:
        """Do the same with every picked petition, each by itself."""
        act = request.form.get("act", "")
        petitions = petitions_for(self.officer, _picked())
        if act == "seen":
            self.must("mark_seen")
            tell_outcome(
                perform_each(petitions, "mark_seen", by=self.officer, given=lambda _one: {})
            )
            return redirect(_back())
        if act == "export":
            self.must("export")
            return redirect(_taken_out([("keys", petition.id) for petition in petitions]))
        if act != "transfer":
            abort(400)
        self.must("transfer")
        form = TogetherForm()
        if "unit_id" in request.form and form.validate():
            given = {"unit_id": form.unit_id.given, "opinion": form.opinion.data}
            tell_outcome(
                perform_each(petitions, "transfer", by=self.officer, given=lambda _one: given)
            )
            return redirect(_back())
        return self.render_template(
            "triage/together.html",
            form=form,
            rows=rows_of(petitions, self.officer),
            action=address("TriageView.together", _asked().as_query()),
            back=_back(),
        )

    @expose("/filters", methods=["GET", "POST"])
    @has_access
    def filters(self) -> ResponseReturnValue:
        """Save the filter of the address under a name; show those that are kept."""
        chosen, form = _asked(), SaveForm()
        if form.validate_on_submit():
            try:
                commands.save_filter(
                    by=self.officer, desk=POOL, name=form.name.data or "", chosen=chosen
                )
            except Invalid as error:
                show_refusal(form, error)
            else:
                return redirect(_back())
        return self.render_template(
            "triage/filters.html",
            form=form,
            action=address("TriageView.filters", chosen.as_query()),
            kept=queries.saved_filters(self.officer, POOL),
            told=PoolFilter(commands.keepable(chosen).as_query(), self.officer).told(),
            back=_back(),
        )

    @expose("/filters/<int:filter_id>/remove", methods=["POST"])
    @has_access
    def remove_filter(self, filter_id: int) -> ResponseReturnValue:
        """Forget a filter of one's own."""
        commands.remove_filter(queries.saved_filter(self.officer, filter_id))
        return redirect(address("TriageView.filters", _asked().as_query()))


class AccusationView(Desk):
    """The accusation desk's own list; nobody else learns that there is anything in it."""

    route_base = "/accusations"
    default_view = "index"
    class_permission_name = "Accusation"
    method_permission_name = {"index": "read"}

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show the accusations that are open."""
        args = request.args.to_dict()
        filters = PoolFilter(args, self.officer)
        chosen = filters.chosen(args)
        return self.render_template(
            "triage/accusations.html",
            filters=filters,
            names=("words", "channel", "lamp", "state", "since", "until"),
            more=LIMITS,
            kept={"sort": chosen.sort} if chosen.sort else {},
            listing=list_page(
                self.officer,
                "accusations",
                chosen,
                args,
                keys=ACCUSATION_COLUMNS,
                way=way_to("accusations", chosen),
            ),
        )


def _views(officer: Officer, chosen: Filter) -> list[dict[str, Any]]:
    """Return the tabs over the list: those of every desk, then the officer's own."""
    known = {name: (_(label), filter_) for name, (label, filter_) in VIEWS.items()}
    for saved in queries.saved_filters(officer, POOL):
        known[f"own-{saved.id}"] = (saved.name, queries.filter_of(saved))
    counts = queries.counts(officer, POOL, {name: one[1] for name, one in known.items()})
    here = chosen.with_(sort="")
    return [
        {
            "label": label,
            "href": address("TriageView.index", filter_.as_query()),
            "count": counts.get(name),
            "active": filter_ == here,
            "late": name == "red",
        }
        for name, (label, filter_) in known.items()
    ]


def _asked() -> Filter:
    return Filter.of(request.args)


def _back() -> str:
    return address("TriageView.index", _asked().as_query())


def _picked() -> list[int]:
    keys = request.form.getlist("keys")
    if not keys or len(keys) > MOST_AT_ONCE:
        abort(400)
    if not all(key.isascii() and key.isdecimal() and len(key) < 19 for key in keys):
        abort(400)
    return list(dict.fromkeys(map(int, keys)))


def _taken_out(asked: Mapping[str, str] | list[tuple[str, int]]) -> str:
    """Return where rows of the pool are taken out as Excel."""
    return f"/petitions/export.xlsx?desk={POOL}&{urlencode(asked)}"


def register(appbuilder: AppBuilder) -> None:
    """Hang the desk on the menu."""
    lists.register("TriageView.index", N_("Triage"))
    current_app.register_blueprint(room)
    appbuilder.add_view(TriageView, MENU, label=N_("Triage"), icon="split", category="Handling")
    appbuilder.add_view(
        AccusationView, ACCUSATION_MENU, label=N_("Accusations"), icon="lock", category="Handling"
    )
    register_list(List(POOL, N_("Triage"), MENU, "TriageView.index"))
    register_list(List("accusations", N_("Accusations"), ACCUSATION_MENU, "AccusationView.index"))
    register_count(MENU, lambda officer: worklists.counted(officer, POOL))
    register_count(ACCUSATION_MENU, lambda officer: worklists.counted(officer, "accusations"))
