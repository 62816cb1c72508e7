"""分析图表: the chart on screen and as Excel, and the petitions behind each bar."""

from typing import Any
from urllib.parse import urlencode

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.reports.asked import Asked
from app.reports.axes import TOTAL
from app.reports.charts import asked as charts
from app.reports.charts.asked import ChartAsked
from app.reports.charts.building import ALL, build, nothing_in
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
        conditions = [*pool(asked), *self._bar(asked, chart)]
        return self.list_behind(
            conditions,
            title=_("Analysis charts"),
            cell=self._named(asked, chart),
            about=_("Petitions behind the chart"),
            asked=asked,
            back=url_for("ChartView.show", **_query(asked, chart)),
        )

    def _asked(self) -> tuple[Asked, ChartAsked]:
        return self.days(), charts.read(request.args)

    def _named(self, asked: Asked, chart: ChartAsked) -> tuple[str, ...]:
        """Return what the bar stands for, in words."""
        reader = Reader.of(self.officer)
        line, column = request.args.get("line", TOTAL), request.args.get("column", ALL)
        names = [chart.by.axis(reader, asked).called(line)]
        if chart.split is not None and column != ALL:
            names.append(chart.split.axis(reader, asked).called(column[1:]))
        return tuple(filter(None, names)) or (_("Total"),)

    def _bar(self, asked: Asked, chart: ChartAsked) -> list[Any]:
        """Return what makes a petition stand in the bar that was opened."""
        reader = Reader.of(self.officer)
        line, column = request.args.get("line", TOTAL), request.args.get("column", ALL)
        found = [] if line == TOTAL else [chart.by.axis(reader, asked).on(line)]
        if column != ALL:
            if chart.split is None or not column.startswith("="):
                abort(404)
            found.append(chart.split.axis(reader, asked).on(column[1:]))
        return found


def _query(asked: Asked, chart: ChartAsked) -> dict[str, Any]:
    return asked.query() | chart.query()
