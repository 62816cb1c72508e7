"""The form with which files are added to a petition."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import MultipleFileField, SelectField

from app.core.errors import DomainError
from app.core.web.errors import say
from app.core.web.once import OnceForm
from app.dictionaries import queries as dictionary

NONE = "00"
OTHER = "99"


class PapersForm(OnceForm):
    """What kind of papers they are, and the files."""

    kind = SelectField(
        _l("Kind of enclosure"),
        choices=lambda: [one for one in dictionary.choices("enclosure") if one[0] != NONE],
        default=OTHER,
    )
    files = MultipleFileField(_l("Scans, photos and papers"))

    def accept(self, endings: Sequence[str]) -> None:
        """Let the browser's own dialog offer only what is taken."""
        self.files.render_kw = {"accept": ",".join(f".{each}" for each in sorted(endings))}

    def refuse(self, error: DomainError) -> None:
        """Put a refusal beside its field."""
        field = self._fields.get(error.field or "files", self.files)
        field.errors = [*field.errors, say(error)]
