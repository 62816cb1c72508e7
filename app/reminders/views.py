"""任务管理: my plans as a list and as a month."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import format_date
from flask_babel import gettext as _

from app.core import clock
from app.core.errors import DomainError, Stale
from app.core.i18n import N_
from app.core.paging import Place
from app.core.web.desk import Desk
from app.core.web.errors import say
from app.core.web.hardened import show_refusal
from app.core.web.links import turns
from app.core.web.shell import register_count
from app.dictionaries.queries import work_calendar
from app.jobs.reporting import SLOT
from app.petitions.lists.listing import case_href
from app.reminders import bell_views, commands, delivery, forms, month, presenters, queries
from app.reminders.models import Plan

room = Blueprint(
    "reminders",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static/reminders",
)


class PlanView(Desk):
    """Plans of the officer at the keyboard; somebody else's are not there."""

    route_base = "/plans"
    default_view = "list"
    class_permission_name = "Plan"
    method_permission_name = {
        "list": "read",
        "calendar": "read",
        "show": "read",
        "add": "edit",
        "edit": "edit",
        "delete": "edit",
        "done": "edit",
        "reopen": "edit",
        "postpone": "edit",
    }

    @expose("/")
    @has_access
    def list(self) -> ResponseReturnValue:
        """Show the plans, open ones first to come."""
        state = request.args.get("state") or "open"
        if state not in forms.STATES:
            abort(404)
        search = forms.PlanSearch(request.args)
        search.validate()
        chosen = queries.Chosen(state, search.since.data, search.until.data)
        place = Place(request.args.get("after"), request.args.get("before"))
        page = queries.plans(self.officer, chosen, place)
        numbers = self._numbers(page.rows)
        return self.render_template(
            "reminders/plans.html",
            tabs=_tabs(state),
            state=state,
            search=search,
            narrowed=bool(chosen.since or chosen.until),
            rows=[presenters.plan_row(plan, numbers) for plan in page.rows],
            may_edit=self.officer.may("edit", "Plan"),
            **turns(page),
        )

    @expose("/calendar")
    @has_access
    def calendar(self) -> ResponseReturnValue:
        """Show a month."""
        first = month.month_of(request.args.get("month"))
        begin, end = month.span_of(first)
        table = month.weeks(
            first,
            queries.plans_between(self.officer, begin, end),
            work_calendar(),
            queries.special_days(begin, end),
        )
        return self.render_template(
            "reminders/calendar.html",
            heading=format_date(first, _("MMMM y")),
            weekdays=[format_date(cell.day, "EEE") for cell in table[0]],
            weeks=[[presenters.calendar_cell(cell) for cell in week] for week in table],
            previous=f"{first - timedelta(days=1):%Y-%m}",
            following=f"{first + timedelta(days=31):%Y-%m}",
            may_edit=self.officer.may("edit", "Plan"),
        )

    @expose("/<int:pk>")
    @has_access
    def show(self, pk: int) -> ResponseReturnValue:
        """Show one plan and what can be done with it."""
        return self._page(queries.plan_for(self.officer, pk))

    @expose("/add", methods=["GET", "POST"])
    @has_access
    def add(self) -> ResponseReturnValue:
        """Plan something, on the day or the petition from which the page was opened."""
        form = forms.PlanForm(data=_begun())
        if request.method == "POST" and form.validate():
            try:
                plan = commands.add_plan(form.given(), by=self.officer)
            except DomainError as error:
                show_refusal(form, error)
            else:
                _say(_("Planned."), plan, form)
                return redirect(url_for("PlanView.show", pk=plan.id))
        return self.render_template("reminders/plan_form.html", form=form, plan=None)

    @expose("/<int:pk>/edit", methods=["GET", "POST"])
    @has_access
    def edit(self, pk: int) -> ResponseReturnValue:
        """Plan it differently."""
        plan = queries.plan_for(self.officer, pk)
        number = self._numbers([plan]).get(plan.petition_id or 0, "")
        form = forms.PlanForm(data=forms.filled_from(plan, number))
        if request.method == "POST" and form.validate():
            try:
                commands.change_plan(plan, form.given(), by=self.officer, seen=_seen())
            except Stale as error:
                flash(say(error), "warning")
                return redirect(url_for("PlanView.show", pk=pk))
            except DomainError as error:
                show_refusal(form, error)
            else:
                _say(_("Changed."), plan, form)
                return redirect(url_for("PlanView.show", pk=pk))
        return self.render_template("reminders/plan_form.html", form=form, plan=plan)

    @expose("/<int:pk>/delete", methods=["POST"])
    @has_access
    def delete(self, pk: int) -> ResponseReturnValue:
        """Give it up."""
        commands.delete_plan(queries.plan_for(self.officer, pk), by=self.officer)
        flash(_("Deleted."), "success")
        return redirect(url_for("PlanView.list"))

    @expose("/<int:pk>/done", methods=["POST"])
    @has_access
    def done(self, pk: int) -> ResponseReturnValue:
        """Tick it off; a series goes on."""
        plan = queries.plan_for(self.officer, pk)
        try:
            commands.finish_plan(plan, by=self.officer, seen=_seen())
        except Stale as error:
            flash(say(error), "warning")
            return redirect(url_for("PlanView.show", pk=pk))
        if plan.done_at is None:
            flash(_("Done. Next time: %(when)s.", when=presenters.moment(plan.at)), "success")
        else:
            flash(_("Done."), "success")
        return redirect(url_for("PlanView.list"))

    @expose("/<int:pk>/reopen", methods=["POST"])
    @has_access
    def reopen(self, pk: int) -> ResponseReturnValue:
        """Take back that it is done."""
        commands.reopen_plan(queries.plan_for(self.officer, pk), by=self.officer)
        flash(_("To be done again."), "success")
        return redirect(url_for("PlanView.show", pk=pk))

    @expose("/<int:pk>/postpone", methods=["POST"])
    @has_access
    def postpone(self, pk: int) -> ResponseReturnValue:
        """Postpone this occurrence."""
        plan, form = queries.plan_for(self.officer, pk), forms.PostponeForm()
        if form.validate():
            try:
                preset, to = form.preset.data, form.to.data
                moved = commands.postpone_plan(plan, preset, to=to, by=self.officer, seen=_seen())
            except Stale as error:
                flash(say(error), "warning")
                return redirect(url_for("PlanView.show", pk=pk))
            except DomainError as error:
                show_refusal(form, error)
            else:
                _tell_postponed(moved, plan)
                return redirect(url_for("PlanView.show", pk=moved.id))
        return self._page(plan, form)

    def _numbers(self, plans: Any) -> dict[int, str]:
        linked = {plan.petition_id for plan in plans if plan.petition_id}
        return queries.numbers_of(self.officer, linked)

    def _page(self, plan: Plan, postponing: Any = None) -> ResponseReturnValue:
        number = self._numbers([plan]).get(plan.petition_id or 0, "")
        return self.render_template(
            "reminders/plan.html",
            plan=plan,
            facts=presenters.plan_facts(plan),
            late=plan.done_at is None and plan.at < clock.now(),
            done=presenters.moment(plan.done_at),
            number=number,
            case_href=case_href(plan.petition_id) if number and plan.petition_id else "",
            form=postponing or forms.PostponeForm(formdata=None),
            may_edit=self.officer.may("edit", "Plan"),
        )


def _seen() -> datetime:
    """Return the occurrence that the page showed which sent this form."""
    try:
        seen = datetime.fromisoformat(request.form.get("seen", ""))
        return clock.office_time(seen if seen.tzinfo else seen.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        return clock.midnight(date.min)  # of no plan: whoever does not say which one means none


def _say(what: str, plan: Plan, form: forms.PlanForm) -> None:
    flash(what, "success")
    if plan.at != form.at.data:
        when = presenters.moment(plan.at)
        flash(_("The office does not work on the day you chose: it begins %(when)s.", when=when))


def _tell_postponed(moved: Plan, series: Plan) -> None:
    when = presenters.moment(moved.at)
    flash(_("Postponed to %(when)s.", when=when), "success")
    if moved is not series:
        coming = presenters.moment(series.at)
        flash(_("This time is a plan of its own now; the series goes on %(when)s.", when=coming))


def _begun() -> dict[str, Any]:
    """Return what stands in a new form: nine o'clock of the day that was chosen, the petition."""
    found: dict[str, Any] = {"number": request.args.get("number", "")[:24]}
    try:
        day = date.fromisoformat(request.args.get("day", ""))
    except ValueError:
        return found
    return found | {"at": clock.midnight(day) + timedelta(hours=9)}


def _tabs(active: str) -> list[dict[str, Any]]:
    return [
        {
            "label": _(label),
            "href": url_for("PlanView.list", state=name),
            "active": name == active,
        }
        for name, label in forms.STATES.items()
    ]


def register(appbuilder: AppBuilder) -> None:
    """Hang the pages on the menu, the bell on the top bar, and the room on the jobs."""
    current_app.register_blueprint(room)
    pages = (
        (PlanView, "Plans", N_("My plans"), "tasks"),
        (bell_views.ReminderView, "Reminders", N_("Reminders"), "bell"),
    )
    for view, name, label, icon in pages:
        appbuilder.add_view(view, name, label=label, icon=icon, category="Tasks")
    register_count("Reminders", bell_views.unseen)
    current_app.extensions["shell_reminders"] = bell_views.bell
    current_app.extensions[SLOT] = delivery.tell_of_work
