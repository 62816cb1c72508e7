"""The built-in messages of form fields, taken from our own catalogue like every other word."""

from flask import Flask, request
from flask_babel import get_domain


def install(app: Flask) -> None:
    """Give every request's forms our words.

    WTForms brings its own, but none for Taiwan by the name under which we know it: its forms
    answered in Simplified Chinese there.
    """
    app.before_request(_give_words)


def _give_words() -> None:
    # Flask-WTF looks here before it loads the words that WTForms brings.
    request.wtforms_translations = get_domain().get_translations()  # type: ignore[attr-defined]
