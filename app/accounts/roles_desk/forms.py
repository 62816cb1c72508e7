"""The forms of the roles."""

from flask_babel import lazy_gettext as _l
from wtforms import Form, HiddenField, SelectField, SelectMultipleField, StringField
from wtforms.validators import Length

from app.accounts.forms import needed
from app.accounts.models import SCOPES
from app.accounts.roles_desk.reading import role_choices
from app.accounts.roles_desk.sentences import sees
from app.core.i18n import N_
from app.core.web.door import DynamicForm


class RoleForm(DynamicForm):
    """How far a role sees; what it may do is drawn as groups beside this form."""

    seen = HiddenField("")
    scopes = SelectMultipleField(
        _l("Data scope"), choices=lambda: [(scope, sees(scope)) for scope in SCOPES]
    )


class NameForm(DynamicForm):
    """What a role of the office's own is called."""

    seen = HiddenField("")
    name = StringField(_l("Name"), validators=[*needed(), Length(max=40)])


class NewRoleForm(NameForm):
    """A new role: empty, or like another one."""

    like = SelectField(
        _l("Begins with"),
        choices=lambda: [("", _l("No permission at all")), *_copies()],
        description=_l("What it may do is chosen on the next page."),
    )


class CompareForm(Form):
    """Which two roles stand side by side."""

    first = SelectField(_l("First role"), choices=lambda: role_choices())
    second = SelectField(_l("Second role"), choices=lambda: role_choices())
    all = SelectField(
        _l("Shown"),
        choices=lambda: [("", _l("Only the differences")), ("1", _l("All permissions"))],
    )


def _copies() -> list[tuple[str, str]]:
    return [(id_, _l(COPY_OF, name=label)) for id_, label in role_choices()]


COPY_OF = N_("A copy of: %(name)s")
