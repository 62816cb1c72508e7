"""What the values in the journal are called, and how each is written for people."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from app.accounts.models import LEVELS, UNIT_KINDS
from app.accounts.roles_desk.sentences import role_label, sees, sentence
from app.core.i18n import N_
from app.core.web.cells import cell
from app.settings.catalog import SETTINGS

#: The first half of an event's tag, and what is filtered by it.
KINDS = {
    "role": N_("Roles"),
    "account": N_("Accounts"),
    "deputy": N_("Deputies"),
    "unit": N_("Units"),
    "dictionary": N_("Dictionaries"),
    "setting": N_("Settings"),
    "information": N_("Public information"),
    "plan": N_("Plans"),
    "calendar": N_("Working calendar"),
    "letter_template": N_("Templates of letters"),
    "report_form": N_("Forms of reports"),
    "job": N_("Background work"),
    "own": N_("Own accounts"),
    "setup": N_("First day"),
    "application": N_("Applications for review"),
}
FIELDS = {
    "name": N_("Name"),
    "grants": N_("Permissions"),
    "scopes": N_("Data scope"),
    "like": N_("Copied from"),
    "value": N_("Value"),
    "roles": N_("Roles"),
    "unit": N_("Unit"),
    "units": N_("Units"),
    "heir": N_("Successor unit"),
    "successor": N_("Successor"),
    "parent": N_("Superior unit"),
    "full_name": N_("Full name"),
    "username": N_("User name"),
    "title": N_("Position"),
    "phone": N_("Telephone"),
    "reason": N_("Reason"),
    "code": N_("Code"),
    "short_name": N_("Short name"),
    "kind": N_("Kind of unit"),
    "level": N_("Level"),
    "address": N_("Office address"),
    "required": N_("Second factor required"),
    "count": N_("How many"),
    "days": N_("Days"),
    "reckoned": N_("Limits reckoned anew"),
    "moved": N_("Ends that moved"),
}
OTHERWISE = N_("Other data")


def kind_of(tag: str) -> str:
    """Return the kind of an event: the first half of its tag."""
    return tag.partition(".")[0]


def field_label(key: str) -> str:
    """Return what a value is called."""
    return _(FIELDS.get(key, OTHERWISE))


def about_label(noun: str, name: str) -> str:
    """Return what an event is about, in the reader's language where the name is ours."""
    if noun == "Role":
        return role_label(name)
    if noun == "Setting" and name in SETTINGS:
        return _(SETTINGS[name].title)
    return name


def written(key: str, value: Any, *, setting: str = "") -> str:
    """Return a value as people read it; nothing is a dash."""
    if value is None or value == "":
        return "—"
    if setting in SETTINGS and SETTINGS[setting].options:
        options = dict(SETTINGS[setting].options)
        return _(options[value]) if value in options else str(value)
    words = _WRITERS.get(key)
    return str(words(value) if words else cell(value))


def _permission(text: str) -> str:
    verb, _on, noun = text.partition(" on ")
    return sentence((verb, noun))


def _one_of(table: dict[Any, str]) -> Callable[[Any], Any]:
    return lambda value: _(table[value]) if value in table else cell(value)


_WRITERS: dict[str, Callable[[Any], Any]] = {
    "grants": _permission,
    "scopes": sees,
    "roles": role_label,
    "like": role_label,
    "kind": _one_of(UNIT_KINDS),
    "level": _one_of(LEVELS),
}
