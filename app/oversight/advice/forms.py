"""Forms of proposals: to draft one, to give a draft back, to say what becomes of it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from app.core.web.door import DynamicForm
from app.core.web.once import OnceForm
from app.oversight.advice.acts import AdviceGiven
from app.petitions.forms import fields
from app.petitions.models import Advice
from app.petitions.models.advice import KINDS, OUTCOMES


class AdviceForm(OnceForm):
    """What is wrong, what should be done, by whom, and which petitions show it."""

    kind = RadioField(
        _l("Kind"), fields.needed(), choices=lambda: [(key, _(KINDS[key])) for key in KINDS]
    )
    unit_id = fields.unit(_l("To which unit"))
    subject = fields.line(_l("Subject"))
    problem = fields.text(_l("What is wrong"))
    proposal = fields.text(_l("Proposed measures"))
    numbers = fields.text(_l("Numbers of petitions that show it"), required=False)

    def given(self) -> AdviceGiven:
        """Return what was typed, as the command takes it."""
        return AdviceGiven(
            kind=self.kind.data,
            unit_id=self.unit_id.given,
            subject=self.subject.data,
            problem=self.problem.data,
            proposal=self.proposal.data,
            numbers=self.numbers.data or "",
        )


def told(advice: Advice, numbers: list[tuple[int, str]]) -> dict[str, Any]:
    """Return a draft as the data of its form."""
    kept = ("kind", "subject", "problem", "proposal")
    found = {name: getattr(advice, name) for name in kept}
    return {**found, "unit_id": str(advice.unit_id), "numbers": " ".join(n for _id, n in numbers)}


class GiveBackForm(DynamicForm):
    """Why a draft is not signed."""

    reason = fields.text(_l("Reason"))


class FeedbackForm(DynamicForm):
    """What the unit adopts, or why not, in writing."""

    outcome = RadioField(
        _l("Feedback"), fields.needed(), choices=lambda: [(k, _(OUTCOMES[k])) for k in OUTCOMES]
    )
    text = fields.text(_l("What is adopted, or why not"))
