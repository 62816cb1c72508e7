"""Pages on which accounts come in from Excel: template, dry run, confirmation, passwords."""

import json
import secrets
from io import BytesIO
from typing import Any

from flask import abort, flash, make_response, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.accounts import limits
from app.accounts.choices import units_within
from app.accounts.models import Officer
from app.accounts.people import forms, handing_out, importing
from app.accounts.roles_desk.sentences import role_label
from app.accounts.subtree import units_managed_by
from app.core import clock
from app.core.crypto import UnreadableText, keyring
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.render.excel_read import MOST_BYTES
from app.core.render.excel_template import write_sheets
from app.core.table import Column, Table
from app.core.web.desk import Desk
from app.core.web.downloads import workbook
from app.core.web.errors import say
from app.core.web.hardened import show_refusal

_PLAN, _GIVEN = "accounts to import", "one-time passwords"
_SECONDS = 30 * 60


class AccountImportView(Desk):
    """Accounts from Excel, with a dry run before anything is written."""

    route_base = "/accounts/import"
    default_view = "start"
    class_permission_name = "Account"
    method_permission_name = {
        "start": "import",
        "template": "import",
        "confirm": "import",
        "opened": "import",
        "handed_out": "import",
    }

    @expose("/", methods=["GET", "POST"])
    @has_access
    def start(self) -> ResponseReturnValue:
        """Take the file, and show row by row what it would do."""
        self._may_open()
        form = forms.ImportForm()
        if form.validate_on_submit():
            try:
                plan = importing.plan(form.file.data.read(MOST_BYTES + 1), self.officer)
            except DomainError as error:
                show_refusal(form, error)
            else:
                return self._dry_run(plan, form)
        page = self.render_template(
            "accounts/people/import.html", form=form, recent=_GIVEN in session
        )
        return page, 422 if form.errors else 200

    def _dry_run(self, plan: importing.Plan, form: Any) -> ResponseReturnValue:
        problems = plan.problems
        rows = [[row.row, row.values] for row in plan.rows]
        page = self.render_template(
            "accounts/people/import_plan.html",
            form=form,
            plan=plan,
            wrong=len({problem.row for problem in problems}),
            told=_told,
            columns=importing.COLUMNS,
            sealed=None
            if problems
            else _sealed(_PLAN, [secrets.token_urlsafe(24), rows], self.officer),
        )
        return page, 422 if problems else 200

    @expose("/confirm", methods=["POST"])
    @has_access
    def confirm(self) -> ResponseReturnValue:
        """Open the accounts that the dry run showed; pressed twice, it opens them once."""
        self._may_open()
        try:
            secret, rows = _unsealed(_PLAN, request.form.get("sealed", ""), self.officer)
            told = [(number, values) for number, values in rows]
            remembered = self._opened(secret, told)
        except DomainError as error:
            form = forms.ImportForm()
            show_refusal(form, error)
            page = self.render_template("accounts/people/import.html", form=form)
            return page, error.status
        session[_GIVEN] = _sealed(_GIVEN, remembered, self.officer)
        return redirect(url_for("AccountImportView.opened"))

    def _opened(
        self, secret: str, rows: list[tuple[int, dict[str, str]]]
    ) -> handing_out.Remembered:
        names = [values["username"] for _number, values in rows]
        plan = importing.plan_rows(rows, (), self.officer)
        try:
            importing.carry_out(plan, self.officer, secret=secret)
        except DomainError:
            remembered = handing_out.opened(secret, names)
            if remembered is None:
                raise
            return remembered
        return handing_out.opened(secret, names) or abort(500)

    @expose("/opened", methods=["GET"])
    @has_access
    def opened(self) -> ResponseReturnValue:
        """Show the passwords to whoever imported, again and again for half an hour."""
        rows = self._given()
        if rows is None:
            flash(_("The list of passwords is no longer kept. Give new ones one by one."), "info")
            return redirect(url_for("AccountView.list"))
        response = make_response(
            self.render_template("accounts/people/import_done.html", given=rows)
        )
        response.headers["Cache-Control"] = "no-store"
        return response

    @expose("/passwords", methods=["GET"])
    @has_access
    def handed_out(self) -> ResponseReturnValue:
        """Give the list that the page shows as a workbook."""
        rows = self._given()
        if rows is None:
            abort(404)
        titles = (_("Full name"), _("User name"), _("Unit"), _("One-time password"))
        tables = [_table(_("Accounts"), titles, rows)]
        return _workbook(_("One-time passwords"), tables, plain="passwords")

    def _given(self) -> Any:
        self._may_open()
        try:
            remembered = _unsealed(_GIVEN, session.get(_GIVEN, ""), self.officer)
        except Invalid:
            session.pop(_GIVEN, None)
            return None
        return handing_out.list_of((remembered[0], remembered[1], remembered[2]), self.officer)

    @expose("/template", methods=["GET"])
    @has_access
    def template(self) -> ResponseReturnValue:
        """Give the workbook to fill in, with the units and roles that may stand in it."""
        officer = self.officer
        titles = tuple(_(title) for title in importing.COLUMNS.values())
        roles = [[role_label(role.name)] for role in limits.roles_offered(officer)]
        units = [list(unit) for unit in units_within(units_managed_by(officer))]
        tables = [
            _table(_("Accounts"), titles, []),
            _table(_("Units"), (_("Name"), _("Short name"), _("Code")), units),
            _table(_("Roles"), (_("Name"),), roles),
        ]
        return _workbook(_("Accounts to import"), tables, plain="accounts-to-import")

    def _may_open(self) -> None:
        # An account comes with its roles here: who may not give them may not import.
        self.must("add", "Account")
        self.must("set_roles", "Account")


def _told(problem: importing.Problem) -> str:
    return say(Invalid(problem.message, **problem.params))


def _sealed(purpose: str, rows: Any, officer: Officer) -> str:
    """Return rows for a hidden field: unreadable, of use to this officer, and for half an hour."""
    until = clock.now().timestamp() + _SECONDS
    return keyring().encrypt(json.dumps([officer.id, until, rows]), purpose=purpose)


def _unsealed(purpose: str, sealed: str, officer: Officer) -> list[Any]:
    too_old = Invalid(N_("The file was sent too long ago; choose it again."), field="file")
    try:
        owner, until, rows = json.loads(keyring().decrypt(sealed, purpose=purpose))
    except UnreadableText as error:
        raise too_old from error
    if owner != officer.id or until < clock.now().timestamp():
        raise too_old
    return list(rows)


def _table(title: str, titles: tuple[str, ...], rows: list[list[str]]) -> Table:
    columns = tuple(Column(str(n), title) for n, title in enumerate(titles))
    return Table(title, columns, [{str(n): it for n, it in enumerate(row)} for row in rows])


def _workbook(name: str, tables: list[Table], *, plain: str) -> ResponseReturnValue:
    response = workbook(BytesIO(write_sheets(tables)), name, plain=plain)
    response.headers["Cache-Control"] = "no-store"
    return response
