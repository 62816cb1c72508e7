"""What administrators do to the words; every act is kept with the words before and after."""

import re
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.dictionaries.catalog import LISTS
from app.dictionaries.models import Item, ItemChange
from app.dictionaries.words import initials_of, touch
from app.extensions import db

CODE = re.compile(r"[0-9A-Za-z]{1,16}")


class ProtectedItem(DomainError):
    """The product itself relies on this entry or list."""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What an administrator says about an entry."""

    label: str
    label_en: str = ""
    label_hant: str = ""
    keywords: str = ""
    position: int = 0
    needs_text: bool = False
    valid_from: date | None = None
    valid_to: date | None = None


KEPT = (*(part.name for part in fields(Wording)), "active")


@atomic
def add_item(
    list_code: str, code: str, wording: Wording, *, parent_code: str = "", by: Any
) -> Item:
    """Add an entry to a list."""
    shape = LISTS.get(list_code)
    if shape is None:
        raise Invalid(N_("There is no such list."), field="list_code")
    if shape.protected:
        raise ProtectedItem(N_("This list takes no new entries."), field="list_code")
    _check_code(list_code, code)
    _check_parent(list_code, parent_code)
    item = Item(list_code=list_code, code=code, parent_code=parent_code, active=True)
    item.protected = False
    _reword(item, wording)
    db.session.add(item)
    db.session.flush()
    _note(item, "add", None, by)
    return item


@atomic
def rename_item(item: Item, wording: Wording, *, by: Any) -> Item:
    """Change the words of an entry; petitions show the new ones from now on."""
    before = _kept(item)
    _reword(item, wording)
    if _kept(item) != before:
        _note(item, "rename", before, by)
    return item


@atomic
def retire_item(item: Item, *, by: Any) -> Item:
    """Offer an entry no more; petitions that hold it go on showing its name."""
    if item.protected:
        raise ProtectedItem(N_("The product relies on this entry: it cannot be retired."))
    return _set_active(item, "retire", by, active=False)


@atomic
def restore_item(item: Item, *, by: Any) -> Item:
    """Offer a retired entry again."""
    if item.protected:
        # What a file brings switched off is set by a move of its own, never chosen.
        raise ProtectedItem(N_("The product relies on this entry: it cannot be offered."))
    return _set_active(item, "restore", by, active=True)


def _set_active(item: Item, act: str, by: Any, *, active: bool) -> Item:
    if item.active is not active:
        before = _kept(item)
        item.active = active
        _note(item, act, before, by)
    return item


def _reword(item: Item, wording: Wording) -> None:
    label = wording.label.strip()
    if not label:
        raise Invalid(N_("Give the entry a label."), field="label")
    if wording.valid_from and wording.valid_to and wording.valid_to < wording.valid_from:
        raise Invalid(N_("The last day is before the first."), field="valid_to")
    if item.protected and (wording.valid_from or wording.valid_to):
        raise ProtectedItem(
            N_("The product relies on this entry: it is always valid."), field="valid_to"
        )
    for name, value in asdict(wording).items():
        setattr(item, name, value.strip() if isinstance(value, str) else value)
    item.pinyin = initials_of(item.label, item.keywords)


def _check_code(list_code: str, code: str) -> None:
    if not CODE.fullmatch(code):
        raise Invalid(N_("A code is up to 16 letters and digits."), field="code")
    taken = sa.select(Item.id).where(Item.list_code == list_code, Item.code == code)
    if db.session.scalar(taken) is not None:
        raise Invalid(N_("This code exists already, perhaps retired."), field="code")


def _check_parent(list_code: str, parent_code: str) -> None:
    if not parent_code:
        return
    if not LISTS[list_code].hierarchical:
        raise Invalid(N_("The entries of this list have no parents."), field="parent_code")
    parent = sa.select(Item.id).where(Item.list_code == list_code, Item.code == parent_code)
    if db.session.scalar(parent) is None:
        raise Invalid(N_("There is no entry with this code."), field="parent_code")


def _kept(item: Item) -> dict[str, Any]:
    return {name: getattr(item, name) for name in KEPT}


def _note(item: Item, act: str, before: dict[str, Any] | None, by: Any) -> None:
    """Keep what was done, and let every process read the words again."""
    item.edited = True
    db.session.add(
        ItemChange(
            item=item,
            act=act,
            by_id=by.id,
            by_name=by.full_name,
            at=clock.now(),
            before=before,
            after=_kept(item),
        )
    )
    touch(db.session)
