"""What administrators do to the words; every act is kept with the words before and after."""

import re
from dataclasses import asdict, dataclass, fields
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.dictionaries.catalog import LISTS
from app.dictionaries.models import FormerName, Item, ItemChange
from app.dictionaries.words import initials_of, touch
from app.extensions import db
from app.journal.commands import note

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
NAMES = ("label", "label_en", "label_hant")


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
    _check_name(item, wording.label)
    _reword(item, wording)
    db.session.add(item)
    db.session.flush()
    note_change(item, "add", None, by=by)
    return item


@atomic
def rename_item(item: Item, wording: Wording, *, by: Any, since: date | None = None) -> Item:
    """Change the words of an entry.

    With ``since`` its name is a new one from that day: what was written down before keeps the
    old name. Without, a slip is corrected, and every file shows the words as they are now.
    """
    before = kept(item)
    if wording.label.strip() != item.label:
        _check_name(item, wording.label)
    _reword(item, wording)
    named_anew = any(before[name] != getattr(item, name) for name in NAMES)
    if since is not None and named_anew:
        _keep_name(item, before, since)
    if kept(item) != before:
        act = "rename" if since is not None and named_anew else "correct"
        note_change(item, act, before, by=by)
    return item


@atomic
def retire_item(item: Item, *, by: Any, last_day: date | None = None) -> Item:
    """Offer an entry no more, at once or after a last day; petitions go on showing its name."""
    if item.protected:
        raise ProtectedItem(N_("The product relies on this entry: it cannot be retired."))
    if last_day and item.valid_from and last_day < item.valid_from:
        raise Invalid(N_("The last day is before the first."), field="last_day")
    before = kept(item)
    item.valid_to = last_day or item.valid_to
    item.active = last_day is not None and last_day >= clock.today()
    if kept(item) != before:
        note_change(item, "retire", before, by=by)
    return item


@atomic
def restore_item(item: Item, *, by: Any) -> Item:
    """Offer a retired entry again."""
    if item.protected:
        # What a file brings switched off is set by a move of its own, never chosen.
        raise ProtectedItem(N_("The product relies on this entry: it cannot be offered."))
    _check_name(item, item.label)
    before = kept(item)
    item.active, item.merged_into_id = True, None
    if item.valid_to and item.valid_to < clock.today():
        item.valid_to = None
    if kept(item) != before:
        note_change(item, "restore", before, by=by)
    return item


def _keep_name(item: Item, before: dict[str, Any], since: date) -> None:
    """Let the name before stay valid until the day before the new one."""
    if since > clock.today():
        raise Invalid(N_("A new name begins today at the latest."), field="since")
    last_day = since - timedelta(days=1)
    ended = [name.valid_to for name in item.former_names]
    if ended and last_day < ended[-1]:
        raise Invalid(
            N_("A later name has been valid since %(day)s."),
            field="since",
            day=ended[-1] + timedelta(days=1),
        )
    # A name that began the same day was never anybody's: the new one takes its place.
    if not ended or last_day > ended[-1]:
        old = {name: before[name] for name in NAMES}
        item.former_names.append(FormerName(valid_to=last_day, **old))


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


def _check_name(item: Item, label: str) -> None:
    """Refuse a name that another entry in use bears: nobody could tell the two apart."""
    same = sa.select(Item.code).where(
        Item.list_code == item.list_code,
        Item.parent_code == item.parent_code,
        Item.label == label.strip(),
        Item.code != item.code,
        Item.active,
    )
    other = db.session.scalar(same.limit(1))
    if other is not None:
        raise Invalid(N_("Entry %(code)s bears this name already."), field="label", code=other)


def kept(item: Item) -> dict[str, Any]:
    """Return what the history of an entry keeps of it."""
    return {name: getattr(item, name) for name in KEPT}


TAGS = {
    "add": "dictionary.added",
    "rename": "dictionary.renamed",
    "correct": "dictionary.corrected",
    "retire": "dictionary.retired",
    "restore": "dictionary.restored",
    "move": "dictionary.moved",
    "merge": "dictionary.merged",
    "take_in": "dictionary.took_in",
}


def note_change(
    item: Item,
    act: str,
    before: dict[str, Any] | None,
    *,
    by: Any,
    more: dict[str, Any] | None = None,
) -> None:
    """Keep what was done, and let every process read the words again."""
    item.edited = True
    after = kept(item) | (more or {})
    about = ("Dictionary", item.id, f"{item.list_code} {item.code} {item.label}")
    note(TAGS[act], about=about, by=by, before=before, after=after)
    db.session.add(
        ItemChange(
            item=item,
            act=act,
            by_id=by.id,
            by_name=by.full_name,
            at=clock.now(),
            before=before,
            after=after,
        )
    )
    touch(db.session)
