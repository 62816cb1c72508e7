"""重大紧急: what is open, one matter with its reports and who knows of it, the paper (W22)."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext

from app.core import clock
from app.core.errors import DomainError
from app.core.web.desk import Desk
from app.core.web.hardened import show_refusal
from app.core.web.links import turns
from app.oversight import urgent_queries as queries
from app.oversight import urgent_telling as telling
from app.oversight.queries import place
from app.oversight.urgent_access import told_or_granted
from app.oversight.urgent_forms import EventForm, ReportForm
from app.petitions.commands import urgent
from app.petitions.forms.urgent import report_of
from app.petitions.models import UrgentMatter, UrgentReport
from app.petitions.queries.urgent_recipients import named_by

CARRIED = ("happened_at", "place", "people", "facts", "responsible", "contact")


class UrgentView(Desk):
    """Grave and urgent matters (art. 25); the first report is also made on the case page."""

    route_base = "/urgent"
    default_view = "index"
    class_permission_name = "UrgentMatter"
    method_permission_name = {
        "index": "read",
        "show": "read",
        "open": "read",
        "confirm": "read",
        "print_one": "read",
        "add": "add",
        "further": "add",
        "close": "close",
    }

    @expose("/")
    @told_or_granted
    def index(self) -> ResponseReturnValue:
        """Show what is open, what is not confirmed yet, or what is closed."""
        tab = request.args.get("status") or "open"
        if tab not in telling.TABS:
            abort(404)
        page = queries.urgent_matters(self.officer, tab, place(request.args))
        return self.render_template(
            "oversight/urgent_list.html",
            tabs=self._tabs(tab),
            rows=[telling.row(matter) for matter in page.rows],
            adds=self.officer.may("add", "UrgentMatter"),
            unknown=named_by(self.officer.unit).unknown,
            **turns(page),
        )

    def _tabs(self, active: str) -> list[dict[str, Any]]:
        waiting = queries.to_confirm(self.officer)
        return [
            {
                "label": _(label),
                "href": url_for("UrgentView.index", status=name),
                "count": waiting if name == "waiting" else None,
                "active": name == active,
            }
            for name, label in telling.TABS.items()
        ]

    @expose("/add", methods=["GET", "POST"])
    @has_access
    def add(self) -> ResponseReturnValue:
        """Report an event that belongs to no petition."""
        form = EventForm()
        if request.method == "POST" and form.validate():
            try:
                matter, told = urgent.report_event(
                    by=self.officer,
                    title=form.title.data,
                    known_at=form.known_at.data,
                    given=report_of(form),
                )
            except DomainError as error:
                show_refusal(form, error)
            else:
                _say_told(told)
                return redirect(url_for("UrgentView.show", matter_id=matter.id))
        page = self.render_template("oversight/urgent_add.html", form=form)
        return page, 422 if form.errors else 200

    @expose("/<int:matter_id>")
    @told_or_granted
    def show(self, matter_id: int) -> ResponseReturnValue:
        """Show a matter; who was told and has not opened it yet sees its cover first."""
        return self._page(self._find(matter_id))

    @expose("/<int:matter_id>/open", methods=["POST"])
    @told_or_granted
    def open(self, matter_id: int) -> ResponseReturnValue:
        """Open the reports: the time is written down."""
        return self._sign(matter_id, urgent.open_urgent)

    @expose("/<int:matter_id>/confirm", methods=["POST"])
    @told_or_granted
    def confirm(self, matter_id: int) -> ResponseReturnValue:
        """Confirm that the reports were received: the time is written down."""
        return self._sign(matter_id, urgent.confirm_urgent)

    def _sign(self, matter_id: int, sign: Callable[..., None]) -> ResponseReturnValue:
        sign(self._find(matter_id), by=self.officer)
        return redirect(url_for("UrgentView.show", matter_id=matter_id))

    @expose("/<int:matter_id>/further", methods=["POST"])
    @has_access
    def further(self, matter_id: int) -> ResponseReturnValue:
        """Send the next report."""
        return self._report(matter_id, "further", urgent.report_further)

    @expose("/<int:matter_id>/close", methods=["POST"])
    @has_access
    def close(self, matter_id: int) -> ResponseReturnValue:
        """Send the last report."""
        return self._report(matter_id, "closing", urgent.close_urgent)

    def _report(self, matter_id: int, kind: str, send: Callable[..., int]) -> ResponseReturnValue:
        matter, form = self._find(matter_id), ReportForm(prefix=kind)
        if form.validate():
            try:
                told = send(matter, by=self.officer, given=report_of(form))
            except DomainError as error:
                show_refusal(form, error)
            else:
                _say_told(told)
                return redirect(url_for("UrgentView.show", matter_id=matter_id))
        return self._page(self._find(matter_id), {kind: form}), 422

    @expose("/<int:matter_id>/reports/<int:report_id>/print")
    @told_or_granted
    def print_one(self, matter_id: int, report_id: int) -> ResponseReturnValue:
        """Show one report as the reporting form (W22) for the printer."""
        matter = self._find(matter_id)
        found = [one for one in matter.reports if one.id == report_id]
        if not found or self._unopened(queries.informed_of(matter)):
            abort(404)
        return self.render_template(
            "oversight/urgent_paper.html",
            matter=matter,
            report=telling.report(found[0]),
            printed_on=clock.today(),
        )

    def _find(self, matter_id: int) -> UrgentMatter:
        return queries.urgent_matter(self.officer, matter_id) or abort(404)

    def _unopened(self, informed: list[queries.Informed]) -> bool:
        own = next((one for one in informed if one.officer.id == self.officer.id), None)
        return own is not None and len(own.opened) < len(own.told)

    def _unconfirmed(self, informed: list[queries.Informed]) -> bool:
        own = next((one for one in informed if one.officer.id == self.officer.id), None)
        return own is not None and len(own.confirmed) < len(own.told)

    def _page(self, matter: UrgentMatter, sent: dict[str, Any] | None = None) -> str:
        informed = queries.informed_of(matter)
        reports = matter.reports
        petition = matter.petition
        sees = petition is not None and queries.sees_petition(self.officer, petition.id)
        return self.render_template(
            "oversight/urgent.html",
            matter=matter,
            status=_(telling.STATUSES[matter.status]),
            lamp=telling.lamp(matter),
            known=telling.at(matter.known_at),
            reports=[telling.report(one) for one in reversed(reports)],
            people=[telling.person(one) for one in informed],
            covered=self._unopened(informed),
            waits=self._unconfirmed(informed),
            case_href=f"/petitions/{matter.petition_id}" if sees else None,
            forms=self._forms(matter, reports[-1]) | (sent or {}),
        )

    def _forms(self, matter: UrgentMatter, last: UrgentReport) -> dict[str, ReportForm]:
        if matter.status != "open" or matter.unit_id != self.officer.unit_id:
            return {}
        may = {"further": "add", "closing": "close"}
        data = {name: getattr(last, name) for name in CARRIED}
        return {
            kind: ReportForm(formdata=None, prefix=kind, data=data)
            for kind, verb in may.items()
            if self.officer.may(verb, "UrgentMatter")
        }


def _say_told(count: int) -> None:
    if count:
        said = ngettext(
            "Reported; %(num)d person was told.", "Reported; %(num)d people were told.", count
        )
        flash(said, "success")
    else:
        flash(
            _("Reported, but nobody was told: the settings and roles name nobody. Call them."),
            "warning",
        )
