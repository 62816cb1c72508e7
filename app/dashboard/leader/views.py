"""领导驾驶舱: the page, the wall, the sheet of paper, and what is open behind its numbers."""

from functools import partial
from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import format_date, format_datetime
from flask_babel import gettext as _

from app.core import clock
from app.core.i18n import N_
from app.dashboard.leader import drawing, regions, spans, units
from app.dashboard.leader.figures import Figures, figures
from app.dashboard.leader.rising import RULE
from app.dashboard.leader.shortened import at_most
from app.dashboard.leader.standing import ALL_OPEN, conditions
from app.dashboard.leader.waiting import Waiting, instructions
from app.dashboard.leader.words import Number
from app.reports.asked import Asked
from app.reports.charts.dimensions import AGE_NAMES
from app.reports.desk import CountingDesk
from app.reports.measure import VERSION
from app.reports.period import Period
from app.reports.reader import Reader
from app.reports.words import narrowed, spoken_days
from app.settings.queries import value

STANDING = {
    ALL_OPEN: N_("Petitions open now"),
    "today": N_("Due today"),
    "red": N_("Overdue"),
}
#: How tables are shortened where they have to fit.
AT_MOST = {
    "units": partial(at_most, first="below", together=units.together),
    "places": partial(at_most, first="busy", together=regions.together),
}
#: So often, in seconds, the wall asks for the page again.
TURN = 60


class LeaderView(CountingDesk):
    """Who may count sees how his office stands; who may open petitions goes on to them."""

    route_base = "/leader"
    default_view = "show"
    method_permission_name = dict.fromkeys(("show", "screen", "paper", "files"), "count")

    @expose("/")
    @has_access
    def show(self) -> ResponseReturnValue:
        """Show the dashboard; every number leads to what it counts."""
        ways = [
            (name, _(label), url_for("LeaderView.show", period=name))
            for name, label in spans.SPANS.items()
        ]
        return self._page("dashboard/leader/page.html", ways=ways)

    @expose("/screen")
    @has_access
    def screen(self) -> ResponseReturnValue:
        """Show the same on a wall: large, without a link, counted anew by itself."""
        return self._page("dashboard/leader/screen.html", turn=TURN)

    @expose("/paper")
    @has_access
    def paper(self) -> ResponseReturnValue:
        """Show the same as one sheet of A4."""
        return self._page("dashboard/leader/paper.html")

    @expose("/files")
    @has_access
    def files(self) -> ResponseReturnValue:
        """List what is open, due today or overdue, as far as one may open it."""
        self.must("read")
        name, today = request.args.get("of", ""), clock.today()
        if name not in STANDING:
            abort(404)
        return self.list_behind(
            conditions(name, today),
            title=_("Leader's dashboard"),
            about=_(STANDING[name]),
            asked=Asked(Period(today, today)),
            back=url_for("LeaderView.show"),
        )

    def _page(self, template: str, **more: Any) -> str:
        officer = self.officer
        first_day = int(value("month_begins_on", officer.unit))
        question = spans.read(request.args, clock.today(), first_day)
        reader = Reader.of(officer)
        found = figures(reader, question, fresh="fresh" in request.args)
        period = question.asked.period
        return self.render_template(
            template,
            figures=found,
            question=question,
            days=spoken_days(period.since, period.until),
            narrowed=narrowed(reader),
            today=format_date(question.today, "full"),
            counted_at=format_datetime(clock.office_time(found.at), "HH:mm", rebase=False),
            standing=self._standing(found),
            instructions=instructions(officer),
            reads=officer.may("read"),
            rule=RULE,
            age_names={key: _(name) for key, name in AGE_NAMES.items()},
            drawing=drawing,
            at_most=AT_MOST,
            version=VERSION,
            **more,
        )

    def _standing(self, found: Figures) -> list[Waiting]:
        return [
            Waiting(_(label), self._number(name, found), late=name == "red")
            for name, label in STANDING.items()
        ]

    def _number(self, name: str, found: Figures) -> Number:
        """Return a number with its list.

        Not a work list: those show what was archived while a limit of it still runs as well.
        """
        count = found.standing.counts[name]
        return Number(count, url_for("LeaderView.files", of=name)) if count else Number(0)
