"""Forms of what is done with letters on the case page; the editor has a page of its own."""

from typing import Any

from flask import has_request_context, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.letters.possible import kinds_for, letters_of
from app.petitions.letters.words import NAMES
from app.petitions.models import Letter


class DraftForm(MoveForm):
    """Which letter."""

    wide = frozenset({"kind"})

    kind = fields.SelectField(_l("Official letter"), fields.needed())

    def fit(self) -> None:
        """Offer what the unit may make of the file now."""
        found = kinds_for(self.petition, self.officer)
        self.kind.choices = [
            fields.NOT_CHOSEN,
            *((kind.code, _(NAMES[kind.code])) for kind in found),
        ]


class LetterForm(MoveForm):
    """Which letter of the own unit."""

    wide = frozenset({"letter_id"})
    statuses: tuple[str, ...] = ("draft",)

    letter_id = fields.NumberOf(_l("Official letter"), fields.needed())

    def fit(self) -> None:
        """Offer the letters of the own unit that wait for this; first the one that was clicked."""
        found = [
            one
            for one in letters_of(self.petition)
            if one.unit_id == self.officer.unit_id and one.status in self.statuses
        ]
        self.letter_id.choices = [(str(one.id), _said(one)) for one in found]
        clicked = request.args.get("letter_id") if has_request_context() else None
        if clicked and not self.letter_id.raw_data:
            self.letter_id.data = clicked


class CancelForm(LetterForm):
    """Which letter is cancelled, and why."""

    statuses = ("draft", "signed")

    reason = fields.text(_l("Reason"))


def _said(letter: Letter) -> str:
    words: dict[str, Any] = {"name": _(NAMES[letter.kind]), "to": letter.addressee}
    if letter.number:
        return _("%(name)s %(number)s", name=words["name"], number=letter.number)
    if not letter.addressee:
        return str(words["name"])
    return _("%(name)s to %(to)s, draft", **words)
