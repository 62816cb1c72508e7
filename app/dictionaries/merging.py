"""Two entries become one: what held the one holds the other, and the one is retired."""

from typing import Any

import sqlalchemy as sa

from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.dictionaries import kept_filters, uses
from app.dictionaries.catalog import LISTS
from app.dictionaries.commands import ProtectedItem, kept, note_change
from app.dictionaries.models import Item
from app.dictionaries.queries import active_codes, lookup
from app.extensions import db

MERGED = N_("This entry was merged into another one already.")

Counted = uses.Use | kept_filters.FilterUse


def preview(item: Item, into: Item) -> dict[Counted, int]:
    """Return what merging would move; refuses what the merge itself would refuse."""
    _check(item, into)
    rows = uses.counted(item.list_code, item.code).get(item.code, {})
    filters = kept_filters.counted(item.list_code, item.code)
    found: list[tuple[Counted, int]] = [*rows.items(), *filters.items()]
    return dict(found)


@atomic
def merge_items(item: Item, into: Item, *, by: Any) -> dict[str, int]:
    """Move every use of an entry to another, and retire it; return rows moved by column.

    A filter that somebody keeps is a use too: it would find nothing any more.
    What was done stays as it was written: events name the old code, which goes on showing its
    own name there.
    """
    _check(item, into)
    before, before_into = kept(item), kept(into)
    codes = (item.list_code, item.code, into.code)
    moved = uses.move(*codes) | kept_filters.move(*codes)
    item.active, item.merged_into_id = False, into.id
    note_change(item, "merge", before, by=by, more={"merged_into": into.code, "moved": moved})
    more = {"merged_from": item.code, "moved": moved}
    note_change(into, "take_in", before_into, by=by, more=more)
    return moved


def _check(item: Item, into: Item) -> None:
    if item.protected:
        raise ProtectedItem(N_("The product relies on this entry: it cannot be merged."))
    if item.merged_into_id:
        raise Invalid(MERGED)
    if item.list_code != into.list_code:
        raise Invalid(N_("Both entries must be of one list."), field="into")
    if item.id == into.id:
        raise Invalid(N_("An entry cannot be merged into itself."), field="into")
    if into.code not in active_codes(into.list_code):
        raise Invalid(N_("The entry that stays must be one that is offered."), field="into")
    if lookup(into.list_code, into.code) is None:
        level = LISTS[into.list_code].min_level
        raise Invalid(
            N_("The entry that stays must stand on level %(n)s at least."), field="into", n=level
        )
    below = sa.select(Item.id).where(
        Item.list_code == item.list_code, Item.parent_code == item.code, Item.active
    )
    if db.session.scalar(below.limit(1)) is not None:
        raise Invalid(N_("Entries stand below this one: merge or retire those first."))
