"""The editor of a letter: its fields as a form, each with the label that all kinds share."""

from typing import Any

from flask_babel import gettext as _
from wtforms import HiddenField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from app.core.web.door import DynamicForm
from app.petitions.letters.kinds import Field, Kind
from app.petitions.letters.versions import LONGEST
from app.petitions.letters.words import FIELDS

#: Fields stand under names of their own, or one called "data" would hide the form's.
PREFIX = "f_"


def _hint(field: Field) -> str:
    if field.decided:
        return str(_("As the act decides it; written so again when it is granted"))
    return str(_("Needed before it is signed")) if field.required else ""


class EditorForm(DynamicForm):
    """What travels along: the version that was shown."""

    version = HiddenField("")


def editor_of(kind: Kind, texts: dict[str, str] | None = None) -> Any:
    """Return the form of a kind, filled with texts unless something was sent.

    An empty field that must be filled is no error here: a draft may wait for what is not known.
    """
    made: dict[str, Any] = {}
    for field in kind.fields:
        control = StringField if field.rows == 1 else TextAreaField
        made[PREFIX + field.name] = control(
            _(FIELDS[field.name]),
            [Optional(), Length(max=500 if field.rows == 1 else LONGEST)],
            description=_hint(field),
        )
    shaped = type("LetterEditor", (EditorForm,), made)
    data = {PREFIX + name: text for name, text in (texts or {}).items()}
    return shaped(data=data)


def typed(form: Any, kind: Kind) -> dict[str, str]:
    """Return what was typed, by the names of the fields."""
    return {name: form[PREFIX + name].data or "" for name in kind.names}


def drawn_fields(form: Any, kind: Kind) -> list[tuple[Any, int]]:
    """Return the controls in the order of the paper, each with its number of rows."""
    return [(form[PREFIX + field.name], field.rows) for field in kind.fields]
