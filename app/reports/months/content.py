"""What a closed month keeps, as canonical text: same content, same text, same hash. Pure."""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from app.core.sheet import Column, Row, Sheet, Value

_ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def canonical(content: Mapping[str, Any]) -> str:
    """Return content as one text, whatever the order in which it was put together."""
    return _ENCODE(content)


def digest(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def packed(sheet: Sheet) -> dict[str, Any]:
    """Return a table as plain values."""
    return {
        "title": sheet.title,
        "columns": [[c.key, c.label, c.kind, c.group, c.adds] for c in sheet.columns],
        "rows": [_packed_row(row) for row in sheet.rows],
        "meta": list(sheet.meta),
        "foot": list(sheet.foot),
        "notes": list(sheet.notes),
        "version": sheet.version,
    }


def _packed_row(row: Row) -> dict[str, Any]:
    return {
        "key": row.key,
        "values": [_packed_value(value) for value in row.values],
        "standing": row.standing,
        "parent": row.parent,
        "adds": list(row.adds),
        "words": dict(row.words),
    }


def _packed_value(value: Value) -> Any:
    # 84.20 is not 84.2: as many places as were printed.
    return {"decimal": str(value)} if isinstance(value, Decimal) else value


def unpacked(kept: Mapping[str, Any]) -> Sheet:
    """Return a table from its plain values; its counts lead nowhere."""
    return Sheet(
        title=kept["title"],
        columns=tuple(Column(*one) for one in kept["columns"]),
        rows=tuple(_unpacked_row(one) for one in kept["rows"]),
        meta=tuple(kept["meta"]),
        foot=tuple(kept["foot"]),
        notes=tuple(kept["notes"]),
        version=kept["version"],
    )


def _unpacked_row(kept: Mapping[str, Any]) -> Row:
    values = tuple(
        Decimal(one["decimal"]) if isinstance(one, dict) else one for one in kept["values"]
    )
    return Row(
        kept["key"],
        values,
        kept["standing"],
        kept["parent"],
        tuple(kept["adds"]),
        kept["words"],
        leads=False,
    )
