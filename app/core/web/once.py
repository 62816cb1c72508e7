"""The token in a form that makes a record, and what happens to a form that is sent again."""

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, current_app, flash, has_request_context, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from itsdangerous import BadSignature, URLSafeTimedSerializer
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.once import GOOD_FOR, AlreadySent, Ticket, hold, keep_place, led_to
from app.core.web.door import DynamicForm
from app.extensions import db

FIELD = "once"
_HELD = "petition.once"


def install(app: Flask) -> None:
    """Let forms be sent once, and give templates the token."""
    app.before_request(_read)
    app.after_request(_answer)
    app.register_error_handler(AlreadySent, lambda _error: _lead_there(_held()))
    app.jinja_env.globals["once_input"] = once_input


class OnceForm(DynamicForm):
    """A form that makes a record: drawn once, it makes one.

    Sent without its token it makes none: only a form that was drawn has one.
    """

    form_errors: list[str]

    def validate(self, extra_validators: object = None) -> bool:
        """Refuse what was put together by hand."""
        valid = super().validate(extra_validators)
        if not _lacks_token():
            return valid
        said = _("The form came without its mark. Open the page again and send it from there.")
        self.form_errors = [*self.form_errors, said]
        return False

    def hidden_tag(self, *fields: str) -> Markup:
        """Return the hidden fields, and the token of this drawing."""
        return Markup(super().hidden_tag(*fields)) + once_input()


def once_input() -> Markup:
    """Return the hidden field with a new token, good for the officer at the keyboard alone."""
    if not current_user.is_authenticated:
        return Markup()
    token = _signer().dumps([current_user.id, secrets.token_hex(16)])
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, token)


def _lacks_token() -> bool:
    if not has_request_context() or request.method != "POST":
        return False
    return bool(current_app.config["ONCE_REQUIRED"]) and _held() is None


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="once")


def _read() -> None:
    """Take the token out of what was sent; one of somebody else, or too old, is refused."""
    sent = request.form.get(FIELD) if request.method == "POST" else None
    if not sent or not current_user.is_authenticated:
        hold(db.session(), None)
        return
    try:
        officer_id, token = _signer().loads(sent, max_age=int(GOOD_FOR.total_seconds()))
    except BadSignature as error:
        raise DomainError(N_("This page is too old to be sent."), status=419) from error
    if officer_id != current_user.id:
        raise DomainError(N_("This page is too old to be sent."), status=419)
    ticket = Ticket(officer_id=officer_id, token=token, href=_page_above())
    request.environ[_HELD] = ticket
    hold(db.session(), ticket)


def _held() -> Ticket | None:
    found = request.environ.get(_HELD)
    return found if isinstance(found, Ticket) else None


def _answer(response: Response) -> Response:
    """Keep where the form led; who is refused because it was sent before is led there too."""
    ticket = _held()
    if ticket is None:
        return response
    if response.status_code in (302, 303):
        if ticket.used:
            keep_place(ticket, _path_of(response.location or ""))
        return response
    if response.mimetype != "text/html" or response.status_code >= 500 or ticket.used:
        return response
    if led_to(db.session(), ticket) is None:
        return response
    return current_app.make_response(_lead_there(ticket))


def _lead_there(ticket: Ticket | None) -> ResponseReturnValue:
    href = (led_to(db.session(), ticket) if ticket else None) or "/"
    flash(_("This was sent already; here is what it made. Nothing was made a second time."), "info")
    return redirect(href)


def _path_of(location: str) -> str:
    parts = urlsplit(location)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _page_above() -> str:
    """Return the page above the form's address: a record's page or the list of its kind."""
    above = request.path.rstrip("/").rpartition("/")[0]
    adapter = current_app.create_url_adapter(request)
    for path in (above, f"{above}/"):
        try:
            if path and adapter is not None:
                adapter.match(path, method="GET")
                return path
        except HTTPException:
            continue
    return "/"
