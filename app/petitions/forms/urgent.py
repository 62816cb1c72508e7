"""The fields of the reporting form of an urgent matter (W22), first and further reports alike."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.validators import NumberRange, Optional

from app.core import clock
from app.core.web.widgets import OfficeDateTimeField, known_year
from app.petitions.commands.urgent import UrgentGiven
from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.models import Petition


def instant(label: str) -> OfficeDateTimeField:
    """Return a field for a day and a time, which begins with now."""
    return OfficeDateTimeField(label, [*fields.needed(), known_year], default=clock.now)


def people() -> IntegerField:
    """Return a field for how many people there are, if anybody knows."""
    return IntegerField(
        _l("How many people"),
        [Optional(), NumberRange(1, 100_000)],
        description=_l("A whole number; if nobody has counted, as estimated"),
    )


TITLE_HINT = _l("What it is about, in a few words; no names.")
CONTACT_HINT = _l("Name and telephone of who can be asked.")


class UrgentForm(MoveForm):
    """The first report of a petition that is grave or urgent."""

    wide = frozenset({"title"})

    title = fields.line(_l("Subject of the report"), most=60, description=TITLE_HINT)
    known_at = instant(_l("Learnt of at"))
    happened_at = instant(_l("Time of the event"))
    place = fields.line(_l("Place"), most=120)
    people = people()
    facts = fields.text(
        _l("Course of the event"), description=_l("No more personal data than needed.")
    )
    situation = fields.text(_l("How it stands"))
    handling = fields.text(_l("What is being done"))
    responsible = fields.line(_l("Responsible unit"), most=120)
    contact = fields.line(_l("Contact"), most=120, description=CONTACT_HINT)

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Begin with what the file knows."""
        unit = petition.unit or petition.registering_unit
        return {
            "people": petition.head_count if petition.head_count > 1 else None,
            "responsible": unit.name,
        }


def report_of(form: Any) -> UrgentGiven:
    """Return what a form of a report gives to the command."""
    names = UrgentGiven.__dataclass_fields__
    return UrgentGiven(**{name: form[name].data for name in names})
