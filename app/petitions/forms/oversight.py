"""Forms of what leaders and supervisors do, and of what is owed to them."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core.i18n import N_
from app.petitions import colleagues
from app.petitions.case import waiting
from app.petitions.commands.supervision import PRESSED
from app.petitions.day_words import long_day
from app.petitions.earlier import unhappy_ratings
from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.models import Petition, Supervision

RUNGS = {
    "remind": N_("Remind"),
    "urge": N_("Urge"),
    "supervise": N_("Supervise"),
    "circulate": N_("Circulate"),
}


#: The ground of a supervision that takes up a rating (supervise_reason).
NOT_SATISFIED = "10"


def records_of(label: str) -> fields.NumberOf:
    """Return a field that chooses one of the file's records."""
    return fields.NumberOf(label, fields.needed())


def said(text: str) -> str:
    """Return the beginning of a text, enough to tell records apart."""
    return text if len(text) <= 40 else text[:39] + "…"


class SubmitForm(MoveForm):
    """To which leader, wanted back by when."""

    leader_id = records_of(_l("Leader"))
    wanted_on = fields.day(_l("Wanted by"), required=False)
    text = fields.text(_l("What is proposed"), required=False)

    def fit(self) -> None:
        """Offer who gives instructions."""
        self.leader_id.choices = [fields.NOT_CHOSEN, *colleagues.leaders(but=self.officer)]


class WithdrawSubmissionForm(MoveForm):
    """Which submission is taken back."""

    submission_id = records_of(_l("Submission"))

    def fit(self) -> None:
        """Offer those on which nobody has written."""
        self.submission_id.choices = [
            (str(one.id), _("To %(leader)s", leader=one.leader.full_name))
            for one in waiting.submissions(self.petition)
        ]


class SuperviseForm(MoveForm):
    """Which unit is pressed, how hard, for what, by when."""

    unit_id = records_of(_l("Unit"))
    due_on = fields.day(_l("Answer wanted by"))
    rung = fields.SelectField(_l("Step"), fields.needed(), default="supervise")
    manner = fields.choice(_l("Manner"), "supervise_manner", required=False)
    reason_code = fields.choice(_l("Ground"), "supervise_reason")
    follow_up_id = fields.NumberOf(_l("Takes up the rating"), default="")
    text = fields.text(_l("What is demanded"))

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Begin with the newest rating of somebody not satisfied, if there is one."""
        unhappy = unhappy_ratings(petition)
        if not unhappy:
            return {}
        newest = unhappy[0]
        words = _("The petitioner was not satisfied when called back on %(day)s.",
                  day=long_day(newest.occurred_on))  # fmt: skip
        return {
            "reason_code": NOT_SATISFIED,
            "follow_up_id": str(newest.id),
            "unit_id": str(petition.unit_id or ""),
            "text": "\n".join(filter(None, (words, newest.text))),
        }

    def fit(self) -> None:
        """Offer the units that have the file, and the ratings that can be taken up."""
        found = unhappy_ratings(self.petition)
        self.follow_up_id.choices = [
            ("", _("None")),
            *((str(one.id), long_day(one.occurred_on)) for one in found),
        ]
        if not found:
            del self.follow_up_id
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

    supervision_id = records_of(_l("Supervision"))

    def fit(self) -> None:
        """Offer those of the own unit that wait for this."""
        found = waiting.supervisions(self.petition, self.statuses)
        mine = [one for one in found if self.is_ours(one)]
        self.supervision_id.choices = [
            (str(one.id), _("%(name)s: %(text)s", name=one.unit.name, text=said(one.text)))
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
    """Whether the officer steps aside."""

    recusal_id = records_of(_l("Recusal"))
    grant = fields.RadioField(_l("Decision"), fields.needed())

    def fit(self) -> None:
        """Offer those that nobody has decided."""
        self.recusal_id.choices = [
            (str(one.id), _("%(name)s: %(text)s", name=one.user.full_name, text=said(one.reason)))
            for one in waiting.recusals(self.petition)
        ]
        self.grant.choices = [("1", _("Steps aside")), ("0", _("Stays"))]

    def given(self) -> dict[str, Any]:
        """Return the decision as a yes or a no."""
        return {**super().given(), "grant": self.grant.data == "1"}
