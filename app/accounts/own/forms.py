"""The forms of one's own account."""

from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField, SelectField, SelectMultipleField, StringField
from wtforms.validators import EqualTo, Length

from app.accounts import queries
from app.accounts.forms import needed
from app.core.web.door import DynamicForm
from app.core.web.phones import check_phone


class OwnDataForm(DynamicForm):
    """What an officer keeps up to date himself."""

    title = StringField(_l("Position"), validators=[Length(max=60)])
    phone = StringField(_l("Telephone"), validators=[Length(max=40), check_phone])


class PasswordForm(DynamicForm):
    """A new password of one's own: the old one is asked for."""

    old = PasswordField(
        _l("Present password"),
        validators=[*needed(), Length(max=200)],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        _l("New password"),
        validators=[*needed(), Length(max=200)],
        render_kw={"autocomplete": "new-password"},
    )
    again = PasswordField(
        _l("New password again"),
        validators=[*needed(), EqualTo("new", message=_l("The two new passwords differ."))],
        render_kw={"autocomplete": "new-password"},
    )


def _languages() -> list[tuple[str, Any]]:
    named = current_app.config["LANGUAGES"].items()
    return [("", _("As chosen at the login")), *((code, about["name"]) for code, about in named)]


class PreferenceForm(DynamicForm):
    """How the pages look for one officer."""

    language = SelectField(_l("Language"), choices=_languages)
    large_text = BooleanField(_l("Large text"))


class FactorRolesForm(DynamicForm):
    """Which roles ask for a second factor."""

    roles = SelectMultipleField(
        _l("Roles that need a second factor"),
        coerce=int,
        choices=lambda: queries.role_choices(),
    )
