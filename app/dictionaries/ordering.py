"""The order of a list: an entry changes places with its neighbour on the same level."""

from typing import Any

import sqlalchemy as sa

from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.dictionaries.commands import kept, note_change
from app.dictionaries.models import Item
from app.extensions import db

STEP = 10
WAYS = {"up": -1, "down": 1, "first": None, "last": None}


@atomic
def move_item(item: Item, way: str, *, by: Any) -> Item:
    """Move an entry up, down, first or last among the entries beside it."""
    if way not in WAYS:
        raise Invalid(N_("There is no such place."), field="way")
    beside = _beside(item)
    here = beside.index(item)
    there = {"first": 0, "last": len(beside) - 1}.get(way, here + (WAYS[way] or 0))
    return _put(item, beside, there, by) if 0 <= there < len(beside) else item


@atomic
def place_item(item: Item, where: str, code: str, *, by: Any) -> Item:
    """Put an entry before or after another one of the same level."""
    beside = _beside(item)
    codes = [one.code for one in beside]
    if where not in ("before", "after") or code not in codes:
        raise Invalid(N_("There is no such place."), field="beside")
    others = [one for one in codes if one != item.code]
    if code == item.code:
        return item
    return _put(item, beside, others.index(code) + (where == "after"), by)


def _put(item: Item, beside: list[Item], there: int, by: Any) -> Item:
    here = beside.index(item)
    if there == here:
        return item
    before = kept(item)
    beside.insert(there, beside.pop(here))
    _number(beside)
    note_change(item, "move", before, by=by)
    return item


def _beside(item: Item) -> list[Item]:
    same = (Item.list_code == item.list_code, Item.parent_code == item.parent_code)
    return list(db.session.scalars(sa.select(Item).where(*same).order_by(Item.position, Item.code)))


def _number(items: list[Item]) -> None:
    """Give the entries ascending positions, keeping those that they have where that is enough."""
    places = sorted(item.position for item in items)
    if len(set(places)) < len(places):
        places = [places[0] + STEP * n for n in range(len(items))]
    for item, place in zip(items, places, strict=True):
        if item.position != place:
            # The order is the office's from now on: a later edition of the files leaves it.
            item.position, item.edited = place, True


def next_place(list_code: str, parent_code: str) -> int:
    """Return the position of a new entry: the last one, but before "other"."""
    beside = _beside(Item(list_code=list_code, parent_code=parent_code))
    if not beside:
        return STEP
    last = beside[-1]
    if not last.needs_text:
        return last.position + STEP
    before = beside[-2].position if len(beside) > 1 else 0
    return (before + last.position + 1) // 2
