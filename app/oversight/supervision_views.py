"""督办: what was demanded of the unit, and what it demanded of others."""

from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core import clock
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.links import turns
from app.dictionaries import queries as dictionary
from app.oversight import queries
from app.petitions.deadlines import lamp_for
from app.petitions.forms.oversight import RUNGS
from app.petitions.lists.listing import case_href, lamp_of
from app.petitions.models import Supervision
from app.petitions.rules import lamp_figures

TABS = {
    "to_us": N_("To my unit"),
    "by_us": N_("Issued by my unit"),
    "open": N_("All open"),
    "closed": N_("Closed"),
}
STATUSES = {
    "issued": N_("Issued"),
    "signed": N_("Signed for"),
    "answered": N_("Answered"),
    "closed": N_("Closed"),
}


class SupervisionView(Desk):
    """Supervision orders; they are issued, answered and closed on the case page."""

    route_base = "/supervisions"
    default_view = "index"
    class_permission_name = "Supervision"
    method_permission_name = {"index": "read"}

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show one tab of the orders on petitions that the officer may see."""
        tab = request.args.get("tab") or self._first()
        if tab not in TABS:
            abort(404)
        page = queries.supervisions(self.officer, tab, queries.place(request.args))
        return self.render_template(
            "oversight/supervisions.html",
            tabs=_tabs(self.officer, tab),
            label=_(TABS[tab]),
            rows=[_row(order) for order in page.rows],
            **turns(page),
        )

    def _first(self) -> str:
        return "by_us" if self.officer.may("issue_supervision") else "to_us"


def _tabs(officer: Officer, active: str) -> list[dict[str, Any]]:
    counts = queries.supervision_counts(officer)
    return [
        {
            "label": _(label),
            "href": url_for("SupervisionView.index", tab=name),
            "count": counts.get(name),
            "active": name == active,
        }
        for name, label in TABS.items()
    ]


def _row(order: Supervision) -> dict[str, Any]:
    lamp = lamp_for(order.due_on, order.issued_on, clock.today(), "H04", figures=lamp_figures())
    return {
        "href": case_href(order.petition_id),
        "number": order.petition.number,
        "summary": order.petition.summary,
        "text": order.text,
        "rung": _(RUNGS[order.rung]),
        "reason": dictionary.label("supervise_reason", order.reason_code, on=order.issued_on),
        "unit": order.unit.called,
        "issuer": order.issued_by_unit.called,
        "issued": order.issued_on.isoformat(),
        "status": _(STATUSES[order.status]),
        "result": dictionary.label("supervise_result", order.result, on=order.issued_on),
        "lamp": lamp_of(lamp) if order.status in ("issued", "signed") else None,
    }
