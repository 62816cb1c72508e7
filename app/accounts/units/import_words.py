"""What people write in a workbook of units, brought to what the system calls it."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from app.accounts.models import LEVELS, UNIT_KINDS, Unit
from app.core.divisions import above as above_it
from app.core.divisions import beginning
from app.core.render.excel_read import MissingColumns
from app.extensions import db

T = TypeVar("T")

SEPARATOR = "/"
_NAMES = ("name", "name_en", "name_hant")
_DIVISION = sa.table(
    "region", *(sa.column(one) for one in ("code", "path", "parent_code", *_NAMES))
)


def key_of(text: str) -> str:
    """Return what tells words apart: spaces, width and case do not."""
    return "".join(unicodedata.normalize("NFKC", text or "").split()).casefold()


def by_any_language(read: Callable[[], T]) -> T:
    """Read by the headers of the reader's language, else of any other of ours."""
    try:
        return read()
    except MissingColumns:
        for language in current_app.config["LANGUAGES"]:
            with force_locale(language):
                try:
                    return read()
                except MissingColumns:
                    continue
        raise


def kinds_and_levels() -> tuple[dict[str, str], dict[str, str]]:
    """Return the keys of kinds and levels by their words in all languages."""
    kinds: dict[str, str] = {}
    levels: dict[str, str] = {}
    for language in current_app.config["LANGUAGES"]:
        with force_locale(language):
            kinds |= {key_of(_(word)): kind for kind, word in UNIT_KINDS.items()}
            levels |= {key_of(_(word)): str(level) for level, word in LEVELS.items()}
    return kinds, levels


def divisions(words: Iterable[str], *, near: str) -> dict[str, str]:
    """Return the codes of the divisions that are meant by codes, names or paths; one each.

    Of several with one name, that of the office is meant (``near`` is its code), or else the one
    inside it, or else the one in which it lies.
    """
    wanted = {word: [one.strip() for one in word.split(SEPARATOR)] for word in words}
    last = {parts[-1] for parts in wanted.values()}
    here = _DIVISION.c
    rows = db.session.execute(
        sa.select(_DIVISION).where(
            sa.or_(here.code.in_(last), *(here[name].in_(last) for name in _NAMES))
        )
    ).all()
    above = _line_above(rows)
    meant: dict[str, str] = {}
    for word, parts in wanted.items():
        found = _nearest({row.code for row in rows if _is(row, parts, above)}, near)
        if len(found) == 1:
            meant[word] = found.pop()
    return meant


def _nearest(codes: set[str], near: str) -> set[str]:
    """Return those that lie nearest to the office; all of them, where none has to do with it."""
    inside = {code for code in codes if code.startswith(beginning(near))} if near else set()
    over = codes & set(above_it(near)) if near else set()
    return codes & {near} or inside or over or codes


def _line_above(rows: Iterable[Any]) -> Mapping[str, Any]:
    """Return some divisions and all above them by their codes."""
    known = {row.code: row for row in rows}
    missing = {row.parent_code for row in known.values() if row.parent_code} - known.keys()
    while missing:
        query = sa.select(_DIVISION).where(_DIVISION.c.code.in_(missing))
        known |= {row.code: row for row in db.session.execute(query)}
        missing = {row.parent_code for row in known.values() if row.parent_code} - known.keys()
    return known


def _is(row: Any, parts: list[str], above: Mapping[str, Any]) -> bool:
    """Say whether a division and those above it are called so, from the lowest up."""
    one: Any = row
    for part in reversed(parts):
        if one is None or part not in (one.code, *(getattr(one, name) for name in _NAMES)):
            return False
        one = above.get(one.parent_code)
    return True


def unit_codes(words: Iterable[str]) -> dict[str, str]:
    """Return the codes of the active units that short names, codes and paths mean; one each."""
    wanted = {word: key_of(word.split(SEPARATOR)[-1]) for word in words}
    found: dict[str, set[str]] = {}
    query = sa.select(Unit.name, Unit.short_name, Unit.code).where(Unit.active)
    for name, short, code in db.session.execute(query) if wanted else ():
        for said in {key_of(name), key_of(short), key_of(code)} - {""}:
            found.setdefault(said, set()).add(code)
    return {
        word: next(iter(found[said]))
        for word, said in wanted.items()
        if len(found.get(said, ())) == 1
    }
