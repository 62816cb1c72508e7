"""督办: what was demanded of the unit, and what it demanded of others."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.accounts.units.names import name_on
from app.core import clock
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.errors import say
from app.core.web.links import turns
from app.dictionaries import queries as dictionary
from app.oversight import proposed, queries
from app.oversight.forms import DropForm
from app.oversight.ladder.rules import rule_of
from app.petitions.clocks.deadlines import lamp_for
from app.petitions.commands.supervision import drop_proposal
from app.petitions.lists.lamps import lamp_of
from app.petitions.lists.listing import case_href
from app.petitions.models import LadderStep, Supervision
from app.petitions.models.order import RUNGS
from app.petitions.queries.late_limits import wanted_by
from app.petitions.rules import lamp_figures

TABS = {
    "to_us": N_("To my unit"),
    "by_us": N_("Issued by my unit"),
    "due": N_("Feedback due"),
    "open": N_("All open"),
    "proposed": N_("Proposed by rule"),
    "dropped": N_("Proposals not issued"),
    "closed": N_("Closed"),
}
#: Tabs of what rules propose.
BY_RULE = ("proposed", "dropped")
#: Tabs for who issues supervisions.
OF_ISSUERS = (*BY_RULE, "due")
TOP = list(RUNGS)[-1]
STATUSES = {
    "issued": N_("Issued"),
    "signed": N_("Signed for"),
    "answered": N_("Answered"),
    "dropped": N_("Proposals not issued"),
    "closed": N_("Closed"),
}


class SupervisionView(Desk):
    """Supervision orders; they are issued, answered and closed on the case page."""

    route_base = "/supervisions"
    default_view = "index"
    class_permission_name = "Supervision"
    method_permission_name = dict.fromkeys(("index", "issue", "drop"), "read")

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show one tab of the orders on petitions that the officer may see."""
        tab = request.args.get("tab") or self._first()
        if tab not in TABS:
            abort(404)
        if tab in BY_RULE:
            return self._proposed(tab)
        page = queries.supervisions(self.officer, tab, queries.place(request.args))
        return self.render_template(
            "oversight/supervisions.html",
            tabs=_tabs(self.officer, tab),
            label=_(TABS[tab]),
            rows=[_row(order, self.officer) for order in page.rows],
            **turns(page),
        )

    def _proposed(self, tab: str) -> ResponseReturnValue:
        self.must("issue_supervision")
        page = proposed.listed(self.officer, queries.place(request.args), tab)
        return self.render_template(
            "oversight/proposed.html",
            tabs=_tabs(self.officer, tab),
            label=_(TABS[tab]),
            waits=tab == "proposed",
            rows=[_proposal(step) for step in page.rows],
            **turns(page),
        )

    @expose("/proposed/<int:pk>/issue", methods=["POST"])
    @has_access
    def issue(self, pk: int) -> ResponseReturnValue:
        """Issue what a rule proposes, as it stands."""
        self.must("issue_supervision")
        step = proposed.step_for(self.officer, pk)
        try:
            proposed.issue(step, by=self.officer)
        except DomainError as error:
            flash(say(error), "warning")
        else:
            flash(_("The supervision is issued."), "success")
        return redirect(url_for("SupervisionView.index", tab="proposed"))

    @expose("/proposed/<int:pk>/drop", methods=["GET", "POST"])
    @has_access
    def drop(self, pk: int) -> ResponseReturnValue:
        """Leave the unit alone, with a reason."""
        self.must("issue_supervision")
        step, form = proposed.step_for(self.officer, pk), DropForm()
        if request.method == "POST" and form.validate():
            drop_proposal(step, by=self.officer, reason=form.reason.data)
            flash(_("The proposal is dropped; the reason is kept."), "success")
            return redirect(url_for("SupervisionView.index", tab="proposed"))
        told = _proposal(step)
        facts = [
            (_("Step"), told["rung"]),
            (_("Ground"), f"{told['reason']} {told['article']}"),
            (_("Demanded of"), told["unit"]),
            (_("What is demanded"), told["text"]),
        ]
        page = self.render_template("oversight/drop.html", step=step, facts=facts, form=form)
        return page, 422 if request.method == "POST" else 200

    def _first(self) -> str:
        return "by_us" if self.officer.may("issue_supervision") else "to_us"


def _tabs(officer: Officer, active: str) -> list[dict[str, Any]]:
    counts = queries.supervision_counts(officer)
    shown = {name for name in TABS if name not in OF_ISSUERS or officer.may("issue_supervision")}
    return [
        {
            "label": _(label),
            "href": url_for("SupervisionView.index", tab=name),
            "count": counts.get(name),
            "active": name == active,
        }
        for name, label in TABS.items()
        if name in shown
    ]


def _row(order: Supervision, officer: Officer) -> dict[str, Any]:
    lamp = lamp_for(order.due_on, order.issued_on, clock.today(), "H04", figures=lamp_figures())
    return {
        "href": case_href(order.petition_id),
        "number": order.petition.number,
        "summary": order.petition.summary,
        "text": order.text,
        "letter": order.number or "",
        "rung": " → ".join(_(RUNGS[rung]) for rung in _rungs(order)),
        "reason": dictionary.label("supervise_reason", order.reason_code, on=order.issued_on),
        # Of a closed one as they were called then.
        "unit": name_on(order.unit, order.closed_on, short=True),
        "issuer": name_on(order.issued_by_unit, order.closed_on, short=True),
        "issued": order.issued_on.isoformat(),
        "status": _(STATUSES[order.status]),
        "result": dictionary.label("supervise_result", order.result, on=order.issued_on),
        "note": order.closing_note or "",
        "lamp": lamp_of(lamp) if order.status in ("issued", "signed") else None,
        "raise_href": _raise_href(order, officer),
    }


def _raise_href(order: Supervision, officer: Officer) -> str:
    """Return where the next step is taken from an open one of the own unit, if there is one."""
    ours = order.issued_by_unit_id == officer.unit_id and officer.may("issue_supervision")
    if not ours or order.status == "closed" or order.rung == TOP:
        return ""
    return f"{case_href(order.petition_id)}/issue-supervision?former={order.id}"


def _rungs(order: Supervision) -> list[str]:
    """Return the rungs that were climbed, the lowest first."""
    found, one = [order.rung], order.former
    while one is not None:
        found.insert(0, one.rung)
        one = one.former
    return found


def _proposal(step: LadderStep) -> dict[str, Any]:
    rule = rule_of(step.rule)
    return {
        "id": step.id,
        "href": case_href(step.petition_id),
        "edit_href": f"{case_href(step.petition_id)}/issue-supervision",
        "number": step.petition.number,
        "text": step.text,
        "rung": _(RUNGS[step.rung]),
        "reason": dictionary.label("supervise_reason", step.reason_code, on=step.found_on),
        "article": _("Art. %(number)s", number=rule.article) if rule else "",
        "unit": name_on(step.unit, None, short=True),
        "due": wanted_by(step.petition, step).isoformat(),
        "why": step.reason or "",
        "who": _decided(step),
    }


def _decided(step: LadderStep) -> str:
    if step.decided_by is None or step.decided_on is None:
        return ""
    return f"{step.decided_on.isoformat()} {step.decided_by.full_name}"
