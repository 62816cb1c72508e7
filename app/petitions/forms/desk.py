"""What the case page asks beside the moves: a second person's word, the purpose of a look."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm


class DecisionForm(MoveForm):
    """What a second person says to a request; a refusal needs its reason."""

    act = HiddenField("")
    note = fields.text(
        _l("Note"), required=False, description=_l("Needed when you refuse"), id="decision-note"
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for a reason where the request is refused."""
        good = bool(super().validate(extra_validators))
        if self.act.data == "refuse" and not self.note.data:
            self.note.errors = [_("This must be filled in.")]
            good = False
        return good


class UnmaskForm(MoveForm):
    """What the full personal data is needed for."""

    wide = frozenset({"purpose"})

    purpose = fields.line(
        _l("Needed for"),
        most=200,
        description=_l("Who looked, when and what for is written down."),
    )
