"""What the petition is about, and the further fields that only some of the forms ask."""

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    HiddenField,
    IntegerField,
    MultipleFileField,
    StringField,
)
from wtforms.validators import NumberRange, Optional

from app.core import clock
from app.petitions.codes import ACCUSATION
from app.petitions.forms.fields import not_far_ahead
from app.petitions.models.order import TICKED
from app.petitions.rules import house_rules
from app.registration.forms.fields import (
    Picked,
    codes_but,
    complain,
    drop_down,
    explanation,
    line,
    must,
    region_picker,
    text,
    unit_picker,
    word_picker,
)

NO_CONDUCT, NO_ENCLOSURE = "00", "00"
ORIGINAL_LETTER, OTHER_PAPER = "01", "99"
MOST_REQUESTS = 20


class MatterFields:
    """反映情况: what it is about, whom it concerns, how it may be shown."""

    purpose = drop_down(_l("Purpose"), "purpose", must(), blank=_l("Choose"))
    purpose_text = explanation(_l("Which purpose"))
    issue = word_picker(_l("Issue"), "issue", Picked(unless=lambda form: form.is_accusation))
    content = text(_l("Content"), must())
    requests = FieldList(line(_l("Request"), 2000), _l("Requests"), min_entries=1)
    responsible_unit_id = unit_picker(_l("Responsible unit"))
    responsible_person = line(_l("Responsible person"), 64)
    problem_region = region_picker(_l("Region of the problem"), Picked())
    urgency = drop_down(_l("Urgency"), "urgency", default="1")
    publicity = BooleanField(_l("Agrees to publication without personal data"))
    confidential = BooleanField(_l("Asks for secrecy"))
    accused_name = line(_l("Accused person"), 120)
    accused_title = line(_l("Post of the accused"), 120)
    accused_unit_id = unit_picker(_l("Unit of the accused"))
    accused_unit_name = line(_l("Unit not in the list"), 200)

    @property
    def is_accusation(self) -> bool:
        """Whether the accusation desk alone will see it."""
        return self.purpose.data == ACCUSATION

    @property
    def but_accusations(self) -> str:
        """The purposes for which a part is shown that accusations do not have."""
        return codes_but("purpose", ACCUSATION)

    @property
    def blank_request(self) -> StringField:
        """The row that the script copies."""
        blank = line(_l("Request"), 2000).bind(form=None, name="requests-__n__", _meta=self.meta)  # type: ignore[attr-defined]
        blank.process(None)
        return blank

    def check_matter(self) -> None:
        """Complain about what is missing or too much."""
        if len(self.requests.entries) > MOST_REQUESTS:
            complain(self.requests, _("At most %(most)s requests.", most=MOST_REQUESTS))

    def matter(self) -> dict[str, Any]:
        """Return the part of a registration that these fields give."""
        given = {
            "purpose": self.purpose.data,
            "issue": self.issue.data or None,
            "content": self.content.data,
            "requests": tuple(entry.data for entry in self.requests.entries if entry.data),
            "responsible_unit_id": _id(self.responsible_unit_id.data),
            "responsible_person": self.responsible_person.data or None,
            "problem_region": self.problem_region.data,
            "urgency": self.urgency.data,
            "publicity": "1" if self.publicity.data else "0",
            "confidential": self.confidential.data,
        }
        return given | self._accused() if self.is_accusation else given

    def _accused(self) -> dict[str, Any]:
        return {
            "accused_name": self.accused_name.data or None,
            "accused_title": self.accused_title.data or None,
            "accused_unit_id": _id(self.accused_unit_id.data),
            "accused_unit_name": self.accused_unit_name.data or None,
        }


class ArrivalFields:
    """How many, how often and when; what lies with it; which numbers it bears elsewhere."""

    head_count = IntegerField(
        _l("Head-count"),
        [must(), NumberRange(1, 99_999, _l("At least one, at most 99,999."))],
        default=1,
    )
    is_repeat = BooleanField(_l("Repeat"))
    first_number = line(_l("Number of the first petition"), 24)
    enclosure = drop_down(_l("Enclosure"), "enclosure", default=NO_ENCLOSURE)
    enclosure_text = explanation(_l("Which enclosure"))
    files = MultipleFileField(_l("Scans and photos"))
    national_number = line(_l("Number in the national system"), 64)
    old_number = line(_l("Former number"), 64)
    draft = HiddenField("")

    def received(self) -> DateField:
        """Return the field with the day of arrival, whatever a form calls it."""
        return self.received_on  # type: ignore[attr-defined]

    @property
    def is_late(self) -> bool:
        """Whether the arrival lies so far back that a second person must confirm it."""
        day = self.received().data
        limit = timedelta(days=house_rules(current_user.unit).backdate_days)
        return day is not None and clock.today() - day > limit

    def check_arrival(self) -> None:
        """Complain about what does not fit together."""
        day = self.received().data
        if day and day > clock.today():
            complain(self.received(), _("The date lies in the future."))
        if self.is_repeat.data and not self.first_number.data:
            complain(self.first_number, _("A repeat needs the number of the first petition."))

    def arrival(self) -> dict[str, Any]:
        """Return the part of a registration that these fields give."""
        return {
            "received_on": self.received().data,
            "head_count": self.head_count.data,
            "is_repeat": self.is_repeat.data,
            "first_number": self.first_number.data if self.is_repeat.data else None,
            "enclosure": self.enclosure.data,
            "national_number": self.national_number.data or None,
            "old_number": self.old_number.data or None,
        }

    def kind_of_files(self, usual: str) -> str:
        """Return what kind of papers the files are."""
        return usual if self.enclosure.data == NO_ENCLOSURE else self.enclosure.data


class ConductFields:
    """异常行为: about the event, never about the person."""

    conduct = drop_down(_l("Extreme conduct"), "conduct", default=NO_CONDUCT)
    conduct_facts = line(_l("Facts"), 2000)
    conduct_place = line(_l("Place"), 120)
    called_120 = BooleanField(_l("Ambulance called (120)"))
    called_119 = BooleanField(_l("Fire brigade called (119)"))
    called_110 = BooleanField(_l("Police called (110)"))
    forewarned = BooleanField(_l("Warned of before"))

    @property
    def any_conduct(self) -> str:
        """The codes for which facts and place are asked."""
        return codes_but("conduct", NO_CONDUCT).rstrip(",")

    def check_conduct(self) -> None:
        """Ask for facts where something happened."""
        if self.conduct.data != NO_CONDUCT and not self.conduct_facts.data:
            complain(self.conduct_facts, _("Say what happened, without judging."))

    def happened(self) -> dict[str, Any]:
        """Return the part of a registration that these fields give."""
        if self.conduct.data == NO_CONDUCT:
            return {"conduct": NO_CONDUCT}
        return {
            "conduct": self.conduct.data,
            "conduct_facts": self.conduct_facts.data,
            "conduct_place": self.conduct_place.data or None,
            **{name: bool(self[name].data) for name in TICKED},  # type: ignore[index]
        }


def day_field(label: Any, *validators: Any, today: bool = False) -> DateField:
    """Return a field for a day; ``today`` fills it in."""
    default = (lambda: clock.today()) if today else None
    return DateField(label, [*(validators or (Optional(),)), not_far_ahead], default=default)


def _id(value: str | None) -> int | None:
    return int(value) if value else None
