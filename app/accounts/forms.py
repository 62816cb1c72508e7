"""The forms of the door, and the fields that the forms of several rooms have."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired, Length

from app.accounts import choices
from app.accounts.subtree import units_managed_by
from app.core.web.door import DynamicForm
from app.core.web.pickers import MultiPickerField, PickerField

MANAGED = "/pick/managed-unit"


def needed() -> list[Any]:
    """Return the validator of a field that must not stay empty."""
    return [InputRequired(_l("This must be filled in."))]


class LoginForm(DynamicForm):
    """Name and password."""

    username = StringField(_l("User name"), validators=[*needed(), Length(max=64)])
    password = PasswordField(_l("Password"), validators=[*needed(), Length(max=200)])


class CodeForm(DynamicForm):
    """The code of the second factor, or a recovery code."""

    code = StringField(
        _l("Security code"),
        validators=[*needed(), Length(max=20)],
        description=_l("Six digits from your telephone, or one of your recovery codes."),
        render_kw={"autocomplete": "one-time-code", "spellcheck": "false"},
    )


def unit_field(label: Any, validators: Any = None) -> PickerField:
    """Return a field in which a unit is searched."""
    return PickerField(
        label,
        validators,
        source="/pick/unit",
        lookup=choices.unit_path,
        resolve=choices.unit_meant,
    )


def managed_path(value: str) -> str | None:
    """Return the name of a unit as its picker shows it, if the officer manages it."""
    return choices.unit_path(value, within=units_managed_by(current_user))


def managed_meant(text: str) -> str | None:
    """Return the id of the one managed unit that the words mean, or None."""
    return choices.unit_meant(text, within=units_managed_by(current_user))


def managed_unit_field(label: Any, validators: Any = None) -> PickerField:
    """Return a field in which one of the units that the officer manages is searched."""
    return PickerField(
        label, validators, source=MANAGED, lookup=managed_path, resolve=managed_meant
    )


def managed_units_field(label: Any, validators: Any = None) -> MultiPickerField:
    """Return a field in which several of the units that the officer manages are searched."""
    return MultiPickerField(
        label, validators, source=MANAGED, lookup=managed_path, resolve=managed_meant
    )


def translated(table: dict[Any, str]) -> list[tuple[Any, str]]:
    """Return the choices of a table of words in the reader's language."""
    return [(key, _(word)) for key, word in table.items()]
