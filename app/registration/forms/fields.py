"""How the fields of a registration are made, and how what was typed into them is read."""

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, StopValidation, ValidationError

from app.accounts.choices import unit_meant, unit_path
from app.core.chinese import half_width
from app.core.identity import IdNumber, InvalidIdNumber, read_credit_code, read_id_number
from app.core.web.errors import say
from app.core.web.pickers import PickerField
from app.dictionaries import queries as words

LONGEST_TEXT = 50_000
#: Documents that bear an identity number, and the one that bears a credit code.
WITH_ID_NUMBER = frozenset({"111", "112", "113", "335", "553", "554", "555"})
CREDIT_CODE = "801"
#: The document that a number itself speaks of, where the clerk left the usual one.
KIND_OF_NUMBER = {
    "hong_kong_permit": "554",
    "macao_permit": "554",
    "taiwan_permit": "555",
    "permanent_residence": "553",
    "permanent_residence_2017": "553",
}


def must() -> InputRequired:
    """Return the validator of a field that must not stay empty."""
    return InputRequired(_l("This must be filled in."))


class Picked:
    """The validator of a picker that must not stay empty, except where ``unless`` says so."""

    field_flags = {"required": True}

    def __init__(self, unless: Callable[[Any], bool] = lambda _form: False) -> None:
        self.unless = unless

    def __call__(self, form: Any, field: PickerField) -> None:
        """Complain about nothing; of words that are not in the list the picker speaks itself."""
        if not field.data and not field.typed and not self.unless(form):
            raise StopValidation(_("This must be filled in."))


def line(label: Any, most: int, *validators: Any, **kwargs: Any) -> StringField:
    """Return a field of one line, with the length that its column holds."""
    kwargs.setdefault("render_kw", {}).setdefault("autocomplete", "off")
    length = Length(max=most, message=_l("At most %(max)d characters."))
    return StringField(label, [*(validators or (Optional(),)), length], filters=[_bare], **kwargs)


def text(label: Any, *validators: Any) -> TextAreaField:
    """Return a field for a text of several lines."""
    length = Length(max=LONGEST_TEXT, message=_l("At most %(max)d characters."))
    return TextAreaField(label, [*(validators or (Optional(),)), length])


#: Codes that say no more than an empty field does (GB/T 2261.1, 3304, 4658, 4762).
UNSAID: dict[str, frozenset[str]] = {
    "sex": frozenset({"0", "9"}),
    **dict.fromkeys(("ethnicity", "education", "political"), frozenset({"99"})),
}


def drop_down(
    label: Any,
    list_code: str,
    *validators: Any,
    blank: Any = None,
    only: Callable[[str], bool] | None = None,
    **kwargs: Any,
) -> SelectField:
    """Return a drop-down of a dictionary; ``blank`` is what it shows before anything is chosen.

    A list's own codes for "not stated" are for what is imported; here the blank says it.
    """
    unsaid = UNSAID.get(list_code, frozenset()) if blank is not None else frozenset()

    def choices() -> list[tuple[str, Any]]:
        known = [pair for pair in words.choices(list_code) if pair[0] not in unsaid]
        found = [pair for pair in known if only is None or only(pair[0])]
        return found if blank is None else [("", blank), *found]

    kwargs.setdefault("default", None if blank is None else "")
    return SelectField(label, list(validators), choices=choices, **kwargs)


def word_picker(label: Any, list_code: str, *validators: Any, **kwargs: Any) -> PickerField:
    """Return a field in which an entry of a dictionary is searched."""
    return PickerField(
        label,
        validators,
        source=f"/pick/{list_code}",
        lookup=lambda code: words.lookup(list_code, code),
        resolve=lambda typed: words.resolve(list_code, typed),
        **kwargs,
    )


def region_picker(label: Any, *validators: Any, **kwargs: Any) -> PickerField:
    """Return a field in which an administrative division is searched."""
    return PickerField(
        label,
        validators,
        source="/pick/region",
        lookup=words.lookup_region,
        resolve=words.resolve_region,
        **kwargs,
    )


def unit_picker(label: Any, *validators: Any, **kwargs: Any) -> PickerField:
    """Return a field in which a unit is searched."""
    return PickerField(
        label, validators, source="/pick/unit", lookup=unit_path, resolve=unit_meant, **kwargs
    )


def explanation(label: Any) -> StringField:
    """Return the line in which "other" is explained."""
    return line(label, 100)


def codes_to_explain(list_code: str) -> str:
    """Return the codes of a list that need words, joined as scripts want them."""
    return ",".join(
        code for code, _label in words.choices(list_code) if words.needs_text(list_code, code)
    )


def codes_but(list_code: str, *left_out: str) -> str:
    """Return the other codes of a list, and nothing chosen, joined as scripts want them."""
    others = [code for code, _label in words.choices(list_code) if code not in left_out]
    return ",".join([*others, ""])


def explained(form: Any, lists: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the words given for every "other", by field; complain beside those that lack them."""
    found = {}
    for name, list_code in lists:
        if name not in form or not words.needs_text(list_code, form[name].data):
            continue
        if form[f"{name}_text"].data:
            found[name] = form[f"{name}_text"].data
        else:
            complain(form[f"{name}_text"], _("Say what “other” means here."))
    return found


def complain(field: Any, message: str) -> None:
    """Put an error beside a field, behind those it has."""
    field.errors = [*field.errors, message]


def read_number(kind: str, typed: str | None) -> tuple[str, IdNumber | None]:
    """Return the number of a document in its normal form, and what it says of its holder.

    :raises ValidationError: with what is wrong with it.
    """
    plain = "".join(half_width(typed or "").upper().split())
    try:
        if plain and kind in WITH_ID_NUMBER:
            number = read_id_number(plain)
            return number.number, number
        if plain and kind == CREDIT_CODE:
            return read_credit_code(plain).number, None
    except InvalidIdNumber as error:
        raise ValidationError(say(error)) from error
    if len(plain) > 30:
        raise ValidationError(_("No document has a number of this length."))
    return plain, None


def _bare(typed: str | None) -> str | None:
    return typed.strip() if typed else typed
