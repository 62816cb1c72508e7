"""离岗: the steps from choosing an officer to the locked account; and deputies, set from above."""

from typing import Any

from flask import abort, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.accounts.commands.deputies import end_deputy, set_deputy
from app.accounts.deputies import periods_of
from app.accounts.models import Officer
from app.accounts.roles_desk.sentences import sees, sentence
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.paging import Place
from app.core.web.desk import Desk
from app.core.web.errors import say
from app.core.web.hardened import show_refusal
from app.core.web.links import turns
from app.leaving import candidates, queries
from app.leaving.belongings import Belonging, belongings, counts
from app.leaving.candidates import Candidates
from app.leaving.commands import carry_out
from app.leaving.forms import LeaveForm, deputy_form, successor_form

LEFT = N_("%(name)s has left; the account is locked. Print the list for the signatures.")


def name_deputy(form: Any, people: Candidates, *, by: Officer) -> bool:
    """Set a deputy as a checked form says; what is refused stands beside its field."""
    if not form.validate_on_submit():
        return False
    try:
        set_deputy(
            people.officer,
            deputy=people.chosen(form.deputy_id.data) or abort(404),
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


def picked(people: Candidates) -> ResponseReturnValue:
    """Answer the search of a field."""
    return jsonify([vars(one) for one in people.found(request.args.get("q", "")[:60])])


class LeavingView(Desk):
    """Leaving and deputies of the administrator's subtree."""

    route_base = "/leaving"
    default_view = "index"
    class_permission_name = "Account"
    method_permission_name = {
        "index": "leave",
        "wizard": "leave",
        "successors": "leave",
        "colleagues": "set_deputy",
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
            lists=queries.lists_of(page.rows),
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
        work = queries.open_work(officer)
        people = candidates.successors(officer, work, self.officer)
        source = url_for("LeavingView.successors", pk=pk)
        choosing, form = successor_form(request.args, people, source), LeaveForm()
        successor = None
        if request.args and choosing.validate():
            successor = people.chosen(choosing.successor.data)
        if successor is not None and form.validate_on_submit():
            try:
                leaving = carry_out(
                    officer, successor=successor, reason=form.reason.data, by=self.officer
                )
            except DomainError as error:
                show_refusal(form, error)
            else:
                flash(_(LEFT, name=officer.full_name), "success")
                return redirect(url_for("SeatView.handover", pk=leaving.id))
        return self.render_template(
            "leaving/wizard.html",
            officer=officer,
            choosing=choosing,
            form=form,
            rows=_rows(officer),
            somebody=successor is not None or bool(people.found(limit=1)),
            elsewhere=not queries.tied_to_unit(officer, work),
            gone=queries.lists_of([officer]).get(officer.id),
            **_preview(officer, successor, work, self.officer),
        )

    @expose("/<int:pk>/successors")
    @has_access
    def successors(self, pk: int) -> ResponseReturnValue:
        """Answer who can take over."""
        officer = queries.officer_managed(pk, self.officer) or abort(404)
        work = queries.open_work(officer)
        return picked(candidates.successors(officer, work, self.officer))

    @expose("/<int:pk>/colleagues")
    @has_access
    def colleagues(self, pk: int) -> ResponseReturnValue:
        """Answer who can stand in."""
        return picked(candidates.deputies(queries.officer_managed(pk, self.officer) or abort(404)))

    @expose("/<int:pk>/deputies", methods=["GET", "POST"])
    @has_access
    def deputies(self, pk: int) -> ResponseReturnValue:
        """Show an officer's deputies, or name one."""
        officer = queries.officer_managed(pk, self.officer) or abort(404)
        people = candidates.deputies(officer)
        form = deputy_form(people, url_for("LeavingView.colleagues", pk=pk))
        if name_deputy(form, people, by=self.officer):
            return redirect(url_for("LeavingView.deputies", pk=pk))
        return self.render_template(
            "leaving/deputies.html",
            officer=officer,
            form=form if officer.active else None,
            somebody=bool(people.found(limit=1)),
            periods=periods_of(officer),
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


def _preview(
    officer: Officer, successor: Officer | None, work: queries.OpenWork, by: Officer
) -> dict[str, Any]:
    if successor is None:
        return {"successor": None, "obstacles": [], "lost": []}
    acts = [sentence(grant) for grant in queries.lost_acts(officer, successor)]
    return {
        "successor": successor,
        "obstacles": [
            say(error) for error in queries.obstacles(officer, successor, by=by, work=work)
        ],
        "lost": [*(sees(one) for one in queries.lost_scopes(officer, successor)), *acts],
    }
