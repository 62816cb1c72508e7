"""考核指标: the indicators on screen and as Excel, and the petitions behind every number."""

from typing import Any
from urllib.parse import urlencode

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.core.i18n import N_
from app.reports.asked import Asked
from app.reports.axes import TOTAL
from app.reports.counting import behind
from app.reports.desk import CountingDesk
from app.reports.indicators.building import ALL, axis_for, build, chosen
from app.reports.indicators.catalog import GROUPS, INDICATORS
from app.reports.indicators.forms import IndicatorForm
from app.reports.indicators.words import definitions
from app.reports.measures import MEASURES
from app.reports.reader import Reader
from app.reports.words import said


class IndicatorView(CountingDesk):
    """Who may count reads the indicators; who may open petitions goes on to those behind."""

    route_base = "/indicators"
    default_view = "show"
    method_permission_name = dict.fromkeys(("show", "export", "files"), "count")

    @expose("/")
    @has_access
    def show(self) -> ResponseReturnValue:
        """Show all indicators of the office, or a group of them by unit."""
        asked, group = self._asked()
        reader = Reader.of(self.officer)
        sheet = None if asked.problems else build(reader, asked, group)
        query = self._query(asked, group)
        href = ""
        if self.officer.may("read"):
            href = f"{url_for('IndicatorView.files')}?{urlencode(query)}"
        page = self.render_template(
            "reports/indicators.html",
            form=IndicatorForm.on(asked, reader, request.args),
            tabs=[(name, _(label)) for name, label in _tabs().items()],
            group=group,
            asked=asked,
            sheet=sheet,
            meanings=definitions(chosen(group, asked)),
            href=href,
            export_href=url_for("IndicatorView.export", **query),
        )
        return page, 422 if asked.problems else 200

    @expose("/indicators.xlsx")
    @has_access
    def export(self) -> ResponseReturnValue:
        """Give the indicators as Excel, their definitions on a sheet of their own."""
        asked, group = self._asked()
        if asked.problems:
            return self.asked_again("IndicatorView.show")
        sheet = build(Reader.of(self.officer), asked, group)
        beside = definitions(chosen(group, asked))
        return self.taken_out(sheet, asked, "indicators", beside, group=group)

    @expose("/files")
    @has_access
    def files(self) -> ResponseReturnValue:
        """List the petitions that one number counts, as far as one may open them."""
        self.must("read")
        asked, group = self._asked()
        if asked.problems:
            return self.asked_again("IndicatorView.show")
        name, which, line = _cell(group)
        indicator = INDICATORS.get(name)
        if indicator is None or which not in ("part", "whole"):
            abort(404)
        says = indicator.part_says if which == "part" else indicator.whole_says
        measure = MEASURES[indicator.part if which == "part" else indicator.whole]
        axis = axis_for(Reader.of(self.officer), asked)
        return self.list_of(
            measure,
            behind(asked, measure, axis, line),
            title=_("Indicators"),
            cell=(axis.called(line) or _("Total"), _(indicator.label)),
            about=said(says),
            asked=asked,
            back=url_for("IndicatorView.show", **self._query(asked, group)),
        )

    def _asked(self) -> tuple[Asked, str]:
        group = request.args.get("group", ALL)
        return self.days(), group if group in GROUPS else ALL

    @staticmethod
    def _query(asked: Asked, group: str) -> dict[str, Any]:
        return asked.query() | {"group": group}


def _tabs() -> dict[str, str]:
    return {ALL: N_("All indicators"), **GROUPS}


def _cell(group: str) -> tuple[str, str, str]:
    """Return of which indicator, which of its two numbers, and on which line."""
    line, column = request.args.get("line", TOTAL), request.args.get("column", "")
    if group == ALL:
        return line, column, TOTAL
    name, _colon, which = column.partition(":")
    return name, which, line
