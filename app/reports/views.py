"""统计报表: the reports on screen and as Excel, and the petitions behind every number."""

from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, abort, current_app, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.core.i18n import N_
from app.core.sheet import Sheet
from app.reports import making
from app.reports.annual.views import AnnualView
from app.reports.asked import Asked
from app.reports.axes import TOTAL
from app.reports.catalog import REPORTS
from app.reports.charts.views import ChartView
from app.reports.counting import behind
from app.reports.desk import COLUMNS, CountingDesk
from app.reports.forms import AskForm
from app.reports.indicators.ahead_views import ForecastView
from app.reports.indicators.views import IndicatorView
from app.reports.months.views import MonthView
from app.reports.own_forms.keeping import form_in_use, in_own_form
from app.reports.own_forms.views import register as register_forms
from app.reports.reader import Reader
from app.reports.report import Report
from app.reports.words import said


class ReportView(CountingDesk):
    """Who may count reads the reports; who may open petitions goes on to those behind a number."""

    route_base = "/reports"
    default_view = "index"
    method_permission_name = dict.fromkeys(("index", "show", "export", "own", "files"), "count")

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show which reports there are."""
        return self.render_template("reports/index.html", reports=REPORTS.values())

    @expose("/<name>")
    @has_access
    def show(self, name: str) -> ResponseReturnValue:
        """Show a report for the days and the source that were chosen."""
        report, asked = self._asked(name)
        form = AskForm.on(asked, report, Reader.of(self.officer), request.args)
        sheet = None if asked.problems else self._sheet(report, asked)
        page = self.render_template(
            "reports/report.html",
            report=report,
            reports=REPORTS.values(),
            form=form,
            sheet=sheet,
            asked=asked,
            href=self._way(report, asked) if self.officer.may("read") else "",
            export_href=url_for("ReportView.export", name=name, **self._query(report, asked)),
            own_href=self._own_way(report, asked),
        )
        return page, 422 if asked.problems else 200

    @expose("/<name>.xlsx")
    @has_access
    def export(self, name: str) -> ResponseReturnValue:
        """Give a report as Excel, ready for the printer."""
        report, asked = self._asked(name)
        if asked.problems:
            return self.asked_again("ReportView.show", name=name)
        sheet = self._sheet(report, asked)
        return self.taken_out(sheet, asked, name)

    @expose("/<name>/own.xlsx")
    @has_access
    def own(self, name: str) -> ResponseReturnValue:
        """Give a report as Excel, in the form of the office."""
        report, asked = self._asked(name)
        if asked.problems:
            return self.asked_again("ReportView.show", name=name)
        sheet = self._sheet(report, asked)
        made = in_own_form(report, Reader.of(self.officer), asked, sheet)
        return self.given_out(made, sheet, asked, name, form="own")

    @expose("/<name>/files")
    @has_access
    def files(self, name: str) -> ResponseReturnValue:
        """List the petitions that one number of a report counts, as far as one may open them."""
        self.must("read")
        report, asked = self._asked(name)
        line, column = request.args.get("line", TOTAL), request.args.get("column", "")
        cell = making.cell(report, asked, line, column) or abort(404)
        if asked.problems:
            return self.asked_again("ReportView.show", name=name)
        guarded = cell.measure.guarded
        if guarded and not self._told(report, asked, line, column):
            abort(404)
        axis = making.axis(report, Reader.of(self.officer), cell.asked, request.args)
        return self.list_of(
            cell.measure,
            behind(cell.asked, cell.measure, axis, cell.line),
            [key for key in COLUMNS if not (guarded and key == "petitioner")],
            title=_(report.title),
            cell=(axis.called(cell.line) or _("Total"), cell.heads),
            about=said(cell.measure.about),
            asked=cell.asked,
            back=url_for("ReportView.show", name=name, **self._query(report, asked)),
        )

    def _asked(self, name: str) -> tuple[Report, Asked]:
        report = REPORTS.get(name) or abort(404)
        return report, self.days()

    def _sheet(self, report: Report, asked: Asked) -> Sheet:
        return making.make(report, Reader.of(self.officer), asked, request.args)

    def _own_way(self, report: Report, asked: Asked) -> str:
        """Return where the report in the office's form is, if there is one."""
        if form_in_use(report) is None:
            return ""
        return url_for("ReportView.own", name=report.name, **self._query(report, asked))

    def _told(self, report: Report, asked: Asked, line: str, column: str) -> bool:
        """Say whether a report shows a number; what it hides has no list either."""
        return self._sheet(report, asked).shows(line, column)

    @staticmethod
    def _query(report: Report, asked: Asked) -> dict[str, Any]:
        return asked.query() | making.more(report, request.args)

    def _way(self, report: Report, asked: Asked) -> str:
        """Return how the address of the list behind a number begins."""
        query = urlencode(self._query(report, asked))
        return url_for("ReportView.files", name=report.name) + "?" + query


def register(appbuilder: AppBuilder) -> None:
    """Hang the page on the menu."""
    current_app.register_blueprint(
        Blueprint(
            "reports",
            __name__,
            template_folder="templates",
            static_folder="static",
            static_url_path="/static/reports",
        )
    )
    appbuilder.add_view(ReportView, "Reports", label=N_("Reports"), category="Reports")
    appbuilder.add_view(
        ChartView, "Analysis charts", label=N_("Analysis charts"), category="Reports"
    )
    appbuilder.add_view(MonthView, "Closed months", label=N_("Closed months"), category="Reports")
    appbuilder.add_view(AnnualView, "Annual report", label=N_("Annual report"), category="Reports")
    appbuilder.add_view(IndicatorView, "Indicators", label=N_("Indicators"), category="Reports")
    appbuilder.add_view(ForecastView, "Forecast", label=N_("Forecast"), category="Reports")
    register_forms(appbuilder)
