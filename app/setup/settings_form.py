"""The form of one setting, made from what the catalogue says of it."""

from typing import Any

from flask_appbuilder.forms import DynamicForm
from flask_babel import gettext as _
from wtforms import IntegerField, RadioField, SelectField, StringField
from wtforms.validators import Optional

from app.core.i18n import N_
from app.settings.catalog import Setting

OWN, INHERITED = "own", "inherited"
SWITCHED = {"1": N_("On"), "0": N_("Off")}


class SettingForm(DynamicForm):
    """Whether the unit sets a value of its own, and the value, a field of the setting's name."""

    def chosen(self, name: str) -> Any:
        """Return the value as the command takes it, None where the unit gives its own up."""
        if "source" in self and self.source.data == INHERITED:
            return None
        given = self[name].data
        return given == "1" if isinstance(self[name], _Switch) else given


class _Switch(SelectField):
    """On or off."""


def form_for(name: str, setting: Setting, *, own: Any, effective: Any) -> SettingForm:
    """Return the form with the value that holds now."""
    fields = {
        "source": RadioField(
            _("Which value holds"),
            choices=[(OWN, _("A value of our own")), (INHERITED, _("What stands above"))],
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
        bounds = {"least": setting.least, "most": setting.most, "unit": _(setting.unit)}
        about = _("From %(least)s to %(most)s %(unit)s.", **bounds)
        return IntegerField(label, [Optional()], description=about)
    if setting.kind == "switch":
        return _Switch(label, choices=[(key, _(word)) for key, word in SWITCHED.items()])
    if setting.kind == "choice":
        return SelectField(label, choices=[(key, _(word)) for key, word in setting.options])
    return StringField(label)


def shown(setting: Setting, value: Any) -> str:
    """Return a value as an officer reads it."""
    if setting.kind == "number":
        return f"{value} {_(setting.unit)}".strip()
    if setting.kind == "switch":
        word = SWITCHED["1" if value else "0"]
        return _(word)
    if setting.kind == "choice":
        return _(dict(setting.options)[value])
    return str(value)
