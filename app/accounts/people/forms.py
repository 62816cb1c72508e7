"""The forms of the accounts: a person's data, roles, locks, lists and imports."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from wtforms import (
    FileField,
    Form,
    SearchField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Regexp

from app.accounts import queries
from app.accounts.forms import managed_unit_field, needed, translated
from app.accounts.limits import roles_offered
from app.accounts.people.listing import STANDINGS, Wanted
from app.accounts.people.user_names import USERNAME, USERNAME_RULE
from app.accounts.roles_desk.sentences import role_label
from app.core.web.door import DynamicForm
from app.core.web.phones import check_phone


class AccountForm(DynamicForm):
    """A person with an account."""

    full_name = StringField(_l("Full name"), validators=[*needed(), Length(max=64)])
    unit_id = managed_unit_field(_l("Unit"), needed())
    title = StringField(_l("Position"), validators=[Length(max=60)])
    phone = StringField(_l("Telephone"), validators=[Length(max=40), check_phone])


class NewAccountForm(AccountForm):
    """A new account, with its name and its roles."""

    username = StringField(
        _l("User name"),
        validators=[
            *needed(),
            Regexp(rf"^(?:{USERNAME.pattern})$", message=_l(USERNAME_RULE)),
        ],
        description=_l("What the officer types at the login."),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )
    roles = SelectMultipleField(
        _l("Roles"), coerce=int, choices=lambda: role_choices(), validators=needed()
    )


class RolesForm(DynamicForm):
    """The roles of an account."""

    roles = SelectMultipleField(_l("Roles"), coerce=int, choices=lambda: role_choices())


class LockForm(DynamicForm):
    """Why an account is locked."""

    reason = TextAreaField(_l("Reason"), validators=[*needed(), Length(max=200)])


class ImportForm(DynamicForm):
    """A workbook with accounts."""

    file = FileField(
        _l("Excel file"),
        validators=needed(),
        render_kw={"accept": ".xlsx"},
        description=_l("At most 1,000 rows. Nothing is written before you have seen every row."),
    )


class AccountFilter(Form):
    """What a list of accounts may be narrowed to, read from the address."""

    words = SearchField(_l("Name, user name, telephone"))
    unit = managed_unit_field(_l("Unit"))
    role = SelectField(_l("Role"), coerce=int)
    standing = SelectField(_l("Account standing"))

    def __init__(self, args: MultiDict[str, str]) -> None:
        self.role_choices = [(0, _("All"))] + [
            (role.id, role_label(role.name)) for role in queries.all_roles()
        ]
        super().__init__(args)

    def process(self, *args: Any, **kwargs: Any) -> None:
        """Read the address; a select needs its choices before."""
        self.role.choices = self.role_choices
        self.standing.choices = [("", _("All")), *translated(STANDINGS)]
        super().process(*args, **kwargs)

    def wanted(self) -> Wanted:
        """Return what is asked for; what cannot be meant narrows nothing."""
        self.validate()
        told = {name: field.data for name, field in self._fields.items() if not field.errors}
        # A choice that is none of the list says nothing; only a unit was typed by somebody.
        self.role.errors = self.standing.errors = ()
        unit, role = told.get("unit"), told.get("role")
        return Wanted(
            words=(told.get("words") or "").strip(),
            unit_id=int(unit) if unit else None,
            role_id=role or None,
            standing=told.get("standing") or "",
        )


def role_choices() -> list[tuple[int, str]]:
    """Return the roles that whoever is at the keyboard may give, in the reader's language."""
    return [(role.id, role_label(role.name)) for role in roles_offered(current_user)]
