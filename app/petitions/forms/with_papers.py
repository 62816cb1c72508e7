"""Forms of moves that come with papers: the files stand last and go to the command as uploads."""

from collections.abc import Iterator
from typing import Any

from flask import has_request_context, request
from flask_babel import lazy_gettext as _l
from wtforms import Field, MultipleFileField

from app.core.errors import Invalid
from app.core.web.errors import say
from app.petitions.attachments import storage
from app.petitions.attachments.uploads import files_waiting, ticket_for
from app.petitions.forms.move_form import MoveForm

FILES = "files"


class PapersMoveForm(MoveForm):
    """A form with files beside what is typed; those sent ahead of it come as tickets."""

    wide = frozenset({FILES})

    files = MultipleFileField(_l("Scans, photos and papers"))

    waiting: list[storage.Stored]
    refused: list[Invalid]

    def fit(self) -> None:
        """Let the files wait for the form: one that comes back with a mistake keeps them."""
        self.waiting, self.refused = [], []
        if not has_request_context() or request.method != "POST":
            return
        if not request.path.endswith("/effects"):
            self.waiting, self.refused = files_waiting(request, self.officer)

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a file that is not taken, beside its field."""
        valid = super().validate(extra_validators)
        if self.refused:
            self.files.errors = [say(error) for error in self.refused]
        return valid and not self.refused

    @property
    def tickets(self) -> list[str]:
        """What the form carries of the files that wait for it."""
        return [ticket_for(one, self.officer) for one in self.waiting]

    def shown(self) -> Iterator[Field]:
        """Yield the files last."""
        yield from (one for one in super().shown() if one.name != FILES)
        yield self.files

    def given(self) -> dict[str, Any]:
        """Return what was typed, and the files that wait."""
        found = super().given()
        found.pop(FILES, None)
        return {**found, "uploads": self.waiting} if self.waiting else found
