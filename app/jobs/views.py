"""后台任务: what waits, runs and failed, for those who keep the system running."""

from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.accounts.subtree import at_the_top
from app.core import clock
from app.core.i18n import N_
from app.core.paging import Place
from app.core.web.desk import Desk
from app.core.web.links import turns
from app.jobs import commands, queries
from app.jobs.models import STATES, Job
from app.jobs.words import WORDS

jobs = Blueprint("jobs", __name__, template_folder="templates")


class JobView(Desk):
    """Background jobs; which they are is technical, whether they went well is not.

    They are the installation's: who administers an office below the top has nothing to do here.
    """

    route_base = "/jobs"
    default_view = "index"
    class_permission_name = "Job"
    method_permission_name = {"index": "read", "retry": "retry"}

    @expose("/")
    @has_access
    def index(self) -> ResponseReturnValue:
        """Show the jobs of one state, or all."""
        self._refuse_below()
        state = request.args.get("state") or "all"
        if state != "all" and state not in STATES:
            abort(404)
        place = Place(request.args.get("after"), request.args.get("before"))
        page = queries.jobs(state, place)
        holder = queries.consumer()
        return self.render_template(
            "jobs/jobs.html",
            tabs=_tabs(state),
            rows=[_row(job) for job in page.rows],
            alive=holder is not None and holder.until > clock.now(),
            ticked=_moment(holder.ticked_at) if holder else "",
            may_retry=self.officer.may("retry", "Job"),
            **turns(page),
        )

    @expose("/<int:pk>/retry", methods=["POST"])
    @has_access
    def retry(self, pk: int) -> ResponseReturnValue:
        """Try a failed job again."""
        self._refuse_below()
        commands.retry(queries.job_with(pk), by=self.officer)
        flash(_("It will be tried again."), "success")
        return redirect(url_for("JobView.index"))

    def _refuse_below(self) -> None:
        if not at_the_top(self.officer):
            abort(403)


def is_at_the_top() -> bool:
    """Say whether the menu leads here: at the top office only."""
    return at_the_top(current_user)


def home_note() -> dict[str, str] | None:
    """Return what the administrators' home says of jobs that failed."""
    told = current_user.may("read", "Job") and at_the_top(current_user)
    number = queries.failed() if told else 0
    if not number:
        return None
    return {
        "text": ngettext(
            "%(num)d background job has failed.", "%(num)d background jobs have failed.", number
        ),
        "label": _("Show"),
        "href": url_for("JobView.index", state="failed"),
    }


def _row(job: Job) -> dict[str, Any]:
    return {
        "id": job.id,
        "name": _(WORDS[job.name]) if job.name in WORDS else job.name,
        "state": _(STATES[job.state]),
        "failed": job.state == "failed",
        "tries": job.tries,
        "scheduled": _moment(job.scheduled_for),
        "finished": _moment(job.finished_at),
        "error": job.last_error,
        "retry_href": url_for("JobView.retry", pk=job.id),
    }


def _moment(instant: Any) -> str:
    return clock.office_time(instant).strftime("%Y-%m-%d %H:%M") if instant else ""


def _tabs(active: str) -> list[dict[str, Any]]:
    counts = queries.counts()
    names = {"all": N_("All"), **STATES}
    return [
        {
            "label": _(label),
            "href": url_for("JobView.index", state=name),
            "count": counts.get(name),
            "late": name == "failed",
            "active": name == active,
        }
        for name, label in names.items()
    ]


def register(appbuilder: AppBuilder) -> None:
    """Hang the page on the menu."""
    current_app.register_blueprint(jobs)
    current_app.extensions.setdefault("home_notes", []).append(home_note)
    appbuilder.add_view(
        JobView,
        "Jobs",
        label=N_("Background jobs"),
        icon="clock",
        category="System",
        menu_cond=is_at_the_top,
    )
