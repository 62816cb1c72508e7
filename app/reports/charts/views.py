"""分析图表: the chart on screen and as Excel, and the petitions behind each bar."""

from typing import Any
from urllib.parse import urlencode

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.core.paging import Place
from app.core.render.excel_sheet import write_sheet
from app.core.web.desk import Desk
from app.core.web.downloads import workbook
from app.core.web.links import turns
from app.petitions.commands.access import note_access
from app.petitions.lists.listing import HEADS, rows_of
from app.reports import asked as asking
from app.reports import queries
from app.reports.asked import Asked
from app.reports.axes import TOTAL
from app.reports.charts import asked as charts
from app.reports.charts.asked import ChartAsked
from app.reports.charts.building import ALL, build
from app.reports.charts.figure import drawn
from app.reports.charts.forms import ChartForm
from app.reports.counting import pool
from app.reports.measure import VERSION
from app.reports.reader import Reader
from app.settings.queries import value

COLUMNS = ("number", "petitioner", "matter", "state", "holder", "received")


class ChartView(Desk):
    """Who may count reads the charts; who may open petitions goes on to those behind a bar."""

    route_base = "/charts"
    default_view = "show"
    class_permission_name = "Petition"
    method_permission_name = dict.fromkeys(("show", "export", "files"), "count")

    @expose("/")
    @has_access
    def show(self) -> ResponseReturnValue:
        """Show a chart with its table."""
        asked, chart = self._asked()
        sheet = None if asked.problems else build(Reader.of(self.officer), asked, chart)
        query = _query(asked, chart)
        href = ""
        if self.officer.may("read"):
            href = f"{url_for('ChartView.files')}?{urlencode(query)}"
        page = self.render_template(
            "reports/chart.html",
            form=ChartForm.on(asked, chart, request.args),
            sheet=sheet,
            href=href,
            figure=sheet and drawn(sheet, chart.shape, href, ordered=chart.by.ordered),
            export_href=url_for("ChartView.export", **query),
        )
        return page, 422 if asked.problems else 200

    @expose("/chart.xlsx")
    @has_access
    def export(self) -> ResponseReturnValue:
        """Give the table of a chart as Excel."""
        asked, chart = self._asked()
        if asked.problems:
            abort(400)
        sheet = build(Reader.of(self.officer), asked, chart)
        facts: dict[str, Any] = {"report": "chart", **asked.query(), **chart.query()}
        note_access("export", by=self.officer, row_count=len(sheet.rows), facts=facts)
        days = f"{asked.period.since:%Y%m%d}-{asked.period.until:%Y%m%d}"
        return workbook(write_sheet(sheet), f"{sheet.title}-{days}", plain=f"chart-{days}")

    @expose("/files")
    @has_access
    def files(self) -> ResponseReturnValue:
        """List the petitions behind one bar, as far as one may open them."""
        self.must("read")
        asked, chart = self._asked()
        if asked.problems:
            abort(404)
        conditions = [*pool(asked), *self._bar(asked, chart)]
        where = Place(request.args.get("after"), request.args.get("before"))
        page = queries.page(self.officer, conditions, where)
        return self.render_template(
            "reports/files.html",
            title=_("Analysis charts"),
            about=_("Petitions behind the chart"),
            asked=asked,
            back=url_for("ChartView.show", **_query(asked, chart)),
            behind=queries.behind(self.officer, conditions),
            keys=COLUMNS,
            columns=[{"label": _(HEADS[key])} for key in COLUMNS],
            rows=rows_of(page.rows, self.officer),
            version=VERSION,
            **turns(page),
        )

    def _asked(self) -> tuple[Asked, ChartAsked]:
        first_day = int(value("month_begins_on", self.officer.unit))
        return asking.read(request.args, first_day), charts.read(request.args)

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
