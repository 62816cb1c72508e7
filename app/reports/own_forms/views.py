"""The administrator's pages of the office's own forms: what is used, its marks, a new one tried."""

from io import BytesIO
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import FileField

from app.accounts.subtree import at_the_top
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.render.excel_read import MOST_BYTES, NOT_EXCEL
from app.core.web.desk import Desk
from app.core.web.door import DynamicForm
from app.core.web.downloads import workbook
from app.core.web.errors import say
from app.petitions.words.days import moment
from app.reports.catalog import REPORTS
from app.reports.models import ReportForm
from app.reports.own_forms import keeping
from app.reports.own_forms.meanings import meanings
from app.reports.own_forms.standard import standard
from app.reports.own_forms.trying import tried
from app.reports.report import Report


class WorkbookForm(DynamicForm):
    """One Excel workbook."""

    file = FileField(_l("Excel workbook (.xlsx)"))


class ReportFormView(Desk):
    """Which form of the office's own each report may be taken out in."""

    route_base = "/reports/forms"
    default_view = "list"
    class_permission_name = "ReportForm"
    method_permission_name = {
        **dict.fromkeys(("list", "show", "begin", "sample", "version"), "read"),
        **dict.fromkeys(("put", "give_up"), "edit"),
    }

    @expose("/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """Show every report with the form that is used."""
        self._at_the_top()
        used = {one.report: one for one in keeping.forms_in_use()}
        rows = [
            {
                "name": _(report.title),
                "href": url_for("ReportFormView.show", name=report.name),
                "own": used[report.name].name if report.name in used else "",
                "when": moment(used[report.name].uploaded_at) if report.name in used else "",
            }
            for report in REPORTS.values()
        ]
        return self.render_template("reports/forms.html", rows=rows)

    @expose("/<name>")
    @has_access
    def show(self, name: str) -> ResponseReturnValue:
        """Show the marks of a report, its forms, and where to send one."""
        return self._page(self._known(name), WorkbookForm())

    @expose("/<name>/put", methods=["POST"])
    @has_access
    def put(self, name: str) -> ResponseReturnValue:
        """Take a form of the office, if it can be filled."""
        report, form = self._known(name), WorkbookForm()
        file = request.files.get("file")
        try:
            if file is None or not file.filename:
                raise Invalid(N_("Choose at least one file."), field="file")
            if not file.filename.lower().endswith(".xlsx"):
                raise Invalid(NOT_EXCEL, field="file")
            data = file.stream.read(MOST_BYTES + 1)
            keeping.put_form(report, file.filename, data, by=self.officer)
        except DomainError as error:
            form.file.errors = [*form.file.errors, say(error)]
            return self._page(report, form), error.status
        flash(_("From now on this report may be taken out in your form."), "success")
        return redirect(url_for("ReportFormView.show", name=name))

    @expose("/<name>/give-up", methods=["POST"])
    @has_access
    def give_up(self, name: str) -> ResponseReturnValue:
        """Take the form of a report out of use."""
        keeping.give_up_form(self._known(name), by=self.officer)
        flash(_("The form is out of use."), "success")
        return redirect(url_for("ReportFormView.show", name=name))

    @expose("/<name>/begin.xlsx")
    @has_access
    def begin(self, name: str) -> ResponseReturnValue:
        """Give out a form with every mark in place, to begin one's own with."""
        report = self._known(name)
        return _given(standard(report), _("%(report)s, form", report=_(report.title)), name)

    @expose("/<name>/sample.xlsx")
    @has_access
    def sample(self, name: str) -> ResponseReturnValue:
        """Give out the form that is used, filled with a made-up report."""
        report = self._known(name)
        form = keeping.form_in_use(report) or abort(404)
        made = tried(report, keeping.content_of(form))
        return _given(made, _("%(report)s, made up", report=_(report.title)), name)

    @expose("/<name>/<int:pk>.xlsx")
    @has_access
    def version(self, name: str, pk: int) -> ResponseReturnValue:
        """Give out a form as it was sent, one that is no longer used as well."""
        kept = keeping.versions(self._known(name))
        form = next((one for one in kept if one.id == pk), None) or abort(404)
        return _given(BytesIO(keeping.content_of(form)), form.name.removesuffix(".xlsx"), name)

    def _page(self, report: Report, form: WorkbookForm) -> str:
        forms = keeping.versions(report)
        return self.render_template(
            "reports/form.html",
            report=report,
            form=form,
            own=next((one for one in forms if one.retired_at is None), None),
            forms=[_told(report, one) for one in forms],
            marks=meanings(report),
            may_edit=self.officer.may("edit", "ReportForm"),
        )

    def _known(self, name: str) -> Report:
        self._at_the_top()
        return REPORTS.get(name) or abort(404)

    def _at_the_top(self) -> None:
        """Forms are the installation's: below the top nobody changes them."""
        if not at_the_top(self.officer):
            abort(404)


def _told(report: Report, form: ReportForm) -> dict[str, Any]:
    return {
        "name": form.name,
        "href": url_for("ReportFormView.version", name=report.name, pk=form.id),
        "by": form.uploaded_by.full_name,
        "since": moment(form.uploaded_at),
        "until": moment(form.retired_at) if form.retired_at else "",
    }


def _given(stream: BytesIO, name: str, plain: str) -> ResponseReturnValue:
    return workbook(stream, name, plain=f"{plain}-form")


def _in_menu() -> bool:
    return at_the_top(current_user)


def register(appbuilder: AppBuilder) -> None:
    """Hang the page on the menu."""
    appbuilder.add_view(
        ReportFormView,
        "Forms of reports",
        label=N_("Forms of reports"),
        icon="file",
        category="System",
        menu_cond=_in_menu,
    )
