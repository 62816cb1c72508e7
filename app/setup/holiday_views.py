"""The last step of the first day: the holidays of a year, tried out before they are proposed."""

from datetime import date
from io import BytesIO
from typing import Any

from flask import abort, current_app, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext
from itsdangerous import BadData, URLSafeTimedSerializer

from app.core import clock
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.web.errors import say
from app.core.web.hardened import show_refusal
from app.dictionaries.holidays import Day, days_of, loaded_years, plan_year
from app.petitions.calendar import queries
from app.petitions.calendar.commands import propose_calendar, withdraw_calendar
from app.petitions.calendar.plan import calendars_of, effect, left_provisional
from app.setup import by_hand, forms, readiness
from app.setup.day_files import read_days
from app.setup.day_sheet import DaySheet, day_template
from app.setup.step_pages import StepPages

NOVEMBER = 11
FIRST_YEAR = 2007  # of the calendar that the product brings
HALF_A_DAY = 12 * 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROUTES = ("show", "template", "by_hand", "carry_out", "again", "withdraw")


class HolidayView(StepPages):
    """The calendar of a year: what is known, and a list that would bring it or replace it."""

    route_base = "/setup/holidays"
    default_view = "show"
    class_permission_name = "Setup"
    method_permission_name = dict.fromkeys(_ROUTES, "set_up")

    @expose("/", methods=["GET", "POST"])
    @has_access
    def show(self) -> ResponseReturnValue:
        """Show the calendar of the year, and what a file would do to one."""
        self.at_the_top()
        form = forms.HolidaysForm(data={"year": next_wanted()})
        tried: dict[str, Any] = {}
        if form.validate_on_submit():
            try:
                tried = _tried_file(form)
            except DomainError as error:
                show_refusal(form, error)
        return self._drawn(form, **tried)

    @expose("/by-hand/<int:year>", methods=["GET", "POST"])
    @has_access
    def by_hand(self, year: int) -> ResponseReturnValue:
        """Take the days of a year row by row, as the notice tells them."""
        self.at_the_top()
        _known_year(year)
        if (request.content_length or 0) > by_hand.MOST_BYTES:
            abort(413)
        form = forms.ByHandForm(data={"rows": by_hand.rows_for(year)})
        tried: dict[str, Any] = {}
        if form.validate_on_submit():
            try:
                tried = _tried(year, by_hand.days_from(form.rows.data), _("Entered by hand"))
            except DomainError as error:
                show_refusal(form, error)
        return self.step_page("by_hand", form=form, year=year, **tried)

    def _drawn(self, form: Any, **tried: Any) -> ResponseReturnValue:
        years = loaded_years()
        return self.step_page(
            "holidays",
            form=form,
            days=[(row.day, row.is_off, row.shown) for row in days_of(clock.today().year)],
            year=clock.today().year,
            lacks=readiness.lacks("holidays", self.officer.unit),
            missing=[year for year in wanted_years() if year not in years],
            latest=max(years, default=None),
            waiting=queries.open_changes(),
            provisional=left_provisional(),
            told=lambda problem: say(Invalid(problem.message, **problem.params)),
            **tried,
        )

    @expose("/template/<int:year>", methods=["GET"])
    @has_access
    def template(self, year: int) -> ResponseReturnValue:
        """Give the workbook to fill in."""
        self.at_the_top()
        _known_year(year)
        return send_file(
            BytesIO(day_template(year)),
            mimetype=XLSX,
            as_attachment=True,
            download_name=_("Holidays of %(year)s", year=year) + ".xlsx",
        )

    @expose("/carry-out", methods=["POST"])
    @has_access
    def carry_out(self) -> ResponseReturnValue:
        """Propose the days that were shown."""
        self.at_the_top()
        try:
            sealed = _seal().loads(request.form.get("plan", ""), max_age=HALF_A_DAY)
        except BadData:
            flash(_("The list has grown old; try it out again."), "warning")
            return redirect(url_for("HolidayView.show"))
        year, given, source = sealed
        days: list[Day] = [(date.fromisoformat(day), off, name) for day, off, name in given]
        return self._propose(year, days, source, sure=bool(request.form.get("sure")))

    @expose("/again", methods=["POST"])
    @has_access
    def again(self) -> ResponseReturnValue:
        """Propose that what is provisional be reckoned with the days that came with the product."""
        self.at_the_top()
        year = max(loaded_years(), default=0)
        days = [(row.day, row.is_off, row.name) for row in days_of(year)]
        return self._propose(year, days, _("The product’s own calendar"), sure=True)

    def _propose(
        self, year: int, days: list[Day], source: str, *, sure: bool
    ) -> ResponseReturnValue:
        try:
            change = propose_calendar(year, days, by=self.officer, sure=sure, source=source)
        except DomainError as error:
            flash(say(error), "danger")
            return redirect(url_for("HolidayView.show"))
        if change is None:
            _say_loaded(year, days)
            return redirect(url_for("HolidayView.show"))
        flash(_("Proposed. Nothing changes until another person has agreed."), "success")
        return redirect(url_for("CalendarChangeView.show", pk=change.id))

    @expose("/withdraw/<int:pk>", methods=["POST"])
    @has_access
    def withdraw(self, pk: int) -> ResponseReturnValue:
        """Take a proposal back."""
        self.at_the_top()
        try:
            withdraw_calendar(queries.change_with(pk), by=self.officer)
        except DomainError as error:
            if error.status in (403, 404):
                raise
            flash(say(error), "danger")
        else:
            flash(_("The proposal is withdrawn."), "success")
        return redirect(url_for("HolidayView.show"))


def _known_year(year: int) -> None:
    if not FIRST_YEAR <= year <= clock.today().year + 1:
        abort(404)


def _tried_file(form: Any) -> dict[str, Any]:
    if not form.file.data:
        raise Invalid(N_("Choose the file."), field="file")
    sheet: DaySheet = read_days(form.file.data.read(), form.year.data)
    if sheet.problems:
        return {"problems": sheet.problems}
    tried = _tried(form.year.data, sheet.days, form.file.data.filename or "")
    return {**tried, "passed": sheet.passed}


def _tried(year: int, days: list[Day], source: str) -> dict[str, Any]:
    """Return what the page shows of days that could be proposed, sealed until they are."""
    plan = plan_year(year, days)
    days = list(plan.days)
    given = [(day.isoformat(), off, name) for day, off, name in days]
    return {
        "plan": plan,
        "effect": effect(calendars_of(year, days)),
        "at_once": not plan.known and queries.no_petition_yet(),
        "lacking": _(", ").join(_(name) for name in plan.lacking),
        "strange": _(", ").join(
            f"{day.isoformat()} {name}".strip() for day, _off, name in plan.strange
        ),
        "sealed": _seal().dumps([year, given, source]),
    }


def _say_loaded(year: int, days: list[Day]) -> None:
    count = sum(off for _day, off, _name in days)
    said = ngettext("%(num)d day off", "%(num)d days off", count)
    flash(_("The holidays of %(year)s are loaded: %(count)s.", year=year, count=said), "success")


def wanted_years() -> list[int]:
    """Return the years that an office should know by now."""
    today = clock.today()
    return [today.year] + ([today.year + 1] if today.month >= NOVEMBER else [])


def next_wanted() -> int:
    """Return the first year that is missing, else the one after the last that is known."""
    years = loaded_years()
    missing = [year for year in wanted_years() if year not in years]
    return missing[0] if missing else max(years, default=clock.today().year - 1) + 1


def _seal() -> URLSafeTimedSerializer:
    """Return what seals a list between its trial and its proposal: the page carries it."""
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="holidays")
