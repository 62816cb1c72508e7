"""月报锁定: the closed months of the offices in reach, one with its tables, pack and changes."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.core import clock
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.paging import Place
from app.core.web.downloads import workbook
from app.core.web.errors import say
from app.core.web.links import turns
from app.petitions.commands.access import note_access
from app.petitions.models import Petition
from app.reports.asked import Asked
from app.reports.catalog import REPORTS
from app.reports.desk import CountingDesk
from app.reports.measures import MEASURES
from app.reports.models import ClosedMonth
from app.reports.months import closing, job, reading  # noqa: F401 - the job is known by it
from app.reports.months.comparing import Since, differences, since
from app.reports.months.counted import in_the_offices_language
from app.reports.months.pack import pack
from app.reports.period import Period, month_name
from app.reports.report import BEFORE
from app.settings.queries import value

SHORT = {
    "late": N_("Added since"),
    "gone": N_("Dropped out"),
    "changed": N_("Corrected"),
    "later": N_("Entered late"),
}
ABOUT = {
    "late": N_("Counted in this month today, not when it was closed"),
    "gone": N_("Counted when it was closed, not today: voided, for example"),
    "changed": N_("Told otherwise since it was closed: issue, heads and the like"),
    "later": N_("Received in this month, registered after it: counted in that later month"),
}


class MonthView(CountingDesk):
    """Who may count reads the months of the offices in reach; the office itself closes its own."""

    route_base = "/months"
    default_view = "index"
    method_permission_name = {
        **dict.fromkeys(("index", "show", "export", "files"), "count"),
        "close": "close_month",
    }

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show which months are closed, and which of the own office may be."""
        return self._index()

    @expose("/close", methods=["POST"])
    @has_access
    def close(self) -> ResponseReturnValue:
        """Close a month of the own office."""
        office = self.officer.unit
        if not closing.may_close(self.officer, office):
            abort(403)
        month = request.form.get("month", "")
        try:
            if not (month.isdecimal() and len(month) < 7):
                raise Invalid(N_("Choose a month."), field="month")
            closed = closing.close_month(office, int(month), by=self.officer)
        except DomainError as error:
            flash(say(error), "warning")
            return self._index(), error.status
        flash(_("The month %(month)s is closed.", month=closed.called), "success")
        return redirect(url_for("MonthView.show", month_id=closed.id))

    @expose("/<int:month_id>")
    @has_access
    def show(self, month_id: int) -> ResponseReturnValue:
        """Show a closed month: one of its tables, and what has changed since."""
        kept = reading.kept(self.officer, month_id)
        names = [name for name in kept.sheets if name in REPORTS]
        name = request.args.get("report", names[0])
        if name not in names:
            abort(404)
        with in_the_offices_language():
            now = kept.again.sheet(name)
        guarded = _guarded()
        return self.render_template(
            "reports/month.html",
            month=_row(kept.row),
            summary=kept.content["summary"],
            reports=[(one, kept.sheets[one].title) for one in names],
            name=name,
            sheet=kept.sheets[name],
            differences=list(differences(kept.sheets[name], now, guarded)),
            guarded=not guarded.isdisjoint(one.key for one in now.columns),
            changed=self._changes(month_id, _since(kept)),
            older=kept.row.version != now.version,
            version=now.version,
        )

    @expose("/<int:month_id>/pack.xlsx")
    @has_access
    def export(self, month_id: int) -> ResponseReturnValue:
        """Give the pack of a closed month as Excel."""
        kept = reading.kept(self.officer, month_id)
        lines = sum(len(sheet.rows) for sheet in kept.sheets.values())
        facts = {"report": "closed_month", "month": kept.row.called, "id": kept.row.id}
        note_access("export", by=self.officer, row_count=lines, facts=facts)
        return workbook(pack(kept), kept.content["title"], plain=f"month-{kept.row.called}")

    @expose("/<int:month_id>/files/<name>")
    @has_access
    def files(self, month_id: int, name: str) -> ResponseReturnValue:
        """List the petitions that came in, dropped out or changed since, as far as one may."""
        self.must("read")
        if name not in ABOUT:
            abort(404)
        kept = reading.kept(self.officer, month_id)
        ids = getattr(_since(kept), name)
        return self.list_behind(
            [Petition.id.in_(ids)],
            title=kept.row.called,
            about=_(ABOUT[name]),
            asked=Asked(Period(kept.row.since, kept.row.until)),
            back=url_for("MonthView.show", month_id=month_id),
        )

    def _index(self) -> str:
        where = Place(request.args.get("after"), request.args.get("before"))
        page = reading.page(self.officer, where)
        return self.render_template(
            "reports/months.html",
            rows=[_row(one) for one in page.rows],
            months=self._open(),
            day=self._day(),
            **(turns(page) if request.method == "GET" else {}),
        )

    def _changes(self, month_id: int, found: Since) -> list[dict[str, Any]]:
        opens = self.officer.may("read")
        return [
            {
                "label": _(SHORT[name]),
                "about": _(ABOUT[name]),
                "count": len(getattr(found, name)),
                "href": url_for("MonthView.files", month_id=month_id, name=name) if opens else "",
            }
            for name in ABOUT
        ]

    def _open(self) -> list[tuple[int, str, Period]]:
        office = self.officer.unit
        if not closing.may_close(self.officer, office):
            return []
        months = reading.open_months(office, closing.first_day_of(office), clock.today())
        return [(one, month_name(one), days) for one, days in months]

    def _day(self) -> int:
        return int(value("month_closed_on", self.officer.unit))


def _guarded() -> set[str]:
    """Return the columns of which no small count is told, those of the year before as well."""
    names = [name for name, measure in MEASURES.items() if measure.guarded]
    return {*names, *(f"{name}{BEFORE}" for name in names)}


def _since(kept: reading.Kept) -> Since:
    again = kept.again
    return since(kept.facts, again.facts(), again.entered_later())


def _row(one: ClosedMonth) -> dict[str, Any]:
    return {
        "href": url_for("MonthView.show", month_id=one.id),
        "pack_href": url_for("MonthView.export", month_id=one.id),
        "called": one.called,
        "office": one.office.name,
        "since": one.since,
        "until": one.until,
        "version": one.version,
        "digest": one.digest,
        "closed": clock.office_time(one.closed_at).strftime("%Y-%m-%d %H:%M"),
        "by": one.closed_by.full_name if one.closed_by else _("the system"),
    }
