"""Form controls as our templates draw them, whatever widget a field was given."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape
from wtforms import (
    BooleanField,
    DateField,
    DateTimeField,
    DecimalField,
    Field,
    FieldList,
    FileField,
    Form,
    FormField,
    IntegerField,
    MultipleFileField,
    PasswordField,
    RadioField,
    SelectMultipleField,
    TextAreaField,
    TimeField,
    widgets,
)
from wtforms.fields.choices import SelectFieldBase

from app.core.web.pickers import PickerInput


def control_kind(field: Field) -> str:
    """Tell the field macro how to draw a field: text, area, select, check, choice, choices…"""
    if isinstance(field.widget, PickerInput):
        return "picker"
    if isinstance(field, BooleanField):
        return "check"
    if isinstance(field, RadioField):
        return "choice"
    if isinstance(field, SelectFieldBase):
        return "choices" if _takes_several(field) else "select"
    if isinstance(field, FileField):
        return "file"
    if isinstance(field, TextAreaField):
        return "area"
    if isinstance(field.widget, widgets.HiddenInput):
        return "hidden"
    return "text"


def _takes_several(field: Field) -> bool:
    return isinstance(field, SelectMultipleField) or bool(getattr(field.widget, "multiple", False))


def control(field: Field, **attrs: Any) -> Markup:
    """Draw the bare control of a field with our widget and classes.

    FAB's widgets force Bootstrap classes and script-driven date pickers, so they are passed by.
    """
    given = {**(field.render_kw or {}), **{k: v for k, v in attrs.items() if v is not None}}
    classes = ["input", str(given.pop("class", "") or ""), str(given.pop("class_", "") or "")]
    if control_kind(field) == "check":
        classes[0] = ""
    if field.errors:
        classes.append("input--bad")
        given["aria_invalid"] = "true"
    # A browser cuts pasted text at maxlength without a word; the server names the error instead.
    given.setdefault("maxlength", False)
    drawn = Markup(_widget(field)(field, class_=" ".join(filter(None, classes)), **given))
    return _file(drawn, several=isinstance(field, MultipleFileField)) if _is_file(field) else drawn


def _is_file(field: Field) -> bool:
    return control_kind(field) == "file"


def _file(drawn: Markup, *, several: bool) -> Markup:
    """Lay a face of ours over the browser's button, which speaks the browser's language."""
    return Markup(
        '<span class="file" data-module="file">{}<span class="file__face" aria-hidden="true">'
        '<span class="btn btn--small">{}</span><span data-part="names">{}</span></span></span>'
    ).format(drawn, _("Choose files") if several else _("Choose a file"), _("No file chosen"))


def _widget(field: Field) -> Any:
    kind = control_kind(field)
    if kind in ("picker", "hidden"):
        return field.widget
    if kind == "check":
        return widgets.CheckboxInput()
    if kind in ("select", "choices"):
        return widgets.Select(multiple=kind == "choices")
    if kind == "file":
        return widgets.FileInput(multiple=isinstance(field, MultipleFileField))
    if kind == "area":
        return widgets.TextArea()
    return _line_widget(field)


def _line_widget(field: Field) -> Any:
    if isinstance(field, PasswordField):
        return widgets.PasswordInput()
    if isinstance(field, IntegerField | DecimalField):
        # type=number would drop full-width digits before the server sees them.
        return _Numeric()
    if isinstance(field, DateTimeField):  # DateField and TimeField are such
        return _date_widget(field)
    kept = (widgets.SearchInput, widgets.TelInput, widgets.EmailInput, widgets.TimeInput)
    return field.widget if isinstance(field.widget, kept) else widgets.TextInput()


def _date_widget(field: Field) -> Any:
    if field.raw_data and field.raw_data[0] and field.data is None:
        return widgets.TextInput()  # a native control would show nothing of a wrong date
    if isinstance(field, DateField):
        return widgets.DateInput()
    if isinstance(field, TimeField):
        return widgets.TimeInput()
    return widgets.DateTimeLocalInput()


class _Numeric(widgets.TextInput):
    def __call__(self, field: Field, **kwargs: Any) -> Markup:
        kwargs.setdefault("inputmode", "numeric")
        kwargs.setdefault("autocomplete", "off")
        return super().__call__(field, **kwargs)


@dataclass(frozen=True)
class Choice:
    """One radio button or checkbox of a group."""

    id: str
    value: str
    label: str
    checked: bool


def choices_of(field: SelectFieldBase) -> list[Choice]:
    """Return the choices of a radio or checkbox group, for the macro to draw."""
    return [
        Choice(f"{field.id}-{n}", str(value), str(label), bool(checked))
        for n, (value, label, checked) in enumerate(_choices(field))
    ]


def _choices(field: SelectFieldBase) -> Iterator[tuple[Any, Any, bool]]:
    for choice in field.iter_choices():
        if isinstance(choice, tuple):  # FAB's query fields still yield tuples
            yield choice[0], choice[1], choice[2]
        else:
            yield choice.value, choice.label or choice.value, choice.selected


def form_errors(form: Form) -> list[tuple[str, str, str]]:
    """Return every error of a form as (id of the field, its label, the message)."""
    return list(_errors(form, ""))


def _errors(form: Form, within: str) -> Iterator[tuple[str, str, str]]:
    for message in getattr(form, "form_errors", ()):
        yield "", within, str(message)
    for field in form:
        yield from _field_errors(field, within)


def _field_errors(field: Field, within: str) -> Iterator[tuple[str, str, str]]:
    label = f"{within} {field.label.text}".strip()
    if isinstance(field, FormField):
        yield from _errors(field.form, label)
    elif isinstance(field, FieldList):
        for n, entry in enumerate(field.entries, 1):
            inner = f"{label} {n}"
            if isinstance(entry, FormField):
                yield from _errors(entry.form, inner)
            else:
                yield from ((entry.id, inner, str(error)) for error in entry.errors)
        yield from ((field.id, label, str(e)) for e in field.errors if isinstance(e, str))
    else:
        first = f"{field.id}-0" if control_kind(field) in ("choice", "choices") else field.id
        yield from ((first, label, str(error)) for error in errors_of(field))


def errors_of(field: Field) -> list[Any]:
    """Return what is said beside a field: the first message, of files what is wrong with each."""
    said = [error for error in field.errors if isinstance(error, str) or hasattr(error, "__html__")]
    return said if isinstance(field, FileField) else said[:1]


@dataclass(frozen=True)
class FilterField:
    """One condition of the filter bar over a generated list."""

    id: str
    label: str
    html: Markup


# The one comparison that a person expects of a column, by FAB's names for them.
COMPARISONS = ("ct", "eq", "rel_o_m", "rel_m_m")


def filter_fields(form: Form, filters: Any, columns: list[str]) -> list[FilterField]:
    """Return the fields of a generated list's filter bar, filled with the active values."""
    active = {flt.column_name: value for flt, value in filters.get_filters_values()}
    known = filters.get_search_filters()
    return [
        _filter_field(form[column], known[column], active.get(column))
        for column in columns
        if known.get(column)
    ]


def _filter_field(field: Field, comparisons: list[Any], value: Any) -> FilterField:
    names = [comparison.arg_name for comparison in comparisons]
    index = next((names.index(name) for name in COMPARISONS if name in names), 0)
    value = value[0] if isinstance(value, list) else value
    attrs = {"id": f"flt-{field.name}", "name": f"_flt_{index}_{field.name}", "class": "input"}
    return FilterField(attrs["id"], str(field.label.text), _filter_control(field, attrs, value))


def _filter_control(field: Field, attrs: dict[str, str], value: Any) -> Markup:
    chosen = "" if value is None else str(value)
    if isinstance(field, BooleanField):
        return _select(attrs, [("y", _("Yes"))], chosen)
    if isinstance(field, SelectFieldBase):
        choices = [(str(v), str(label)) for v, label, _on in _choices(field)]
        return _select(attrs, [c for c in choices if c[0] not in ("", "__None")], chosen)
    kind = "date" if isinstance(field, DateField | DateTimeField) else "search"
    return Markup(f"<input {widgets.html_params(type=kind, value=chosen, **attrs)}>")


def _select(attrs: dict[str, str], choices: list[tuple[str, str]], chosen: str) -> Markup:
    options = [f'<option value="">{escape(_("All"))}</option>']
    for value, label in choices:
        params = widgets.html_params(value=value, selected=value == chosen)
        options.append(f"<option {params}>{escape(label)}</option>")
    return Markup(f"<select {widgets.html_params(**attrs)}>{''.join(options)}</select>")
