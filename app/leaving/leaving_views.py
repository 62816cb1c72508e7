"""离岗: the steps from choosing an officer to the locked account; and deputies, set from above."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.accounts.commands.deputies import end_deputy, set_deputy
from app.accounts.deputies import periods_of
from app.accounts.models import Officer
from app.accounts.verbs import VERBS
from app.core.errors import DomainError
from app.core.paging import Place
from app.core.web.desk import Desk
from app.core.web.errors import say
from app.core.web.hardened import show_refusal
from app.core.web.links import turns
from app.leaving import queries
from app.leaving.belongings import Belonging, belongings, counts
from app.leaving.commands import carry_out
from app.leaving.forms import DeputyForm, LeaveForm, SuccessorForm, choices


def name_deputy(form: DeputyForm, officer: Officer, *, by: Officer) -> bool:
    """Set a deputy as a checked form says; what is refused stands beside its field."""
    found = {str(one.id): one for one in queries.colleagues(officer)}
    form.deputy_id.choices = choices(found.values())
    if not form.validate_on_submit():
        return False
    try:
        set_deputy(
            officer,
            deputy=found[form.deputy_id.data],
            since=form.since.data,
            until=form.until.data,
            reason=form.reason.data or "",
            by=by,
        )
    except DomainError as error:
        show_refusal(form, error)
        return False
    flash(_("Named."), "success")
    return True


class LeavingView(Desk):
    """Leaving and deputies of the administrator's subtree."""

    route_base = "/leaving"
    default_view = "index"
    class_permission_name = "Account"
    method_permission_name = {
        "index": "leave",
        "wizard": "leave",
        "deputies": "set_deputy",
        "end": "set_deputy",
    }

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Choose who leaves; show who left lately and who stands in for whom."""
        words = (request.args.get("q") or "").strip()[:64]
        place = Place(request.args.get("after"), request.args.get("before"))
        page = queries.officers_found(self.officer, words, place)
        return self.render_template(
            "leaving/index.html",
            words=words,
            rows=page.rows,
            leavings=queries.leavings_managed(self.officer),
            deputies=queries.deputies_running(self.officer),
            may_name=self.officer.may("set_deputy", "Account"),
            **turns(page),
        )

    @expose("/<int:pk>", methods=["GET", "POST"])
    @has_access
    def wizard(self, pk: int) -> ResponseReturnValue:
        """Show what the officer holds and what a successor lacks, then carry it out."""
        officer = queries.officer_managed(pk, self.officer) or abort(404)
        choosing = SuccessorForm(request.args, meta={"csrf": False})
        words = (choosing.words.data or "").strip()[:64]
        offered = queries.successors(officer, self.officer, words)
        found = {str(one.id): one for one in offered}
        choosing.successor.choices = choices(offered, home=officer.unit_id)
        successor = found.get(choosing.successor.data or "")
        form = LeaveForm()
        if successor is not None and form.validate_on_submit():
            try:
                carry_out(officer, successor=successor, reason=form.reason.data, by=self.officer)
            except DomainError as error:
                show_refusal(form, error)
            else:
                words = _("%(name)s has left; the account is locked.", name=officer.full_name)
                flash(words, "success")
                return redirect(url_for("LeavingView.index"))
        return self.render_template(
            "leaving/wizard.html",
            officer=officer,
            choosing=choosing,
            form=form,
            rows=_rows(officer),
            colleagues=found,
            elsewhere=not queries.tied_to_unit(officer),
            **_preview(officer, successor, self.officer),
        )

    @expose("/<int:pk>/deputies", methods=["GET", "POST"])
    @has_access
    def deputies(self, pk: int) -> ResponseReturnValue:
        """Show an officer's deputies, or name one."""
        officer = queries.officer_managed(pk, self.officer) or abort(404)
        form = DeputyForm()
        if name_deputy(form, officer, by=self.officer):
            return redirect(url_for("LeavingView.deputies", pk=pk))
        return self.render_template(
            "leaving/deputies.html", officer=officer, form=form, periods=periods_of(officer)
        )

    @expose("/deputies/<int:pk>/end", methods=["POST"])
    @has_access
    def end(self, pk: int) -> ResponseReturnValue:
        """End a deputy's period early."""
        period = queries.period_managed(pk, self.officer) or abort(404)
        end_deputy(period, by=self.officer)
        flash(_("Ended."), "success")
        return redirect(url_for("LeavingView.deputies", pk=period.officer_id))


def _rows(officer: Officer) -> list[tuple[Belonging, int]]:
    numbers = counts(officer)
    return [(one, numbers[one.name]) for one in belongings()]


def _preview(officer: Officer, successor: Officer | None, by: Officer) -> dict[str, Any]:
    if successor is None:
        return {"successor": None, "obstacles": [], "lost": []}
    return {
        "successor": successor,
        "obstacles": [say(error) for error in queries.obstacles(officer, successor, by=by)],
        "lost": [_(VERBS.get(verb, verb)) for verb in _named(officer, successor)],
    }


def _named(officer: Officer, successor: Officer) -> list[str]:
    """The verbs that are lost; approving is told by the act that is approved."""
    return sorted({verb.removeprefix("approve_") for verb in queries.lost_acts(officer, successor)})
