"""Forms of the schedule of receptions."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import DateField, TimeField
from wtforms.validators import InputRequired

from app.core.web.door import DynamicForm
from app.core.web.once import OnceForm
from app.petitions.commands.leaders import ReceptionGiven
from app.petitions.forms import fields
from app.petitions.queries import colleagues

NEEDED = _l("This must be filled in.")


class ReceptionForm(OnceForm):
    """Which leader receives visitors, when and where."""

    leader_id = fields.NumberOf(_l("Leader"), default="")
    leader_name = fields.line(
        _l("Leader without an account"), required=False, most=64, description=_l("Name on paper")
    )
    leader_title = fields.line(_l("Position of the leader"), required=False, most=64)
    day = DateField(_l("Day"), [InputRequired(NEEDED)])
    begins = TimeField(_l("Begins at"), [InputRequired(NEEDED)])
    ends = TimeField(_l("Ends at"), [InputRequired(NEEDED)])
    place = fields.line(_l("Place"), most=120)
    window = fields.line(_l("Reception window"), required=False, most=40)
    topic = fields.line(_l("What the reception is about"), required=False, most=120)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officer = current_user._get_current_object()
        own = []
        if officer.may("return_submission"):
            own = [(str(officer.id), f"{officer.full_name} {officer.title or ''}".strip())]
        self.leader_id.choices = [("", _("Choose")), *own, *colleagues.leaders(but=officer)]

    def given(self) -> ReceptionGiven:
        """Return what the command takes."""
        return ReceptionGiven(
            day=self.day.data,
            begins=self.begins.data,
            ends=self.ends.data,
            place=self.place.data,
            window=self.window.data or "",
            topic=self.topic.data or "",
            leader_id=self.leader_id.given,
            leader_name=self.leader_name.data or "",
            leader_title=self.leader_title.data or "",
        )


class CancelForm(DynamicForm):
    """Why the day falls out."""

    reason = fields.line(_l("Reason"), most=120)
