"""Forms of a mediation: who mediates between whom, what was agreed, how it ended."""

from flask_babel import lazy_gettext as _l

from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.forms.with_papers import PapersMoveForm


class OpenMediationForm(MoveForm):
    """Who mediates between whom, and that both agree to it."""

    wide = frozenset({"consent"})

    occurred_on = fields.today_or_before(_l("Begun on"))
    mediator = fields.line(_l("Mediator"), most=64)
    sides = fields.line(_l("The two sides"), most=200)
    consent = fields.BooleanField(
        _l("Both sides agree to the mediation"),
        fields.confirmed(_l("Mediation begins only where both sides agree to it (art. 33).")),
    )


class AgreementForm(PapersMoveForm):
    """What was agreed, and by when it is performed."""

    agreed_on = fields.today_or_before(_l("Agreed on"))
    perform_by_on = fields.day(_l("To be performed by"))
    text = fields.text(_l("Agreement"))


class FulfilledForm(PapersMoveForm):
    """When it was fulfilled, and by what that is proved."""

    fulfilled_on = fields.today_or_before(_l("Fulfilled on"))
    text = fields.text(_l("Proof"))
