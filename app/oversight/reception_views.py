"""领导接访 and 包案: the schedule, one day with whom it received, the board; charges by leader."""

from datetime import timedelta
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import format_date
from flask_babel import gettext as _

from app.core import clock
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.privacy import redact
from app.core.web.desk import Desk
from app.core.web.hardened import show_refusal
from app.core.web.links import turns
from app.oversight import reception_queries as queries
from app.oversight.queries import place
from app.oversight.reception_forms import CancelForm, ReceptionForm
from app.petitions.case.presenters import state_text
from app.petitions.commands import leaders
from app.petitions.lists.listing import case_href
from app.petitions.models import LeaderCharge, Petition, Reception

TABS = {"ahead": N_("To come"), "past": N_("Past")}
CHARGE_TABS = {
    "mine": N_("Mine"),
    "open": N_("Running"),
    "overdue": N_("Overdue"),
    "released": N_("Released"),
}
BOARD_DAYS = 31


class ReceptionView(Desk):
    """The days on which leaders receive visitors (art. 18)."""

    route_base = "/receptions"
    default_view = "index"
    class_permission_name = "Reception"
    method_permission_name = {
        "index": "read",
        "show": "read",
        "board": "read",
        "add": "add",
        "cancel": "withdraw",
    }

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show the receptions to come, or those past."""
        tab = request.args.get("tab") or "ahead"
        if tab not in TABS:
            abort(404)
        page = queries.receptions(self.officer, tab, place(request.args))
        return self.render_template(
            "oversight/receptions.html",
            tabs=_tabs("ReceptionView.index", TABS, tab),
            rows=[_row(one) for one in page.rows],
            adds=self.officer.may("add", "Reception"),
            **turns(page),
        )

    @expose("/add", methods=["GET", "POST"])
    @has_access
    def add(self) -> ResponseReturnValue:
        """Enter a reception."""
        form = ReceptionForm()
        if request.method == "POST" and form.validate():
            try:
                record = leaders.plan_reception(form.given(), by=self.officer)
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(_("The reception is on the schedule."), "success")
                return redirect(url_for("ReceptionView.show", reception_id=record.id))
        page = self.render_template("oversight/reception_add.html", form=form)
        return page, 422 if form.errors else 200

    @expose("/board")
    @has_access
    def board(self) -> ResponseReturnValue:
        """Show the schedule of the coming month for the public board; nobody else is named."""
        last = clock.today() + timedelta(days=BOARD_DAYS)
        return self.render_template(
            "oversight/reception_board.html",
            rows=[_public(_row(one)) for one in queries.schedule(self.officer, last)],
            office=self.officer.unit.name if self.officer.unit else "",
            printed_on=clock.today(),
        )

    @expose("/<int:reception_id>")
    @has_access
    def show(self, reception_id: int) -> ResponseReturnValue:
        """Show a reception and whom the leader received, as far as the officer sees them."""
        return self._page(self._find(reception_id))

    @expose("/<int:reception_id>/cancel", methods=["POST"])
    @has_access
    def cancel(self, reception_id: int) -> ResponseReturnValue:
        """Take it off the schedule."""
        record, form = self._find(reception_id), CancelForm()
        if form.validate():
            try:
                leaders.cancel_reception(record, by=self.officer, reason=form.reason.data)
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(_("The reception is cancelled."), "success")
                return redirect(url_for("ReceptionView.show", reception_id=reception_id))
        return self._page(record, form)

    def _find(self, reception_id: int) -> Reception:
        return queries.reception(self.officer, reception_id) or abort(404)

    def _page(self, record: Reception, form: Any = None) -> str:
        open_ahead = record.cancelled_at is None and record.day >= clock.today()
        cancels = open_ahead and self.officer.may("withdraw", "Reception")
        own = record.unit_id == self.officer.unit_id
        return self.render_template(
            "oversight/reception.html",
            record=record,
            row=_row(record),
            received=[_received(one) for one in queries.received_at(record, self.officer)],
            cancelling=form or (CancelForm(formdata=None) if cancels and own else None),
        )


class ChargeView(Desk):
    """Petitions for which a leader answers (包案); it begins and ends on the case page."""

    route_base = "/charges"
    default_view = "index"
    class_permission_name = "LeaderCharge"
    method_permission_name = {"index": "read"}

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show one tab of the charges on petitions that the officer may see."""
        leads = self.officer.may("return_submission")
        tab = request.args.get("tab") or ("mine" if leads else "open")
        if tab not in CHARGE_TABS:
            abort(404)
        leader = (request.args.get("leader") or "").strip()[:64]
        page = queries.charges(self.officer, tab, leader, place(request.args))
        shown = {name: label for name, label in CHARGE_TABS.items() if leads or name != "mine"}
        return self.render_template(
            "oversight/charges.html",
            tabs=_tabs("ChargeView.index", shown, tab),
            tab=tab,
            leader=leader,
            rows=[_charge(one) for one in page.rows],
            **turns(page),
        )


def _tabs(endpoint: str, labels: dict[str, str], active: str) -> list[dict[str, Any]]:
    return [
        {
            "label": _(label),
            "href": url_for(endpoint, tab=name),
            "count": None,
            "active": name == active,
        }
        for name, label in labels.items()
    ]


def _row(record: Reception) -> dict[str, Any]:
    return {
        "href": url_for("ReceptionView.show", reception_id=record.id),
        "day": record.day.isoformat(),
        "weekday": format_date(record.day, "EEEE"),
        "hours": f"{record.begins:%H:%M}-{record.ends:%H:%M}",
        "leader": " ".join(part for part in (record.leader_name, record.leader_title) if part),
        "place": " ".join(part for part in (record.place, record.window) if part),
        "topic": record.topic,
        "cancelled": record.cancelled_reason or "",
    }


def _public(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row for the street: a telephone number in it is for the office."""
    words = ("leader", "place", "topic")
    return row | {name: redact(row[name]) for name in words}


def _received(petition: Petition) -> dict[str, str]:
    return {
        "href": case_href(petition.id),
        "number": petition.number,
        "summary": petition.summary or _("(no summary)"),
        "state": state_text(petition),
        "instructed": _("Instructed") if petition.instructed else "",
    }


def _charge(record: LeaderCharge) -> dict[str, Any]:
    late = record.status == "open" and record.until_on and record.until_on < clock.today()
    return {
        "href": case_href(record.petition_id),
        "number": record.petition.number,
        "summary": record.petition.summary or _("(no summary)"),
        "state": state_text(record.petition),
        "leader": record.leader.full_name,
        "aim": record.aim,
        "since": record.since.isoformat(),
        "until": record.until_on.isoformat() if record.until_on else "",
        "reported": record.reported_on.isoformat() if record.reported_on else "",
        "result": record.result or "",
        "late": bool(late),
    }
