"""Pages about the officers' accounts."""

from typing import Any

from flask import abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.actions import action
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_appbuilder.security.sqla.models import Role, User
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from app.accounts import forms, queries
from app.accounts.commands import officers
from app.accounts.models import Officer, Unit
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.web.hardened import SafeModelView, ScopedInterface, open_to_all, show_refusal
from app.extensions import db

# Whoever may open these pages keeps all accounts; petitions are not among what they show.
open_to_all(Officer, User, Role)


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
        "roles": "set_roles",
        "lock": "lock",
        "unlock": "unlock",
        "reset_password": "reset_password",
    }
    include_route_methods = {"list", "show", "add", "edit", "roles", "action"}
    list_title = N_("Accounts")
    show_title = N_("Account")
    add_title = N_("Open an account")
    edit_title = N_("Change an account")
    show_template = "accounts/account.html"
    list_columns = ["full_name", "username", "unit", "title", "role_names", "standing"]
    show_columns = [
        "full_name",
        "username",
        "unit",
        "title",
        "phone",
        "role_names",
        "standing",
        "last_login_at",
    ]
    search_columns = ["last_name", "username"]
    order_columns = ["username"]
    base_order = ("username", "asc")
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
        "standing": _l("Account standing"),
        "last_login_at": _l("Last login"),
    }
    formatters_columns = {
        "role_names": lambda names: _(", ").join(_(name) for name in names),
        "standing": lambda standing: _(standing),
    }

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

    def _one_time_password(self, officer: Officer, password: str) -> ResponseReturnValue:
        return self.render_template(
            "accounts/one_time_password.html", officer=officer, password=password
        )

    def change(self, item: Officer, form: Any) -> None:
        """Write the person's data another way."""
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
        if form.validate_on_submit():
            wanted = queries.roles_with_ids(form.roles.data or [])
            try:
                officers.set_roles(officer, roles=wanted, by=self.officer)
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(_("Changed."), "success")
                return redirect(url_for("AccountView.show", pk=pk))
        return self.render_template("accounts/roles.html", officer=officer, form=form)

    @action("lock", N_("Lock"), N_("Lock this account? Its open sessions end."), multiple=False)
    def lock(self, officer: Officer) -> ResponseReturnValue:
        """Close the account."""
        officers.lock_officer(officer, by=self.officer)
        return self._acted(officer, _("Locked."))

    @action("unlock", N_("Unlock"), multiple=False)
    def unlock(self, officer: Officer) -> ResponseReturnValue:
        """Open the account again."""
        officers.unlock_officer(officer, by=self.officer)
        return self._acted(officer, _("Unlocked."))

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
        """Offer to open only what is locked, and to lock only what is not locked for good."""
        idle = {"unlock": not item.locked, "lock": not item.active}
        kwargs["actions"] = {name: act for name, act in self.actions.items() if not idle.get(name)}
        return dict(super()._get_show_widget(pk, item, *args, **kwargs))

    def _acted(self, officer: Officer, words: str) -> ResponseReturnValue:
        flash(words, "success")
        return redirect(url_for("AccountView.show", pk=officer.id))
