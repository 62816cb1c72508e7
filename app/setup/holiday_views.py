"""The last step of the first day: the holidays of a year, tried out before they are loaded."""

from datetime import date
from io import BytesIO
from typing import Any

from flask import abort, current_app, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from itsdangerous import BadData, URLSafeTimedSerializer

from app.accounts.subtree import at_the_top
from app.core import clock
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.web.errors import say
from app.core.web.hardened import show_refusal
from app.dictionaries.holidays import Day, YearPlan, days_of, enter_year, loaded_years, plan_year
from app.dictionaries.queries import last_calendar_year
from app.setup import forms, readiness
from app.setup.day_sheet import DaySheet, day_template, read_days
from app.setup.step_pages import StepPages

NOVEMBER = 11
FIRST_YEAR = 2007  # of the calendar that the product brings
HALF_A_DAY = 12 * 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class HolidayView(StepPages):
    """The calendar of a year: what is known, and a workbook that brings it or replaces it."""

    route_base = "/setup/holidays"
    default_view = "show"
    class_permission_name = "Setup"
    method_permission_name = dict.fromkeys(("show", "template", "carry_out"), "set_up")

    @expose("/", methods=["GET", "POST"])
    @has_access
    def show(self) -> ResponseReturnValue:
        """Show the calendar of the year, and what a workbook would do to one."""
        self.at_the_top()
        form = forms.HolidaysForm(data={"year": _next_wanted()})
        tried: dict[str, Any] = {}
        if form.validate_on_submit():
            try:
                tried = self._tried(form)
            except DomainError as error:
                show_refusal(form, error)
        return self._drawn(form, **tried)

    def _drawn(self, form: Any, **tried: Any) -> ResponseReturnValue:
        years = loaded_years()
        return self.step_page(
            "holidays",
            form=form,
            days=[(row.day, row.is_off, row.shown) for row in days_of(clock.today().year)],
            year=clock.today().year,
            lacks=readiness.lacks("holidays", self.officer.unit),
            missing=[year for year in _wanted() if year not in years],
            latest=max(years, default=None),
            told=lambda problem: say(Invalid(problem.message, **problem.params)),
            **tried,
        )

    def _tried(self, form: Any) -> dict[str, Any]:
        if not form.file.data:
            raise Invalid(N_("Choose the file."), field="file")
        sheet: DaySheet = read_days(form.file.data.read(), form.year.data)
        if sheet.problems:
            return {"problems": sheet.problems}
        plan = plan_year(form.year.data, sheet.days)
        days = [(day.isoformat(), off, name) for day, off, name in sheet.days]
        names = _(", ").join(_(name) for name in plan.lacking)
        return {"plan": plan, "lacking": names, "sealed": _seal().dumps([form.year.data, days])}

    @expose("/template/<int:year>", methods=["GET"])
    @has_access
    def template(self, year: int) -> ResponseReturnValue:
        """Give the workbook to fill in."""
        self.at_the_top()
        if not FIRST_YEAR <= year <= clock.today().year + 1:
            abort(404)
        return send_file(
            BytesIO(day_template(year)),
            mimetype=XLSX,
            as_attachment=True,
            download_name=_("Holidays of %(year)s", year=year) + ".xlsx",
        )

    @expose("/carry-out", methods=["POST"])
    @has_access
    def carry_out(self) -> ResponseReturnValue:
        """Load the days that were shown."""
        self.at_the_top()
        try:
            year, given = _seal().loads(request.form.get("plan", ""), max_age=HALF_A_DAY)
            days: list[Day] = [(date.fromisoformat(day), off, name) for day, off, name in given]
            plan = enter_year(year, days, by=self.officer, sure=bool(request.form.get("sure")))
        except BadData:
            flash(_("The list has grown old; try it out again."), "warning")
        except DomainError as error:
            flash(say(error), "danger")
        else:
            _say_loaded(plan)
        return redirect(url_for("HolidayView.show"))


def _say_loaded(plan: YearPlan) -> None:
    count = ngettext("%(num)d day off", "%(num)d days off", plan.off)
    if plan.known:
        said = _("The holidays of %(year)s are replaced: %(count)s.", year=plan.year, count=count)
    else:
        said = _("The holidays of %(year)s are loaded: %(count)s.", year=plan.year, count=count)
    flash(said, "success")
    flash(
        _(
            "Limits that begin from now on are counted with them. Limits that run already keep"
            " their end; check those that are marked as provisional."
        ),
        "warning",
    )


def _wanted() -> list[int]:
    """Return the years that an office should know by now."""
    today = clock.today()
    return [today.year] + ([today.year + 1] if today.month >= NOVEMBER else [])


def _next_wanted() -> int:
    """Return the first year that is missing, else the one after the last that is known."""
    years = loaded_years()
    missing = [year for year in _wanted() if year not in years]
    return missing[0] if missing else max(years, default=clock.today().year - 1) + 1


def _seal() -> URLSafeTimedSerializer:
    """Return what seals a list between its trial and its loading: the page carries it."""
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="holidays")


def holidays_note() -> dict[str, str] | None:
    """Return what the home page says of holidays that ought to be known by now."""
    if not (current_user.may("set_up", "Setup") and at_the_top(current_user)):
        return None
    wanted = _wanted()[-1]
    if last_calendar_year() >= wanted:
        return None
    return {
        "text": _("The holidays of %(year)s are not loaded yet.", year=wanted),
        "label": _("Load"),
        "href": url_for("HolidayView.show"),
    }
