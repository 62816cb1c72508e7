"""The forms in which the keepers of the words write entries, merge them and bring in lists."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    StringField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from app.core import clock
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.web.door import DynamicForm
from app.core.web.pickers import PickerField
from app.core.web.widgets import known_year
from app.dictionaries import queries
from app.dictionaries.commands import CODE, Wording

SLIP, ANEW = "slip", "anew"


class ItemForm(DynamicForm):
    """What an entry says; its code never changes."""

    label = StringField(_l("Label"), validators=[InputRequired(), Length(max=100)])
    label_hant = StringField(_l("Label in Traditional Chinese"), validators=[Length(max=100)])
    label_en = StringField(_l("Label in English"), validators=[Length(max=160)])
    keywords = StringField(
        _l("Also found under"),
        validators=[Length(max=200)],
        description=_l("Other words for it, with a space between."),
    )
    position = IntegerField(
        _l("Order in the list"),
        default=1000,
        validators=[InputRequired(), NumberRange(min=0, max=1_000_000)],
        description=_l("The smaller, the higher in the list."),
    )
    needs_text = BooleanField(_l("Needs an explanation in words"))
    valid_from = DateField(_l("Valid from"), validators=[Optional()])
    valid_to = DateField(_l("Valid until"), validators=[Optional()])

    def wording(self) -> Wording:
        """Return what was typed, as the commands take it."""
        return Wording(
            label=self.label.data,
            label_en=self.label_en.data or "",
            label_hant=self.label_hant.data or "",
            keywords=self.keywords.data or "",
            position=self.position.data,
            needs_text=self.needs_text.data,
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
        )


class Naming(DynamicForm):
    """Whether another name is a new one from a day, or the old one without its slip."""

    naming = RadioField(
        _l("If the name changes"),
        choices=[
            (ANEW, _l("It is a new name from a day: old files keep the old name")),
            (SLIP, _l("A slip is corrected: every file shows the corrected name")),
        ],
        default=ANEW,
    )
    since = DateField(_l("New name from"), validators=[Optional(), known_year], default=clock.today)

    def begins(self) -> Any:
        """Return the day from which a name is new; None where a slip is corrected."""
        if self.naming.data == SLIP:
            return None
        if self.since.data is None:
            raise Invalid(N_("Say from which day the new name is valid."), field="since")
        return self.since.data


class ChangeItemForm(ItemForm, Naming):
    """Other words for an entry; its names in other languages are not forgotten."""

    others_stay = BooleanField(_l("The names in the other languages stay as they are"))

    def validate_label_hant(self, field: Any) -> None:
        """Refuse an old name in Traditional Chinese beside a new one, unless it is meant."""
        self._refuse_left_behind(field)

    def validate_label_en(self, field: Any) -> None:
        """Refuse an old English name beside a new one, unless it is meant to stay."""
        self._refuse_left_behind(field)

    def _refuse_left_behind(self, field: Any) -> None:
        if self.others_stay.data or (self.label.data or "").strip() == self.label.object_data:
            return
        if field.raw_data and field.data and field.data == field.object_data:
            raise ValidationError(_("The name changes: renew this one too, or tick that it stays."))


class NewItemForm(ItemForm):
    """An entry that is added: its code, and below which other it stands."""

    code = StringField(
        _l("Code"),
        validators=[
            InputRequired(),
            Regexp(f"^{CODE.pattern}$", message=_l("A code is up to 16 letters and digits.")),
        ],
        description=_l("It stays for ever: reports group by it."),
    )
    parent_code = StringField(
        _l("Code of the parent"),
        validators=[Length(max=16)],
        description=_l("Only in lists with levels; empty for the highest level."),
    )


class RetireItemForm(DynamicForm):
    """Until when an entry is offered."""

    last_day = DateField(
        _l("Offered until"),
        validators=[Optional()],
        description=_l("Empty: it is offered no more from now on."),
    )


class BringInForm(Naming):
    """A workbook with entries; ``checked`` holds the one that was looked at before."""

    file = FileField(_l("Excel workbook"))
    checked = HiddenField("")


def merge_form(list_code: str, code: str) -> type[DynamicForm]:
    """Return the form that asks for the entry that stays, which is another one."""
    lookup: Callable[[str], str | None] = lambda code: queries.lookup(list_code, code)  # noqa: E731

    class MergeForm(DynamicForm):
        into = PickerField(
            _l("Entry that stays"),
            validators=[InputRequired()],
            source=f"/pick/{list_code}?but={code}",
            lookup=lookup,
            resolve=lambda text: queries.resolve(list_code, text),
        )

    return MergeForm
