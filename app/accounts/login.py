"""The door: logging in, out, and in again without leaving a half-filled form."""

import logging
from typing import Any

from authlib.common.errors import AuthlibBaseError
from flask import abort, current_app, flash, g, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import BaseView, expose
from flask_appbuilder.security.decorators import no_cache
from flask_appbuilder.utils.base import is_safe_redirect_url
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user, logout_user
from flask_wtf.csrf import generate_csrf
from joserfc.errors import JoseError
from requests import RequestException

from app.accounts import queries
from app.accounts.admission import admitted
from app.accounts.forms import CodeForm, LoginForm
from app.accounts.models import Officer
from app.accounts.own import door, factor, methods, sessions
from app.core.i18n import N_
from app.extensions import csrf

log = logging.getLogger("app.security")

WRONG = N_("Name or password is wrong, or the account is locked.")


class LoginView(BaseView):
    """Login and logout; the only pages that a stranger may open."""

    route_base = ""
    default_view = "login"
    login_template = "appbuilder/general/security/login_db.html"
    title = _l("Log in")

    @expose("/login/", methods=["GET", "POST"])
    @no_cache
    def login(self) -> ResponseReturnValue:
        """Ask for name and password; one sentence for every way of being wrong.

        Only who has the right password of a locked account is told that it is locked.
        """
        target = _local(request.args.get("next"))
        if current_user.is_authenticated:
            return redirect(target)
        form = LoginForm()
        elsewhere = methods.in_use() == "oidc"
        if not elsewhere and form.validate_on_submit():
            officer = self.appbuilder.sm.auth_user_db(form.username.data, form.password.data)
            if officer:
                return _admit(officer, target)
            flash(_refusal(), "warning")
        return self.render_template(
            self.login_template,
            title=self.title,
            form=form,
            appbuilder=self.appbuilder,
            provider=url_for("LoginView.oidc", next=target) if elsewhere else "",
            provider_name=current_app.config["OIDC_NAME"] or _("Unified login"),
        )

    @expose("/login/code", methods=["GET", "POST"])
    @no_cache
    def code(self) -> ResponseReturnValue:
        """Ask for the second factor of somebody whose password was right a moment ago."""
        waiting = door.waiting()
        if waiting is None:
            flash(_("Please begin with name and password."), "warning")
            return redirect(url_for("LoginView.login"))
        officer, target = waiting
        form = CodeForm()
        if form.validate_on_submit():
            if factor.accept(officer, form.code.data):
                door.open_session(officer)
                return redirect(_local(target))
            self.appbuilder.sm.note_failure(officer)
            if admitted(officer) is None:
                door.forget_waiting()
                flash(door.why_locked(officer), "warning")
                return redirect(url_for("LoginView.login"))
            flash(_(factor.WRONG), "warning")
        return self.render_template("accounts/own/login_code.html", form=form)

    @expose("/login/renew", methods=["POST"])
    @no_cache
    def renew(self) -> ResponseReturnValue:
        """Log the same officer in again from a page that is still open, by script.

        The page's token died with its session, so the answer brings a new one. Only JSON is
        taken: no form on a foreign page can send that.
        """
        if not request.is_json:
            return jsonify(error=_("This address takes JSON only.")), 415
        if methods.in_use() == "oidc":
            said = _("Log in in another window of this browser, then go on here.")
            return jsonify(error=said), 403
        parsed: Any = request.get_json(silent=True)
        given = parsed if isinstance(parsed, dict) else {}
        officer = self.appbuilder.sm.auth_user_db(
            str(given.get("username", "")), str(given.get("password", ""))
        )
        if officer is None:
            return jsonify(error=_refusal()), 401
        return self._renewed(officer, str(given.get("code", "")))

    def _renewed(self, officer: Officer, code: str) -> ResponseReturnValue:
        if factor.is_on(officer):
            if not code.strip():
                return jsonify(error=_("Type the code of your telephone as well."), code=True), 401
            if not factor.accept(officer, code):
                self.appbuilder.sm.note_failure(officer)
                return jsonify(error=_(factor.WRONG), code=True), 401
        if door.open_session(officer):
            return jsonify(error=_("Choose a password of your own first.")), 403
        return jsonify(csrf_token=generate_csrf())

    @expose("/login/oidc")
    @no_cache
    def oidc(self) -> ResponseReturnValue:
        """Lead to the identity provider; state, nonce and PKCE are kept in the session."""
        if methods.in_use() != "oidc":
            abort(404)
        door.remember_target(_local(request.args.get("next")))
        back = url_for("LoginView.oidc_callback", _external=True)
        try:
            return self._provider().authorize_redirect(back)
        except (AuthlibBaseError, RequestException):
            log.exception("login refused: the identity provider does not answer")
            flash(_("The unified login does not answer. Try again later."), "warning")
            return redirect(url_for("LoginView.login"))

    @expose("/login/oidc/back")
    @no_cache
    def oidc_callback(self) -> ResponseReturnValue:
        """Take what the provider says of somebody; an account must be there already."""
        if methods.in_use() != "oidc":
            abort(404)
        try:
            told = self._provider().authorize_access_token().get("userinfo") or {}
        except (AuthlibBaseError, JoseError, RequestException) as error:
            kind = type(error).__name__
            log.warning("login refused: the provider's answer (%s), %s", kind, request.remote_addr)
            told = {}
        name = told.get(current_app.config["OIDC_USERNAME_CLAIM"])
        officer = admitted(queries.officer_named(name)) if isinstance(name, str) else None
        if officer is None:
            log.warning("login refused: no open account, from %s", request.remote_addr)
            flash(_("There is no open account for you here, or the login went wrong."), "warning")
            return redirect(url_for("LoginView.login"))
        return _admit(officer, _local(door.target()))

    def _provider(self) -> Any:
        return self.appbuilder.sm.oauth_remotes[methods.PROVIDER]

    @expose("/logout/", methods=["POST"])
    def logout(self) -> ResponseReturnValue:
        """End the session; by POST, so that no picture on a foreign page can do it."""
        log.info("logout: officer %s", current_user.id)
        sessions.log_out(g.login_session)
        logout_user()
        locale = session.get("locale")
        session.clear()
        if locale:
            session["locale"] = locale
        return redirect(url_for("LoginView.login"))


# Named as the extension names a view: the module and the method.
csrf.exempt(f"{__name__}.renew")


def _admit(officer: Officer, target: str) -> ResponseReturnValue:
    """Let in somebody who was identified, or ask for the second factor first."""
    if factor.is_on(officer):
        door.wait_for_code(officer, target)
        return redirect(url_for("LoginView.code"))
    door.open_session(officer)
    return redirect(target)


def _refusal() -> str:
    """Return why somebody is not let in; that it is locked only to who has the password."""
    officer = g.pop("login_locked", None)
    return _(WRONG) if officer is None else door.why_locked(officer)


def _local(target: str | None) -> str:
    """Return where to go after logging in; never to another host."""
    # Browsers read a backslash as a slash and pass tabs by: "/\\host" leads away.
    plain = target and target.isprintable() and "\\" not in target
    if target and plain and target.startswith("/") and is_safe_redirect_url(target):
        return target
    return str(current_app.extensions["appbuilder"].get_url_for_index)
