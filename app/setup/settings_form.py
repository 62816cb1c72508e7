"""The form of one setting, made from what the catalogue says of it."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField, StringField
from wtforms.validators import Optional

from app.accounts.forms import managed_unit_field
from app.core.errors import Invalid
from app.core.i18n import N_
from app.core.web.door import DynamicForm
from app.settings.catalog import Setting

OWN, INHERITED = "own", "inherited"
SWITCHED = {"1": N_("On"), "0": N_("Off")}


class SettingForm(DynamicForm):
    """Whether the unit sets a value of its own, and the value, a field of the setting's name."""

    def chosen(self, name: str) -> Any:
        """Return the value as the command takes it, None where the unit gives its own up.

        :raises Invalid: beside the field, for what would be dropped without a word.
        """
        field = self[name]
        typed = (field.raw_data or [""])[0].strip()
        if self.source.data == INHERITED:
            if typed and typed != str(field.object_data):
                raise Invalid(N_("To set this value, choose “A value of our own”."), field=name)
            return None
        if not typed:
            raise Invalid(N_("Enter a value."), field=name)
        given = field.data
        return given == "1" if isinstance(self[name], _Switch) else given


class _Switch(SelectField):
    """On or off."""


class WhoseForm(DynamicForm):
    """Whose settings to show: of a unit that is managed, or of the whole installation."""

    unit = managed_unit_field(_l("Holds for"))


def form_for(
    name: str, setting: Setting, *, own: Any, effective: Any, otherwise: str
) -> SettingForm:
    """Return the form with the value that holds now; ``otherwise`` names the one inherited."""
    fields: dict[str, Any] = {
        "source": RadioField(
            _("Which value holds"),
            choices=[(OWN, _("A value of our own")), (INHERITED, otherwise)],
            default=INHERITED if own is None else OWN,
        ),
        name: _field(setting),
    }
    form_class = type("SettingForm", (SettingForm,), fields)
    shown = ("1" if effective else "0") if setting.kind == "switch" else effective
    return form_class(data={"source": INHERITED if own is None else OWN, name: shown})


def _field(setting: Setting) -> Any:
    label = _(setting.title)
    if setting.kind == "number":
        return IntegerField(label, [Optional()], description=bounds(setting))
    if setting.kind == "switch":
        return _Switch(label, choices=[(key, _(word)) for key, word in SWITCHED.items()])
    if setting.kind == "choice":
        return SelectField(label, choices=[(key, _(word)) for key, word in setting.options])
    return StringField(label)


def bounds(setting: Setting) -> str:
    """Return which numbers may be set; nothing for a setting that is no number."""
    if setting.kind != "number":
        return ""
    told = {"least": setting.least, "most": setting.most, "unit": _(setting.unit)}
    return _("From %(least)s to %(most)s %(unit)s.", **told)


def shown(setting: Setting, value: Any) -> str:
    """Return a value as an officer reads it."""
    if setting.kind == "number":
        return f"{value} {_(setting.unit)}" if setting.unit else str(value)
    if setting.kind == "switch":
        word = SWITCHED["1" if value else "0"]
        return _(word)
    if setting.kind == "choice":
        return _(dict(setting.options)[value])
    return str(value)
