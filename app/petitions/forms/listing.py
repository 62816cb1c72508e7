"""The filter over a list of petitions: what may be asked, read from the address."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict
from wtforms import DateField, Form, SearchField, SelectField, StringField
from wtforms.widgets import NumberInput

from app.accounts.choices import unit_meant, unit_path
from app.accounts.models import Officer
from app.core.web.pickers import PickerField
from app.core.web.strange import point_out
from app.dictionaries import queries as dictionary
from app.petitions.limits.words import LABELS
from app.petitions.lists.filters import Filter
from app.petitions.lists.lamps import LAMPS
from app.petitions.lists.listing import KINDS
from app.petitions.lists.sealed import is_sealed, shown
from app.petitions.workflow import PETITION

PICKED = ("issue", "region", "unit", "archive_issue", "archive_region", "archive_unit")


def _issue_words(code: str) -> str | None:
    return dictionary.path_label("issue", code) if code in dictionary.known_codes("issue") else None


def _issue(label: Any) -> PickerField:
    return PickerField(
        label,
        source="/pick/issue?tops=1",
        lookup=_issue_words,
        resolve=lambda text: dictionary.resolve("issue", text),
    )


def _region(label: Any) -> PickerField:
    return PickerField(
        label,
        source="/pick/region",
        lookup=dictionary.lookup_region,
        resolve=lambda text: dictionary.resolve_region(text),
    )


def _unit(label: Any) -> PickerField:
    return PickerField(label, source="/pick/unit", lookup=unit_path, resolve=unit_meant)


#: The limits that light a lamp.
DUTIES = (
    *("D01", "D02", "D03", "D05", "D05I", "D06", "D08", "D10", "D15", "D16", "D17"),
    *("H01", "H02", "H03", "H04", "H05", "H06", "H07"),
)
#: The conditions on limits that a list keeps under “more conditions”.
LIMITS = ("limit", "left", "due_since", "due_until")


class NumberField(StringField):
    """A number as it was typed: what is none finds nothing, as the list then says."""

    widget = NumberInput(min=0)


class ListFilter(Form):
    """Every condition that a list may offer; a page draws those that suit it."""

    words = SearchField(_l("Number, name, words"))
    channel = SelectField(_l("Channel"))
    source = SelectField(_l("Source"))
    purpose = SelectField(_l("Purpose"))
    state = SelectField(_l("State"))
    lamp = SelectField(_l("Limit"))
    limit = SelectField(_l("Which limit"))
    left = NumberField(_l("Days left at most"), render_kw={"min": "0", "max": "3650"})
    due_since = DateField(_l("Ends from"))
    due_until = DateField(_l("Ends to"))
    result = SelectField(_l("Result"))
    issue = _issue(_l("Issue"))
    region = _region(_l("Place of the problem"))
    unit = _unit(_l("With the unit"))
    archive_issue = _issue(_l("Issue"))
    archive_region = _region(_l("Region"))
    archive_unit = _unit(_l("Unit"))
    group = SelectField(_l("Group"))
    repeat = SelectField(_l("Repeat"))
    supervised = SelectField(_l("Supervised"))
    dated = SelectField(_l("Which day"))
    since = DateField(_l("From"))
    until = DateField(_l("To"))

    def __init__(self, args: Mapping[str, str], by: Officer) -> None:
        super().__init__(MultiDict(args))
        #: What stands in the address instead of somebody's number; the field shows it masked.
        self.sealed = self.words.data if is_sealed(self.words.data or "") else ""
        if self.sealed:
            self.words.data = shown(self.sealed, by)
        for name, choices in _choices().items():
            self[name].choices = [("", _("All")), *choices]
        self.dated.choices = [
            ("", _("Received on")),
            ("closed", _("Concluded on")),
            ("archived", _("Archived on")),
        ]
        point_out(self)

    @property
    def asked(self) -> list[str]:
        """The names of the conditions that are set."""
        return [field.name for field in self if field.data]

    def chosen(self, args: Mapping[str, str]) -> Filter:
        """Return the filter; what was typed without script counts if it means one entry."""
        picked = {name: self[name].data or "" for name in PICKED}
        return Filter.of({**args, **picked})


def _choices() -> dict[str, list[tuple[str, str]]]:
    either = [("1", _("Yes")), ("0", _("No"))]
    return {
        "channel": [(kind, _(label)) for kind, (label, _heads) in KINDS.items()],
        "source": dictionary.choices("source"),
        "purpose": dictionary.choices("purpose"),
        "state": [(state.name, _(state.label)) for state in PETITION.states],
        "lamp": [
            *((tone, _(label)) for tone, label in LAMPS.items()),
            ("internal", _("Only the internal limit overdue")),
        ],
        "limit": [(code, _(LABELS[code])) for code in DUTIES],
        "result": dictionary.choices("close_result"),
        "group": either,
        "repeat": either,
        "supervised": either,
    }
