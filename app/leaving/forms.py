"""The forms of leaving and of standing in."""

from collections.abc import Iterable

from flask_appbuilder.forms import DynamicForm
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.accounts.models import Officer


def choices(officers: Iterable[Officer], home: int | None = None) -> list[tuple[str, str]]:
    """Return officers as a drop-down offers them: name, unit where it is not ``home``, roles."""
    return [("", _("Choose")), *((str(one.id), _told(one, home)) for one in officers)]


def _told(officer: Officer, home: int | None) -> str:
    roles = _(", ").join(_(name) for name in officer.role_names)
    unit = officer.unit if home is not None and officer.unit_id != home else None
    return " · ".join([officer.full_name, *([unit.called] if unit else []), roles])


class SuccessorForm(DynamicForm):
    """Who takes over."""

    words = StringField(_l("Name or part of it"), validators=[Length(max=64)])
    successor = SelectField(_l("Successor"), validate_choice=False)


class LeaveForm(DynamicForm):
    """Why somebody leaves."""

    reason = TextAreaField(
        _l("Reason"), validators=[InputRequired(_l("This must be filled in.")), Length(max=200)]
    )


class DeputyForm(DynamicForm):
    """Who stands in, from when until when."""

    deputy_id = SelectField(_l("Deputy"), validators=[InputRequired(_l("This must be filled in."))])
    since = DateField(_l("First day"), validators=[InputRequired(_l("This must be filled in."))])
    until = DateField(_l("Last day"), validators=[InputRequired(_l("This must be filled in."))])
    reason = StringField(_l("Reason"), validators=[Length(max=200)])
