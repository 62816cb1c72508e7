"""The switch of languages: it leads back to the page on which it was used."""

from urllib.parse import urlsplit

from flask import Flask, abort, current_app, has_request_context, redirect, request, session
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from app.core.web import field_words, spacing
from app.core.web.menu import framework

#: What else a language is called: its catalogue's name, and what browsers say.
SAME = {"zh_Hant_TW": "zh_TW", "zh_Hant": "zh_TW", "zh-TW": "zh_TW", "zh_CN": "zh", "zh-CN": "zh"}


def spoken() -> str | None:
    """Return the officer's language; unlike the framework's own question it writes nothing down.

    What writes into the session sends its cookie, and a style sheet that arrives late would bring
    an old one back: after the language was changed, or somebody logged out.
    """
    if not has_request_context():
        return None
    return str(session.get("locale") or current_app.config["BABEL_DEFAULT_LOCALE"])


def choose(locale: str) -> ResponseReturnValue:
    """Keep the officer's language, and show the same page in it."""
    locale = SAME.get(locale, locale)
    if locale not in current_app.config["LANGUAGES"]:
        abort(404)
    session["locale"] = locale
    return redirect(_page_left() or str(framework().get_url_for_index) or "/")


def _page_left() -> str:
    """Return the address of the page that was open, if it is ours and can be opened again."""
    left = urlsplit(request.referrer or "")
    ours = current_app.create_url_adapter(request)
    if ours is None or left.netloc != request.host:
        return ""
    try:
        endpoint, _values = ours.match(left.path, "GET")
    except HTTPException:
        return ""
    again = endpoint != request.endpoint
    return f"{left.path}?{left.query}".rstrip("?") if again else ""


def install(app: Flask) -> None:
    """Take the place of the framework's own view and question, and of its way to set a sentence.

    The view goes back to the first page instead of the one that was open.
    """
    app.extensions["babel"].locale_selector = spoken
    app.view_functions["LocaleView.index"] = choose
    spacing.install(app)
    field_words.install(app)
