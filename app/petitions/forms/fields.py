"""Fields of the move forms: they give back what a command takes, and tell it in words."""

from collections.abc import Container
from datetime import date, timedelta
from functools import partial
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional, ValidationError

from app.accounts import choices
from app.core import clock
from app.core.web.pickers import MultiPickerField, PickerField
from app.dictionaries import queries as dictionary
from app.petitions.limits.rules import LOCAL_GROUNDS, RuleSet
from app.petitions.queries import colleagues
from app.petitions.words.days import long_day

LONGEST = 20_000
YEARS_AHEAD = 3
NOT_CHOSEN = ("", _l("Choose"))


def needed() -> list[Any]:
    """Return the validator of a field that must not stay empty."""
    return [InputRequired(_l("This must be filled in."))]


def confirmed(words: str) -> list[Any]:
    """Return the validator of a box that must be ticked; ``words`` say so where it is not."""
    return [DataRequired(words)]


def _checks(required: bool, *more: Any) -> list[Any]:
    return [*(needed() if required else [Optional()]), *more]


def _words(required: bool, *more: Any) -> list[Any]:
    # Blanks are no words: a purpose of blanks would open what a purpose is asked for.
    return [DataRequired(_l("This must be filled in.")) if required else Optional(), *more]


class Picked:
    """Something must be picked; what was typed and means nothing is the picker's own error."""

    field_flags = {"required": True}

    def __call__(self, _form: Any, field: PickerField) -> None:
        """Refuse an empty field."""
        if not field.data and not field.typed:
            raise ValidationError(_("This must be filled in."))


def _picked(required: bool) -> list[Any]:
    # Not Optional: it would take the picker's own error away.
    return [Picked()] if required else []


def stripped(text: str | None) -> str | None:
    """Return the text without the blanks around it."""
    return text.strip() if text else text


def key_of(text: str | None) -> int | None:
    """Return the id that a forged field may not hold: it is read before the form is checked."""
    text = str(text or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else None


class UnitField(PickerField):
    """One unit."""

    @property
    def given(self) -> int | None:
        """The unit's id."""
        return key_of(self.data)


class UnitsField(MultiPickerField):
    """Several units."""

    @property
    def given(self) -> list[int]:
        """The units' ids."""
        keys = (key_of(value) for value in self.data or ())
        return [key for key in keys if key is not None]


class OfficerField(UnitField):
    """A person, of the unit that another field names or of the own one."""

    def of(self, unit_id: int | None) -> None:
        """Search among the officers of one unit."""
        self.source = f"/pick/officer?unit={unit_id or ''}"
        self.params = ""


class NumberOf(SelectField):
    """A record of the file, chosen by what it says; kept as its id."""

    @property
    def given(self) -> int | None:
        """The record's id."""
        return key_of(self.data)


def unit(label: str, *, required: bool = True) -> UnitField:
    """Return a field for a unit."""
    return UnitField(
        label,
        _picked(required),
        source="/pick/unit",
        lookup=choices.unit_path,
        resolve=choices.unit_meant,
    )


def units(label: str) -> UnitsField:
    """Return a field for further units."""
    return UnitsField(
        label,
        source="/pick/unit",
        lookup=choices.unit_path,
        resolve=choices.unit_meant,
    )


def officer(
    label: str, *, of: str = "unit_id", required: bool = False, **kwargs: Any
) -> OfficerField:
    """Return a field for a person of the unit that the field ``of`` names."""
    return OfficerField(
        label,
        _picked(required),
        source="/pick/officer",
        params=f"unit={of}",
        lookup=colleagues.name_of,
        resolve=colleagues.meant_by,
        **kwargs,
    )


def entry(label: str, list_code: str, *, required: bool = True) -> PickerField:
    """Return a search field for a long dictionary list."""
    return PickerField(
        label,
        _picked(required),
        source=f"/pick/{list_code}",
        lookup=partial(dictionary.lookup, list_code),
        resolve=partial(dictionary.resolve, list_code),
    )


def region(label: str, *, required: bool = True) -> PickerField:
    """Return a search field for a division."""
    return PickerField(
        label,
        _picked(required),
        source="/pick/region",
        lookup=dictionary.lookup_region,
        resolve=dictionary.resolve_region,
    )


def choice(label: str, list_code: str, *, required: bool = True, **kwargs: Any) -> SelectField:
    """Return a drop-down of a short dictionary list."""
    return SelectField(
        label,
        _checks(required),
        choices=lambda: [NOT_CHOSEN, *dictionary.choices(list_code)],
        **kwargs,
    )


def grounds(list_code: str, rules: RuleSet) -> list[tuple[str, str]]:
    """Return the grounds of a list that hold under some rules: local ones where these name them.

    A local ground rests in the dictionary until then; the rules bring it into use.
    """
    usual = [one for one in dictionary.choices(list_code) if one[0] not in LOCAL_GROUNDS]
    own = [(one, dictionary.label(list_code, one)) for one in rules.grounds]
    return [NOT_CHOSEN, *usual, *(one for one in own if one[1] and one[1] != one[0])]


def only(list_code: str, codes: Container[str]) -> list[tuple[str, str]]:
    """Return the choices of a list that are among the codes, after the empty one."""
    return [NOT_CHOSEN, *(one for one in dictionary.choices(list_code) if one[0] in codes)]


def simple_ground() -> SelectField:
    """Return on which ground the simple procedure is taken; asked only where it is."""
    return choice(_l("Ground of the simple procedure"), "simple_ground", required=False)


def options(label: str, list_code: str, **kwargs: Any) -> RadioField:
    """Return a few entries of a list side by side."""
    return RadioField(label, needed(), choices=lambda: dictionary.choices(list_code), **kwargs)


def not_far_ahead(_form: Any, field: Field) -> None:
    """Refuse a day so far ahead that its year must be mistyped."""
    if field.data and field.data > clock.today() + timedelta(days=YEARS_AHEAD * 366):
        raise ValidationError(
            _("The date lies more than %(years)s years ahead.", years=YEARS_AHEAD)
        )


def day(label: str, *, required: bool = True, **kwargs: Any) -> DateField:
    """Return a date in the browser's own calendar."""
    return DateField(label, _checks(required, not_far_ahead), **kwargs)


def today_or_before(label: str) -> DateField:
    """Return the day on which something happened; today, unless it is entered later."""
    return day(
        label,
        default=clock.today,
        description=_l("The day on which it happened, not that of the entry."),
    )


def text(label: str, *, required: bool = True, **kwargs: Any) -> TextAreaField:
    """Return a text of several lines."""
    return TextAreaField(label, _words(required, Length(max=LONGEST)), filters=[stripped], **kwargs)


def line(label: str, *, required: bool = True, most: int = 120, **kwargs: Any) -> StringField:
    """Return a text of one line."""
    return StringField(label, _words(required, Length(max=most)), filters=[stripped], **kwargs)


def given_by(field: Field) -> Any:
    """Return what a field gives to a command; None where it was left empty."""
    if isinstance(field, (UnitField, UnitsField, NumberOf)):
        return field.given or None
    if isinstance(field, BooleanField):
        return bool(field.data)
    return field.data if field.data not in ("", []) else None


def told_by(field: Field) -> str:
    """Return what a field holds, in words."""
    value: Any = field.data
    if isinstance(field, BooleanField):
        return _("Yes") if value else _("No")
    if value in (None, "", []):
        return ""
    if isinstance(field, MultiPickerField):
        return _(", ").join(words for _value, words in field.chosen)
    if isinstance(field, PickerField):
        return field.shown or str(value)
    if isinstance(field, SelectField):  # a RadioField is one
        known = {str(code): str(label) for code, label in _choices(field)}
        return known.get(str(value), str(value))
    if hasattr(field, "in_words"):
        return str(field.in_words())
    return long_day(value) if isinstance(value, date) else str(value)


def _choices(field: SelectField) -> list[tuple[Any, Any]]:
    return [choice[:2] for choice in field.choices or ()]


__all__ = [
    "BooleanField",
    "DateField",
    "HiddenField",
    "IntegerField",
    "NumberOf",
    "Optional",
    "RadioField",
    "SelectField",
    "choice",
    "confirmed",
    "day",
    "entry",
    "given_by",
    "line",
    "needed",
    "officer",
    "options",
    "region",
    "text",
    "today_or_before",
    "told_by",
    "unit",
    "units",
]
