"""Forms of doing without a letter: which one and why, and what the second person says."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.petitions.case import waiting
from app.petitions.engine import Act
from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.guards.waivers import waivable
from app.petitions.letters.kinds import kind_of
from app.petitions.workflow import PETITION


class AskForm(MoveForm):
    """Which letter, and why it is done without."""

    kind = fields.SelectField(_l("Official letter"), fields.needed())
    reason = fields.text(_l("Reason"))

    def fit(self) -> None:
        """Offer the letters that an act in this state needs."""
        act = Act(self.petition, PETITION.move("ask_waiver"), self.officer)
        self.kind.choices = [(kind, kind_of(kind).name) for kind in waivable(act)]


class GrantForm(MoveForm):
    """What is asked for, and what the second person adds."""

    note = fields.text(_l("Note"), required=False)

    def fit(self) -> None:
        """Say which letter, and the reason."""
        self.note.description = _asked(self)


class RefuseForm(MoveForm):
    """What is asked for, and why the letter is written all the same."""

    reason = fields.text(_l("Reason"))

    def fit(self) -> None:
        """Say which letter, and the reason."""
        self.reason.description = _asked(self)


def _asked(form: MoveForm) -> str:
    return " ".join(
        _(
            "%(name)s asks to do without “%(paper)s”: %(reason)s",
            name=one.asked_by.full_name,
            paper=kind_of(one.kind).name,
            reason=one.reason,
        )
        for one in waiting.waivers(form.petition)
    )
