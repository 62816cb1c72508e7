"""Changing settings: within their bounds, with the old and the new value in the journal."""

import re
from collections.abc import Callable, Iterable
from operator import eq
from typing import Any

from app.core import clock
from app.core.db import atomic
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.extensions import db
from app.journal.commands import note
from app.settings.catalog import SETTINGS, Setting, Value
from app.settings.models import SettingValue
from app.settings.queries import SYSTEM, forget, own_value

_SPAN = re.compile(r"([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d")


_AFTER: dict[str, Callable[[], None]] = {}


def after_change(names: Iterable[str], do: Callable[[], None]) -> None:
    """Let a room bring what it keeps in line whenever one of these settings is changed.

    It happens in the same transaction: nobody reads the new setting beside the old rows.
    """
    _AFTER.update(dict.fromkeys(names, do))


_BEFORE: dict[str, Callable[[str, str], None]] = {}


def before_change(name: str, check: Callable[[str, str], None]) -> None:
    """Let a room refuse what a setting of words may not say, such as what means nobody."""
    _BEFORE[name] = check


@atomic
def change_setting(name: str, given: Value | None, *, unit_id: int, by: Any) -> bool:
    """Set a value for a unit and what stands under it, or for the system (unit 0).

    None gives the own value up: what stands above holds again. Nothing already registered
    changes: who registers reads the setting of that moment. Returns whether anything changed.

    :raises Invalid: for a value out of its bounds, for the field of the setting's name.
    """
    setting = SETTINGS[name]
    if setting.top_only and unit_id != SYSTEM:
        raise DomainError(N_("This setting holds for the whole installation."), field=name)
    if given is not None:
        given = checked(name, setting, given)
    before = own_value(name, unit_id)
    if before == given:
        return False
    row = db.session.get(SettingValue, (name, unit_id))
    if given is None:
        db.session.delete(row)
    else:
        row = row or SettingValue(name=name, unit_id=unit_id)
        row.kept, row.changed_at, row.changed_by_id = {"value": given}, clock.now(), by.id
        db.session.add(row)
    note(
        "setting.reset" if given is None else "setting.changed",
        about=("Setting", unit_id, name),
        by=by,
        unit_id=unit_id or None,
        before={"value": before},
        after={"value": given},
    )
    db.session.flush()
    forget(db.session)
    if name in _AFTER:
        _AFTER[name]()
    return True


def checked(name: str, setting: Setting, given: Value) -> Value:
    """Return a value as it is kept.

    :raises Invalid: if it is of the wrong kind or out of its bounds.
    """
    if setting.kind == "switch":
        return bool(given)
    if setting.kind == "number":
        if not isinstance(given, int) or not setting.least <= given <= setting.most:
            raise Invalid(
                N_("A whole number from %(least)s to %(most)s."),
                field=name,
                least=setting.least,
                most=setting.most,
            )
        return given
    text = str(given).strip()
    if setting.kind == "choice" and text not in dict(setting.options):
        raise Invalid(N_("Choose one of the list."), field=name)
    if setting.kind == "hours" and text:
        text = _hours(name, text)
    if not setting.least <= len(text) <= setting.most:
        raise Invalid(
            N_("From %(least)s to %(most)s characters."),
            field=name,
            least=setting.least,
            most=setting.most,
        )
    if name in _BEFORE:
        _BEFORE[name](name, text)
    return text


def _hours(name: str, text: str) -> str:
    """Return spans of the day as they are printed: each ends after it begins, none overlaps."""
    spans = [span.strip() for span in text.replace("，", ",").split(",")]
    if not all(_SPAN.fullmatch(span) for span in spans):
        raise Invalid(N_("Write hours as 09:00-12:00, 14:00-17:00."), field=name)
    times = [time for span in spans for time in span.split("-")]
    if times != sorted(times) or any(map(eq, times[::2], times[1::2])):
        raise Invalid(
            N_("The hours run through the day: each end after its beginning, none overlapping."),
            field=name,
        )
    return ", ".join(spans)
