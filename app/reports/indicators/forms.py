"""The bars above the indicators and above the forecast."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField

from app.reports.asked import BASES as BASIS_NAMES
from app.reports.asked import Asked
from app.reports.forms import DaysForm
from app.reports.indicators.ahead import DUTIES, MONTHS, Ahead
from app.reports.indicators.catalog import BASES
from app.reports.reader import Reader


class IndicatorForm(DaysForm):
    """What a reader chooses for the indicators."""

    basis = SelectField(_l("Lines"))

    @classmethod
    def on(cls, asked: Asked, reader: Reader, typed: Mapping[str, str]) -> "IndicatorForm":
        """Return the bar as the question stands, its problems beside their fields."""
        form = cls(data=cls.days_of(asked) | {"basis": asked.basis_among(BASES)})
        form.basis.choices = [(name, _(BASIS_NAMES[name])) for name in BASES]
        form.tell(asked, reader, typed)
        return form


class AheadForm(Form):
    """What a reader chooses for the forecast."""

    duty = SelectField(_l("Indicator"))
    month = SelectField(_l("Month"))

    @classmethod
    def on(cls, ahead: Ahead) -> "AheadForm":
        """Return the bar as the question stands."""
        form = cls(data={"duty": ahead.duty, "month": ahead.month})
        form.duty.choices = [(name, _(label)) for name, label in DUTIES.items()]
        form.month.choices = [(name, _(label)) for name, label in MONTHS.items()]
        return form
