"""The review desk: which applications wait for the unit's decision, and what it decided."""

from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.core import clock
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.paging import Place
from app.core.web.desk import Desk
from app.core.web.hardened import show_refusal
from app.core.web.links import turns
from app.core.web.shell import register_count
from app.dictionaries import queries as dictionary
from app.petitions.commands import applications
from app.petitions.lists.lamps import lamp_of
from app.petitions.lists.listing import case_href, marks_of, petitioner_of
from app.petitions.models import Approval, ReviewCase
from app.review import queries
from app.review.forms import ApplicationForm

review = Blueprint("review", __name__, template_folder="templates")

TABS = {"open": N_("To be decided"), "decided": N_("Decided")}
LEVELS = {"review": N_("Review"), "re_examination": N_("Re-examination")}


class ReviewView(Desk):
    """复查复核; the acts themselves stand on the case page."""

    route_base = "/reviews"
    default_view = "index"
    class_permission_name = "Review"
    method_permission_name = {"index": "read", "enter": "read"}

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show the applications that the officer's unit has to decide, or has decided."""
        tab = request.args.get("tab") or "open"
        if tab not in TABS:
            abort(404)
        place = Place(request.args.get("after"), request.args.get("before"))
        page = queries.reviews(self.officer, tab, place)
        counts = {"open": queries.open_reviews(self.officer)}
        tabs = [
            {
                "label": _(label),
                "href": url_for("ReviewView.index", tab=name),
                "count": counts.get(name),
                "active": name == tab,
            }
            for name, label in TABS.items()
        ]
        return self.render_template(
            "review/reviews.html",
            tabs=tabs,
            decided=tab == "decided",
            label=_(TABS[tab]),
            rows=[_row(case) for case in page.rows],
            may_enter=self._may_enter(),
            **turns(page),
        )

    def _may_enter(self) -> bool:
        return any(self.officer.may(verb) for verb in applications.VERBS.values())

    @expose("/enter", methods=["GET", "POST"])
    @has_access
    def enter(self) -> ResponseReturnValue:
        """Enter an application that the petitioner brought to this unit himself."""
        if not self._may_enter():
            abort(403)
        form = ApplicationForm()
        if form.validate_on_submit():
            try:
                petition, made = self._entered(form)
            except DomainError as error:
                show_refusal(form, error)
            else:
                waits = isinstance(made, Approval)
                flash(
                    _("Entered; a second person must confirm it first.")
                    if waits
                    else _("The application is entered; the file is open to your unit."),
                    "success",
                )
                return redirect(case_href(petition.id))
        page = self.render_template("review/application.html", form=form)
        return page, 422 if form.is_submitted() else 200

    def _entered(self, form: ApplicationForm) -> Any:
        return applications.enter_application(
            applications.Brought(
                number=form.number.data, name=form.name.data, proof=form.proof.data
            ),
            by=self.officer,
            applied_on=form.applied_on.data,
            reason=form.reason.data,
        )


def _row(case: ReviewCase) -> dict[str, Any]:
    petition = case.petition
    return {
        "href": case_href(petition.id),
        "number": petition.number,
        "petitioner": petitioner_of(petition),
        "marks": marks_of(petition),
        "summary": petition.summary,
        "reason": case.reason,
        "level": _(LEVELS[case.level]),
        "applied": case.applied_on.isoformat(),
        "decided": case.decided_on.isoformat() if case.decided_on else "",
        "outcome": dictionary.label("review_outcome", case.outcome, on=case.decided_on),
        "lamp": lamp_of(petition.lamp(clock.today())) if case.decided_on is None else None,
    }


def _waiting(officer: Officer) -> Any:
    decides = officer.may("decide_review") or officer.may("decide_re_examination")
    return queries.open_counted(officer) if decides else None


def register(appbuilder: AppBuilder) -> None:
    """Hang the desk on the menu."""
    current_app.register_blueprint(review)
    appbuilder.add_view(ReviewView, "Reviews", label=N_("Reviews"), category="Handling")
    register_count("Reviews", _waiting)
