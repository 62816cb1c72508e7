"""Which lists may open with a filter of the officer's own, and what of a filter is kept."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import abort, current_app, has_request_context, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts.own.profile import default_filter, default_filters

#: Places within a list, and words: those may be somebody's name or number.
_PASSING = frozenset({"after", "before", "whole", "words", "sealed"})
_SLOT = "own_lists"


@dataclass(frozen=True)
class Listed:
    """A list that may open with a filter: the endpoint of its page, and its name."""

    page: str
    label: str


def register(page: str, label: str) -> None:
    """Let a list open with a filter of the officer's own."""
    current_app.extensions.setdefault(_SLOT, {})[page] = Listed(page, label)


def known(page: str) -> Listed:
    """Return a list by the endpoint of its page, or answer that there is none."""
    found = current_app.extensions.get(_SLOT, {}).get(page)
    return found or abort(404)


def tidy(listed: Listed, query: str) -> str:
    """Return what of an address is kept as a filter."""
    pairs = [(name, text) for name, text in parse_qsl(query) if name not in _PASSING and text]
    return urlencode(pairs) if listed and pairs else ""


def way_back(listed: Listed, query: str, back: str) -> str:
    """Return the page to show after a filter was kept."""
    if back == "preferences":
        return url_for("OwnPreferenceView.preferences")
    return f"{url_for(listed.page)}?{query or 'whole=1'}"


def kept_by(officer: Any) -> list[dict[str, str]]:
    """Return the lists that open with a filter for the officer."""
    lists = current_app.extensions.get(_SLOT, {})
    return [
        {"page": page, "label": _(lists[page].label), "href": f"{url_for(page)}?{query}"}
        for page, query in default_filters(officer).items()
        if page in lists
    ]


def opening() -> str:
    """Return where a list that is opened plainly shall lead; empty if it opens whole.

    Whoever clears the filter on the list itself comes from there, and sees it whole.
    """
    page = request.endpoint or ""
    if request.method != "GET" or request.query_string or page not in _lists():
        return ""
    if urlsplit(request.referrer or "").path == request.path:
        return ""
    query = default_filter(current_user, page)
    return f"{request.path}?{query}" if query else ""


def offered() -> dict[str, str] | None:
    """Return what the page offers to keep: its list and filter; None if it is no such list."""
    if not has_request_context() or (request.endpoint or "") not in _lists():
        return None
    page = request.endpoint or ""
    query = tidy(known(page), request.query_string.decode("utf-8", "replace"))
    mine = default_filter(current_user, page)
    if not query and not mine:
        return None
    return {"page": page, "query": query, "mine": mine, "whole": f"{request.path}?whole=1"}


def _lists() -> dict[str, Listed]:
    return current_app.extensions.get(_SLOT, {})
