"""Forms of moves that come with papers: the files stand last and go to the command as uploads."""

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, MultipleFileField

from app.petitions.forms.move_form import MoveForm

FILES = "files"


class PapersMoveForm(MoveForm):
    """A form with files beside what is typed."""

    wide = frozenset({FILES})

    files = MultipleFileField(_l("Scans, photos and papers"))

    def shown(self) -> Iterator[Field]:
        """Yield the files last."""
        yield from (one for one in super().shown() if one.name != FILES)
        yield self.files

    def given(self) -> dict[str, Any]:
        """Return what was typed, and the files that were chosen."""
        found = super().given()
        found.pop(FILES, None)
        chosen = [one for one in self.files.data or () if getattr(one, "filename", "")]
        return {**found, "uploads": [(one.filename, one.stream) for one in chosen]}
