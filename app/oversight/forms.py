"""Forms of the leaders' desk: to write or record an instruction, to pass it on, to answer it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, DateField, Form, MultipleFileField, SearchField, SelectField

from app.core.i18n import N_
from app.core.web.door import DynamicForm
from app.core.web.once import OnceForm
from app.core.web.strange import point_out
from app.dictionaries import queries as dictionary
from app.petitions.commands.instructions import InstructionGiven
from app.petitions.forms import fields
from app.petitions.queries import colleagues

STATUSES = {
    "written": N_("Written"),
    "passed_on": N_("Passed on"),
    "answered": N_("Answered"),
    "closing": N_("Waits for the second look"),
    "closed": N_("Closed"),
}


class InstructionForm(OnceForm):
    """What a leader wrote, on a petition or on none, himself or on paper."""

    number = fields.line(
        _l("Number of the petition"),
        required=False,
        most=24,
        description=_l("Empty: it belongs to no petition."),
    )
    subject = fields.line(
        _l("Subject"),
        required=False,
        most=200,
        description=_l("Needed where it belongs to no petition."),
    )
    leader_id = fields.NumberOf(_l("Leader"), default="")
    leader_name = fields.line(
        _l("Leader without an account"), required=False, most=64, description=_l("Name on paper")
    )
    leader_title = fields.line(_l("Position of the leader"), required=False, most=64)
    leader_level = fields.choice(_l("Level of the leader"), "leader_level", default="")
    instructed_on = fields.today_or_before(_l("Instructed on"))
    text = fields.text(_l("Instruction"))
    guidance = BooleanField(_l("Guidance for the work: every unit and station of the region reads"))
    files = MultipleFileField(
        _l("Scan of the paper"),
        description=_l("Needed where it is recorded for a leader."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officer = current_user._get_current_object()
        own = ("", _("Myself")) if officer.may("return_submission") else ("", _("Choose"))
        self.leader_id.choices = [own, *colleagues.leaders(but=officer)]

    def given(self) -> InstructionGiven:
        """Return what the command takes."""
        return InstructionGiven(
            number=self.number.data or "",
            subject=self.subject.data or "",
            text=self.text.data,
            instructed_on=self.instructed_on.data,
            leader_level=self.leader_level.data,
            leader_id=self.leader_id.given,
            leader_name=self.leader_name.data or None,
            leader_title=self.leader_title.data or None,
            guidance=bool(self.guidance.data),
        )

    def uploads(self) -> list[tuple[str, Any]]:
        """Return the scans as name and stream."""
        sent = [file for file in self.files.data or () if getattr(file, "filename", "")]
        return [(file.filename, file.stream) for file in sent]


class ActForm(OnceForm):
    """The form of an act on an instruction: its fields are the arguments of the command."""

    def given(self) -> dict[str, Any]:
        """Return the command's arguments; what was left empty is left out."""
        found = {
            field.short_name: fields.given_by(field)
            for field in self
            if field.type != "CSRFTokenField"
        }
        return {name: value for name, value in found.items() if value is not None}


class PassOnForm(ActForm):
    """To which unit, answer wanted by when."""

    unit_id = fields.unit(_l("Passed on to"))
    also_ids = fields.units(_l("Also passed on to"))
    answer_due_on = fields.day(_l("Answer wanted by"), required=False)
    proposal = fields.text(_l("What is proposed"), required=False)


class AnswerForm(ActForm):
    """What was done."""

    text = fields.text(_l("What was done"))


class ReturnForm(ActForm):
    """What is missing in the answer, and by when it is wanted."""

    answer_due_on = fields.day(_l("Answer wanted by"), required=False)
    reason = fields.text(_l("What is missing"))


class CloseForm(ActForm):
    """How it ended, and what the leader is told."""

    result = fields.choice(_l("Result"), "instruction_result")
    text = fields.text(_l("What the leader is told"), required=False)


class ConfirmForm(ActForm):
    """Nothing to be given: the second look says all."""


class InstructionSearch(Form):
    """The filter over the list."""

    words = SearchField(_l("Subject, words"))
    leader = SearchField(_l("Leader"))
    level = SelectField(_l("Level of the leader"))
    status = SelectField(_l("State"))
    petition = SelectField(_l("Petition"))
    since = DateField(_l("From"))
    until = DateField(_l("To"))

    def __init__(self, args: Mapping[str, str]) -> None:
        super().__init__(MultiDict(args))
        every = ("", _("All"))
        self.level.choices = [every, *dictionary.choices("leader_level")]
        self.status.choices = [every, *((name, _(label)) for name, label in STATUSES.items())]
        self.petition.choices = [every, ("with", _("On a petition")), ("without", _("On none"))]
        point_out(self)


class DropForm(DynamicForm):
    """Why a unit that a rule proposes to press is left alone."""

    reason = fields.line(_l("Reason"), most=200)
