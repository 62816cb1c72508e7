"""The pages of the second factor: one's own, and the one on which roles are made to use it."""

import segno
import sqlalchemy as sa
from flask import abort, current_app, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_login import login_user
from markupsafe import Markup

from app.accounts import queries
from app.accounts.forms import CodeForm
from app.accounts.models import Officer
from app.accounts.own import factor
from app.accounts.own.forms import FactorRolesForm
from app.accounts.own.models import SecondFactor
from app.accounts.subtree import at_the_top, officers_managed_by
from app.core.errors import DomainError
from app.core.web.desk import Desk
from app.core.web.hardened import show_refusal
from app.extensions import db


class OwnFactorView(Desk):
    """The own second factor."""

    route_base = "/me/second-factor"
    default_view = "factor"

    @expose("/", methods=["GET", "POST"])
    def factor(self) -> ResponseReturnValue:
        """Show whether it is set up; a POST begins to set it up."""
        officer, form = self.officer, CodeForm()
        if factor.is_on(officer):
            return self._shown(form)
        if form.is_submitted():
            factor.prepare(by=officer)
        return self._picture(form)

    @expose("/confirm", methods=["POST"])
    def confirm(self) -> ResponseReturnValue:
        """Take the first code; the recovery codes are shown this once."""
        form, officer = CodeForm(), self.officer
        if form.validate_on_submit():
            try:
                codes = factor.confirm(form.code.data, by=officer, this=g.login_session)
            except DomainError as error:
                show_refusal(form, error)
            else:
                login_user(officer)
                return self._codes(codes)
        return self._picture(form)

    @expose("/codes", methods=["POST"])
    def codes(self) -> ResponseReturnValue:
        """Make new recovery codes."""
        form = CodeForm()
        if form.validate_on_submit():
            try:
                return self._codes(factor.renew_codes(form.code.data, by=self.officer))
            except DomainError as error:
                self._refused(form, error)
        return self._shown(form)

    @expose("/off", methods=["POST"])
    def off(self) -> ResponseReturnValue:
        """Give the second factor up, where no role asks for it."""
        form = CodeForm()
        if form.validate_on_submit():
            try:
                factor.give_up(form.code.data, by=self.officer)
            except DomainError as error:
                self._refused(form, error)
            else:
                flash(_("The second factor is switched off."), "success")
                return redirect(url_for("OwnFactorView.factor"))
        return self._shown(form)

    def _refused(self, form: CodeForm, error: DomainError) -> None:
        if error.field == "code":
            current_app.extensions["appbuilder"].sm.note_failure(self.officer)
        show_refusal(form, error)

    def _picture(self, form: CodeForm) -> ResponseReturnValue:
        officer, issuer = self.officer, current_app.config["APP_NAME"]
        begun = factor.factor_of(officer)
        secret = begun.secret if begun else ""
        drawn = ""
        if begun is not None:
            code = segno.make(factor.address_for(officer, begun, issuer), micro=False)
            drawn = Markup(code.svg_inline(scale=5, border=2))
        return self.render_template(
            "accounts/own/factor_enrol.html",
            form=form,
            qr=drawn,
            secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
            forced=g.login_session.must_enrol,
        )

    def _shown(self, form: CodeForm) -> ResponseReturnValue:
        officer = self.officer
        return self.render_template(
            "accounts/own/factor.html",
            form=form,
            left=factor.codes_left(officer),
            required=factor.is_required(officer),
        )

    def _codes(self, codes: list[str]) -> ResponseReturnValue:
        return self.render_template("accounts/own/factor_codes.html", codes=codes)


class LoginSecurityView(Desk):
    """Which roles need a second factor, and who lost the telephone that shows it."""

    route_base = "/login-security"
    default_view = "roles"
    class_permission_name = "SecondFactor"
    method_permission_name = {"roles": "edit", "reset": "reset"}

    @expose("/", methods=["GET", "POST"])
    @has_access
    def roles(self) -> ResponseReturnValue:
        """Choose the roles; it holds from the next login of their holders on."""
        officer, before = self.officer, factor.roles_with_factor()
        form = FactorRolesForm(data={"roles": sorted(before)})
        if form.is_submitted() and not at_the_top(officer):
            abort(403)
        if form.validate_on_submit():
            wanted = set(form.roles.data or [])
            for role in queries.all_roles():
                factor.require_second_factor(role, required=role.id in wanted, by=officer)
            flash(_("Changed."), "success")
            return redirect(url_for("LoginSecurityView.roles"))
        return self.render_template(
            "accounts/own/login_security.html",
            form=form,
            top=at_the_top(officer),
            people=_with_factor(officer),
        )

    @expose("/reset/<int:pk>", methods=["POST"])
    @has_access
    def reset(self, pk: int) -> ResponseReturnValue:
        """Take the second factor off somebody who lost his telephone."""
        officer = db.session.scalar(
            sa.select(Officer).where(Officer.id == pk, officers_managed_by(self.officer))
        )
        factor.reset(officer or abort(404), by=self.officer)
        flash(_("The second factor is taken off the account."), "success")
        return redirect(url_for("LoginSecurityView.roles"))


def _with_factor(officer: Officer) -> list[Officer]:
    return list(
        db.session.scalars(
            sa.select(Officer)
            .join(SecondFactor, SecondFactor.officer_id == Officer.id)
            .where(SecondFactor.confirmed_at.is_not(None), officers_managed_by(officer))
            .options(sa.orm.joinedload(Officer.unit))
            .order_by(Officer.last_name, Officer.id)
            .limit(200)
        )
    )
