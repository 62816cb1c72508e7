"""One list as its page shows it: a tree whose branches are folded, or what a search found."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from app.core.chinese import half_width
from app.dictionaries import uses
from app.dictionaries.models import Item
from app.dictionaries.words import SEPARATOR
from app.extensions import db

SMALL = 80  # a list that fits on two screens is shown unfolded
ALL, NONE = "all", "none"


@dataclass(frozen=True, kw_only=True)
class Line:
    """An entry on the page; ``below`` is how often the entries under it are in use."""

    item: Any
    depth: int
    foldable: bool
    unfolded: bool
    used: int
    below: int
    first: bool
    last: bool
    above: str = ""


class Tree:
    """The entries of a list with their uses; two statements, however long the list is."""

    def __init__(self, list_code: str) -> None:
        rows = db.session.scalars(
            sa.select(Item).where(Item.list_code == list_code).order_by(Item.position, Item.code)
        ).all()
        counts = uses.counted(list_code)
        self.items = {row.code: row for row in rows}
        self.used = {code: sum(counts.get(code, {}).values()) for code in self.items}
        self.children: dict[str, list[Item]] = {}
        for row in rows:
            above = row.parent_code if row.parent_code in self.items else ""
            self.children.setdefault(above, []).append(row)

    def lines(self, unfolded: str) -> list[Line]:
        """Return the lines to show when one branch is unfolded, all are, or none."""
        if not unfolded and len(self.items) <= SMALL:
            unfolded = ALL
        return list(self._walk("", 0, self._open(unfolded)))

    def found(self, text: str) -> list[Line]:
        """Return the lines whose code, names or initials hold a text, unfolded down to them."""
        wanted = half_width(text).strip().lower()
        hits = {code for code, item in self.items.items() if _holds(item, wanted)}
        found = [item for item in self._all("") if item.code in hits]
        return [replace(self._line(item, 0, set()), above=self._path(item)) for item in found]

    def _path(self, item: Item) -> str:
        """Return the names above an entry, which tell what a hit is about."""
        line = self._open(item.parent_code)
        return SEPARATOR.join(one.shown for one in self._all("") if one.code in line)

    def _all(self, code: str) -> Iterator[Item]:
        for item in self.children.get(code, ()):
            yield item
            yield from self._all(item.code)

    def _open(self, unfolded: str) -> set[str]:
        if unfolded == ALL:
            return set(self.items)
        line: set[str] = set()
        while unfolded in self.items and unfolded not in line:
            line.add(unfolded)
            unfolded = self.items[unfolded].parent_code
        return line

    def _walk(self, code: str, depth: int, unfolded: set[str]) -> Iterator[Line]:
        for item in self.children.get(code, ()):
            yield self._line(item, depth, unfolded)
            if item.code in unfolded:
                yield from self._walk(item.code, depth + 1, unfolded)

    def _line(self, item: Item, depth: int, unfolded: set[str]) -> Line:
        above = item.parent_code if item.parent_code in self.items else ""
        beside = self.children[above]
        return Line(
            item=item,
            depth=depth,
            foldable=item.code in self.children,
            unfolded=item.code in unfolded,
            used=self.used[item.code],
            below=sum(self.used[each.code] for each in self._all(item.code)),
            first=beside[0] is item,
            last=beside[-1] is item,
        )


def _holds(item: Item, wanted: str) -> bool:
    names = (item.code, item.label, item.label_hant, item.label_en, item.pinyin, item.keywords)
    return any(wanted in name.lower() for name in names)
