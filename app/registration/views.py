"""What the registration desk hangs on the menu, and its ledger.

Both are generated views on the hardened base, which reads petitions through the one row rule.
Those of ``pages`` only add, and a command does the writing; the ledger only lists.
"""

from flask import Blueprint, current_app, jsonify, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.models.sqla.filters import FilterEqual, FilterEqualFunction
from flask_appbuilder.security.decorators import has_access
from flask_appbuilder.widgets import ListWidget
from flask_login import current_user
from wtforms.validators import ValidationError

from app.accounts.units.names import name_on
from app.core import clock
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.hardened import SafeModelView, ScopedInterface
from app.petitions.commands.intake import query_code
from app.petitions.lists.listing import case_href
from app.petitions.models import Petition
from app.registration import pages, presenters, queries
from app.registration.forms.fields import read_number
from app.registration.forms.registration import FORMS
from app.settings.queries import value

room = Blueprint(
    "registration",
    __name__,
    template_folder="templates",
    static_folder="static/registration",
    static_url_path="/static/registration",
)


class IdentityView(Desk):
    """What an identity number says, asked while it is typed; it travels in bodies alone."""

    route_base = "/registration"
    default_view = "identity"
    class_permission_name = "Petition"
    method_permission_name = {"identity": "register"}

    @expose("/identity", methods=["POST"])
    @has_access
    def identity(self) -> ResponseReturnValue:
        """Answer sex, birth, age and region, and earlier petitions of the number."""
        kind = pages.given("kind", 8) or "111"
        try:
            number, said = read_number(kind, pages.given("number", 60))
        except ValidationError as error:
            return jsonify(error=str(error)), 422
        answer = presenters.said_by(said) if said else {"values": {}}
        found = presenters.matches(self.officer, number) if number else []
        answer["matches"] = render_template("registration/_matches.html", matches=found)
        return jsonify(answer)


class RegisteredView(Desk):
    """What comes after saving: the number, and the slip that the petitioner takes along."""

    route_base = "/registration"
    default_view = "done"
    class_permission_name = "Petition"
    method_permission_name = {"done": "register", "slip": "register"}

    @expose("/done")
    @has_access
    def done(self) -> ResponseReturnValue:
        """Show the number large; also of an accusation, which the clerk will not see again."""
        last = session.get(pages.LAST)
        if last is None:
            return redirect(url_for("VisitView.add"))
        shown = not last.get("coded") or last.get("shown")
        last["shown"] = session.modified = True
        return self.render_template(
            "registration/done.html",
            last=last,
            code=None if shown else query_code(last["key"], self.officer),
            href=case_href(last["id"]),
        )

    @expose("/<int:pk>/slip")
    @has_access
    def slip(self, pk: int) -> ResponseReturnValue:
        """Show the slip to print; the query code stands on the first one alone."""
        last = session.get(pages.LAST) or {}
        last = last if last.get("id") == pk else {}
        code = query_code(last["key"], self.officer) if last.pop("coded", False) else None
        if last:
            session.modified = True
        if last.get("sealed"):
            return self.render_template("registration/slip_sealed.html", last=last, code=code)
        petition = queries.for_slip(self.officer, pk)
        return self.render_template(
            "registration/slip.html",
            petition=petition,
            registrar=name_on(petition.registering_unit, petition.registered_on),
            rows=presenters.slip_rows(petition, in_full=bool(last)),
            hours=value("window_hours", petition.registering_unit),
            code=code,
        )


class LedgerRows(ListWidget):
    """The rows of the ledger, with the columns of a work list."""

    template = "registration/ledger_rows.html"


class LedgerView(SafeModelView):
    """今日登记: what the officer's unit registered today, as far as the officer may see it."""

    datamodel = ScopedInterface(Petition, load=("registered_by",))
    route_base = "/registration/today"
    class_permission_name = "Ledger"
    method_permission_name = {"list": "read"}
    include_route_methods = {"list"}
    list_template = "registration/ledger.html"
    list_widget = LedgerRows
    title = list_title = N_("Registered today")
    list_columns = [
        "number",
        "registered_at",
        "channel",
        "petitioner_name",
        "purpose",
        "summary",
        "state",
        "registered_by",
        "anonymous",
        "head_count",
        "id",
    ]
    show_columns = add_columns = edit_columns = ["number"]
    search_columns = ["number"]
    order_columns = ["number", "registered_at"]
    base_order = ("id", "desc")
    formatters_columns = presenters.LEDGER
    base_filters = [
        # Not even the officers of the accusation desk read accusations here.
        ["is_accusation", FilterEqual, False],
        ["registered_on", FilterEqualFunction, lambda: clock.today()],
        ["registering_unit_id", FilterEqualFunction, lambda: current_user.unit_id],
    ]

    @expose("")
    @has_access
    def list(self) -> ResponseReturnValue:
        """Show the ledger, with the sums by form above it."""
        widgets = self._list()
        widgets["list"].template_args |= {
            "may_print": self.officer.may("register"),
            "case_href": case_href,
        }
        return self.render_template(
            self.list_template,
            title=self.list_title,
            widgets=widgets,
            sums=presenters.sums(queries.registered_today(self.officer)),
            forms=FORMS,
        )


def register(appbuilder: AppBuilder) -> None:
    """Hang the pages on the menu in the customer's order."""
    current_app.register_blueprint(room)
    entries = (
        (pages.VisitView, "Visit", N_("Register a visit"), "people"),
        (pages.LetterView, "Letter", N_("Register a letter"), "file"),
        (pages.AssignedView, "Assigned from above", N_("Assigned from above"), "down"),
        (LedgerView, "Registered today", N_("Registered today"), "tasks"),
    )
    for view, name, label, icon in entries:
        appbuilder.add_view(view, name, label=label, icon=icon, category="Registration")
    for view in (IdentityView, RegisteredView):
        appbuilder.add_view_no_menu(view)
