"""The forms of the first day."""

from flask_appbuilder.forms import DynamicForm
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from app.accounts import choices
from app.accounts.forms import needed
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
    file = FileField(_l("Excel file"))
