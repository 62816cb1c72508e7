"""Between the right password and the open session: what the cookie keeps, and what it forgets."""

import logging

from flask import after_this_request, current_app, g, request, session
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _
from flask_login import login_user

from app.accounts.admission import admitted
from app.accounts.commands import officers
from app.accounts.models import Officer
from app.accounts.own import factor, methods, sessions
from app.accounts.own.models import Preference
from app.accounts.own.password import is_due
from app.accounts.own.profile import administrators_of
from app.core import clock
from app.extensions import db

log = logging.getLogger("app.security")

_WAITING, _TARGET = "waiting", "target"
#: So long may somebody look for his telephone.
SECONDS = 300
_YEAR = 31_536_000


def wait_for_code(officer: Officer, target: str) -> None:
    """Keep who gave the right password, and where he wants to go."""
    _renew_cookie()
    session[_WAITING] = [officer.get_id(), int(clock.now().timestamp())]
    session[_TARGET] = target


def waiting() -> tuple[Officer, str] | None:
    """Return who is waiting to give his code, and where he wants to go."""
    kept = session.get(_WAITING)
    if not kept or not 0 <= clock.now().timestamp() - kept[1] <= SECONDS:
        return None
    officer = admitted(db.session.get(Officer, int(kept[0].partition(":")[0])))
    if officer is None or officer.get_id() != kept[0]:
        return None
    return officer, session.get(_TARGET, "")


def forget_waiting() -> None:
    """Forget who was waiting."""
    session.pop(_WAITING, None)


def remember_target(target: str) -> None:
    """Keep where somebody wants to go whom the identity provider will send back."""
    session[_TARGET] = target


def target() -> str:
    """Return where somebody wants to go."""
    return str(session.pop(_TARGET, ""))


def why_locked(officer: Officer) -> str:
    """Return until when an account is locked, and whom to ask; for its owner's eyes only."""
    for_a_while = officer.active and officer.locked
    if for_a_while and officer.locked_until is not None:
        until = clock.office_time(officer.locked_until).strftime("%H:%M")
        said = _("This account is locked until %(time)s after too many wrong tries.", time=until)
    elif officer.active:
        said = _("This account is locked: it was not used for too long.")
    else:
        said = _("This account is locked.")
    names = [one.full_name for one in administrators_of(officer, "unlock")]
    if not names:
        return said + _("Ask the administrators of the system to unlock it.")
    return said + _("To unlock it, ask: %(names)s.", names=_(", ").join(names))


def open_session(officer: Officer) -> bool:
    """Begin a new session for the officer; say whether something must be chosen first.

    Nothing of the old session is kept but the language, and the account's own goes before it.
    """
    must_enrol = factor.is_required(officer) and not factor.is_on(officer)
    officers.note_login(officer)
    log.info("login: officer %s, from %s", officer.id, request.remote_addr)
    client = sessions.Client(request.remote_addr or "", request.user_agent.string)
    token = sessions.begin(officer, client, must_enrol=must_enrol)
    _renew_cookie()
    _apply(db.session.get(Preference, officer.id))
    session["login"] = token
    login_user(officer)
    return must_enrol or (methods.in_use() == "db" and is_due(officer))


def _renew_cookie() -> None:
    locale = session.get("locale")
    session.clear()
    # The form token was kept for this request before the session changed hands.
    g.pop("csrf_token", None)
    if locale:
        session["locale"] = locale


def _apply(liked: Preference | None) -> None:
    """Let the pages look as the officer likes them, at whatever browser he sits."""
    if liked is None:
        return
    if liked.language in current_app.config["LANGUAGES"]:
        session["locale"] = liked.language
    draw(large_text=liked.large_text)


def draw(*, large_text: bool) -> None:
    """Let the answer to this request switch large text on or off at this browser."""

    @after_this_request
    def keep(response: Response) -> ResponseReturnValue:
        age = _YEAR if large_text else 0
        response.set_cookie("text", "large" if large_text else "", max_age=age, samesite="Lax")
        return response
