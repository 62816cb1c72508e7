"""The left menu: FAB's menu, without what the officer may not open, with counts beside it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from flask import current_app, g, request
from flask_babel import gettext as _
from flask_login import current_user

from app.core.i18n import N_
from app.extensions import db

#: The number of what waits, as a part of a statement; None for who has nothing to count.
Count = Callable[[Any], "sa.ScalarSelect[int] | None"]

#: The group that stands under the home page for an officer, where that is not the first one.
First = Callable[[Any], str]
#: What everybody reaches from his name in the top bar; it opens at a click and stays open then.
SHUT_AT_FIRST = frozenset({"Profile"})

_counts: dict[str, Count] = {}
WAITING = N_("waiting")
_GUEST = "guest of "
_units: dict[str, str] = {}
_in_bar: set[str] = set()
_guests: dict[str, Count] = {}
_first: list[First] = []


def register_count(
    menu_name: str, count: Count, unit: str = WAITING, *, in_bar: bool = False
) -> None:
    """Show a number beside a menu entry; ``count`` is given the officer, once per page.

    ``unit`` says to who hears the page what the number counts; ``in_bar`` repeats it in the top
    bar: what lies at the foot of the menu is not seen there.
    """
    _counts[menu_name], _units[menu_name] = count, unit
    if in_bar:
        _in_bar.add(menu_name)


def register_guests(menu_name: str, invited: Count) -> None:
    """Show an entry also to who has no permission for it, while ``invited`` counts something."""
    _guests[menu_name] = invited


def register_first(first: First) -> None:
    """Let the room of the home page say which group of the menu is an officer's main work."""
    _first.append(first)


@dataclass
class Entry:
    """One line of the menu that leads somewhere."""

    name: str
    label: str
    href: str
    icon: str = ""
    active: bool = False
    count: int | None = None
    unit: str = ""
    in_bar: bool = False


@dataclass
class Group:
    """A heading with entries below it, or a single entry that stands for itself."""

    name: str
    label: str
    icon: str = ""
    href: str = ""
    active: bool = False
    count: int | None = None
    unit: str = ""
    open: bool = True
    items: list[Entry] = field(default_factory=list)


def framework() -> Any:
    """Return FAB, which hangs itself on the application without telling the type checker."""
    return current_app.appbuilder  # type: ignore[attr-defined]


def build_menu(shut: frozenset[str]) -> list[Group]:
    """Return what the officer may open; ``shut`` names the groups folded by him."""
    items = framework().menu.get_list()
    names = [item.name for item in _flat(items) if item.name != "-"]
    # One query for the whole tree. FAB's get_data() asks again for every level.
    allowed = set(framework().sm.get_user_menu_access(names))
    strangers = [name for name in names if name in _guests and name not in allowed]
    counts = _numbers([name for name in names if name in allowed or name in strangers], strangers)
    allowed |= _let_in(items, strangers, counts)
    groups = [_group(item, allowed, shut, counts) for item in items if _is_shown(item, allowed)]
    groups = [group for group in groups if group.items or group.href]
    _mark_active(groups)
    return _main_work_first(groups)


def _main_work_first(groups: list[Group]) -> list[Group]:
    wanted = [first(current_user) for first in _first]
    home = groups[:1]
    return home + sorted(groups[1:], key=lambda group: group.name not in wanted)


def _let_in(items: list[Any], strangers: list[str], counts: dict[str, int]) -> set[str]:
    """Return the entries, each with its group, that are open to the officer as a guest."""
    return {
        name
        for item in items
        for child in item.childs
        if child.name in strangers and counts.get(f"{_GUEST}{child.name}")
        for name in (item.name, child.name)
    }


def _numbers(names: Iterable[str], strangers: Iterable[str]) -> dict[str, int]:
    """Return the numbers beside the menu's entries: one statement for all of them."""
    wanted = {name: _counts[name](current_user) for name in names if name in _counts}
    wanted |= {f"{_GUEST}{name}": _guests[name](current_user) for name in strangers}
    asked = {name: number for name, number in wanted.items() if number is not None}
    if not asked:
        return {}
    return dict(zip(asked, db.session.execute(sa.select(*asked.values())).one(), strict=True))


def _flat(items: list[Any]) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _flat(item.childs)


def _is_shown(item: Any, allowed: set[str]) -> bool:
    return item.name in allowed and item.should_render()


def _group(item: Any, allowed: set[str], shut: frozenset[str], counts: dict[str, int]) -> Group:
    children = [_entry(child, counts) for child in item.childs if _is_shown(child, allowed)]
    alone = None if item.childs else _entry(item, counts)
    if len(children) == 1 and children[0].label == _(str(item.label)):
        # A room with one page needs no heading over it.
        alone, children = children[0], []
        alone.icon = alone.icon or item.icon or ""
    return Group(
        name=item.name,
        label=_(str(item.label)),
        icon=item.icon or "",
        href=alone.href if alone else "",
        active=bool(alone and alone.active),
        count=alone.count if alone else None,
        unit=alone.unit if alone else "",
        open=item.name not in shut,
        items=children,
    )


def _entry(item: Any, counts: dict[str, int]) -> Entry:
    return Entry(
        name=item.name,
        label=_(str(item.label)),
        href=item.get_url(),
        icon=item.icon or "",
        active=_is_open_page(item),
        count=counts.get(item.name),
        unit=_(_units.get(item.name, WAITING)) if item.name in counts else "",
        in_bar=item.name in _in_bar,
    )


def _is_open_page(item: Any) -> bool:
    """Tell whether the entry leads to the page that is open; a view may say so itself."""
    claimed = g.get("menu_active")
    if claimed is not None:
        return claimed == item.name
    if item.baseview is not None and not item.href:
        return request.blueprint == item.baseview.endpoint
    return request.path == item.get_url().split("?")[0]


def _mark_active(groups: list[Group]) -> None:
    for group in groups:
        if any(entry.active for entry in group.items):
            group.active = group.open = True
