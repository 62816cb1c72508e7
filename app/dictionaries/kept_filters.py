"""Filters that officers keep as a query string: a merge writes the new code into them too."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

import sqlalchemy as sa

from app.extensions import db


@dataclass(frozen=True, kw_only=True, eq=False)
class FilterUse:
    """A column of query strings; ``names`` says which arguments hold codes of which list."""

    column: Any
    title: str
    names: Mapping[str, tuple[str, ...]]


_uses: dict[str, FilterUse] = {}


def register(use: FilterUse) -> None:
    """Name a column; naming it again changes nothing."""
    _uses[str(use.column)] = use


def counted(list_code: str, code: str) -> dict[FilterUse, int]:
    """Return how many filters of each column ask for a code."""
    found = {use: sum(1 for _ in _holding(use, list_code, code)) for use in _uses.values()}
    return {use: number for use, number in found.items() if number}


def move(list_code: str, code: str, to: str) -> dict[str, int]:
    """Let the filters ask for another code; return how many of each column."""
    moved: dict[str, int] = {}
    for use in _uses.values():
        names = use.names.get(list_code, ())
        for row in _holding(use, list_code, code):
            pairs = [
                (name, to if name in names and value == code else value)
                for name, value in parse_qsl(getattr(row, use.column.key))
            ]
            setattr(row, use.column.key, urlencode(pairs))
            moved[str(use.column)] = moved.get(str(use.column), 0) + 1
    db.session.flush()
    return moved


def _holding(use: FilterUse, list_code: str, code: str) -> Iterable[Any]:
    names = use.names.get(list_code, ())
    if not names:
        return []
    # The database only narrows: ``issue=01`` stands in ``issue=0112`` and in ``archive_issue=01``.
    likely = [use.column.contains(f"{name}={code}", autoescape=True) for name in names]
    rows = db.session.scalars(sa.select(use.column.class_).where(sa.or_(*likely))).all()
    return [
        row
        for row in rows
        if any(
            name in names and value == code
            for name, value in parse_qsl(getattr(row, use.column.key))
        )
    ]
