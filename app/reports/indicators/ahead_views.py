"""月末预测: by unit what the target still takes, and the petitions that decide it."""

from typing import Any
from urllib.parse import urlencode

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.core.paging import Place
from app.core.web.links import turns
from app.petitions.lists.listing import HEADS, rows_of
from app.reports import queries
from app.reports.axes import TOTAL
from app.reports.counting import behind
from app.reports.desk import CountingDesk
from app.reports.indicators import ahead as asking
from app.reports.indicators.ahead import Ahead
from app.reports.indicators.forecast import Forecast, axis_for, build, measure_names, work
from app.reports.indicators.forms import AheadForm
from app.reports.measures import MEASURES
from app.reports.reader import Reader
from app.reports.words import said
from app.settings.queries import value

COLUMNS = ("number", "petitioner", "matter", "state", "holder")


class ForecastView(CountingDesk):
    """Who may count reads the numbers; who may open petitions works through those still open."""

    route_base = "/forecast"
    default_view = "show"
    method_permission_name = dict.fromkeys(("show", "export", "files"), "count")

    @expose("/")
    @has_access
    def show(self) -> ResponseReturnValue:
        """Show how the month will end, and below it the petitions that decide it."""
        ahead, reader = self._asked(), Reader.of(self.officer)
        found = build(reader, ahead)
        reads = self.officer.may("read")
        query = ahead.query()
        return self.render_template(
            "reports/forecast.html",
            form=AheadForm.on(ahead),
            ahead=ahead,
            sheet=found.sheet,
            href=f"{url_for('ForecastView.files')}?{urlencode(query)}" if reads else "",
            export_href=url_for("ForecastView.export", **query),
            reads=reads,
            ways=_ways(ahead, found),
            columns=[{"label": _("Due on")}, *({"label": _(HEADS[key])} for key in COLUMNS)],
            keys=COLUMNS,
            **(self._work(reader, ahead, found) if reads else {}),
        )

    @expose("/forecast.xlsx")
    @has_access
    def export(self) -> ResponseReturnValue:
        """Give the table as Excel."""
        ahead = self._asked()
        sheet = build(Reader.of(self.officer), ahead).sheet
        return self.taken_out(sheet, ahead.asked, "forecast", **ahead.query())

    @expose("/files")
    @has_access
    def files(self) -> ResponseReturnValue:
        """List the petitions that one number counts, as far as one may open them."""
        self.must("read")
        ahead = self._asked()
        column = request.args.get("column", "")
        if column not in measure_names(ahead):
            abort(404)
        axis = axis_for(Reader.of(self.officer), ahead)
        line = request.args.get("line", TOTAL)
        return self.list_behind(
            behind(ahead.asked, MEASURES[column], axis, line),
            title=_("Forecast"),
            cell=(axis.called(line) or _("Total"), _(MEASURES[column].label)),
            about=said(MEASURES[column].about),
            asked=ahead.asked,
            back=url_for("ForecastView.show", **ahead.query()),
        )

    def _asked(self) -> Ahead:
        return asking.read(request.args, int(value("month_begins_on", self.officer.unit)))

    def _work(self, reader: Reader, ahead: Ahead, found: Forecast) -> dict[str, Any]:
        """Return one page of the petitions still open, those that are due first before others."""
        among = found.undecided if _narrowed(ahead, found) else None
        where = Place(request.args.get("after"), request.args.get("before"))
        conditions = work(reader, ahead, among)
        page, due = queries.due_page(
            self.officer, conditions, ahead.duty, ahead.asked.period, where
        )
        return {"rows": rows_of(page.rows, self.officer), "due": due, **turns(page)}


def _narrowed(ahead: Ahead, found: Forecast) -> bool:
    return bool(found.target) and ahead.deciding


def _ways(ahead: Ahead, found: Forecast) -> list[dict[str, Any]]:
    """Return the two views of the work list; without a target there is nothing to decide."""
    if not found.target:
        return []
    named = {"deciding": _("Decide whether the target is reached"), "all": _("All still open")}
    return [
        {
            "label": label,
            "href": url_for("ForecastView.show", **ahead.query(), show=name),
            "active": ahead.deciding == (name == "deciding"),
        }
        for name, label in named.items()
    ]
