"""执行跟踪: what opinions supported, for the unit that carries it out and for who supervises."""

from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.accounts.units.names import name_on
from app.core import clock
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.links import turns
from app.oversight import executions
from app.oversight.queries import place
from app.petitions.clocks.deadlines import lamp_for
from app.petitions.lists.lamps import lamp_of
from app.petitions.lists.listing import case_href
from app.petitions.models import Execution
from app.petitions.rules import lamp_figures
from app.petitions.words.days import long_day

TABS = {
    "ours": N_("To be carried out by my unit"),
    "ours_overdue": N_("Overdue with my unit"),
    "overdue": N_("Overdue"),
    "open": N_("All to be carried out"),
    "done": N_("Carried out"),
}


class ExecutionView(Desk):
    """Supported requests and how far they are; reported on and finished on the case page."""

    route_base = "/executions"
    default_view = "index"
    class_permission_name = "Supervision"
    method_permission_name = {"index": "read"}

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show one tab of the tasks on petitions that the officer may see."""
        tab = request.args.get("tab") or self._first()
        if tab not in TABS:
            abort(404)
        page = executions.listed(self.officer, tab, place(request.args))
        return self.render_template(
            "oversight/executions.html",
            tabs=self._tabs(tab),
            label=_(TABS[tab]),
            rows=[_row(one) for one in page.rows],
            **turns(page),
        )

    def _first(self) -> str:
        return "overdue" if self.officer.may("issue_supervision") else "ours"

    def _tabs(self, active: str) -> list[dict[str, Any]]:
        counts = executions.counts(self.officer)
        return [
            {
                "label": _(label),
                "href": url_for("ExecutionView.index", tab=name),
                "count": counts.get(name),
                "active": name == active,
            }
            for name, label in TABS.items()
        ]


def _row(one: Execution) -> dict[str, Any]:
    lamp = lamp_for(one.due_on, one.opened_on, clock.today(), "", figures=lamp_figures())
    state = (
        _("carried out on %(day)s", day=long_day(one.done_on))
        if one.done_on
        else one.progress or _("nothing reported yet")
    )
    return {
        "href": f"{case_href(one.petition_id)}?tab=records#papers",
        "number": one.petition.number,
        "summary": one.petition.summary,
        "request": one.request.text,
        "unit": name_on(one.unit, one.done_on, short=True),
        "due": one.due_on.isoformat(),
        "state": state,
        "lamp": lamp_of(lamp) if one.status == "open" else None,
    }
