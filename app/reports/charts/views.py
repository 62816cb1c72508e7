"""分析图表: the chart on screen and as Excel, and the petitions behind each bar."""

from typing import Any
from urllib.parse import urlencode

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.reports.asked import Asked
from app.reports.axes import TOTAL, Axis
from app.reports.charts import asked as charts
from app.reports.charts.asked import ChartAsked
from app.reports.charts.building import ALL, THEN, build, nothing_in
from app.reports.charts.figure import drawn
from app.reports.charts.forms import ChartForm
from app.reports.counting import pool
from app.reports.desk import CountingDesk, named
from app.reports.reader import Reader


class ChartView(CountingDesk):
    """Who may count reads the charts; who may open petitions goes on to those behind a bar."""

    route_base = "/charts"
    default_view = "show"
    method_permission_name = dict.fromkeys(("show", "export", "files"), "count")

    @expose("/")
    @has_access
    def show(self) -> ResponseReturnValue:
        """Show a chart with its table."""
        asked, chart = self._asked()
        reader = Reader.of(self.officer)
        sheet = None if asked.problems else build(reader, asked, chart)
        query = _query(asked, chart)
        href = ""
        if self.officer.may("read"):
            href = f"{url_for('ChartView.files')}?{urlencode(query)}"
        page = self.render_template(
            "reports/chart.html",
            form=ChartForm.on(asked, chart, reader, request.args),
            sheet=sheet,
            href=href,
            nothing=sheet and nothing_in(sheet),
            figure=sheet and drawn(sheet, chart.shape, href, runs=chart.by.runs),
            file_name=sheet and named(sheet.title, asked),
            export_href=url_for("ChartView.export", **query),
        )
        return page, 422 if asked.problems else 200

    @expose("/chart.xlsx")
    @has_access
    def export(self) -> ResponseReturnValue:
        """Give the table of a chart as Excel."""
        asked, chart = self._asked()
        if asked.problems:
            return self.asked_again("ChartView.show")
        sheet = build(Reader.of(self.officer), asked, chart)
        return self.taken_out(sheet, asked, "chart", **chart.query())

    @expose("/files")
    @has_access
    def files(self) -> ResponseReturnValue:
        """List the petitions behind one bar, as far as one may open them."""
        self.must("read")
        asked, chart = self._asked()
        if asked.problems:
            return self.asked_again("ChartView.show")
        line, column = request.args.get("line", TOTAL), request.args.get("column", ALL)
        counted, axis = asked, chart.by.axis(Reader.of(self.officer), asked)
        if chart.compare and column == THEN:
            counted, column = asked.over(asked.period.year_before()), ALL
            axis, line = chart.by.axis(Reader.of(self.officer), counted), axis.year_before(line)
        other = self._other(counted, chart, column)
        found = [] if line == TOTAL else [axis.on(line)]
        names = filter(None, (axis.called(line), other.called(column[1:]) if other else ""))
        return self.list_behind(
            [*pool(counted), *found, *([other.on(column[1:])] if other else [])],
            title=_("Analysis charts"),
            cell=tuple(names) or (_("Total"),),
            about=_("Petitions behind the chart"),
            asked=counted,
            back=url_for("ChartView.show", **_query(asked, chart)),
        )

    def _asked(self) -> tuple[Asked, ChartAsked]:
        return self.days(), charts.read(request.args)

    def _other(self, asked: Asked, chart: ChartAsked, column: str) -> Axis | None:
        """Return by what a part of a bar is told apart; of a whole bar nothing is."""
        if column == ALL:
            return None
        if chart.split is None or not column.startswith("="):
            abort(404)
        return chart.split.axis(Reader.of(self.officer), asked)


def _query(asked: Asked, chart: ChartAsked) -> dict[str, Any]:
    return asked.query() | chart.query()
