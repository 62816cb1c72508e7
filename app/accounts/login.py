"""The door: logging in, out, and in again without leaving a half-filled form."""

import logging
from typing import Any

from flask import current_app, flash, g, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import BaseView, expose
from flask_appbuilder.security.decorators import no_cache
from flask_appbuilder.utils.base import is_safe_redirect_url
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user, login_user, logout_user
from flask_wtf.csrf import generate_csrf

from app.accounts.commands import officers
from app.accounts.forms import LoginForm
from app.accounts.models import Officer
from app.extensions import csrf

log = logging.getLogger("app.security")


class LoginView(BaseView):
    """Login and logout; the only pages that a stranger may open."""

    route_base = ""
    default_view = "login"
    login_template = "appbuilder/general/security/login_db.html"
    title = _l("Log in")

    @expose("/login/", methods=["GET", "POST"])
    @no_cache
    def login(self) -> ResponseReturnValue:
        """Ask for name and password; one sentence for every way of being wrong."""
        target = _local(request.args.get("next"))
        if current_user.is_authenticated:
            return redirect(target)
        form = LoginForm()
        if form.validate_on_submit():
            officer = self.appbuilder.sm.auth_user_db(form.username.data, form.password.data)
            if officer:
                open_session(officer)
                return redirect(target)
            flash(_("Name or password is wrong, or the account is locked."), "warning")
        return self.render_template(
            self.login_template, title=self.title, form=form, appbuilder=self.appbuilder
        )

    @expose("/login/renew", methods=["POST"])
    @no_cache
    def renew(self) -> ResponseReturnValue:
        """Log the same officer in again from a page that is still open, by script.

        The page's token died with its session, so the answer brings a new one. Only JSON is
        taken: no form on a foreign page can send that.
        """
        if not request.is_json:
            return jsonify(error=_("This address takes JSON only.")), 415
        given: Any = request.get_json(silent=True)
        if not isinstance(given, dict):
            given = {}
        officer = self.appbuilder.sm.auth_user_db(
            str(given.get("username", "")), str(given.get("password", ""))
        )
        if officer is None:
            return jsonify(error=_("Name or password is wrong, or the account is locked.")), 401
        open_session(officer)
        if officer.must_change_password:
            return jsonify(error=_("Choose a password of your own first.")), 403
        return jsonify(csrf_token=generate_csrf())

    @expose("/logout/", methods=["POST"])
    def logout(self) -> ResponseReturnValue:
        """End the session; by POST, so that no picture on a foreign page can do it."""
        log.info("logout: officer %s", current_user.id)
        officers.end_sessions(current_user)
        logout_user()
        locale = session.get("locale")
        session.clear()
        if locale:
            session["locale"] = locale
        return redirect(url_for("LoginView.login"))


# Named as the extension names a view: the module and the method.
csrf.exempt(f"{__name__}.renew")


def open_session(officer: Officer) -> None:
    """Begin a new session for the officer, keeping nothing of the old one but the language."""
    locale = session.get("locale")
    session.clear()
    # The form token was kept for this request before the session changed hands.
    g.pop("csrf_token", None)
    if locale:
        session["locale"] = locale
    login_user(officer)


def _local(target: str | None) -> str:
    """Return where to go after logging in; never to another host."""
    # Browsers read a backslash as a slash and pass tabs by: "/\\host" leads away.
    plain = target and target.isprintable() and "\\" not in target
    if target and plain and target.startswith("/") and is_safe_redirect_url(target):
        return target
    return str(current_app.extensions["appbuilder"].get_url_for_index)
