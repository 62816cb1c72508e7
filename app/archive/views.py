"""The archive: searching closed files, and filing what waits for it.

A generated view whose list is drawn by our own page: a generated list counts every row and pages
by number of rows, so that with years of files its last page would cost more than its first.
"""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.models.sqla.filters import FilterEqual
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.accounts.own import lists
from app.archive.forms import FileForm
from app.core.i18n import N_
from app.core.web.hardened import SafeModelView, ScopedInterface, guard
from app.core.web.shell import register_count
from app.dictionaries import queries as dictionary
from app.petitions.case.trail import List, register_list, way_to
from app.petitions.commands.bulk import Outcome, perform_each
from app.petitions.forms.listing import ListFilter
from app.petitions.lists import worklists
from app.petitions.lists.desks import files
from app.petitions.lists.listing import case_href, export_href, list_page, petitioner_of
from app.petitions.models import Petition
from app.petitions.queries.files import petitions_for
from app.petitions.scope import visible_to
from app.petitions.telling import tell_outcome

guard(Petition, visible_to)
archive = Blueprint("archive", __name__, template_folder="templates")

MOST_AT_ONCE = 100
FILED = ("number", "petitioner", "matter", "archive_unit", "issue", "result", "closed", "archived")
WAITING = ("number", "petitioner", "matter", "state", "issue", "region", "result", "closed")
FILTERS = {
    "archive": (
        "words archive_unit archive_issue archive_region channel result dated since until".split()
    ),
    "to_archive": "words unit issue region state result dated since until".split(),
}


class ArchiveView(SafeModelView):
    """办结存档."""

    datamodel = ScopedInterface(Petition)
    route_base = "/archive"
    class_permission_name = "Archive"
    method_permission_name = {"list": "read", "show": "read", "file": "read"}
    include_route_methods = {"list", "show", "file"}
    list_columns = show_columns = add_columns = edit_columns = ["number"]
    search_columns: list[str] = []
    base_filters = [["state", FilterEqual, "archived"]]

    @expose("/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """Search the files, or show what waits to be filed."""
        desk = request.args.get("tab") or "archive"
        if desk not in FILTERS or (desk == "to_archive" and not self._files()):
            abort(404)
        args = request.args.to_dict()
        filters = ListFilter(args, self.officer)
        chosen = filters.chosen(args)
        waiting = desk == "to_archive"
        return self.render_template(
            "archive/archive.html",
            desk=desk,
            tabs=self._tabs(desk),
            waiting=waiting,
            listing=list_page(
                self.officer,
                desk,
                chosen,
                args,
                keys=WAITING if waiting else FILED,
                sort="-closed" if waiting else "-archived",
                way=way_to(desk, chosen),
            ),
            filters=filters,
            names=FILTERS[desk],
            kept={name: args[name] for name in ("tab", "sort") if name in args},
            export_href=export_href(self.officer, desk, chosen),
            clear_href=url_for("ArchiveView.list", tab=desk),
        )

    @expose("/<int:pk>")
    @has_access
    def show(self, pk: int) -> ResponseReturnValue:
        """Open a filed petition where everything of it stands: the case page, read-only."""
        found = self.datamodel.get(pk, self._base_filters) or abort(404)
        return redirect(case_href(found.id))

    @expose("/file", methods=["POST"])
    @has_access
    def file(self) -> ResponseReturnValue:
        """Show the picked petitions with what they would be filed under; then file them."""
        if not self._files():
            abort(403)
        petitions = petitions_for(self.officer, _picked())
        form = FileForm()
        if request.form.get("confirmed") and form.validate():
            tell_outcome(self._file(petitions, form))
            return redirect(url_for("ArchiveView.list", tab="to_archive"))
        return self.render_template(
            "archive/file.html",
            form=form,
            keys=[petition.id for petition in petitions],
            rows=_own(petitions),
        )

    def _file(self, petitions: Sequence[Petition], form: FileForm) -> Outcome:
        shared = {
            "archive_unit_id": form.archive_unit_id.given,
            "region_code": form.region_code.data,
            "issue": form.issue.data,
        }
        return perform_each(
            petitions,
            "archive",
            by=self.officer,
            given=lambda petition: {
                name: value or own_values(petition)[name] for name, value in shared.items()
            },
        )

    def _files(self) -> bool:
        return files(self.officer)

    def _tabs(self, active: str) -> Sequence[dict[str, Any]]:
        labels = {"archive": N_("Archived")}
        counts: dict[str, int] = {}
        if self._files():
            labels["to_archive"] = N_("To be archived")
            counts = worklists.counts(self.officer, ["to_archive"])
        return [
            {
                "label": _(label),
                "href": url_for("ArchiveView.list", tab=name),
                "count": counts.get(name),
                "active": name == active,
            }
            for name, label in labels.items()
        ]


def own_values(petition: Petition) -> dict[str, Any]:
    """Return what a petition is filed under when nobody says otherwise."""
    unit = petition.unit or petition.registering_unit
    return {
        "archive_unit_id": unit.id,
        "region_code": petition.problem_region or unit.region_code,
        "issue": petition.issue,
    }


def _picked() -> list[int]:
    keys = list(dict.fromkeys(request.form.getlist("keys")))
    good = all(key.isascii() and key.isdecimal() and len(key) < 10 for key in keys)
    if not keys or not good or len(keys) > MOST_AT_ONCE:
        abort(400)
    return [int(key) for key in keys]


def _own(petitions: list[Petition]) -> list[dict[str, Any]]:
    values = {petition.id: own_values(petition) for petition in petitions}
    regions = dictionary.region_labels({value["region_code"] for value in values.values()})
    return [
        {
            "number": petition.number,
            "href": case_href(petition.id),
            "petitioner": petitioner_of(petition),
            "unit": (petition.unit or petition.registering_unit).name,
            "region": regions[values[petition.id]["region_code"]],
            "issue": dictionary.label("issue", petition.issue, on=petition.registered_on),
        }
        for petition in petitions
    ]


def _waiting(officer: Officer) -> Any:
    return worklists.counted(officer, "to_archive") if files(officer) else None


def register(appbuilder: AppBuilder) -> None:
    """Hang the desk on the menu."""
    lists.register("ArchiveView.list", N_("Closed files"))
    current_app.register_blueprint(archive)
    appbuilder.add_view(ArchiveView, "Archive", label=N_("Closed files"), category="Handling")
    register_count("Archive", _waiting)
    for desk, sort in (("archive", "-archived"), ("to_archive", "-closed")):
        register_list(
            List(desk, N_("Closed files"), "Archive", "ArchiveView.list", sort, {"tab": desk})
        )
