"""Fields in which an officer types to search a long list: dictionaries, divisions, units."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup
from wtforms import Field, ValidationError
from wtforms.utils import unset_value
from wtforms.validators import StopValidation
from wtforms.widgets import html_params

Lookup = Callable[[str], str | None]
Resolve = Callable[[str], str | None]

TEXT = "__text"  # suffix of what was typed, beside the value that was picked
#: No entry has a longer path; a whole letter pasted into the box is not searched for.
LONGEST = 200


class PickerInput:
    """A combobox over a JSON source, with the picked value in a hidden input.

    Without script the typed text is sent alone and resolved on the server.
    """

    validation_attrs = ("required",)

    def __call__(self, field: "PickerField", **attrs: Any) -> Markup:
        """Draw the picked values, the text input, the button and an empty list."""
        several = isinstance(field, MultiPickerField)
        picked = self._chips(field) if several else self._hidden(field)
        root = html_params(
            class_="picker",
            data_module="picker",
            data_source=field.source,
            data_name=field.name,
            data_params=field.params or False,
        )
        name = field.label.text
        listed = html_params(id=f"{field.id}-list", aria_label=name)
        # Not within the string below: messages in f-strings are not collected.
        choose, choosing = _("Choose"), _("Choose: %(what)s", what=name)
        return Markup(
            f'<div {root}>{picked}<div class="picker__box">{self._text(field, attrs)}'
            f'<button class="picker__open" type="button" tabindex="-1" data-part="open" '
            f"{html_params(aria_label=choosing)}>{choose}</button>"
            f'</div><ul class="picker__list" role="listbox" {listed} hidden data-part="list">'
            "</ul></div>"
        )

    @staticmethod
    def _text(field: "PickerField", attrs: dict[str, Any]) -> str:
        attrs.pop("maxlength", None)
        attrs.setdefault("id", field.id)
        shown = "" if isinstance(field, MultiPickerField) else field.shown
        params = html_params(
            type="text",
            name=field.name + TEXT,
            value=field.typed or shown,
            autocomplete="off",
            spellcheck="false",
            role="combobox",
            aria_expanded="false",
            aria_autocomplete="list",
            aria_controls=f"{field.id}-list",
            data_part="text",
            **attrs,
        )
        return f"<input {params}>"

    @staticmethod
    def _hidden(field: "PickerField") -> str:
        params = html_params(
            type="hidden",
            name=field.name,
            value=field.data or "",
            data_part="value",
            data_text=field.shown,
        )
        return f"<input {params}>"

    @staticmethod
    def _chips(field: "MultiPickerField") -> str:
        chips = (PickerInput._chip(field.name, value, text) for value, text in field.chosen)
        return f'<ul class="picker__chips" data-part="chips">{"".join(chips)}</ul>'

    @staticmethod
    def _chip(name: str, value: str, text: str) -> str:
        kept = html_params(type="hidden", name=name, value=value)
        label = html_params(aria_label=_("Remove: %(what)s", what=text))
        return (
            f'<li class="chip"><input {kept}>{Markup.escape(text)}'
            f'<button type="button" data-part="remove" {label}>&times;</button></li>'
        )


class PickerField(Field):
    """One value out of a long list.

    ``source`` is the address that answers searches; ``lookup`` returns the words for a value,
    or None for a value that this officer may not choose; ``resolve`` finds the value for text
    typed without script; ``params`` names other fields whose values narrow the search, such as
    ``under=home_region``.
    """

    widget = PickerInput()
    data: Any

    def __init__(
        self,
        label: Any = None,
        validators: Any = None,
        *,
        source: str,
        lookup: Lookup,
        resolve: Resolve | None = None,
        params: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.source, self._ask, self.resolve = source, lookup, resolve
        self.params = params
        self.typed = ""
        self._known: dict[str, str | None] = {}

    def lookup(self, value: str) -> str | None:
        """Return the words for a value, asked for once: drawing and checking both want them."""
        if value not in self._known:
            self._known[value] = self._ask(value)
        return self._known[value]

    @property
    def shown(self) -> str:
        """Words for the present value."""
        return (self.lookup(str(self.data)) or "") if self.data else ""

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        """Read the picked value, or what was typed where nothing was picked."""
        super().process(formdata, data, extra_filters=extra_filters)
        # The script takes the text's name away once a value is picked, so that text which
        # arrives is either typed without script or was never picked.
        if formdata is not None and self.name + TEXT in formdata:
            self._read_typed(formdata.get(self.name + TEXT).strip()[: LONGEST + 1])
            # What "must be filled in" looks at: the hidden value is empty without script.
            self.raw_data = [self.data] if self.data else [self.typed]

    def _read_typed(self, text: str) -> None:
        if text and self.data and self.shown == text:
            return
        self.data = self._meant(text)
        self.typed = "" if self.data else text

    def _meant(self, text: str) -> str | None:
        return self.resolve(text) if text and self.resolve and len(text) <= LONGEST else None

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the picked value."""
        if valuelist:
            self.data = valuelist[0].strip() or None

    def pre_validate(self, _form: Any) -> None:
        """Refuse what is not in the list, or not for this officer."""
        if self.typed:
            raise StopValidation(_("Choose an entry of the list."))
        if self.data and self.lookup(str(self.data)) is None:
            raise ValidationError(_("This entry cannot be chosen."))


class MultiPickerField(PickerField):
    """Several values out of a long list, shown as chips."""

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Present values with their words."""
        return [(str(v), self.lookup(str(v)) or str(v)) for v in self.data or ()]

    def _read_typed(self, text: str) -> None:
        found = self._meant(text)
        if found and found not in self.data:
            self.data = [*self.data, found]
        self.typed = "" if found else text

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the picked values in their order, each once."""
        self.data = list(dict.fromkeys(v.strip() for v in valuelist if v.strip()))

    def pre_validate(self, _form: Any) -> None:
        """Refuse what is not in the list, or not for this officer."""
        if self.typed:
            raise StopValidation(_("Choose an entry of the list."))
        if any(self.lookup(str(value)) is None for value in self.data or ()):
            raise ValidationError(_("This entry cannot be chosen."))
