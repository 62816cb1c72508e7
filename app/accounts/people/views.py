"""Pages about the officers' accounts."""

from io import BytesIO
from typing import Any, ClassVar

import sqlalchemy as sa
from flask import abort, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.actions import action
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_appbuilder.security.sqla.models import Role, User
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from app.accounts import limits, queries
from app.accounts.choices import region_path
from app.accounts.commands import officers, removal
from app.accounts.models import Officer, Unit
from app.accounts.people import forms, listing
from app.accounts.people.disuse import standing_of
from app.accounts.people.history import history_of
from app.accounts.people.listing_table import as_table, count_line
from app.accounts.roles_desk.sentences import role_label
from app.accounts.subtree import at_the_top, officers_managed_by
from app.core import clock
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.render.excel import RowCount, write_table
from app.core.web.downloads import workbook
from app.core.web.errors import say
from app.core.web.hardened import (
    SafeModelView,
    ScopedInterface,
    guard,
    open_to_all,
    show_refusal,
)
from app.extensions import db
from app.journal.commands import note_taken_out

# An administrator keeps the accounts of his own subtree; the names of roles are nobody's secret.
guard(Officer, officers_managed_by)
guard(User, lambda _officer: sa.false())
open_to_all(Role)


class AccountView(SafeModelView):
    """The officers' accounts."""

    datamodel = ScopedInterface(Officer, load=("unit", "roles"))
    route_base = "/accounts"
    class_permission_name = "Account"
    method_permission_name = {
        "list": "read",
        "show": "read",
        "add": "add",
        "edit": "edit",
        "delete": "delete",
        "export": "read",
        "roles": "set_roles",
        "lock": "lock",
        "unlock": "unlock",
        "end_sessions": "end_sessions",
        "reset_password": "reset_password",
    }
    include_route_methods = {
        *("list", "show", "add", "edit", "delete", "export", "roles", "lock", "action"),
    }
    list_title = N_("Accounts")
    show_title = N_("Account")
    add_title = N_("Open an account")
    edit_title = N_("Change an account")
    show_template = "accounts/people/account.html"
    add_template = "accounts/people/add.html"
    list_columns = ["full_name", "username", "unit", "title", "role_names", "standing"]
    show_columns = [
        "full_name",
        "username",
        "unit",
        "region_code",
        "title",
        "phone",
        "role_names",
    ]
    search_columns: ClassVar[list[str]] = []
    add_form = forms.NewAccountForm
    edit_form = forms.AccountForm
    add_columns = ["full_name", "username", "unit_id", "title", "phone", "roles"]
    edit_columns = ["full_name", "unit_id", "title", "phone"]
    label_columns = {
        "full_name": _l("Full name"),
        "last_name": _l("Full name"),
        "username": _l("User name"),
        "unit": _l("Unit"),
        "title": _l("Position"),
        "phone": _l("Telephone"),
        "role_names": _l("Roles"),
        "region_code": _l("Region"),
    }
    formatters_columns = {
        "role_names": lambda names: _(", ").join(role_label(name) for name in names),
        "region_code": lambda code: region_path(code) if code else "",
    }

    @expose("/list/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """Show the accounts that this administrator manages, page by page."""
        form = forms.AccountFilter(request.args)
        wanted = form.wanted()
        page = listing.account_page(self.officer, wanted, request.args)
        return self.render_template(
            "accounts/people/list.html",
            title=self.list_title,
            form=form,
            wanted=wanted,
            page=page,
            total=listing.count(self.officer, wanted),
            standing_of=standing_of,
            everybody=at_the_top(self.officer),
            kept={name: text for name, text in form.data.items() if text},
        )

    @expose("/export")
    @has_access
    def export(self) -> ResponseReturnValue:
        """Give the list as it is narrowed as a workbook."""
        wanted = forms.AccountFilter(request.args).wanted()
        table, counted = as_table(self.officer, wanted), RowCount(count_line)
        with write_table(table, count_line=counted) as stream:
            book = BytesIO(stream.read())
        note_taken_out("Account", table.title, by=self.officer, rows=counted.rows)
        day = f"{clock.today():%Y%m%d}"
        return workbook(book, f"{_('Accounts')}-{day}", plain=f"accounts-{day}")

    @expose("/show/<pk>", methods=["GET"])
    @has_access
    def show(self, pk: str) -> ResponseReturnValue:
        """Show an account, how it stands, and what was done to it."""
        officer = self.datamodel.get(pk, self._base_filters) or abort(404)
        return self.render_template(
            self.show_template,
            pk=officer.id,
            title=self.show_title,
            widgets=self._show(pk),
            officer=officer,
            standing=standing_of(officer),
            of_the_top=limits.role_of_the_top(officer, self.officer),
            told=history_of(officer),
            deletable=current_user.may("delete", "Account") and not removal.is_spoken_of(officer),
            role_label=role_label,
            apart=current_user.may("reset_password", "Account") and g.apart,
        )

    @expose("/delete/<pk>", methods=["POST"])
    @has_access
    def delete(self, pk: str) -> ResponseReturnValue:
        """Delete an account that nobody ever used."""
        officer = self.datamodel.get(pk, self._base_filters) or abort(404)
        name = officer.full_name
        try:
            removal.delete_officer(officer, by=self.officer)
        except DomainError as error:
            flash(say(error), "danger")
            return redirect(url_for("AccountView.show", pk=pk))
        flash(_("Deleted: %(name)s.", name=name), "success")
        return redirect(url_for("AccountView.list"))

    @expose("/lock/<int:pk>", methods=["GET", "POST"])
    @has_access
    def lock(self, pk: int) -> ResponseReturnValue:
        """Close the account, and write down why."""
        officer = self.datamodel.get(pk, self._base_filters) or abort(404)
        form = forms.LockForm()
        if form.validate_on_submit():
            try:
                officers.lock_officer(officer, reason=form.reason.data, by=self.officer)
            except DomainError as error:
                show_refusal(form, error)
            else:
                return self._acted(officer, _("Locked: %(name)s.", name=officer.full_name))
        return self.render_template("accounts/people/lock.html", officer=officer, form=form)

    def create(self, form: Any) -> None:
        """Open the account; its first password is shown once."""
        if form.roles.data and not current_user.may("set_roles", "Account"):
            abort(403)
        g.account, g.password = officers.create_officer(
            username=form.username.data,
            full_name=form.full_name.data,
            unit=db.session.get(Unit, int(form.unit_id.data)),
            roles=queries.roles_with_ids(form.roles.data),
            title=form.title.data or "",
            phone=form.phone.data or "",
            by=self.officer,
        )

    def post_add_redirect(self) -> ResponseReturnValue:
        """Show the password at once: it must not travel through a cookie."""
        return self._one_time_password(g.account, g.password)

    def said_added(self, form: Any) -> str:
        """Name the new account."""
        return _("Added: %(name)s.", name=form.full_name.data.strip())

    def said_changed(self, item: Officer) -> str:
        """Name the account."""
        return _("Saved: %(name)s.", name=item.full_name)

    def post_edit_redirect(self) -> ResponseReturnValue:
        """Show the account that was changed."""
        return redirect(url_for("AccountView.show", pk=g.account.id))

    def _one_time_password(self, officer: Officer, password: str) -> ResponseReturnValue:
        return self.render_template(
            "accounts/people/one_time_password.html", officer=officer, password=password
        )

    def change(self, item: Officer, form: Any) -> None:
        """Write the person's data another way."""
        g.account = item
        officers.change_officer(
            item,
            unit=db.session.get(Unit, int(form.unit_id.data)),
            full_name=form.full_name.data,
            title=form.title.data or "",
            phone=form.phone.data or "",
            by=self.officer,
        )

    @expose("/roles/<int:pk>", methods=["GET", "POST"])
    @has_access
    def roles(self, pk: int) -> ResponseReturnValue:
        """Give the officer roles."""
        officer = self.datamodel.get(pk) or abort(404)
        form = forms.RolesForm(data={"roles": [role.id for role in officer.roles]})
        offered = {id_ for id_, _name in form.roles.choices}
        kept = [role for role in officer.roles if role.id not in offered]
        if form.validate_on_submit():
            # What only the top gives is not offered below it, and not taken by saving the rest.
            wanted = [*kept, *queries.roles_with_ids(form.roles.data or [])]
            try:
                officers.set_roles(officer, roles=wanted, by=self.officer)
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(_("Roles saved: %(name)s.", name=officer.full_name), "success")
                return redirect(url_for("AccountView.show", pk=pk))
        return self.render_template(
            "accounts/people/roles.html",
            officer=officer,
            form=form,
            kept=kept,
            role_label=role_label,
        )

    @action("unlock", N_("Unlock"), multiple=False)
    def unlock(self, officer: Officer) -> ResponseReturnValue:
        """Open the account again."""
        officers.unlock_officer(officer, by=self.officer)
        return self._acted(officer, _("Unlocked: %(name)s.", name=officer.full_name))

    @action(
        "end_sessions",
        N_("End all sessions"),
        N_("End all sessions of this account? The officer must log in again."),
        multiple=False,
    )
    def end_sessions(self, officer: Officer) -> ResponseReturnValue:
        """Send the officer out, wherever he is logged in."""
        officers.end_sessions_of(officer, by=self.officer)
        return self._acted(officer, _("All sessions ended: %(name)s.", name=officer.full_name))

    @action(
        "reset_password",
        N_("Give a new password"),
        N_("Give a new one-time password? The present one stops working."),
        multiple=False,
    )
    def reset_password(self, officer: Officer) -> ResponseReturnValue:
        """Give a new one-time password."""
        password = officers.reset_password(officer, by=self.officer)
        return self._one_time_password(officer, password)

    def _get_show_widget(self, pk: Any, item: Officer, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Offer to open only what is locked, and no password that would be refused."""
        g.apart = limits.role_kept_apart(item, self.officer)
        idle = {"unlock": standing_of(item) == "Open", "reset_password": g.apart}
        kwargs["actions"] = {name: act for name, act in self.actions.items() if not idle.get(name)}
        return dict(super()._get_show_widget(pk, item, *args, **kwargs))

    def _acted(self, officer: Officer, words: str) -> ResponseReturnValue:
        flash(words, "success")
        return redirect(url_for("AccountView.show", pk=officer.id))
