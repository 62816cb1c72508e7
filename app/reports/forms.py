"""The bar above a report: days, source, and to whom a petition is put down."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Form, SelectField

from app.core import clock
from app.reports.asked import BASES, SOURCES, Asked
from app.reports.period import PRESETS, preset
from app.reports.ranking import Choice
from app.reports.reader import Reader
from app.reports.report import Report
from app.reports.within import choices


class DaysForm(Form):
    """The days and the source; the days are picked from the browser's calendar."""

    period = SelectField(_l("Days counted"))
    since = DateField(_l("First day"))
    until = DateField(_l("Last day"))
    source = SelectField(_l("Source counted"))
    within = SelectField(_l("Only of"))
    #: The days of each usual span, for the script that fills them in.
    spans: Mapping[str, tuple[str, str]]

    @staticmethod
    def days_of(asked: Asked) -> dict[str, Any]:
        """Return what the fields hold for a question."""
        return {
            "period": asked.named,
            "since": asked.period.since,
            "until": asked.period.until,
            "source": asked.source,
            "within": str(asked.within),
        }

    def tell(self, asked: Asked, reader: Reader, typed: Mapping[str, str]) -> None:
        """Put the choices into the fields, and what was typed wrong back beside its sentence."""
        today = clock.today()
        usual = {name: preset(name, today, asked.first_day) for name in PRESETS}
        self.spans = {
            name: (one.since.isoformat(), one.until.isoformat()) for name, one in usual.items()
        }
        self.within.choices = choices(reader.region, asked.within)
        self.period.choices = [("", _("As chosen")), *((k, _(v)) for k, v in PRESETS.items())]
        self.source.choices = [(name, _(label)) for name, label in SOURCES.items()]
        for field in (self.since, self.until):
            if asked.problems:
                field.raw_data = [typed.get(field.name, "")]
            if field.name in asked.problems:
                message, params = asked.problems[field.name]
                field.errors = [_(message, **params)]


class AskForm(DaysForm):
    """What a reader chooses for a report."""

    basis = SelectField(_l("Lines"))
    depth = SelectField(_l("Level of the issues"))
    top = SelectField(_l("Ranks shown"))
    others = SelectField(_l("“Other” issues"))

    @classmethod
    def on(
        cls, asked: Asked, report: Report, reader: Reader, typed: Mapping[str, str]
    ) -> "AskForm":
        """Return the bar as the question stands, its problems beside their fields."""
        basis = asked.basis_among(report.bases) if report.bases else ""
        form = cls(data=cls.days_of(asked) | {"basis": basis} | Choice.of(typed).query())
        form._choices(report)
        form.tell(asked, reader, typed)
        return form

    def _choices(self, report: Report) -> None:
        self.basis.choices = [(name, _(BASES[name])) for name in report.bases]
        self.depth.choices = [("2", _("Second level")), ("3", _("Third level"))]
        self.top.choices = [
            ("10", _("First 10")), ("20", _("First 20")), ("all", _("All of them"))
        ]  # fmt: skip
        self.others.choices = [("1", _("Ranked as well")), ("0", _("Left out"))]
