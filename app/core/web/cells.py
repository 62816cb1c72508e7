"""One value in a generated table or record, as an officer reads it: never None, never True."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from app.core.clock import office_time


def cell(value: Any, formatter: Callable[[Any], Any] | None = None) -> Any:
    """Return what to show for a value; the view's own formatter goes first."""
    if formatter is not None:
        value = formatter(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return (office_time(value) if value.tzinfo else value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return ", ".join(str(cell(part)) for part in value)
    return value
