"""What pages that count share: what is asked, the list behind a number, the workbook."""

from collections.abc import Sequence
from typing import IO, Any
from urllib.parse import urlencode

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from app.accounts.units.names import name_on
from app.core.paging import Place
from app.core.render.excel_sheet import write_sheet
from app.core.sheet import Sheet
from app.core.web.desk import Desk
from app.core.web.downloads import workbook
from app.core.web.links import turns
from app.petitions.commands.access import note_access
from app.petitions.lists.listing import HEADS, rows_of
from app.petitions.models import Advice
from app.petitions.models.advice import KINDS, OUTCOMES
from app.reports import asked as asking
from app.reports import queries
from app.reports.asked import Asked
from app.reports.measure import VERSION, Measure
from app.reports.proposals import SOURCE
from app.reports.words import facts
from app.settings.queries import value

COLUMNS = ("number", "petitioner", "matter", "state", "holder", "registered")


class CountingDesk(Desk):
    """A page that counts: who may count reads it, who may open petitions goes on to them."""

    class_permission_name = "Petition"

    def days(self) -> Asked:
        """Return the days and the source that are asked for, by the office's own month."""
        return asking.read(request.args, int(value("month_begins_on", self.officer.unit)))

    @staticmethod
    def asked_again(page: str, **where: Any) -> ResponseReturnValue:
        """Go to the page with what was typed: there stands beside each field why it cannot be."""
        return redirect(f"{url_for(page, **where)}?{urlencode(request.args)}")

    def list_of(
        self,
        measure: Measure,
        conditions: list[ColumnElement[bool]],
        keys: Sequence[str] = COLUMNS,
        *,
        asked: Asked,
        cell: Sequence[str] = (),
        **told: Any,
    ) -> str:
        """List what a measure counts: petitions, or proposals; ``told`` as in ``list_behind``."""
        if measure.source != SOURCE:
            if measure.counts == "people":
                keys = [*keys, "heads"]
            once = measure.counts in ("rows", "days")
            return self.list_behind(conditions, keys, asked=asked, cell=cell, once=once, **told)
        where = Place(request.args.get("after"), request.args.get("before"))
        page = queries.proposals(self.officer, conditions, where)
        return self.render_template(
            "reports/proposals.html",
            behind=queries.proposals_behind(self.officer, conditions),
            once=False,
            rows=[_proposal(one) for one in page.rows],
            version=VERSION,
            facts=facts(asked),
            cell=cell,
            **told,
            **turns(page),
        )

    def list_behind(
        self,
        conditions: list[ColumnElement[bool]],
        keys: Sequence[str] = COLUMNS,
        *,
        asked: Asked,
        cell: Sequence[str] = (),
        once: bool = False,
        **told: Any,
    ) -> str:
        """List petitions that a number counts; ``told`` are title, about and back.

        ``cell`` names the number by its line and column; ``once`` tells that it counts
        a petition more than once.
        """
        where = Place(request.args.get("after"), request.args.get("before"))
        page = queries.page(self.officer, conditions, where)
        return self.render_template(
            "reports/files.html",
            behind=queries.behind(self.officer, conditions),
            once=once,
            keys=keys,
            columns=[{"label": _(HEADS[key])} for key in keys],
            rows=rows_of(page.rows, self.officer),
            version=VERSION,
            facts=facts(asked),
            cell=cell,
            **told,
            **turns(page),
        )

    def taken_out(
        self,
        sheet: Sheet,
        asked: Asked,
        name: str,
        *beside: Sheet,
        **more: str,
    ) -> ResponseReturnValue:
        """Give a sheet as Excel, others behind it, and note that it was taken out."""
        return self.given_out(write_sheet(sheet, *beside), sheet, asked, name, **more)

    def given_out(
        self, made: IO[bytes], sheet: Sheet, asked: Asked, name: str, **more: str
    ) -> ResponseReturnValue:
        """Give a workbook of a sheet, and note that it was taken out."""
        told = {"report": name, **asked.query(), **more}
        note_access("export", by=self.officer, row_count=len(sheet.rows), facts=told)
        title = sheet.title
        if "form" in more:
            title, name = _("%(report)s, form", report=title), f"{name}-{more['form']}"
        return workbook(made, named(title, asked), plain=named(name, asked))


def named(title: str, asked: Asked) -> str:
    """Return the name of a file that is taken out: what it is, and of which days."""
    return f"{title}-{asked.period.since:%Y%m%d}-{asked.period.until:%Y%m%d}"


def _proposal(one: Advice) -> dict[str, Any]:
    return {
        "href": url_for("AdviceView.show", pk=one.id),
        "number": one.number,
        "kind": _(KINDS[one.kind]),
        "subject": one.subject,
        "unit": name_on(one.unit, one.closed_on, short=True),
        "delivered_on": one.delivered_on,
        "outcome": _(OUTCOMES[one.outcome]) if one.outcome else "",
        "answered_on": one.answered_on,
    }
