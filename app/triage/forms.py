"""What the triage desk asks: a filter, its name, where several petitions go."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from app.accounts.models import Officer
from app.core.web.door import DynamicForm
from app.core.web.once import OnceForm
from app.petitions.forms.fields import line, text, told_by, unit
from app.petitions.forms.listing import ListFilter


class PoolFilter(ListFilter):
    """The conditions of a list, and whether a superior assigned it."""

    assigned = SelectField(_l("Assigned from above"))

    def __init__(self, args: Mapping[str, str], by: Officer) -> None:
        super().__init__(args, by)
        self.assigned.choices = [("", _("All")), ("1", _("Yes"))]

    def told(self) -> list[tuple[str, str]]:
        """Return the conditions that are set, as label and words."""
        found = [(str(field.label.text), told_by(field)) for field in self]
        return [(label, words) for label, words in found if words and words != _("All")]


class SaveForm(DynamicForm):
    """The name under which a filter is kept."""

    name = line(_l("Name of the filter"), most=40)


class TogetherForm(OnceForm):
    """One unit and one opinion for several petitions."""

    unit_id = unit(_l("Leading unit"))
    opinion = text(_l("Opinion of the triage desk"))
