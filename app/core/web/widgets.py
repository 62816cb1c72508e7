"""Fields that the product's forms share: pickers, native dates, the office's wall clock."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from flask_appbuilder.fieldwidgets import DatePickerWidget, DateTimePickerWidget
from flask_babel import gettext as _
from wtforms import BooleanField, DateField, DateTimeField, DateTimeLocalField, Form
from wtforms.fields.core import UnboundField
from wtforms.validators import ValidationError
from wtforms.widgets import DateInput, DateTimeLocalInput

from app.core.clock import OFFICE_ZONE, office_time
from app.core.web.pickers import MultiPickerField, PickerField, PickerInput

__all__ = [
    "MultiPickerField",
    "OfficeDateTimeField",
    "PickerField",
    "PickerInput",
    "known_year",
    "native_fields",
    "not_before",
]


class OfficeDateTimeField(DateTimeLocalField):
    """An instant typed and shown as the office's wall clock, kept aware in UTC."""

    widget = DateTimeLocalInput()
    data: Any

    def __init__(self, label: Any = None, validators: Any = None, **kwargs: Any) -> None:
        kwargs.setdefault("format", ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"])
        super().__init__(label, validators, **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(self.raw_data)
        return office_time(self.data).strftime("%Y-%m-%dT%H:%M") if self.data else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the wall clock and keep the instant."""
        super().process_formdata(valuelist)
        if not isinstance(self.data, datetime) or self.data.tzinfo is not None:
            return
        try:
            self.data = self.data.replace(tzinfo=OFFICE_ZONE).astimezone(UTC)
        except OverflowError as error:  # the first hours of the year 1 lie before it in UTC
            self.data = None
            raise ValueError(_("Check the year.")) from error


def known_year(_form: Any, field: Any) -> None:
    """Refuse a day whose year must be mistyped: nothing here is older or lies further ahead."""
    if field.data and not 1900 <= field.data.year <= 2200:
        raise ValidationError(_("Check the year."))


def not_before(name: str) -> Callable[[Any, Any], None]:
    """Refuse a last day before the first one, which stands in the field ``name``."""

    def check(form: Any, field: Any) -> None:
        first = form[name].data
        if first and field.data and field.data < first:
            raise ValidationError(_("The last day lies before the first."))

    return check


def native_fields(form_class: type[Form]) -> type[Form]:
    """Make a generated form work without FAB's scripts, in place: dates, boxes.

    FAB gives a date-time column a date-only picker and then refuses what it produced, and it
    demands that a box over a column that is not null be ticked.
    """
    for name in dir(form_class):
        unbound = getattr(form_class, name)
        if not isinstance(unbound, UnboundField):
            continue
        widget = unbound.kwargs.get("widget")
        if isinstance(widget, DateTimePickerWidget) and unbound.field_class is DateTimeField:
            setattr(form_class, name, _swap(unbound, OfficeDateTimeField))
        elif unbound.field_class is BooleanField:
            setattr(form_class, name, _swap(unbound, BooleanField, validators=[]))
        elif isinstance(widget, DatePickerWidget):
            setattr(form_class, name, _swap(unbound, DateField, widget=DateInput()))
    return form_class


def _swap(unbound: UnboundField, field_class: type, **kwargs: Any) -> UnboundField:
    kept = {k: v for k, v in unbound.kwargs.items() if k not in ("widget", "format")}
    args = unbound.args[:1] if "validators" in kwargs else unbound.args
    swapped = UnboundField(field_class, *args, **{**kept, **kwargs})
    # The order of fields in the form is the order of their creation.
    swapped.creation_counter = unbound.creation_counter
    return swapped
