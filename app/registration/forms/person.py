"""Who came, wrote or called: the petitioner, and the representatives of a group."""

from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import FieldList, Form, FormField, IntegerField
from wtforms.validators import NumberRange, Optional, StopValidation, ValidationError

from app.core.chinese import half_width
from app.core.identity import IdNumber
from app.core.web.phones import check_phone
from app.petitions.commands.intake import PersonGiven
from app.petitions.rules import house_rules
from app.registration.forms.fields import (
    KIND_OF_NUMBER,
    WITH_ID_NUMBER,
    drop_down,
    explanation,
    line,
    read_number,
    region_picker,
)

ID_CARD = "111"
REPRESENTATIVE = "4"
NOT_STATED = _l("Not stated")


class Named:
    """The validator of the petitioner's name."""

    field_flags = {"required": True}

    def __call__(self, form: Any, field: Any) -> None:
        """Ask for the name, or where it is possible for a word that there is none."""
        if field.data or form.is_anonymous:
            return
        raise StopValidation(
            _("Give the name, or mark it as anonymous.")
            if "anonymous" in form
            else _("This must be filled in.")
        )


class PersonFields:
    """The petitioner. A number of identity is wanted, never demanded."""

    id_kind = drop_down(_l("Kind of document"), "id_kind", default=ID_CARD)
    id_kind_text = explanation(_l("Which document"))
    id_number = line(_l("Document number"), 60)
    name = line(_l("Full name"), 120, Named())
    sex = drop_down(_l("Sex"), "sex", blank=NOT_STATED)
    age = IntegerField(_l("Age"), [Optional(), NumberRange(0, 150, _l("No such age."))])
    ethnicity = drop_down(_l("Ethnic group"), "ethnicity", blank=NOT_STATED)
    education = drop_down(_l("Education"), "education", blank=NOT_STATED)
    political = drop_down(_l("Political status"), "political", blank=NOT_STATED)
    employer = line(_l("Employer"), 120)
    phone = line(_l("Telephone"), 40, Optional(), check_phone, render_kw={"inputmode": "tel"})
    address = line(_l("Address"), 200)
    home_region = region_picker(_l("Home region"))
    kind = drop_down(_l("Petitioner type"), "petitioner_type", default="1")
    relation = drop_down(_l("Acting as"), "identity_relation", default="1")

    identity: IdNumber | None = None
    number = ""
    #: Who stands before the window has a name; a letter may have none.
    is_anonymous = False

    def validate_id_number(self, field: Any) -> None:
        """Name what is wrong with the number."""
        self.number, self.identity = read_number(self.id_kind.data, field.data)

    def petitioner(self, day: date) -> PersonGiven:
        """Return the petitioner; what the number says fills what was left empty."""
        said = self.identity
        return PersonGiven(
            name="" if self.is_anonymous else self.name.data or "",
            relation=self.relation.data,
            kind=self.kind.data,
            sex=self.sex.data or (said.sex if said else None),
            born_on=said.birth_on if said else None,
            age=_age(said, day, self.age.data),
            ethnicity=self.ethnicity.data or None,
            education=self.education.data or None,
            political=self.political.data or None,
            employer=self.employer.data or None,
            id_kind=kind_of(self.id_kind.data, self.number, said),
            id_number=self.number or None,
            phone=half_width(self.phone.data or "") or None,
            address=self.address.data or None,
            home_region=self.home_region.data or None,
        )


def named_if_filled(form: Any, field: Any) -> None:
    """Ask for a name where anything else was given."""
    if not field.data and not form.is_empty:
        raise ValidationError(_("This must be filled in."))


class RepresentativeForm(Form):
    """One more representative; the petitioner is the first."""

    name = line(_l("Full name"), 120, named_if_filled)
    id_number = line(_l("ID number"), 60)
    phone = line(_l("Telephone"), 40, Optional(), check_phone, render_kw={"inputmode": "tel"})

    identity: IdNumber | None = None
    number = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was typed into the row."""
        return not (self.name.data or self.id_number.data or self.phone.data)

    def validate_id_number(self, field: Any) -> None:
        """Name what is wrong with the number."""
        self.number, self.identity = read_number(ID_CARD, field.data)

    def person(self, day: date) -> PersonGiven:
        """Return the representative."""
        said = self.identity
        return PersonGiven(
            name=self.name.data or "",
            relation=REPRESENTATIVE,
            sex=said.sex if said else None,
            born_on=said.birth_on if said else None,
            age=_age(said, day, None),
            id_kind=kind_of(ID_CARD, self.number, said),
            id_number=self.number or None,
            phone=half_width(self.phone.data or "") or None,
        )


class RepresentativesFields:
    """The rows of representatives. The head-count is not limited, they are (art. 20)."""

    representatives = FieldList(
        FormField(RepresentativeForm, _l("Representatives")), _l("Representatives")
    )

    @property
    def people_named(self) -> int:
        """How many are named, the petitioner included."""
        return 1 + sum(not entry.form.is_empty for entry in self.representatives.entries)

    def validate_representatives(self, _field: Any) -> None:
        """Refuse more than five, the petitioner being one of them."""
        most = house_rules().representatives_at_most
        if self.people_named > most:
            raise ValidationError(
                _(
                    "At most %(most)s representatives (art. 20); the head-count may be larger.",
                    most=most,
                )
            )

    def representatives_named(self, day: date) -> tuple[PersonGiven, ...]:
        """Return the representatives beside the petitioner."""
        return tuple(
            entry.form.person(day)
            for entry in self.representatives.entries
            if not entry.form.is_empty
        )

    @property
    def blank_representative(self) -> RepresentativeForm:
        """The row that the script copies."""
        return RepresentativeForm(prefix="representatives-__n__-")


def kind_of(chosen: str, number: str, said: IdNumber | None) -> str | None:
    """Return the kind of document: none without a number, the right one for a permit's number."""
    if not number:
        return chosen if chosen == "000" else None
    if said is not None and chosen in WITH_ID_NUMBER:
        return KIND_OF_NUMBER.get(said.kind, chosen)
    return chosen


def _age(said: IdNumber | None, day: date, typed: int | None) -> int | None:
    counted = said.age(day) if said else None
    return typed if counted is None else counted
