"""Forms of instructions on a petition: written, passed on, answered, returned, closed."""

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.petitions.case import waiting
from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.forms.oversight import records_of, said
from app.petitions.models import Instruction
from app.petitions.queries.submissions import level_of


class InstructForm(MoveForm):
    """What the leader himself writes, and to whom it goes.

    Whoever records it for him does so at the leaders' desk, which asks for the scan.
    """

    leader_level = fields.choice(_l("Level of the leader"), "leader_level", default="")
    occurred_on = fields.today_or_before(_l("Instructed on"))
    text = fields.text(_l("Instruction"))
    unit_id = fields.unit(_l("Passed on to"), required=False)
    answer_due_on = fields.day(_l("Answer wanted by"), required=False)

    def fit(self) -> None:
        """Begin with the level at which this leader wrote last; the first time he says it."""
        if request.method == "GET":
            self.leader_level.data = level_of(self.officer.seat)


class PassOnForm(MoveForm):
    """Which instruction, to which unit, answer wanted by when."""

    wide = frozenset({"instruction_id"})

    instruction_id = records_of(_l("Instruction"))
    unit_id = fields.unit(_l("Passed on to"))
    also_ids = fields.units(_l("Also passed on to"))
    answer_due_on = fields.day(_l("Answer wanted by"), required=False)
    proposal = fields.text(_l("What is proposed"), required=False)

    def fit(self) -> None:
        """Offer those that were not passed on."""
        found = waiting.instructions(self.petition, "written")
        self.instruction_id.choices = [_instruction(one) for one in found]


class AnswerForm(MoveForm):
    """Which instruction, and what was done on it."""

    wide = frozenset({"instruction_id"})

    instruction_id = records_of(_l("Instruction"))
    text = fields.text(_l("What was done"))

    def fit(self) -> None:
        """Offer those that were passed to the own unit."""
        self.instruction_id.choices = [
            _instruction(one)
            for one in waiting.instructions(self.petition, "passed_on")
            if one.passed_to_id == self.officer.unit_id
        ]


def _instruction(one: Instruction) -> tuple[str, str]:
    return str(one.id), _("%(name)s: %(text)s", name=one.leader_name, text=said(one.text))


class OneOf(MoveForm):
    """Which instruction, of those that wait for the act."""

    wide = frozenset({"instruction_id"})
    statuses: tuple[str, ...] = ("answered",)

    instruction_id = records_of(_l("Instruction"))

    def fit(self) -> None:
        """Offer those that wait."""
        found = waiting.instructions(self.petition, *self.statuses)
        self.instruction_id.choices = [_instruction(one) for one in found]


class ReturnForm(OneOf):
    """What is missing, and by when it is wanted."""

    statuses = ("answered", "closing")

    answer_due_on = fields.day(_l("Answer wanted by"), required=False)
    reason = fields.text(_l("What is missing"))


class CloseForm(OneOf):
    """How it ended."""

    result = fields.choice(_l("Result"), "instruction_result")
    text = fields.text(_l("What the leader is told"), required=False)


class ConfirmForm(OneOf):
    """Whose closing is looked at."""

    statuses = ("closing",)
