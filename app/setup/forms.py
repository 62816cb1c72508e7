"""The forms of the first day."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    FieldList,
    Form,
    FormField,
    IntegerField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.accounts import choices
from app.accounts.forms import needed
from app.core.web.door import DynamicForm
from app.core.web.pickers import PickerField


class OfficeForm(DynamicForm):
    """What the office is called and where it works."""

    name = StringField(
        _l("Office name"),
        validators=[*needed(), Length(2, 60)],
        description=_l("As it stands on papers."),
    )
    short_name = StringField(
        _l("Short name"),
        validators=[Length(max=40)],
        description=_l("What lists call it; may stay empty."),
    )
    region_code = PickerField(
        _l("Region"),
        needed(),
        source="/pick/region",
        lookup=choices.region_path,
        resolve=choices.region_meant,
    )
    stations = BooleanField(_l("Its streets and townships come in as stations"), default=True)


class HolidaysForm(DynamicForm):
    """The days of a year that the product does not bring."""

    year = IntegerField(
        _l("Year"),
        validators=[InputRequired(_l("This must be filled in.")), NumberRange(2007, 2100)],
    )
    file = FileField(_l("File"))


class HolidayRow(Form):
    """One holiday as the notice tells it: the days off, and the weekends worked instead."""

    name = StringField(_l("Occasion"), validators=[Length(max=40)])
    since = DateField(_l("Off from"), [Optional()])
    until = DateField(_l("Off until"), [Optional()])
    worked_1 = DateField(_l("Worked instead"), [Optional()])
    worked_2 = DateField(_l("Worked instead (2)"), [Optional()])


class ByHandForm(DynamicForm):
    """The holidays of a year, entered row by row."""

    rows = FieldList(FormField(HolidayRow, label=_l("Row")), label=_l("Days"), max_entries=30)


class DecisionForm(DynamicForm):
    """The word of the second person on a change of the calendar."""

    reason = TextAreaField(
        _l("Reason"),
        validators=[Length(max=500)],
        description=_l("Whoever refuses says why; whoever agrees may."),
    )
