"""One answer for everything that goes wrong: a page with a number that is also in the log."""

import logging
import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Flask, Response, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import format_date, get_domain, get_locale
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from app.core.chinese import numeral_of
from app.core.errors import Amount, DomainError, Ordinal, Phrase
from app.core.i18n import N_
from app.extensions import db

log = logging.getLogger("app.errors")

#: Statuses that have no page of their own in templates/errors/: heading, what to do.
OTHERS = {
    401: (N_("You are not logged in"), N_("Log in and try again.")),
    405: (N_("This cannot be done this way"), N_("Go back and use the buttons of the page.")),
    413: (N_("This is too large"), N_("Send smaller files, or fewer at once.")),
    415: (N_("This kind of file is not taken"), N_("Send another kind of file.")),
    422: (N_("Something that was given is not right"), N_("Go back and correct it.")),
}
PAGES = {400, 403, 404, 409, 419, 429, 500}


def init_app(app: Flask) -> None:
    """Let every error end here."""
    app.register_error_handler(DomainError, refused)
    app.register_error_handler(CSRFError, expired)
    app.register_error_handler(HTTPException, failed)
    app.register_error_handler(Exception, broken)


def say(error: DomainError) -> str:
    """Return the error's sentence in the reader's language, words of ours in it included."""
    return _told(error.message, error.params)


def told(phrase: Phrase) -> str:
    """Return a phrase in the reader's language."""
    return _told(phrase.message, phrase.params)


def _told(message: str, params: Mapping[str, Any]) -> str:
    if not params:
        return _(message)
    # What a person typed is no message of ours: only what the catalogue knows is translated.
    known = getattr(get_domain().get_translations(), "_catalog", {})
    return _(message, **{name: _said(it, known) for name, it in params.items()})


def _said(value: Any, known: Mapping[str, str]) -> Any:
    if isinstance(value, date):
        return format_date(value)
    if isinstance(value, tuple):
        return _(", ").join(str(_said(one, known)) for one in value)
    if isinstance(value, Phrase):
        return told(value)
    if isinstance(value, Ordinal) and str(get_locale()).startswith("zh"):
        return numeral_of(value)
    if isinstance(value, Amount) and str(get_locale()).startswith("en"):
        return f"{value:,}"
    return known.get(value) or value


def refused(error: DomainError) -> ResponseReturnValue:
    """Answer a refusal that no page has shown beside a field."""
    return _answer(error.status, sentence=say(error), code=_noted(error.status))


def expired(error: CSRFError) -> ResponseReturnValue:
    """Answer a form whose token is missing or of an older login."""
    if not current_user.is_authenticated:
        return _answer(401, sentence=_("Your login has expired."), login=True)
    log.warning("form token refused: %s", error.description)
    return _answer(419, code=_noted(419))


def failed(error: HTTPException) -> ResponseReturnValue:
    """Answer what Flask itself refuses."""
    if error.code is None or error.code < 400:
        return error
    response = _answer(error.code, code=_noted(error.code))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(error.valid_methods)
    return response


def broken(error: Exception) -> ResponseReturnValue:
    """Answer a fault of ours; the log has the whole story under the same number."""
    code = error_id()
    db.session.rollback()  # the page that says so reads who is logged in
    log.error("%s %s %s", code, request.method, request.path, exc_info=error)
    return _answer(500, code=code)


def error_id() -> str:
    """Return the number of this request's error, short enough to read over the telephone."""
    if "error_id" not in g:
        g.error_id = secrets.token_hex(4)
    return str(g.error_id)


def _noted(status: int) -> str:
    """Log what was refused to whom under a number; what is not there, and what is not for him,
    look the same.
    """
    code = error_id()
    who = current_user.id if current_user.is_authenticated else "nobody"
    what = "not found" if status == 404 else f"refused ({status})"
    log.warning("%s %s: %s %s, officer %s", code, what, request.method, request.path, who)
    return code


def _answer(status: int, *, sentence: str = "", code: str = "", login: bool = False) -> Response:
    status = status if status in PAGES | OTHERS.keys() else (400 if status < 500 else 500)
    words: dict[str, Any] = {"code": status, "error_id": code, "message": sentence}
    if _for_a_script():
        body: Any = jsonify(error=sentence or _plain(status), error_id=code, login=login)
    elif status in PAGES:
        body = render_template(f"errors/{status}.html", **words)
    else:
        heading, what = OTHERS[status]
        body = render_template("errors/page.html", heading=_(heading), what=_(what), **words)
    # Scripts and caches know 400, but no 419.
    response = make_response(body, 400 if status == 419 else status)
    if code:
        response.headers["X-Error-Id"] = code
    return response


def _plain(status: int) -> str:
    if status in OTHERS:
        return _(OTHERS[status][0])
    return _("There is nothing here") if status == 404 else _("This was refused.")


def _for_a_script() -> bool:
    if request.is_json or request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return True
    accepted = request.accept_mimetypes
    return accepted.accept_json and not accepted.accept_html
