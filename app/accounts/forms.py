"""The forms of the door, of units, accounts and roles."""

from typing import Any

from flask_appbuilder.forms import DynamicForm
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Regexp

from app.accounts import choices, queries
from app.accounts.models import LEVELS, SCOPES, UNIT_KINDS
from app.core.web.phones import check_phone
from app.core.web.pickers import PickerField

USERNAME = r"^[A-Za-z0-9][A-Za-z0-9._-]{1,31}$"


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


class UnitForm(DynamicForm):
    """A unit: what it is called, where it stands, who reviews what it decides."""

    name = StringField(_l("Name"), validators=[*needed(), Length(max=100)])
    short_name = StringField(_l("Short name"), validators=[Length(max=40)])
    code = StringField(
        _l("Code"),
        validators=[*needed(), Length(max=32), Regexp(r"^[\w.-]+$", message=_l("Not a code."))],
    )
    kind = SelectField(_l("Kind of unit"), choices=lambda: translated(UNIT_KINDS))
    level = SelectField(_l("Level"), coerce=int, choices=lambda: translated(LEVELS))
    region_code = PickerField(
        _l("Region"),
        needed(),
        source="/pick/region",
        lookup=choices.region_path,
        resolve=choices.region_meant,
    )
    parent_id = unit_field(_l("Superior unit"))
    review_unit_id = unit_field(_l("Unit for review"))
    re_examination_unit_id = unit_field(_l("Unit for re-examination"))
    phone = StringField(_l("Telephone"), validators=[Length(max=40)])
    address = StringField(_l("Office address"), validators=[Length(max=200)])


class RetireForm(DynamicForm):
    """What takes a retired unit's place."""

    successor_id = unit_field(_l("Successor unit"))
    reason = TextAreaField(_l("Reason"), validators=[*needed(), Length(max=200)])


class AccountForm(DynamicForm):
    """A person with an account."""

    full_name = StringField(_l("Full name"), validators=[*needed(), Length(max=64)])
    unit_id = unit_field(_l("Unit"), needed())
    title = StringField(_l("Position"), validators=[Length(max=60)])
    phone = StringField(_l("Telephone"), validators=[Length(max=40), check_phone])


class NewAccountForm(AccountForm):
    """A new account, with its name and its roles."""

    username = StringField(
        _l("User name"),
        validators=[
            *needed(),
            Regexp(
                USERNAME, message=_l("2 to 32 letters, digits, dots or hyphens, a letter first.")
            ),
        ],
        description=_l("What the officer types at the login."),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    roles = SelectMultipleField(
        _l("Roles"), coerce=int, choices=lambda: queries.role_choices(), validators=needed()
    )


class RolesForm(DynamicForm):
    """The roles of an account."""

    roles = SelectMultipleField(_l("Roles"), coerce=int, choices=lambda: queries.role_choices())


class RoleForm(DynamicForm):
    """How far a role sees; what it may do is drawn as a table beside this form."""

    scopes = SelectMultipleField(_l("Sees"), choices=lambda: translated(SCOPES))


def translated(table: dict[Any, str]) -> list[tuple[Any, str]]:
    """Return the choices of a table of words in the reader's language."""
    return [(key, _(word)) for key, word in table.items()]
