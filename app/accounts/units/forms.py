"""The forms that keep the tree of units: data, moves, mergers, splits, imports."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateField,
    FileField,
    HiddenField,
    RadioField,
    SearchField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional, Regexp, ValidationError

from app.accounts import choices
from app.accounts.forms import (
    managed_unit_field,
    managed_units_field,
    needed,
    translated,
    unit_field,
)
from app.accounts.models import LEVELS, UNIT_KINDS, Unit
from app.accounts.units.limits import CODE, TAKEN, taken
from app.core.web.door import DynamicForm
from app.core.web.pickers import PickerField


class UnitForm(DynamicForm):
    """A unit: what it is called, where it stands, who reviews what it decides."""

    name = StringField(_l("Name"), validators=[*needed(), Length(max=100)])
    short_name = StringField(_l("Short name"), validators=[Length(max=40)])
    code = StringField(
        _l("Code"),
        validators=[*needed(), Length(max=32), Regexp(CODE, message=_l("Not a code."))],
    )
    kind = SelectField(
        _l("Kind of unit"),
        validators=needed(),
        choices=lambda: [("", _("Choose")), *translated(UNIT_KINDS)],
    )
    level = SelectField(_l("Level"), coerce=int, choices=lambda: translated(LEVELS))
    region_code = PickerField(
        _l("Region"),
        needed(),
        source="/pick/region",
        lookup=choices.region_path,
        resolve=choices.region_meant,
    )
    parent_id = unit_field(_l("Superior unit"))
    review_unit_id = unit_field(_l("Unit for review"))
    re_examination_unit_id = unit_field(_l("Unit for re-examination"))
    contact = StringField(_l("Contact"), validators=[Length(max=64)])
    phone = StringField(_l("Telephone"), validators=[Length(max=40)])
    address = StringField(_l("Office address"), validators=[Length(max=200)])
    letter_mark = StringField(
        _l("Mark of its letters"),
        validators=[Length(max=16)],
        filters=[lambda text: text or ""],
        description=_l("How the numbers of its letters begin, as the paper of the office has it."),
    )


class NewUnitForm(UnitForm):
    """A new unit under a superior that the officer manages."""

    parent_id = managed_unit_field(_l("Superior unit"))


class EditUnitForm(NewUnitForm):
    """A unit whose old name is kept when it gets another."""

    renamed_on = DateField(
        _l("New name since"),
        validators=[Optional()],
        description=_l("Only where the name changes; papers of earlier days keep the old one."),
    )


class RetireForm(DynamicForm):
    """What takes a retired unit's place."""

    successor_id = unit_field(_l("Successor unit"))
    reason = TextAreaField(_l("Reason"), validators=[*needed(), Length(max=200)])


class SearchForm(DynamicForm):
    """What the tree is searched for."""

    q = SearchField(_l("Name or code"), validators=[Length(max=60)])


class MoveForm(DynamicForm):
    """Where a unit goes."""

    parent_id = managed_unit_field(_l("Superior unit"))
    after_id = SelectField(
        _l("Place in the order"), coerce=int, validators=[Optional()], validate_choice=False
    )


class MergeForm(DynamicForm):
    """Which units end, and in which one."""

    units = managed_units_field(_l("Units to merge"), needed())
    way = RadioField(
        _l("Into"),
        choices=lambda: [("existing", _("An existing unit")), ("new", _("A new unit"))],
        default="existing",
    )
    heir_id = managed_unit_field(_l("Existing unit"))
    name = StringField(_l("Name of the new unit"), validators=[Length(max=100)])
    code = StringField(_l("Code of the new unit"), validators=[Length(max=32)])
    reason = TextAreaField(_l("Reason"), validators=[*needed(), Length(max=200)])
    seen = HiddenField("")

    def validate_heir_id(self, field: Any) -> None:
        """Ask for the unit that goes on, where one does."""
        if self.way.data == "existing" and not field.data:
            raise ValidationError(_("Choose the unit that goes on."))

    def validate_name(self, field: Any) -> None:
        """Ask for a name that is free, where a unit is new."""
        if self.way.data == "new":
            _refuse_not_free(field, Unit.name)

    def validate_code(self, field: Any) -> None:
        """Ask for a code that is free, where a unit is new."""
        if self.way.data == "new":
            _refuse_not_free(field, Unit.code)
            if not CODE.fullmatch(field.data.strip()):
                raise ValidationError(_("Not a code."))


class SplitForm(DynamicForm):
    """Which units take the place of one."""

    heirs = managed_units_field(_l("Existing units that take over"))
    names = TextAreaField(
        _l("New units"),
        validators=[Length(max=2000)],
        description=_l("One a line: name, code"),
    )
    reason = TextAreaField(_l("Reason"), validators=[*needed(), Length(max=200)])
    seen = HiddenField("")

    def validate_names(self, field: Any) -> None:
        """Ask for the units that take over in the first round, with all the rest."""
        if not self.heirs.data and not (field.data or "").strip():
            raise ValidationError(_("Name at least two units that take its place."))


class ImportForm(DynamicForm):
    """A workbook of units."""

    file = FileField(_l("Workbook (.xlsx)"))


class TemplateForm(DynamicForm):
    """The usual units of a division."""

    region = PickerField(
        _l("Region"),
        needed(),
        description=_l("Its level follows: a province, a city, a county or a street."),
        source="/pick/region",
        lookup=choices.region_path,
        resolve=choices.region_meant,
    )


def _refuse_not_free(field: Any, column: Any) -> None:
    value = (field.data or "").strip()
    if not value:
        raise ValidationError(_("This must be filled in."))
    if taken(column, value):
        raise ValidationError(_(TAKEN))
