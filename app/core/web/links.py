"""Links back to the page that is open, with some of its query changed."""

from typing import Any
from urllib.parse import quote, urlencode

from flask import request
from werkzeug.datastructures import MultiDict

from app.core.paging import Page


def here(changes: dict[str, Any] | None = None) -> str:
    """Return this page's address with arguments replaced; None removes one.

    FAB's own link filters flatten repeated arguments, so that two filters on one column were
    lost by turning the page.
    """
    args = MultiDict(request.args)
    for name, value in (changes or {}).items():
        args.poplist(name)
        if value is not None:
            args.setlist(name, value if isinstance(value, list) else [value])
    query = urlencode(list(args.items(multi=True)))
    return quote(request.script_root + request.path) + (f"?{query}" if query else "")


def turns(page: Page[Any]) -> dict[str, str | None]:
    """Return the addresses of the pages before and after one that was paged by key."""
    return {
        "previous": here({"before": page.previous_key, "after": None})
        if page.previous_key
        else None,
        "next": here({"after": page.next_key, "before": None}) if page.next_key else None,
    }
