"""免文书: which acts were made without their letter, why, and who agreed."""

from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.accounts.units.names import name_on
from app.core import clock
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.links import turns
from app.oversight import waiver_queries as queries
from app.oversight.queries import place
from app.petitions.letters.kinds import kind_of
from app.petitions.lists.listing import case_href
from app.petitions.models import Waiver

TABS = {
    "granted": N_("Granted"),
    "asked": N_("Still to be decided"),
    "refused": N_("Refused"),
}


class WaiverView(Desk):
    """Acts without their letter; they are asked for and decided on the case page."""

    route_base = "/waivers"
    default_view = "index"
    class_permission_name = "Waiver"
    method_permission_name = {"index": "read"}

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show one tab of the waivers on petitions that the officer may see."""
        tab = request.args.get("tab") or "granted"
        if tab not in TABS:
            abort(404)
        page = queries.waivers(self.officer, tab, place(request.args))
        return self.render_template(
            "oversight/waivers.html",
            tabs=_tabs(self.officer, tab),
            label=_(TABS[tab]),
            rows=[_row(one) for one in page.rows],
            **turns(page),
        )


def _tabs(officer: Officer, active: str) -> list[dict[str, Any]]:
    counts = queries.waiver_counts(officer)
    return [
        {
            "label": _(label),
            "href": url_for("WaiverView.index", tab=name),
            "count": counts[name],
            "active": name == active,
        }
        for name, label in TABS.items()
    ]


def _row(one: Waiver) -> dict[str, Any]:
    asked_on = clock.office_time(one.asked_at).date()
    return {
        "href": case_href(one.petition_id),
        "number": one.petition.number,
        "summary": one.petition.summary,
        "letter": kind_of(one.kind).name,
        "reason": one.reason,
        "unit": name_on(one.unit, asked_on, short=True),
        "asker": one.asked_by.full_name,
        "decider": one.decided_by.full_name if one.decided_by else "",
        "asked": asked_on.isoformat(),
        "used": one.used_on.isoformat() if one.used_on else "",
    }
