"""Forms of contributions: what the lead asks of another unit, and what that unit delivers."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.core import clock
from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.forms.with_papers import PapersMoveForm
from app.petitions.queries.contributions import owed_by
from app.petitions.words.days import short_day


class AskContributionForm(MoveForm):
    """Whom, by when, and what for."""

    unit_id = fields.unit(_l("Assisting unit"))
    wanted_on = fields.day(_l("Contribution wanted by"))
    text = fields.text(_l("What is asked"))

    def fit(self) -> None:
        """Let the browser offer later days only."""
        self.wanted_on.render_kw = {"min": clock.today().isoformat()}


class ContributeForm(PapersMoveForm):
    """What was found, and the papers."""

    text = fields.text(_l("Contribution"))

    def fit(self) -> None:
        """Say by when it is wanted."""
        super().fit()
        owed = owed_by(self.petition, self.officer.unit_id)
        if owed is not None:
            self.text.description = _("Wanted by %(day)s", day=short_day(owed.due_on))
