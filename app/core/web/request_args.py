"""What a generated page is asked for: filters of one request, words that the page offers."""

import copy
import re
from collections.abc import Iterable
from typing import Any

from flask import abort, g, has_request_context, request

LARGEST_PAGE = 100
LAST_PAGE = 100_000


class RequestFiltersMixin:
    """Filters live for one request.

    The framework keeps one mutable object per view for all requests, so threads saw each
    other's search words and wrote to each other's files.
    """

    @property
    def _filters(self) -> Any:
        pattern = self.__dict__.get("_filters_pattern")
        if pattern is None or not has_request_context():
            return pattern
        kept = g.setdefault("view_filters", {})
        if id(self) not in kept:
            kept[id(self)] = copy.copy(pattern)
            kept[id(self)].clear_filters()
        return kept[id(self)]

    @_filters.setter
    def _filters(self, value: Any) -> None:
        self.__dict__["_filters_pattern"] = value


class SafeArgs:
    """Words in the address are what the page offers, or the request is refused (400).

    A page of 300,000 rows, an order by somebody's password, a filter by a hidden column.
    """

    add_columns: Any
    datamodel: Any
    _filters: Any
    _related_views: Any

    def check_args(self) -> None:
        """Refuse a page, order or filter that no link of this page carries."""
        for name, value in request.args.items():
            if name.startswith("page_"):
                _refuse_unless(_is_number(value, LAST_PAGE))
            elif name.startswith("psize_"):
                _refuse_unless(_is_number(value, LARGEST_PAGE) and int(value) > 0)
            elif name.startswith("_oc_"):
                _refuse_unless(value in self._orders().get(name.removeprefix("_oc_"), ()))
            elif name.startswith("_flt_"):
                _refuse_unless(self._is_filter(name))

    def _orders(self) -> dict[str, Iterable[str]]:
        views = [self, *self._related_views]
        return {view.__class__.__name__: view.order_columns for view in views}

    def _is_filter(self, name: str) -> bool:
        parts = re.fullmatch(r"_flt_(\d)_(\w+)", name)
        if parts is None:
            return False
        index, column = int(parts[1]), parts[2]
        # A form opened beside its parent names the parent this way; scope is checked there.
        parent = column in self.add_columns and self.datamodel.is_relation_many_to_one(column)
        offered = self._filters.get_search_filters().get(column, ())
        every = self._filters._all_filters.get(column, ())
        return index < len(every) and (bool(offered) or parent)


def _is_number(text: str, largest: int) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10 and int(text) <= largest


def _refuse_unless(good: bool) -> None:
    if not good:
        abort(400)
