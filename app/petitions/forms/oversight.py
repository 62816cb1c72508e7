"""Forms of what leaders and supervisors do, and of what is owed to them."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core.i18n import N_
from app.petitions import colleagues
from app.petitions.case import waiting
from app.petitions.commands.supervision import PRESSED
from app.petitions.executions import NOT_CARRIED_OUT, overdue_of
from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.models import Instruction, Petition, Supervision

RUNGS = {
    "remind": N_("Remind"),
    "urge": N_("Urge"),
    "supervise": N_("Supervise"),
    "circulate": N_("Circulate"),
}


def _records(label: str) -> fields.NumberOf:
    return fields.NumberOf(label, fields.needed())


def _said(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


class SubmitForm(MoveForm):
    """To which leader, wanted back by when."""

    leader_id = _records(_l("Leader"))
    wanted_on = fields.day(_l("Wanted by"), required=False)
    text = fields.text(_l("What is proposed"), required=False)

    def fit(self) -> None:
        """Offer who gives instructions."""
        self.leader_id.choices = [fields.NOT_CHOSEN, *colleagues.leaders(but=self.officer)]


class WithdrawSubmissionForm(MoveForm):
    """Which submission is taken back."""

    submission_id = _records(_l("Submission"))

    def fit(self) -> None:
        """Offer those on which nobody has written."""
        self.submission_id.choices = [
            (str(one.id), _("To %(leader)s", leader=one.leader.full_name))
            for one in waiting.submissions(self.petition)
        ]


class InstructForm(MoveForm):
    """What the leader himself writes, and to whom it goes.

    Whoever records it for him does so at the leaders' desk, which asks for the scan.
    """

    leader_level = fields.choice(_l("Level of the leader"), "leader_level", default="1")
    occurred_on = fields.today_or_before(_l("Instructed on"))
    text = fields.text(_l("Instruction"))
    unit_id = fields.unit(_l("Passed on to"), required=False)
    answer_due_on = fields.day(_l("Answer wanted by"), required=False)


class PassOnForm(MoveForm):
    """Which instruction, to which unit, answer wanted by when."""

    wide = frozenset({"instruction_id"})

    instruction_id = _records(_l("Instruction"))
    unit_id = fields.unit(_l("Passed on to"))
    answer_due_on = fields.day(_l("Answer wanted by"), required=False)
    proposal = fields.text(_l("What is proposed"), required=False)

    def fit(self) -> None:
        """Offer those that were not passed on."""
        found = waiting.instructions(self.petition, "written")
        self.instruction_id.choices = [_instruction(one) for one in found]


class AnswerInstructionForm(MoveForm):
    """Which instruction, and what was done on it."""

    wide = frozenset({"instruction_id"})

    instruction_id = _records(_l("Instruction"))
    text = fields.text(_l("What was done"))

    def fit(self) -> None:
        """Offer those that were passed to the own unit."""
        self.instruction_id.choices = [
            _instruction(one)
            for one in waiting.instructions(self.petition, "passed_on")
            if one.passed_to_id == self.officer.unit_id
        ]


def _instruction(one: Instruction) -> tuple[str, str]:
    return str(one.id), _("%(name)s: %(text)s", name=one.leader_name, text=_said(one.text))


class SuperviseForm(MoveForm):
    """Which unit is pressed, how hard, for what, by when."""

    unit_id = _records(_l("Unit"))
    due_on = fields.day(_l("Answer wanted by"))
    rung = fields.SelectField(_l("Step"), fields.needed(), default="supervise")
    manner = fields.choice(_l("Manner"), "supervise_manner", required=False)
    reason_code = fields.choice(_l("Ground"), "supervise_reason")
    text = fields.text(_l("What is demanded"))

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Propose what is overdue though an opinion supported it (art. 40(1))."""
        late = overdue_of(petition)
        if late is None:
            return {}
        return {"unit_id": str(late.unit_id), "reason_code": NOT_CARRIED_OUT}

    def fit(self) -> None:
        """Offer the units that have the file."""
        units = {
            str(party.unit_id): party.unit.name
            for party in self.petition.parties
            if party.role in PRESSED and party.until is None
        }
        self.unit_id.choices = list(units.items())
        self.rung.choices = [(rung, _(label)) for rung, label in RUNGS.items()]


class SupervisionForm(MoveForm):
    """Which supervision order."""

    wide = frozenset({"supervision_id"})
    statuses: tuple[str, ...] = ("issued",)

    supervision_id = _records(_l("Supervision"))

    def fit(self) -> None:
        """Offer those of the own unit that wait for this."""
        found = waiting.supervisions(self.petition, self.statuses)
        mine = [one for one in found if self.is_ours(one)]
        self.supervision_id.choices = [
            (str(one.id), _("%(name)s: %(text)s", name=one.unit.name, text=_said(one.text)))
            for one in mine
        ]

    def is_ours(self, order: Supervision) -> bool:
        """Say whether the own unit has to do this."""
        return order.unit_id == self.officer.unit_id


class AnswerSupervisionForm(SupervisionForm):
    """What was done about it."""

    statuses = ("issued", "signed")

    text = fields.text(_l("What was done"))


class CloseSupervisionForm(SupervisionForm):
    """How it ended."""

    statuses = waiting.OPEN_ORDERS

    result = fields.choice(_l("Result"), "supervise_result")

    def is_ours(self, order: Supervision) -> bool:
        """Say whether the own unit issued it."""
        return order.issued_by_unit_id == self.officer.unit_id


class DecideRecusalForm(MoveForm):
    """Whether the officer steps aside, and who handles it then."""

    shown_when = {"officer_id": "grant=1"}

    recusal_id = _records(_l("Recusal"))
    grant = fields.RadioField(_l("Decision"), fields.needed())
    officer_id = fields.officer(
        _l("New handler"), description=_l("Needed where the one who steps aside handles it.")
    )
    note = fields.text(_l("Note"), required=False)

    def fit(self) -> None:
        """Offer those that nobody has decided."""
        self.recusal_id.choices = [
            (str(one.id), _("%(name)s: %(text)s", name=one.user.full_name, text=_said(one.reason)))
            for one in waiting.recusals(self.petition)
        ]
        self.grant.choices = [("1", _("Steps aside")), ("0", _("Stays"))]
        self.officer_id.of(self.petition.unit_id)

    def given(self) -> dict[str, Any]:
        """Return the decision as a yes or a no."""
        return {**super().given(), "grant": self.grant.data == "1"}
