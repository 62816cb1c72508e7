"""Forms of what leaders and supervisors do, and of what is owed to them."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import MultipleFileField

from app.dictionaries import queries as dictionary
from app.petitions.case import waiting
from app.petitions.commands.pressing import RAISED
from app.petitions.commands.supervision import PRESSED
from app.petitions.forms import fields
from app.petitions.forms.fields import key_of
from app.petitions.forms.move_form import MoveForm
from app.petitions.forms.with_papers import PapersMoveForm
from app.petitions.models import FollowUp, Petition, Supervision
from app.petitions.models.order import OPEN_ORDERS, RUNGS
from app.petitions.queries import colleagues
from app.petitions.queries.earlier import unhappy_ratings
from app.petitions.queries.executions import NOT_CARRIED_OUT, overdue_of
from app.petitions.queries.late_limits import wanted_by
from app.petitions.words.days import long_day

#: The ground of a supervision that takes up a rating (supervise_reason).
NOT_SATISFIED = "10"


def records_of(label: str) -> fields.NumberOf:
    """Return a field that chooses one of the file's records."""
    return fields.NumberOf(label, fields.needed())


def said(text: str) -> str:
    """Return the beginning of a text, enough to tell records apart."""
    return text if len(text) <= 40 else text[:39] + "…"


class SubmitForm(MoveForm):
    """To which leader, wanted back by when, with what is proposed: W20 is not made without it."""

    leader_id = records_of(_l("Leader"))
    wanted_on = fields.day(_l("Wanted by"), required=False)
    text = fields.text(_l("What is proposed"))

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
    """Which unit is pressed, how hard, for what, by when; from which supervision it is raised.

    What a rule proposes stands in the form already, and so does the next rung of a former one
    that the address names.
    """

    wide = frozenset({"former_id"})

    unit_id = records_of(_l("Unit"))
    due_on = fields.day(_l("Answer wanted by"))
    rung = fields.SelectField(_l("Step"), fields.needed(), default="supervise")
    manner = fields.choice(_l("Manner"), "supervise_manner", required=False)
    reason_code = fields.choice(_l("Ground"), "supervise_reason")
    follow_up_id = fields.NumberOf(_l("Takes up the rating"), default="")
    text = fields.text(_l("What is demanded"))
    former_id = fields.NumberOf(_l("Raised from"), validate_choice=False)

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Begin with what was supported and is overdue, or with the newest unhappy rating."""
        late, unhappy = overdue_of(petition), unhappy_ratings(petition)
        if late is not None:  # art. 40(1)
            return {"unit_id": str(late.unit_id), "reason_code": NOT_CARRIED_OUT}
        lead = {"unit_id": str(petition.unit_id or "")}
        return _taking_up(petition, unhappy[0]) if unhappy else lead

    def fit(self) -> None:
        """Offer the units that have the file, the ratings and the own open supervisions."""
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
        if len(units) > 1:  # nobody presses himself, unless nobody else has the file
            units.pop(str(self.officer.unit_id), None)
        self.unit_id.choices = list(units.items())
        self.rung.choices = [(rung, _(label)) for rung, label in RUNGS.items()]
        own = [
            one
            for one in waiting.supervisions(self.petition)
            if one.issued_by_unit_id == self.officer.unit_id
        ]
        self.former_id.choices = [
            ("", _("Not raised from another one")),
            *((str(one.id), _former(one)) for one in own),
        ]
        if request.method == "GET":
            self._begin(own)

    def _begin(self, own: list[Supervision]) -> None:
        step = waiting.proposal(self.petition, self.officer)
        wanted = key_of(request.args.get("former"))
        former = next((one for one in own if one.id == wanted), None)
        if former is not None:
            higher = list(RUNGS)[list(RUNGS).index(former.rung) + 1 :]
            self._take(former.unit_id, (higher or [former.rung])[0], former.id)
            self.reason_code.data, self.text.data = former.reason_code, former.text
        elif step is not None:
            self._take(step.unit_id, step.rung, step.former_id)
            self.reason_code.data, self.text.data = step.reason_code, step.text
            self.due_on.data = wanted_by(self.petition, step)

    def _take(self, unit_id: int, rung: str, former_id: int | None) -> None:
        self.unit_id.data, self.rung.data = str(unit_id), rung
        self.former_id.data = str(former_id or "")


def _taking_up(petition: Petition, rating: FollowUp) -> dict[str, Any]:
    day = long_day(rating.occurred_on)
    words = _("The petitioner was not satisfied when called back on %(day)s.", day=day)
    return {
        "reason_code": NOT_SATISFIED,
        "follow_up_id": str(rating.id),
        "unit_id": str(petition.unit_id or ""),
        "text": "\n".join(filter(None, (words, rating.text))),
    }


def _former(one: Supervision) -> str:
    return _("%(name)s: %(text)s", name=_named(one), text=said(one.text))


def _named(one: Supervision) -> str:
    return " · ".join(filter(None, (one.number, _(RUNGS[one.rung]), one.unit.name)))


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
            (str(one.id), _("%(name)s: %(text)s", name=_named(one), text=said(one.text)))
            for one in mine
        ]

    def is_ours(self, order: Supervision) -> bool:
        """Say whether the own unit has to do this."""
        return order.unit_id == self.officer.unit_id


class AnswerSupervisionForm(PapersMoveForm, SupervisionForm):
    """What was done about it, with files."""

    wide = SupervisionForm.wide
    statuses = ("issued", "signed")

    text = fields.text(_l("What was done"))
    files = MultipleFileField(_l("Files"))

    def fit(self) -> None:
        """Offer the supervisions, and let the files wait."""
        SupervisionForm.fit(self)
        PapersMoveForm.fit(self)


class ReturnSupervisionForm(SupervisionForm):
    """Why the answer is not sufficient, and by when a better one is wanted."""

    statuses = ("answered",)

    due_on = fields.day(_l("Answer wanted by"))
    reason = fields.text(_l("What is lacking"))

    def is_ours(self, order: Supervision) -> bool:
        """Say whether the own unit issued it."""
        return order.issued_by_unit_id == self.officer.unit_id


class CloseSupervisionForm(SupervisionForm):
    """How it ended."""

    statuses = OPEN_ORDERS

    result = fields.choice(
        _l("Result"),
        "supervise_result",
        description=_l("What did not help is raised to the next step, which closes it by itself."),
    )
    note = fields.text(
        _l("Opinion on the closing"),
        required=False,
        description=_l("Needed unless it is corrected."),
    )

    def fit(self) -> None:
        """Offer no raising: the next step is asked for in its own form."""
        super().fit()
        said = [one for one in dictionary.choices("supervise_result") if one[0] != RAISED]
        self.result.choices = [fields.NOT_CHOSEN, *said]

    def is_ours(self, order: Supervision) -> bool:
        """Say whether the own unit issued it."""
        return order.issued_by_unit_id == self.officer.unit_id


class DecideRecusalForm(MoveForm):
    """Whether the officer steps aside, and who handles it then."""

    shown_when = {"officer_id": "grant=1"}

    recusal_id = records_of(_l("Recusal"))
    grant = fields.RadioField(_l("Decision"), fields.needed())
    officer_id = fields.officer(
        _l("New handler"), description=_l("Needed where the one who steps aside handles it.")
    )
    note = fields.text(_l("Note"), required=False)

    def fit(self) -> None:
        """Offer those that nobody has decided."""
        self.recusal_id.choices = [
            (str(one.id), _("%(name)s: %(text)s", name=one.user.full_name, text=said(one.reason)))
            for one in waiting.recusals(self.petition)
        ]
        self.grant.choices = [("1", _("Steps aside")), ("0", _("Stays"))]
        self.officer_id.of(self.petition.unit_id)

    def given(self) -> dict[str, Any]:
        """Return the decision as a yes or a no."""
        return {**super().given(), "grant": self.grant.data == "1"}
