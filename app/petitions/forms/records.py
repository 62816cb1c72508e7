"""Forms of the records beside the line."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, SelectField

from app.core.web.pickers import PickerField
from app.petitions.case import waiting
from app.petitions.commands.records import not_to_empty
from app.petitions.forms import fields
from app.petitions.forms.move_form import MoveForm
from app.petitions.models import Petition
from app.petitions.queries.earlier import UNSATISFIED, ratings_of
from app.petitions.queries.files import current_opinion


class ProposeForm(MoveForm):
    """A text for the public site."""

    wide = frozenset({"title"})

    title = fields.line(_l("Title"))
    question = fields.text(_l("What was asked"), required=False)
    text = fields.text(_l("Public reply"), description=_l("No names, numbers or addresses."))

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Begin with the file's own summary."""
        return {"title": petition.summary[:120]}


class RedactForm(ProposeForm):
    """The same text without what points at a person."""

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Begin with what was proposed."""
        record = waiting.public_reply(petition)
        if record is None:
            return {}
        text = record.redacted or record.text
        return {"title": record.title, "question": record.question, "text": text}


class RecuseForm(MoveForm):
    """Who has an interest in the matter, and which; who asked, if it was the petitioner."""

    wide = frozenset({"by_petitioner"})
    shown_when = {"unit_id": "by_petitioner=y"}

    by_petitioner = fields.BooleanField(_l("The petitioner asked for it"))
    unit_id = fields.unit(_l("Unit of the officer"), required=False)
    officer_id = fields.officer(_l("Officer"))
    reason = fields.text(_l("Reason"))

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Propose the unit with which the file lies."""
        return {"unit_id": petition.unit_id}

    def fit(self) -> None:
        """Offer the own colleagues, or those of the unit that the petitioner means."""
        self.officer_id.description = _l("Yourself, if left empty.")

    def given(self) -> dict[str, Any]:
        """Return the officer; his unit only helped to find him."""
        found = super().given()
        found.pop("unit_id", None)
        return found


class FollowUpForm(MoveForm):
    """How the petitioner rates the unit and the office."""

    occurred_on = fields.today_or_before(_l("Called back on"))
    manner = fields.choice(_l("Manner of follow-up"), "follow_up_manner")
    satisfaction = fields.choice(_l("Satisfied with the unit"), "satisfaction")
    office_satisfaction = fields.choice(_l("Satisfied with the petition office"), "satisfaction")
    text = fields.text(_l("What was said"), required=False)
    improved = fields.text(_l("Improved since the first rating"), required=False)

    def fit(self) -> None:
        """Ask about the office where it was one, and for what was improved since he was unhappy."""
        if self.petition.registering_unit.kind != "petition_office":
            del self.office_satisfaction
        rated = ratings_of(self.petition, current_opinion(self.petition))
        if not rated or rated[0].satisfaction != UNSATISFIED:
            del self.improved


class IncidentForm(MoveForm):
    """What happened, when and where; about the event, never about a person."""

    conduct = fields.choice(_l("Kind of incident"), "conduct")
    happened_on = fields.today_or_before(_l("Happened on"))
    place = fields.line(_l("Place"), required=False)
    handled_by = fields.line(_l("Dealt with by"), required=False)
    called_120 = fields.BooleanField(_l("Ambulance called (120)"))
    called_119 = fields.BooleanField(_l("Fire brigade called (119)"))
    called_110 = fields.BooleanField(_l("Police called (110)"))
    forewarned = fields.BooleanField(_l("Warned of before"))
    facts = fields.text(_l("Facts"))


def _demand(field: Field) -> None:
    """Ask for a field that may be left empty elsewhere."""
    if isinstance(field, PickerField):
        field.validators = [fields.Picked()]
    elif isinstance(field, SelectField):
        field.validators = fields.needed()
    field.flags.required = True


class CorrectForm(MoveForm):
    """What a clerk may put right; everything else needs a new registration."""

    wide = frozenset({"summary", "confidential", "off_site", "skip_level"})

    summary = fields.line(_l("Summary"), most=200)
    issue = fields.entry(_l("Issue"), "issue", required=False)
    problem_region = fields.region(_l("Place of the problem"), required=False)
    responsible_unit_id = fields.unit(_l("Responsible unit"), required=False)
    responsible_person = fields.line(_l("Responsible person"), required=False, most=64)
    urgency = fields.choice(_l("Urgency"), "urgency")
    publicity = fields.choice(_l("Consent to publication"), "publicity")
    level = fields.choice(_l("Level of the visit"), "level", required=False)
    letter_nature = fields.choice(_l("Nature of the letter"), "letter_nature", required=False)
    enclosure = fields.choice(_l("Kind of enclosure"), "enclosure", required=False)
    national_number = fields.line(_l("National number"), required=False, most=64)
    old_number = fields.line(_l("Former number"), required=False, most=64)
    confidential = fields.BooleanField(_l("The petitioner asks for secrecy"))
    off_site = fields.BooleanField(_l("Not at the proper place"))
    skip_level = fields.BooleanField(_l("Above the proper level"))

    @classmethod
    def prefill(cls, petition: Petition) -> dict[str, Any]:
        """Begin with what is registered."""
        names = [name for name in vars(cls) if hasattr(petition, name)]
        return {name: getattr(petition, name) for name in names}

    @classmethod
    def untold(cls, given: dict[str, Any]) -> dict[str, Any]:
        """Return the changes as fields."""
        return given.get("changes", given)

    def fit(self) -> None:
        """Ask of a visit what visits have, of a letter what letters have."""
        visit = self.petition.channel_kind == "visit"
        for name in ("letter_nature", "enclosure") if visit else ("level", "off_site"):
            delattr(self, name)
        for name in not_to_empty(self.petition) & self._fields.keys():
            _demand(self[name])
        if self.petition.is_accusation:
            # Nothing that could point at the accused stands in the open half.
            for name in ("summary", "responsible_unit_id", "responsible_person", "publicity"):
                delattr(self, name)

    def given(self) -> dict[str, Any]:
        """Return every field, empty ones too: the command finds out which changed."""
        changes = {field.name: fields.given_by(field) for field in self.shown()}
        return {"changes": changes}
