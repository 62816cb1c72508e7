"""What was done to an entry, part by part, in the words of its page."""

from typing import Any

from flask_babel import gettext as _

from app.core.i18n import N_
from app.dictionaries import queries
from app.dictionaries.exchange import COLUMNS
from app.dictionaries.models import ItemChange

MERGED = {"merged_into": N_("Merged into"), "merged_from": N_("Took in")}
#: ``moved`` counts rows by the names of columns, which say nothing to an officer.
SILENT = {"moved"}


def told(change: ItemChange) -> str:
    """Return what differs, as "name: before → after"."""
    before, after = change.before or {}, change.after or {}
    return "; ".join(
        _part(change, name, before.get(name), value)
        for name, value in after.items()
        if name not in SILENT and (before.get(name) or "") != (value or "")
    )


def _part(change: ItemChange, name: str, before: Any, after: Any) -> str:
    if name in MERGED:
        list_code = change.item.list_code
        return f"{_(MERGED[name])}: {after} {queries.label(list_code, after)}"
    title = _(COLUMNS[name][0])
    if change.before is None:
        return f"{title}: {_shown(after)}"
    return f"{title}: {_shown(before)} → {_shown(after)}"


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return str(value or "–")
