"""The three forms: 来访, 来信 (e-mail, fax, telephone and online too), 上级交办."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import BooleanField
from wtforms.fields.core import UnboundField

from app.core import clock
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.web.door import DynamicForm
from app.core.web.hardened import show_refusal
from app.petitions.attachments import storage
from app.petitions.commands.intake import ASSIGNED_SOURCE, Registration
from app.petitions.forms.fields import NumberOf
from app.petitions.forms.leaders import reception_words
from app.petitions.queries.receptions import receptions_on
from app.registration.forms.fields import (
    codes_to_explain,
    complain,
    drop_down,
    explained,
    explanation,
    line,
    must,
    text,
)
from app.registration.forms.matter import (
    ORIGINAL_LETTER,
    OTHER_PAPER,
    ArrivalFields,
    ConductFields,
    MatterFields,
    day_field,
)
from app.registration.forms.person import PersonFields, RepresentativesFields

ANONYMOUS_LETTER = "03"
OWN_OFFICE = "01"
#: Level of a unit (1 nation … 5 township) to the level that its visitors came to.
LEVEL_OF_UNIT = {1: "5", 2: "4", 3: "3", 4: "2", 5: "1"}


def is_visit(channel: str) -> bool:
    """Say whether somebody comes in person, or by video, through this channel."""
    return channel.startswith("2")


def _names_in(block: type[Any]) -> list[str]:
    found = [(name, it) for name, it in vars(block).items() if isinstance(it, UnboundField)]
    return [name for name, it in sorted(found, key=lambda pair: pair[1].creation_counter)]


class PetitionForm(PersonFields, MatterFields, ArrivalFields, DynamicForm):
    """What all three forms share, and the checks that look at several fields at once."""

    form = ""
    usual_papers = OTHER_PAPER
    others: tuple[tuple[str, str], ...] = (
        ("id_kind", "id_kind"),
        ("purpose", "purpose"),
        ("enclosure", "enclosure"),
    )
    replying = False
    #: Files that came with the form, and why one of them was not taken.
    papers: Sequence[storage.Stored] = ()
    refusal: DomainError | None = None
    #: Files that were sent already: the ticket that the form carries, and the name.
    tickets: Sequence[tuple[str, str]] = ()
    #: Blocks in the order of the page, in which errors are listed too.
    blocks: tuple[type[Any], ...] = (PersonFields, MatterFields)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        order = [name for block in self.blocks for name in _names_in(block)]
        places = {name: place for place, name in enumerate(order)}
        found: dict[str, Any] = self._fields  # type: ignore[has-type]
        self._fields = dict(sorted(found.items(), key=lambda pair: places.get(pair[0], 99)))

    def validate(self, extra_validators: Any = None) -> bool:
        """Check every field, then what the fields say together; all errors at once."""
        super().validate(extra_validators)
        self.check_matter()
        self.check_arrival()
        self.check_more()
        self.other_texts = explained(self, self._others())
        if self.refusal is not None:
            show_refusal(self, self.refusal)
        return self.refusal is None and not any(field.errors for field in self)

    def _others(self) -> Iterable[tuple[str, str]]:
        # A card's kind says nothing while no number of it is given.
        return [pair for pair in self.others if pair[0] != "id_kind" or self.id_number.data]

    def check_more(self) -> None:
        """Check what only this form asks."""

    @property
    def reception(self) -> int | None:
        """At which leader's reception the visitors are; only a visit says so."""
        return None

    def codes_to_explain(self, name: str) -> str:
        """Return the codes of a field that ask for words, for the script that shows the line."""
        return codes_to_explain(dict(self.others)[name])

    def more(self) -> dict[str, Any]:
        """Return what only this form gives."""
        return {}

    def registration(self) -> Registration:
        """Return everything that was given, as the command takes it."""
        given = {
            "form": self.form,
            "anonymous": self.is_anonymous,
            "people": (self.petitioner(self.received_on.data),),
            "other_texts": self.other_texts,
        }
        return Registration(**{**given, **self.matter(), **self.arrival(), **self.more()})


class VisitForm(RepresentativesFields, ConductFields, PetitionForm):
    """S1 来访登记."""

    form = "visit"
    others = (*PetitionForm.others, ("level", "level"))
    channel = drop_down(_l("Kind of visit"), "channel", only=is_visit, default="201")
    received_on = day_field(_l("Day of the visit"), must(), today=True)
    level = drop_down(_l("Level of the visit"), "level")
    level_text = explanation(_l("Which level"))
    skip_level = BooleanField(_l("Above the competent level"))
    off_site = BooleanField(_l("Outside the reception place"))
    reception_id = NumberOf(_l("Reception by a leader"), default="")
    window_opinion = text(_l("Opinion of the window"))
    reply = text(_l("Reply on the spot"))
    consent = BooleanField(_l("The petitioner agrees with the reply"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        officer = current_user._get_current_object()
        found = receptions_on(officer.unit_id, self.received_on.data or clock.today())
        self.reception_id.choices = [
            ("", _("None")),
            *((str(one.id), reception_words(one)) for one in found),
        ]

    @property
    def receives(self) -> bool:
        """Say whether a leader receives on the day of the visit."""
        return len(self.reception_id.choices) > 1

    @property
    def reception(self) -> int | None:
        """At which leader's reception the visitors are."""
        return self.reception_id.given

    def check_more(self) -> None:
        """Check conduct, the reception, and the reply where one is given at once."""
        if self.is_accusation and self.reception:
            complain(self.reception_id, _("An accusation is for its desk alone (art. 30)."))
        self.check_conduct()
        if self.head_count.data and self.head_count.data < self.people_named:
            complain(self.head_count, _("The head-count is smaller than the people named."))
        if self.replying:
            self._check_reply()

    def _check_reply(self) -> None:
        if self.is_accusation:
            complain(self.purpose, _("No reply on the spot to an accusation; save it."))
        if self.is_late:
            complain(
                self.received_on,
                _("A late entry needs a second person first; save it to the pool."),
            )
        if not (self.reply.data or "").strip():
            complain(self.reply, _("Write down what was replied."))
        if not self.consent.data:
            complain(self.consent, _("Only if the petitioner agrees with the reply."))

    def more(self) -> dict[str, Any]:
        """Return what only a visit gives."""
        day = self.received_on.data
        return {
            "channel": self.channel.data,
            "source": OWN_OFFICE,
            "people": (self.petitioner(day), *self.representatives_named(day)),
            "level": self.level.data,
            "skip_level": self.skip_level.data,
            "off_site": self.off_site.data,
            "window_opinion": self.window_opinion.data or None,
            **self.happened(),
        }


class LetterForm(PetitionForm):
    """S2 来信登记: letters, fax, e-mail, online channels and telephone calls."""

    form = "letter"
    usual_papers = ORIGINAL_LETTER
    others = (
        *PetitionForm.others,
        ("channel", "channel"),
        ("source", "source"),
        ("letter_nature", "letter_nature"),
    )
    anonymous = BooleanField(_l("Anonymous"))
    channel = drop_down(
        _l("Channel"), "channel", only=lambda code: not is_visit(code), default="101"
    )
    channel_text = explanation(_l("Which channel"))
    source = drop_down(_l("Source"), "source", default=OWN_OFFICE)
    source_text = explanation(_l("Which source"))
    received_on = day_field(_l("Received on"), must(), today=True)
    postmarked_on = day_field(_l("Postmark"))
    letter_nature = drop_down(_l("Nature of the letter"), "letter_nature", blank=_l("Not stated"))
    letter_nature_text = explanation(_l("Which nature"))
    reply_text = text(_l("Reply given"))

    @property
    def is_anonymous(self) -> bool:  # type: ignore[override]
        """Whether nobody signed it."""
        return bool(self.anonymous.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """An anonymous letter says so in one of two places."""
        if self.letter_nature.data == ANONYMOUS_LETTER:
            self.anonymous.data = True
        elif self.anonymous.data and not self.letter_nature.data:
            self.letter_nature.data = ANONYMOUS_LETTER
        return super().validate(extra_validators)

    def check_more(self) -> None:
        """Check the postmark."""
        first, then = self.postmarked_on.data, self.received_on.data
        if first and then and first > then:
            complain(self.postmarked_on, _("The postmark is later than the arrival."))

    def more(self) -> dict[str, Any]:
        """Return what a letter gives."""
        return {
            "channel": self.channel.data,
            "source": self.source.data,
            "postmarked_on": self.postmarked_on.data,
            "letter_nature": self.letter_nature.data or None,
            "reply_text": self.reply_text.data or None,
        }


class AssignmentFields:
    """What came with the matter from above."""

    assigned_number = line(_l("Number of the assignment"), 64)
    assigning_unit = line(_l("Assigning unit"), 120, must())
    assigner_name = line(_l("Assigner"), 64)
    assigner_title = line(_l("Post of the assigner"), 64)
    assigned_on = day_field(_l("Assigned on"))
    assigned_due_on = day_field(_l("To be concluded by"))
    assigned_text = text(_l("Text of the instruction"))

    def assignment(self) -> dict[str, Any]:
        """Return the part of a registration that these fields give."""
        return {name: self[name].data or None for name in _names_in(AssignmentFields)}  # type: ignore[index]


class AssignedForm(AssignmentFields, LetterForm):
    """S3 上级交办: a letter's fields, and what came with it from above."""

    form = "assigned"
    usual_papers = OTHER_PAPER
    blocks = (AssignmentFields, PersonFields, MatterFields)
    channel = drop_down(_l("Channel"), "channel", default="101")
    source = drop_down(_l("Source"), "source", default=ASSIGNED_SOURCE)
    received_on = day_field(_l("Assignment received on"), must(), today=True)

    def check_more(self) -> None:
        """Check that the days of the assignment follow each other."""
        super().check_more()
        received = self.received_on.data
        if received and self.assigned_on.data and self.assigned_on.data > received:
            complain(self.assigned_on, _("The assignment is later than its arrival."))
        if received and self.assigned_due_on.data and self.assigned_due_on.data < received:
            complain(self.assigned_due_on, _("The wanted date lies before the arrival."))

    def more(self) -> dict[str, Any]:
        """Return what an assignment gives."""
        return super().more() | self.assignment()


#: The forms in the customer's order, and what they are called.
FORMS = {
    "visit": N_("Register a visit"),
    "letter": N_("Register a letter"),
    "assigned": N_("Assigned from above"),
}
