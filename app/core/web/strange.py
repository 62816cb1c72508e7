"""Values in an address that no filter offers: said beside the field, instead of an empty list."""

from typing import Any

from flask_babel import gettext as _
from wtforms import DateField, Form, SelectField

from app.core.web.pickers import PickerField


def point_out(form: Form) -> None:
    """Say beside each field of a filter whose value makes no sense what is wrong with it."""
    for field in form:
        said = _wrong(field)
        if said:
            field.errors = [said]


def _wrong(field: Any) -> str:
    if isinstance(field, DateField):
        typed = " ".join(field.raw_data or ()).strip()
        return _("“%(value)s” is no day.", value=typed) if typed and field.data is None else ""
    if isinstance(field, SelectField):
        known = {str(choice[0]) for choice in field.choices or ()}
    elif isinstance(field, PickerField):
        known = {str(field.data)} if field.shown else set()
    else:
        return ""
    value = str(field.data or "")
    return (
        _("“%(value)s” is not on this list.", value=value) if value and value not in known else ""
    )
