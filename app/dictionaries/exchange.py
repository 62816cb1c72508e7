"""Lists as Excel: out with everything that is known of an entry, in again row by row."""

from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import force_locale
from flask_babel import gettext as _

from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.render.excel_read import MissingColumns, Sheet, read_sheet
from app.core.render.excel_template import write_sheets
from app.core.table import Column, Kind, Table
from app.core.web.errors import say
from app.dictionaries import uses
from app.dictionaries.catalog import LISTS
from app.dictionaries.commands import (
    Wording,
    add_item,
    kept,
    rename_item,
    restore_item,
    retire_item,
)
from app.dictionaries.models import Item
from app.extensions import db
from app.journal.commands import note

MOST = 5000
LANGUAGES = ("zh", "zh_Hant_TW", "en")
COLUMNS: dict[str, tuple[str, Kind, int]] = {
    "list_code": (N_("List code"), "text", 16),
    "code": (N_("Code"), "identity", 10),
    "parent_code": (N_("Code of the parent"), "identity", 10),
    "label": (N_("Label"), "text", 28),
    "label_en": (N_("Label in English"), "text", 28),
    "label_hant": (N_("Label in Traditional Chinese"), "text", 28),
    "keywords": (N_("Also found under"), "text", 20),
    "position": (N_("Order in the list"), "integer", 8),
    "needs_text": (N_("Needs an explanation in words"), "text", 8),
    "valid_from": (N_("Valid from"), "date", 12),
    "valid_to": (N_("Valid until"), "date", 12),
    "active": (N_("Offered"), "text", 8),
}
#: What follows from the rest: written out, passed by when it is read.
DERIVED: dict[str, tuple[str, Kind, int]] = {
    "list": (N_("List"), "text", 16),
    "pinyin": (N_("Pinyin initials"), "text", 12),
    "protected": (N_("Protected"), "text", 8),
    "used": (N_("Uses"), "integer", 8),
}
ADDED, CHANGED, SAME, REFUSED = "added", "changed", "unchanged", "refused"
VERDICTS = {
    ADDED: N_("New entry"),
    CHANGED: N_("Modified"),
    SAME: N_("As it was"),
    REFUSED: N_("Cannot be brought in"),
}


# ---- out ----------------------------------------------------------------------------------------


def table_of(list_code: str | None) -> Table:
    """Return one list, or all of them, as a table."""
    wanted = [list_code] if list_code else list(LISTS)
    columns = (COLUMNS | DERIVED).items()
    return Table(
        _(LISTS[list_code].title) if list_code else _("Dictionaries"),
        tuple(Column(key, _(title), kind, width) for key, (title, kind, width) in columns),
        (row for code in wanted for row in _rows_of(code)),
    )


def template() -> bytes:
    """Return a workbook without entries, to be filled in."""
    given = COLUMNS.items()
    columns = tuple(Column(key, _(title), "text", width) for key, (title, _kind, width) in given)
    return write_sheets([Table(_("Dictionaries"), columns, ())])


def _rows_of(list_code: str) -> Iterator[dict[str, Any]]:
    counts = uses.counted(list_code)
    query = sa.select(Item).where(Item.list_code == list_code).order_by(Item.position, Item.code)
    for item in db.session.scalars(query):
        row = {name: getattr(item, name) for name in (*COLUMNS, "pinyin")}
        flags = {name: getattr(item, name) for name in ("needs_text", "active", "protected")}
        yield (
            row
            | {name: _("Yes") if flag else _("No") for name, flag in flags.items()}
            | {"list": _(LISTS[list_code].title)}
            | {"used": sum(counts.get(item.code, {}).values())}
        )


# ---- in -----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What bringing in a row does, or why it cannot be done."""

    row: int
    list_code: str
    code: str
    label: str
    verdict: str
    words: str = ""


class Rehearsed(DomainError):
    """Nothing was kept: it was asked only what would happen, or a row was refused."""

    def __init__(self, outcomes: list[Outcome]) -> None:
        super().__init__(N_("Nothing was changed."))
        self.outcomes = outcomes


@atomic
def bring_in(data: bytes, *, by: Any, since: date | None, keep: bool) -> list[Outcome]:
    """Add and change entries from a workbook: all rows or none.

    :raises Rehearsed: with the same outcomes, if nothing is to be kept or a row was refused.
    :raises Invalid: if the file cannot be read.
    """
    sheet, says = _read(data)
    if not sheet.rows:
        raise Invalid(N_("The workbook holds no entries."), field="file")
    broken = {problem.row: problem for problem in sheet.problems}
    outcomes: list[Outcome] = []
    seen: set[Key] = set()
    items = _items(sheet.rows)
    for number, row in _parents_first(sheet.rows):
        if number in broken:
            refused = Invalid(broken[number].message, **broken[number].params)
            outcomes.append(_outcome(number, row, REFUSED, say(refused)))
            continue
        outcomes.append(_try(number, row, says, seen, items=items, since=since, by=by))
    outcomes.sort(key=lambda one: one.row)
    if not keep or any(one.verdict == REFUSED for one in outcomes):
        raise Rehearsed(outcomes)
    lists = ", ".join(sorted({one.list_code for one in outcomes}))
    note("dictionary.imported", about=("Dictionary", None, lists), by=by, after=sums(outcomes))
    return outcomes


def sums(outcomes: list[Outcome]) -> dict[str, int]:
    """Return how many rows had which verdict."""
    return {name: sum(one.verdict == name for one in outcomes) for name in VERDICTS}


Says = dict[str, bool]
Key = tuple[str, str]


def _items(rows: list[tuple[int, dict[str, str]]]) -> dict[Key, Item]:
    lists = {row["list_code"] for _no, row in rows}
    found = db.session.scalars(sa.select(Item).where(Item.list_code.in_(lists)))
    return {(item.list_code, item.code): item for item in found}


def _read(data: bytes) -> tuple[Sheet, Says]:
    """Read the workbook in the language that it was written in."""
    lacking: DomainError | None = None
    for language in (None, *LANGUAGES):
        with force_locale(language) if language else nullcontext():
            titles = {key: _(title) for key, (title, *_rest) in COLUMNS.items()}
            says = {_("Yes").casefold(): True, _("No").casefold(): False}
        try:
            sheet = read_sheet(data, list(titles.values()), most=MOST)
        except MissingColumns as error:
            lacking = lacking or error
            continue
        rows = [(no, {key: row[title] for key, title in titles.items()}) for no, row in sheet.rows]
        # The line below the table counts its rows, and is none itself.
        filled = [
            (no, row) for no, row in rows if any(row[key] for key in row if key != "list_code")
        ]
        return Sheet(filled, sheet.problems), says
    raise lacking or Invalid(N_("The workbook holds no entries."), field="file")


def _parents_first(rows: list[tuple[int, dict[str, str]]]) -> list[tuple[int, dict[str, str]]]:
    above = {(row["list_code"], row["code"]): row["parent_code"] for _no, row in rows}

    def depth(row: dict[str, str]) -> int:
        line, code = [], row["parent_code"]
        while (row["list_code"], code) in above and code not in line:
            line.append(code)
            code = above[row["list_code"], code]
        return len(line)

    return sorted(rows, key=lambda pair: depth(pair[1]))


def _try(number: int, row: dict[str, str], says: Says, seen: set[Key], **how: Any) -> Outcome:
    key = (row["list_code"], row["code"])
    try:
        if key in seen:
            raise Invalid(N_("This code stands in the file twice."))
        seen.add(key)
        verdict, words = _take(row, says, **how)
    except DomainError as error:
        verdict, words = REFUSED, say(error)
    return _outcome(number, row, verdict, words)


def _outcome(number: int, row: dict[str, str], verdict: str, words: str) -> Outcome:
    named = {name: row[name] for name in ("list_code", "code", "label")}
    return Outcome(row=number, verdict=verdict, words=words, **named)


def _take(
    row: dict[str, str], says: Says, *, items: dict[Key, Item], since: date | None, by: Any
) -> tuple[str, str]:
    """Add or change one entry; return what happened, and in which words."""
    wording, active = _wording(row, says), _flag(row, "active", says)
    item = items.get((row["list_code"], row["code"]))
    before = kept(item) if item else {}
    if item is None:
        item = add_item(
            row["list_code"], row["code"], wording, parent_code=row["parent_code"], by=by
        )
    elif item.parent_code != row["parent_code"]:
        raise Invalid(N_("An entry stays below the parent it has."))
    else:
        rename_item(item, wording, since=since, by=by)
    if active is not item.active:
        (restore_item if active else retire_item)(item, by=by)
    return _verdict(before, kept(item))


def _verdict(before: dict[str, Any], after: dict[str, Any]) -> tuple[str, str]:
    if not before:
        return ADDED, ""
    changed = [
        f"{_(COLUMNS[name][0])}: {_shown(before[name])} → {_shown(after[name])}"
        for name in after
        if before[name] != after[name]
    ]
    return (CHANGED, "; ".join(changed)) if changed else (SAME, "")


def _shown(value: Any) -> str:
    return (_("Yes") if value else _("No")) if isinstance(value, bool) else str(value or "–")


def _wording(row: dict[str, str], says: Says) -> Wording:
    texts = {"label": 100, "label_en": 160, "label_hant": 100, "keywords": 200}
    for name, longest in texts.items():
        if len(row[name]) > longest:
            title = COLUMNS[name][0]
            raise Invalid(N_("%(column)s: %(n)s characters at most."), column=title, n=longest)
    return Wording(
        **{name: row[name] for name in texts},
        position=_number(row["position"]),
        needs_text=_flag(row, "needs_text", says),
        valid_from=_day(row["valid_from"]),
        valid_to=_day(row["valid_to"]),
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 7):
        raise Invalid(N_("The order is a number from 0."))
    return int(text)


def _flag(row: dict[str, str], name: str, says: Says) -> bool:
    said = says.get(row[name].casefold())
    if said is None:
        raise Invalid(N_("%(column)s: yes or no."), column=COLUMNS[name][0])
    return said


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10].replace("/", "-")) if text else None
    except ValueError as error:
        raise Invalid(N_("“%(text)s” is no date such as 2026-01-31."), text=text) from error
