"""Forms of review and re-examination."""

from typing import Any

from flask_babel import lazy_gettext as _l

from app.core import clock
from app.dictionaries import queries as dictionary
from app.petitions.codes import CHANGED, REDO, UPHELD
from app.petitions.endings import results_of
from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.models import Petition
from app.petitions.queries.earlier import redos
from app.petitions.queries.superiors import above

# Uphold, revoke, change: the outcomes of an opinion; the others end an application otherwise.
OUTCOMES = (UPHELD, REDO, CHANGED)


class ApplyForm(MoveForm):
    """Who shall look again, when the petitioner asked for it, and why."""

    unit_id = fields.unit(_l("Reviewing unit"))
    applied_on = fields.day(_l("Applied on"), default=clock.today)
    reason = fields.text(_l("Request and reasons"))
    exception = fields.text(
        _l("Why another unit"),
        required=False,
        description=_l("Only where it is not the next higher unit; a second person must agree."),
    )

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Propose the one that the law names: the next higher unit of the one that decided."""
        found = above(petition)
        return {"unit_id": found.right.id} if found and found.right else {}


class DecideForm(MoveForm):
    """The outcome with facts, basis and conclusion."""

    occurred_on = fields.today_or_before(_l("Issued on"))
    outcome = fields.choice(_l("Outcome"), "review_outcome")
    conclusion = fields.choice(_l("Conclusion"), "close_result", required=False)
    facts = fields.text(_l("Facts found"))
    basis = fields.text(_l("Legal basis"))

    def fit(self) -> None:
        """Offer only what an opinion can say."""
        self.outcome.choices = [
            fields.NOT_CHOSEN,
            *(one for one in dictionary.choices("review_outcome") if one[0] in OUTCOMES),
        ]
        results = results_of(self.petition.purpose)
        said = [one for one in dictionary.choices("close_result") if one[0] in results]
        self.conclusion.choices = [fields.NOT_CHOSEN, *said]
        self.conclusion.description = _l("Only where the opinion is changed.")
        level = self.petition.state.removeprefix("under_")
        if any(one.level == level for one in redos(self.petition)):
            self.outcome.description = _l("Sent back once at this level: uphold it or change it.")
