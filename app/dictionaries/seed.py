"""Filling the dictionaries from the product's files; running it again changes nothing."""

import csv
import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.core.editions import Edition
from app.dictionaries.catalog import DATA, LISTS
from app.dictionaries.models import CalendarDay, Item, Region
from app.dictionaries.words import initials_of, touch

WORDS = ("label", "label_en", "label_hant", "keywords")
BATCH = 5000
PREFIX = {1: 2, 2: 4}  # how much of the code of a province or a city says something


def seed_dictionaries(session: Session, province_scope: str | None = None) -> None:
    """Bring words, divisions and calendar up to the product's files.

    Entries that the files no longer name stay; what an administrator edited keeps its words.
    With ``province_scope`` ("61") only that province's townships are loaded, with every county
    of the country, which the ID numbers name.
    """
    changed = [_seed_items(session), _seed_regions(session, province_scope), _seed_days(session)]
    if any(changed):
        touch(session)


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


# ---- words ----------------------------------------------------------------------------------


def _seed_items(session: Session) -> bool:
    kept = {(item.list_code, item.code): item for item in session.scalars(sa.select(Item))}
    added = []
    for list_code in LISTS:
        for row in _rows(DATA / f"{list_code}.csv"):
            values = _item_values(list_code, row)
            item = kept.get((list_code, row["code"]))
            if item is None:
                values["active"] = row["active"] == "1"
                values["pinyin"] = initials_of(values["label"], values["keywords"])
                added.append(values)
            else:
                _renew(item, values)
    changed = bool(added or session.dirty)
    session.flush()
    if added:
        session.execute(sa.insert(Item), added)
    return changed


def _item_values(list_code: str, row: dict[str, str]) -> dict[str, Any]:
    return {
        "list_code": list_code,
        "code": row["code"],
        **{name: row[name] for name in WORDS},
        "parent_code": row["parent"],
        "position": int(row["position"]),
        "needs_text": row["needs_text"] == "1",
        "protected": LISTS[list_code].protected or row["protected"] == "1",
    }


def _renew(item: Item, values: dict[str, Any]) -> None:
    if item.edited:
        # What the code relies on follows the product; the words and their order are the office's.
        values = {name: values[name] for name in ("parent_code", "protected")}
    elif any(getattr(item, name) != values[name] for name in ("label", "keywords")):
        values["pinyin"] = initials_of(values["label"], values["keywords"])
    for name, value in values.items():
        if getattr(item, name) != value:
            setattr(item, name, value)


# ---- divisions and calendar -----------------------------------------------------------------


def _seed_regions(session: Session, province_scope: str | None) -> bool:
    source = DATA / "divisions.csv"
    name = f"divisions {province_scope or 'all'}"
    if not _is_new(session, name, source):
        return False
    wanted = [
        values
        for values in map(_region_values, _rows(source))
        if values["level"] < 4 or values["code"].startswith(province_scope or "")
    ]
    # A parent must stand before its children.
    _write(session, Region, "code", sorted(wanted, key=lambda values: values["level"]))
    return True


def _region_values(row: dict[str, str]) -> dict[str, Any]:
    level = int(row["level"])
    return {
        "code": row["code"],
        "level": level,
        "parent_code": row["parent"] or None,
        "path": row["code"][: PREFIX.get(level)],
        "name": row["name"],
        "name_en": row["name_en"],
        "name_hant": row["name_hant"],
        "pinyin": row["pinyin"][:40],
        "active": row["active"] == "1",
    }


def _seed_days(session: Session) -> bool:
    source = DATA / "workdays.csv"
    if not _is_new(session, "workdays", source):
        return False
    _write(session, CalendarDay, "day", list(map(_day_values, _rows(source))))
    return True


def _day_values(row: dict[str, str]) -> dict[str, Any]:
    day = date.fromisoformat(row["date"])
    # The notice for a year also moves the last days of the December before it.
    notice = day.year + (day.month == 12)
    return {
        "day": day,
        "is_off": row["is_off_day"] == "1",
        "name": row["name"],
        "name_en": row["name_en"],
        "name_hant": row["name_hant"],
        "source": "NateScarlet/holiday-cn",
        "loaded_year": notice,
    }


def _is_new(session: Session, name: str, source: Path) -> bool:
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    edition = session.get(Edition, name)
    if edition is not None and edition.mark == digest:
        return False
    if edition is None:
        session.add(edition := Edition(name=name, mark=digest))
    edition.mark = digest
    session.flush()
    return True


def _write(session: Session, model: type[Any], key: str, wanted: list[dict[str, Any]]) -> None:
    """Insert the rows that are new and update those that differ; nothing is deleted."""
    table = model.__table__
    names = list(wanted[0])
    rows = session.execute(sa.select(*(table.c[name] for name in names))).mappings()
    kept = {row[key]: dict(row) for row in rows}
    added = [values for values in wanted if values[key] not in kept]
    for start in range(0, len(added), BATCH):
        session.execute(sa.insert(table), added[start : start + BATCH])
    for values in wanted:
        if values[key] in kept and kept[values[key]] != values:
            session.execute(sa.update(table).where(table.c[key] == values[key]).values(values))
