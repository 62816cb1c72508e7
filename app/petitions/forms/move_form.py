"""What every form of a move is: it knows the file, gives a command its arguments, tells them."""

from collections.abc import Iterator
from typing import Any, ClassVar, Self

from flask_babel import lazy_gettext as _l
from wtforms import Field, HiddenField, TextAreaField

from app.accounts.models import Officer
from app.core.errors import DomainError
from app.core.web.errors import say
from app.core.web.once import OnceForm
from app.petitions.forms.fields import given_by, text, told_by
from app.petitions.models import Petition

#: What travels along: the version that was shown, the newest event, the way back.
TRAVELLING = frozenset({"csrf_token", "version", "seen"})


class MoveForm(OnceForm):
    """The form of one move: its fields are the arguments of the command.

    ``wide`` names fields that take the whole line, ``shown_when`` those that another field's
    value calls for (``{"organ": "reason_code=R02"}``).
    """

    wide: ClassVar[frozenset[str]] = frozenset()
    shown_when: ClassVar[dict[str, str]] = {}

    version = HiddenField("")
    seen = HiddenField("")

    petition: Petition
    officer: Officer

    @classmethod
    def on(cls, petition: Petition, officer: Officer, **kwargs: Any) -> Self:
        """Return the form for a file and an officer; what was sent is read by itself."""
        kind = cls.shaped(petition)
        kwargs.setdefault("data", kind.prefill(petition))
        form = kind(**kwargs)
        form.petition, form.officer = petition, officer
        form.fit()
        return form

    @classmethod
    def telling(cls, petition: Petition, officer: Officer, given: dict[str, Any]) -> Self:
        """Return the form with arguments that were given before, to tell them in words."""
        return cls.on(petition, officer, formdata=None, data=cls.untold(given))

    @classmethod
    def resuming(cls, petition: Petition, officer: Officer, given: dict[str, Any]) -> Self:
        """Return the empty form with what was written for it before; the day is today's again."""
        kind = cls.shaped(petition)
        written = {name: it for name, it in given.items() if name != "occurred_on"}
        return cls.on(petition, officer, data={**kind.prefill(petition), **kind.untold(written)})

    @classmethod
    def shaped(cls, petition: Petition) -> type[Self]:  # noqa: ARG003 - some need it
        """Return the class of the form for a file; most are the same for every file."""
        return cls

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:  # noqa: ARG003 - some need it
        """Return what the fields hold before anything was typed."""
        return {}

    @classmethod
    def untold(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Return a command's arguments as the data of the fields."""
        return given

    def fit(self) -> None:
        """Offer only what makes sense for the file."""

    def shown(self) -> Iterator[Field]:
        """Yield the fields that are drawn, in their order."""
        return (field for field in self if field.name not in TRAVELLING)

    def is_wide(self, field: Field) -> bool:
        """Say whether a field takes the whole line."""
        return isinstance(field, TextAreaField) or field.name in self.wide

    def size_of(self, field: Field) -> int | None:  # noqa: ARG002 - some need it
        """Return how many twelfths of the line a field takes, if not the usual half."""
        return None

    def is_long(self, field: Field) -> bool:
        """Say whether a field is a text of several lines."""
        return isinstance(field, TextAreaField)

    def given(self) -> dict[str, Any]:
        """Return the command's arguments; what was left empty is left out."""
        found = {field.name: given_by(field) for field in self.shown()}
        return {name: value for name, value in found.items() if value is not None}

    def told(self) -> list[tuple[str, str]]:
        """Return every argument that was given, as label and words."""
        found = [(str(field.label.text), told_by(field)) for field in self.shown()]
        return [(label, words) for label, words in found if words]

    def refuse(self, error: DomainError) -> bool:
        """Put a refusal beside its field; False if it belongs to none."""
        field = self.field_for(error.field) if error.field else None
        if field is None:
            return False
        field.errors = [*field.errors, say(error)]
        return True

    def field_for(self, name: str) -> Field | None:
        """Return the field that an argument of the command comes from."""
        return self._fields.get(name)


class ConfirmForm(MoveForm):
    """Nothing to be given: the act says all."""


class ReasonForm(MoveForm):
    """A reason, and nothing else."""

    reason = text(_l("Reason"))


class TextForm(MoveForm):
    """A text, and nothing else."""

    text = text(_l("Text"))


class NoteForm(MoveForm):
    """A note that may stay empty."""

    note = text(_l("Note"), required=False)
