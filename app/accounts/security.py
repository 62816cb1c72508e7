"""Who may come in and what he may do there: the framework's security manager, made strict.

Nothing is open by default: only the endpoints named here answer somebody who has not logged in.
No role is all-powerful, no permission is asked of the database twice in one request, and no
view of the framework's own is registered.
"""

import logging
from datetime import timedelta
from typing import Any

from flask import current_app, flash, g, jsonify, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.security.sqla.manager import SecurityManager as FrameworkSecurityManager
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import deputies, queries
from app.accounts.admission import admitted
from app.accounts.commands import officers
from app.accounts.login import LoginView
from app.accounts.models import Officer
from app.accounts.own import lists, methods, sessions
from app.accounts.own.password import is_due
from app.core import clock
from app.settings.queries import value

log = logging.getLogger("app.security")

#: What answers before anybody has logged in; static files besides.
OPEN = frozenset(
    {"LocaleView.index"}
    | {f"LoginView.{name}" for name in ("login", "code", "renew", "oidc", "oidc_callback")}
)
#: What an officer may do who has yet to choose a password of his own.
BEFORE_OWN_PASSWORD = OPEN | {
    "OwnPasswordView.password",
    "OwnPasswordView.strength",
    "OwnPreferenceView.speak",
    "LoginView.logout",
}
#: What an officer may do who has yet to set up his second factor.
BEFORE_FACTOR = BEFORE_OWN_PASSWORD | {"OwnFactorView.factor", "OwnFactorView.confirm"}
#: What an open page asks by itself: nobody sits there, so idle time goes on.
UNATTENDED = frozenset({"ReminderView.news"})
#: What hangs on a wall and tells sums only: no idle time ends it, nor does it keep anybody's login
#: awake. Whoever comes back to the keyboard after a while has to log in for everything else.
ON_THE_WALL = frozenset({"LeaderView.screen"})
#: When the cookie was dated, in seconds; and how long that is good for.
DATED, AN_HOUR = "dated", 3600


class SecurityManager(FrameworkSecurityManager):
    """Officers, their sessions and their permissions."""

    user_model = Officer
    authdbview = LoginView
    userstatschartview = None

    def __init__(self, appbuilder: Any) -> None:
        methods.configure(current_app.config)
        super().__init__(appbuilder)

    def register_views(self) -> None:
        """Register the login alone: accounts, roles and units have rooms of their own."""
        self.auth_view = self.appbuilder.add_view_no_menu(LoginView())

    # ---- who is it ---------------------------------------------------------------------------

    def load_user(self, pk: str) -> Officer | None:
        """Return the officer of a session that is open, and keep the session for this request."""
        number, _colon, version = pk.partition(":")
        token = session.get("login")
        if not (number.isdecimal() and version.isdecimal() and isinstance(token, str)):
            return None
        found = sessions.found(token, int(number))
        if found is None:
            return None
        officer, row = found
        over = sessions.why_over(officer, row, idle_ends=request.endpoint not in ON_THE_WALL)
        if over or officer.session_version != int(version):
            g.login_over = over or "revoked"
            return None
        g.login_session = row
        return deputies.seated(officer, session.get(deputies.KEY))

    def load_user_jwt(self, _jwt_header: object, jwt_data: object) -> None:
        """Let nobody in by token: there is no programming interface yet that hands one out."""

    def auth_user_db(self, username: str, password: str) -> Officer | None:
        """Return the officer if name and password are right and he may log in now.

        Nothing is noted as a login yet: a second factor may still be asked for.
        """
        officer = queries.officer_named(username)
        known = admitted(officer)
        # A directory counts what it is asked: it is not asked for who may not come in.
        asked = known if methods.in_use() == "ldap" else officer
        # The same work is done for an unknown name: time must not tell which names exist.
        right = self._fits(asked, password)
        if officer is None:
            log.warning("login refused: unknown name, from %s", request.remote_addr)
        elif known is None:
            log.warning(
                "login refused: officer %s is locked, from %s", officer.id, request.remote_addr
            )
            self._note_locked(officer, right=right)
        elif right:
            return officer
        else:
            self.note_failure(officer)
        return None

    def _note_locked(self, officer: Officer, *, right: bool) -> None:
        """Let the login tell its owner that the account is locked: whoever has the password.

        After as many wrong ones as lock an account nobody is told until the lock is over: else one
        could guess on while it lasts, without limit, until the sentence changes.
        """
        if not right:
            officers.note_guess(officer)
        elif (officer.fail_login_count or 0) < value("login_failures", officer.unit):
            g.login_locked = officer

    def _fits(self, officer: Officer | None, password: str) -> bool:
        if methods.in_use() == "ldap" and officer is not None:
            # An empty password is an anonymous bind, which every directory welcomes.
            return bool(password.strip("\0")) and bool(
                super().auth_user_ldap(officer.username, password)
            )
        stored = officer.password if officer is not None else None
        nobodys = current_app.config["AUTH_DB_FAKE_PASSWORD_HASH_CHECK"]
        return queries.password_is(stored or nobodys, password) and bool(stored)

    def note_failure(self, officer: Officer, *, inside: bool = False) -> None:
        """Count a wrong password or code; too many in a row lock the account for a while.

        Whoever guesses ``inside`` sits at an open session of the account, which ends then.
        """
        locked = officers.note_failed_login(
            officer,
            allowed=value("login_failures", officer.unit),
            lock_for=timedelta(minutes=value("lock_minutes", officer.unit)),
        )
        log.warning("login failed: officer %s, from %s", officer.id, request.remote_addr)
        if locked and inside:
            officers.end_sessions(officer)

    def update_user_auth_stat(self, user: Officer, success: bool = True) -> None:
        """Leave the counting to ``note_failure`` and the door: once, and with the lock."""

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
        if not current_user.is_authenticated:
            return self.to_login()
        if endpoint in UNATTENDED:
            return None
        if endpoint in ON_THE_WALL:
            return self._first_things_first(endpoint)
        sessions.touch(g.login_session)
        if session.get(deputies.KEY) and current_user.acting_for is None:
            session.pop(deputies.KEY)
            flash(_("You no longer stand in for a colleague."), "warning")
        _date_anew()
        return self._first_things_first(endpoint)

    def _first_things_first(self, endpoint: str) -> ResponseReturnValue | None:
        """Lead to the page where a password or a second factor has to be chosen."""
        password = methods.in_use() == "db" and is_due(current_user)
        factor = g.login_session.must_enrol
        g.held_at_gate = password or factor
        if endpoint in BEFORE_OWN_PASSWORD:
            return None
        if password:
            return redirect(url_for("OwnPasswordView.password"))
        if factor and endpoint not in BEFORE_FACTOR:
            return redirect(url_for("OwnFactorView.factor"))
        where = lists.opening()
        return redirect(where) if where else None

    def to_login(self) -> ResponseReturnValue:
        """Send a page to the login and back; tell a script that the login has expired.

        Why a login is over is said once: the cookie forgets it then.
        """
        over = g.get("login_over")
        if wants_json():
            why = _(sessions.WHY[over]) if over else _("Your login has expired.")
            return jsonify(error=why, login=True), 401
        if over:
            flash(_(sessions.WHY[over]), "warning")
            for name in ("login", "_user_id"):
                session.pop(name, None)
        where = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("LoginView.login", next=where))


def wants_json() -> bool:
    """Say whether a script is asking, not a person's browser."""
    if request.is_json or request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return True
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return best == "application/json" and not request.accept_mimetypes.accept_html


def _date_anew() -> None:
    """Date the cookie once an hour, so that it lives as long as somebody works.

    Not more often: an answer that arrives late would bring an old cookie back, and with it what was
    said after an act would be lost.
    """
    now = int(clock.now().timestamp())
    if abs(now - session.get(DATED, 0)) >= AN_HOUR:
        session[DATED] = now
