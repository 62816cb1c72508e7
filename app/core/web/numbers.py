"""Numbers in an address: what no key can be is no address at all."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

from app.core.web.scoped import BIGGEST_KEY


class KeyConverter(IntegerConverter):
    """A number that can be a key of a row, for every ``<int:…>`` of a rule.

    A larger one reached the database, which answered with an error instead of no row; Python
    refuses to read one of five thousand digits.
    """

    regex = r"[0-9]{1,10}"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max", BIGGEST_KEY)
        super().__init__(*args, **kwargs)


def install(app: Flask) -> None:
    """Let ``int`` mean this in every rule; before the views hang theirs on the application."""
    app.url_map.converters["int"] = KeyConverter
