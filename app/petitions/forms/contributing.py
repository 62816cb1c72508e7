"""Forms of contributions: what the lead asks of another unit, and what that unit delivers."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import MultipleFileField

from app.core import clock
from app.petitions.contributions import owed_by
from app.petitions.day_words import short_day
from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm


class AskContributionForm(MoveForm):
    """Whom, by when, and what for."""

    unit_id = fields.unit(_l("Assisting unit"))
    wanted_on = fields.day(_l("Contribution wanted by"))
    text = fields.text(_l("What is asked"))

    def fit(self) -> None:
        """Let the browser offer later days only."""
        self.wanted_on.render_kw = {"min": clock.today().isoformat()}


class ContributeForm(MoveForm):
    """What was found, and the papers."""

    wide = frozenset({"files"})

    text = fields.text(_l("Contribution"))
    files = MultipleFileField(_l("Scans, photos and papers"))

    def fit(self) -> None:
        """Say by when it is wanted."""
        owed = owed_by(self.petition, self.officer.unit_id)
        if owed is not None:
            self.text.description = _("Wanted by %(day)s", day=short_day(owed.due_on))

    def given(self) -> dict[str, Any]:
        """Return the text and the files that were chosen."""
        chosen = [one for one in self.files.data or () if getattr(one, "filename", "")]
        uploads = [(one.filename, one.stream) for one in chosen]
        return {"text": fields.given_by(self.text) or "", "uploads": uploads}

    def told(self) -> list[tuple[str, str]]:
        """Return the text; the files stand among the papers."""
        return [(str(self.text.label.text), str(self.text.data or ""))]
