"""Pages that bring many units at once: from a workbook or a template, tried out before."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from io import BytesIO
from itertools import zip_longest
from typing import Any

from flask import current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext
from itsdangerous import BadData, URLSafeTimedSerializer

from app.accounts.choices import regions_inside, units_within
from app.accounts.models import LEVELS, UNIT_KINDS
from app.accounts.subtree import units_managed_by
from app.accounts.units import forms, importing
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.render.excel_template import write_sheets
from app.core.table import Column, Table
from app.core.web.desk import Desk
from app.core.web.downloads import workbook
from app.core.web.hardened import show_refusal
from app.core.web.shell import way_back

HALF_A_DAY = 12 * 3600
#: What stands over the words that a workbook may hold.
ALLOWED = (
    *(N_("Kind of unit"), N_("Level")),
    *(N_("Superior unit"), N_("Short name"), N_("Code")),
    *(N_("Region"), N_("Code of the region")),
)


class UnitImportView(Desk):
    """Units out of a workbook, and the usual units of a division."""

    route_base = "/unit-import"
    default_view = "workbook"
    class_permission_name = "Unit"
    method_permission_name = {
        "workbook": "import",
        "empty": "import",
        "template": "import",
        "carry_out": "import",
    }

    def render_template(self, template: str, **context: Any) -> str:
        """Draw a page that belongs to the units of the menu."""
        g.menu_active = "Units"
        return super().render_template(template, **context)

    @expose("/workbook", methods=["GET", "POST"])
    @has_access
    def workbook(self) -> ResponseReturnValue:
        """Try a workbook out: what it would bring, or what is wrong in which row."""
        form = forms.ImportForm()
        plan = None
        if form.validate_on_submit():
            file = request.files.get("file")
            try:
                if file is None or not file.filename:
                    raise Invalid(N_("Choose a file."), field="file")
                plan = importing.plan(file.read(), self.officer)
            except DomainError as error:
                error.field = "file"
                show_refusal(form, error)
        return self._page("accounts/units/workbook.html", form, plan)

    @expose("/empty.xlsx")
    @has_access
    def empty(self) -> ResponseReturnValue:
        """Hand out the workbook to fill in, with the words that may stand in it."""
        answer = workbook(BytesIO(write_sheets(_sheets(self.officer))), _("Units"), plain="units")
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @expose("/template", methods=["GET", "POST"])
    @has_access
    def template(self) -> ResponseReturnValue:
        """Show which of the usual units of a division are missing here."""
        unit = self.officer.unit
        given = {"region": unit.region_code} if unit else {}
        form = forms.TemplateForm(data=given)
        plan = None
        if form.validate_on_submit():
            try:
                plan = importing.from_template(form.region.data, self.officer)
            except DomainError as error:
                show_refusal(form, error)
        return self._page("accounts/units/template.html", form, plan)

    @expose("/carry-out", methods=["POST"])
    @has_access
    def carry_out(self) -> ResponseReturnValue:
        """Found the units of a plan that was shown."""
        try:
            given = _seal().loads(request.form.get("plan", ""), max_age=HALF_A_DAY)
        except BadData:
            flash(_("The list has grown old; try it out again."), "warning")
            return redirect(url_for("UnitImportView.workbook"))
        rows = [importing.Row(**row) for row in given]
        try:
            made = importing.carry_out(importing.Plan(rows), self.officer)
        except DomainError as error:
            flash(_(error.message), "danger")
            return redirect(url_for("UnitImportView.workbook"))
        flash(
            ngettext("%(num)d unit was added.", "%(num)d units were added.", len(made)), "success"
        )
        return redirect(way_back(url_for("UnitView.list")))

    def _page(self, template: str, form: Any, plan: importing.Plan | None) -> ResponseReturnValue:
        whole = plan is not None and plan.rows and not plan.problems
        sealed = _seal().dumps([asdict(row) for row in plan.rows]) if plan and whole else ""
        called = importing.superiors_by_name(plan.rows) if plan else {}
        return self.render_template(template, form=form, plan=plan, sealed=sealed, called=called)


def _sheets(officer: Any) -> list[Table]:
    """Return the sheet to fill in, a star on what is needed, and the one with what is allowed."""
    titles = [
        _(title) + "*" * (name in importing.NEEDED) for name, title in importing.COLUMNS.items()
    ]
    allowed = [
        [_(word) for word in UNIT_KINDS.values()],
        [_(word) for word in LEVELS.values()],
        *_side_by_side(units_within(units_managed_by(officer)), 3),
        *_side_by_side(regions_inside(officer.unit.region_code if officer.unit else ""), 2),
    ]
    return [
        _table(_("Units"), titles, []),
        _table(
            _(importing.POSSIBLE), [_(one) for one in ALLOWED], zip_longest(*allowed, fillvalue="")
        ),
    ]


def _side_by_side(rows: Sequence[Sequence[str]], width: int) -> list[tuple[str, ...]]:
    return list(zip(*rows, strict=True)) or [()] * width


def _table(title: str, titles: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    columns = tuple(Column(str(n), title) for n, title in enumerate(titles))
    return Table(title, columns, [{str(n): it for n, it in enumerate(row)} for row in rows])


def _seal() -> URLSafeTimedSerializer:
    """Return what seals a list between its trial and its import: the page carries it."""
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="unit-import")
