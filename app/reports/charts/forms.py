"""The bar above a chart: what the reports ask as well, and by what, split by what, drawn how."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from app.reports.asked import Asked
from app.reports.charts.asked import BEFORE, COUNTS, SHAPES, ChartAsked
from app.reports.charts.dimensions import DIMENSIONS
from app.reports.forms import DaysForm
from app.reports.reader import Reader


class ChartForm(DaysForm):
    """What a reader chooses for a chart."""

    by = SelectField(_l("Lines of the chart"))
    split = SelectField(_l("Split by"))
    counts = SelectField(_l("Counted"))
    shape = SelectField(_l("Drawn as"))

    @classmethod
    def on(
        cls, asked: Asked, chart: ChartAsked, reader: Reader, typed: Mapping[str, str]
    ) -> "ChartForm":
        """Return the bar as the question stands, its problems beside their fields."""
        form = cls(data=cls.days_of(asked) | chart.query())
        named = [(name, _(one.label)) for name, one in DIMENSIONS.items()]
        form.by.choices = named
        form.split.choices = [("", _("Nothing")), (BEFORE, _("The year before")), *named]
        form.counts.choices = [(name, _(label)) for name, label in COUNTS.items()]
        form.shape.choices = [(name, _(label)) for name, label in SHAPES.items()]
        form.tell(asked, reader, typed)
        return form
