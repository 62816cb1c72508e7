"""The form of a message."""

from flask_babel import lazy_gettext as _l
from wtforms import MultipleFileField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from app.accounts import choices
from app.core.web.once import OnceForm
from app.core.web.pickers import MultiPickerField
from app.petitions.attachments import storage
from app.petitions.forms.fields import Picked

LONGEST = 10_000


class PeopleField(MultiPickerField):
    """Several officers."""

    @property
    def given(self) -> list[int]:
        """Their ids."""
        return [int(one) for one in self.data or () if self.lookup(one) is not None]


class MessageForm(OnceForm):
    """Whom it is for, what it says, what goes with it."""

    receivers = PeopleField(
        _l("Receivers"),
        source="/pick/person",
        lookup=choices.person_path,
        resolve=choices.person_meant,
        validators=[Picked()],
        description=_l("Search by name, pinyin initials or unit; several may be chosen."),
    )
    subject = StringField(
        _l("Subject line"), [DataRequired(_l("This must be filled in.")), Length(max=120)]
    )
    text = TextAreaField(
        _l("Text"), [Length(max=LONGEST)], description=_l("A text, a file, or both.")
    )
    files = MultipleFileField(_l("Files"))

    def accept_known_kinds(self) -> None:
        """Let the browser's own dialog offer only what is taken."""
        endings = sorted(storage.cabinet().endings)
        self.files.render_kw = {"accept": ",".join(f".{each}" for each in endings)}
