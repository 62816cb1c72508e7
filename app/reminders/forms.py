"""The forms of a plan: to write it, to postpone it, to narrow the list."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import DateField, Form, SelectField
from wtforms.validators import InputRequired, Optional, ValidationError

from app.core import clock
from app.core.i18n import N_
from app.core.web.door import DynamicForm
from app.core.web.once import OnceForm
from app.core.web.widgets import OfficeDateTimeField, known_year, not_before
from app.petitions.forms import fields
from app.reminders.commands import PRESETS, PlanGiven
from app.reminders.models import Plan
from app.reminders.recurrence import REPEATS

REMIND = {
    "": N_("Do not remind me"),
    "0": N_("At that time"),
    "10": N_("10 minutes before"),
    "30": N_("Half an hour before"),
    "60": N_("One hour before"),
    "1440": N_("One day before"),
}
STATES = {"open": N_("To be done"), "done": N_("Done"), "all": N_("All")}
MOST_CONTENT = 2000


def not_far(_form: Any, field: Any) -> None:
    """Refuse a moment whose year must be mistyped."""
    if field.data and abs(field.data.year - clock.today().year) > fields.YEARS_AHEAD:
        raise ValidationError(_("Check the year."))


class PlanForm(OnceForm):
    """What is planned, when, how often, and when the bell rings."""

    name = fields.line(
        _l("What is planned"),
        most=100,
        description=_l("No names and no identity numbers: give the number of the petition below."),
    )
    at = OfficeDateTimeField(_l("Time"), [InputRequired(_l("This must be filled in.")), not_far])
    remind = SelectField(_l("Remind me"), default="0")
    repeat = SelectField(
        _l("How often"),
        default="none",
        description=_l("“Every working day” begins with the first working day from that time on."),
    )
    until = fields.day(
        _l("Last day"), required=False, description=_l("For what repeats; empty: for ever.")
    )
    number = fields.line(
        _l("Number of the petition"),
        required=False,
        most=24,
        description=_l("Empty: it belongs to no petition."),
    )
    content = fields.text(_l("Details"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.remind.choices = [(value, _(label)) for value, label in REMIND.items()]
        self.repeat.choices = [(value, _(label)) for value, label in REPEATS.items()]

    def validate_content(self, field: Any) -> None:
        """Keep a note a note."""
        if field.data and len(field.data) > MOST_CONTENT:
            raise ValidationError(_("At most %(most)s characters.", most=MOST_CONTENT))

    def given(self) -> PlanGiven:
        """Return what the command takes."""
        return PlanGiven(
            name=self.name.data,
            at=self.at.data,
            content=self.content.data or "",
            repeat=self.repeat.data,
            until=self.until.data,
            remind_minutes=int(self.remind.data) if self.remind.data else None,
            number=self.number.data or "",
        )


def filled_from(plan: Plan, number: str) -> dict[str, Any]:
    """Return what the form of a kept plan shows; the number only while it may be seen."""
    minutes = plan.remind_minutes
    return {
        "name": plan.name,
        "at": plan.at,
        "content": plan.content,
        "repeat": plan.repeat,
        "until": plan.until,
        "remind": "" if minutes is None else str(minutes),
        "number": number,
    }


class PostponeForm(DynamicForm):
    """Until when; whoever types a time of his own means it, whatever is chosen above."""

    preset = SelectField(_l("Postpone to"), default="hour")
    to = OfficeDateTimeField(_l("Another time"), [Optional(), not_far])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.preset.choices = [(value, _(label)) for value, label in PRESETS.items()]
        if self.to.raw_data and self.to.raw_data[0].strip():
            self.preset.data = "custom"


class PlanSearch(Form):
    """The filter over the list."""

    since = DateField(_l("From"), [Optional(), known_year])
    until = DateField(_l("To"), [Optional(), known_year, not_before("since")])

    def __init__(self, args: Mapping[str, str]) -> None:
        super().__init__(MultiDict(args))
