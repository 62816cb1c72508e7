"""Forms of a hearing: called, put off, held."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.petitions.case.waiting import called_hearing
from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.models import Petition


class CallHearingForm(MoveForm):
    """When and where, who chairs and sits, who comes, and why it is held."""

    wide = frozenset({"members", "open_to_public"})

    begins_on = fields.day(_l("Begins on"))
    place = fields.line(_l("Place"))
    chair_id = fields.officer(_l("Chair"), required=True)
    recorder = fields.line(_l("Recorder"), most=64)
    members = fields.line(
        _l("Members"),
        required=False,
        most=200,
        description=_l("Deputies, lawyers, experts, petitioners' neighbours; never the handler."),
    )
    open_to_public = fields.BooleanField(_l("Open to the public"))
    participants = fields.text(_l("Participants"))
    reason = fields.text(_l("Why a hearing"), description=_l("Grave, complex or doubtful."))

    def fit(self) -> None:
        """Offer the own colleagues as chair."""
        self.chair_id.of(self.officer.unit_id)


class PutOffHearingForm(MoveForm):
    """To which day, and why."""

    begins_on = fields.day(_l("Begins on"))
    reason = fields.text(_l("Reason"))


class HearingForm(MoveForm):
    """When the hearing was held, its minutes and what it came to."""

    begins_on = fields.day(_l("Begins on"))
    ends_on = fields.day(_l("Ends on"))
    outcome = fields.choice(_l("Outcome of the hearing"), "hearing_outcome", required=False)
    text = fields.text(_l("Minutes"))
    report = fields.text(_l("Report of the hearing"))

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Begin with the day for which it was called."""
        called = called_hearing(petition)
        return {"begins_on": called.begins_on, "ends_on": called.begins_on} if called else {}

    def fit(self) -> None:
        """Ask for what it came to where there is an opinion to judge."""
        if self.petition.state == "accepted":
            del self.outcome
