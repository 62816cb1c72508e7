"""The forms of leaving and of standing in."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app.accounts.forms import needed
from app.core.web.door import DynamicForm
from app.core.web.pickers import PickerField
from app.leaving.candidates import Candidates


def successor_form(given: Any, candidates: Candidates, source: str) -> Any:
    """Return the form in which a successor is searched; it asks by its address."""

    class SuccessorForm(DynamicForm):
        """Who takes over."""

        successor = PickerField(
            _l("Successor"),
            needed(),
            source=source,
            lookup=candidates.shown,
            resolve=candidates.meant,
        )

    return SuccessorForm(given, meta={"csrf": False})


def deputy_form(candidates: Candidates, source: str) -> Any:
    """Return the form in which a deputy is named."""

    class DeputyForm(DynamicForm):
        """Who stands in, from when until when."""

        deputy_id = PickerField(
            _l("Deputy"), needed(), source=source, lookup=candidates.shown, resolve=candidates.meant
        )
        since = DateField(
            _l("Start date"), validators=[InputRequired(_l("This must be filled in."))]
        )
        until = DateField(_l("End date"), validators=[InputRequired(_l("This must be filled in."))])
        reason = StringField(_l("Reason"), validators=[Length(max=200)])

    return DeputyForm()


class LeaveForm(DynamicForm):
    """Why somebody leaves."""

    reason = TextAreaField(
        _l("Reason"), validators=[InputRequired(_l("This must be filled in.")), Length(max=200)]
    )
