"""Who may come in and what he may do there: the framework's security manager, made strict.

Nothing is open by default: only the endpoints named here answer somebody who has not logged in.
No role is all-powerful, no permission is asked of the database twice in one request, and no
view of the framework's own is registered.
"""

import logging
from datetime import timedelta
from typing import Any

from flask import current_app, g, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.security.sqla.manager import SecurityManager as FrameworkSecurityManager
from flask_babel import gettext as _
from flask_login import current_user, logout_user
from sqlalchemy.orm import joinedload

from app.accounts import queries
from app.accounts.commands import officers
from app.accounts.login import LoginView
from app.accounts.models import Officer
from app.core import clock

log = logging.getLogger("app.security")

#: What answers before anybody has logged in; static files besides.
OPEN = frozenset({"LoginView.login", "LoginView.renew", "LocaleView.index"})
#: What an officer may do who has yet to choose a password of his own.
BEFORE_OWN_PASSWORD = OPEN | {"OwnAccountView.password", "LoginView.logout"}
#: What an open page asks by itself: nobody sits there, so idle time goes on.
UNATTENDED = frozenset({"ReminderView.news"})


class SecurityManager(FrameworkSecurityManager):
    """Officers, their sessions and their permissions."""

    user_model = Officer
    authdbview = LoginView
    userstatschartview = None

    def register_views(self) -> None:
        """Register the login alone: accounts, roles and units have rooms of their own."""
        self.auth_view = self.appbuilder.add_view_no_menu(LoginView())

    # ---- who is it ---------------------------------------------------------------------------

    def load_user(self, pk: str) -> Officer | None:
        """Return the officer of a session, unless the session is an old one."""
        number, _colon, version = pk.partition(":")
        if not (number.isdecimal() and version.isdecimal()):
            return None
        officer = self.session.get(Officer, int(number), options=[joinedload(Officer.unit)])
        if officer is None or officer.locked or officer.session_version != int(version):
            return None
        return officer

    def load_user_jwt(self, _jwt_header: object, jwt_data: object) -> None:
        """Let nobody in by token: there is no programming interface yet that hands one out."""

    def auth_user_db(self, username: str, password: str) -> Officer | None:
        """Return the officer if name and password are right and the account is not locked."""
        officer = queries.officer_named(username)
        known = officer is not None and not officer.locked
        stored = officer.password if officer is not None and known else None
        # The same work is done for an unknown name: time must not tell which names exist.
        nobodys = current_app.config["AUTH_DB_FAKE_PASSWORD_HASH_CHECK"]
        right = queries.password_is(stored or nobodys, password) and bool(stored)
        if officer is None:
            log.warning("login refused: unknown name, from %s", request.remote_addr)
        elif not known:
            log.warning(
                "login refused: officer %s is locked, from %s", officer.id, request.remote_addr
            )
        elif right:
            officers.note_login(officer)
            log.info("login: officer %s, from %s", officer.id, request.remote_addr)
            return officer
        else:
            officers.note_failed_login(
                officer,
                allowed=current_app.config["LOGIN_FAILURES"],
                lock_for=timedelta(minutes=current_app.config["LOCK_MINUTES"]),
            )
            log.warning("login failed: officer %s, from %s", officer.id, request.remote_addr)
        return None

    # ---- what may he do ----------------------------------------------------------------------

    def has_access(self, permission_name: str, view_name: str) -> bool:
        """Say whether the officer of this request has a permission."""
        if permission_name == "menu_access":
            return view_name in self.get_user_menu_access()
        if not current_user.is_authenticated:
            return False
        return (permission_name, view_name) in current_user.grants

    def is_item_public(self, permission_name: str, view_name: str) -> bool:  # noqa: ARG002
        """Nothing is public."""
        return False

    def get_user_menu_access(self, menu_names: list[str] | None = None) -> set[str]:
        """Return the menu entries whose page the officer may open, and their groups.

        An entry needs no permission of its own: it is shown exactly if its page would open.
        """
        if not current_user.is_authenticated:
            return set()
        open_to_me = set()
        for item in self.appbuilder.menu.get_list():
            children = {child.name for child in item.childs if self._opens(child)}
            if children or (not item.childs and self._opens(item)):
                open_to_me |= children | {item.name}
        return open_to_me if menu_names is None else open_to_me & set(menu_names)

    def _opens(self, item: Any) -> bool:
        view = item.baseview
        if view is None:
            return bool(item.href)  # a bare link; its own condition decides
        method = getattr(view, view.default_view)
        if not hasattr(method, "_permission_name"):
            return True
        verb = view.get_method_permission(view.default_view)
        return self.has_access(f"can_{verb}", view.class_permission_name)

    # ---- each request ------------------------------------------------------------------------

    def before_request(self) -> ResponseReturnValue | None:
        """Turn away whoever has not logged in, or has to choose a password first."""
        g.user = current_user
        endpoint = request.endpoint
        # These never touch the session: arriving late they would bring an old one back.
        if endpoint is not None and endpoint.split(".")[-1] == "static":
            return None
        if "locale" in session and session["locale"] not in current_app.config["LANGUAGES"]:
            session.pop("locale")  # a language that is no longer offered breaks every page
        if endpoint is None or endpoint in OPEN:
            return None
        if not current_user.is_authenticated or self._has_run_out():
            return self.to_login()
        if endpoint in UNATTENDED:
            return None
        session.modified = True  # the cookie is dated anew: idle time starts again
        if current_user.must_change_password and endpoint not in BEFORE_OWN_PASSWORD:
            return redirect(url_for("OwnAccountView.password"))
        return None

    def to_login(self) -> ResponseReturnValue:
        """Send a page to the login and back; tell a script that the login has expired."""
        if wants_json():
            return jsonify(error=_("Your login has expired."), login=True), 401
        where = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("LoginView.login", next=where))

    def _has_run_out(self) -> bool:
        now = int(clock.now().timestamp())
        since = session.setdefault("since", now)
        if now - since <= current_app.config["SESSION_HOURS"] * 3600:
            return False
        logout_user()
        session.clear()
        return True


def wants_json() -> bool:
    """Say whether a script is asking, not a person's browser."""
    if request.is_json or request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json" and not request.accept_mimetypes.accept_html
