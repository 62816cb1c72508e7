"""The first day: an administrator is led through five short steps, and may leave at any time."""

from typing import Any

import sqlalchemy as sa
from flask import abort, current_app, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_login import current_user

from app.accounts import queries
from app.accounts.models import SCOPES, Officer, Unit
from app.accounts.roles_desk.sentences import role_label
from app.accounts.subtree import at_the_top
from app.core import clock
from app.core.errors import DomainError, Invalid
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.hardened import show_refusal
from app.core.web.shell import link
from app.dictionaries.holidays import days_of, enter_year, loaded_years
from app.dictionaries.queries import last_calendar_year
from app.extensions import db
from app.setup import commands, forms, steps
from app.setup.day_sheet import read_days

LEFT = "first_day_left"
NOVEMBER = 11


class FirstDayView(Desk):
    """Five steps after which the office can register its first visit."""

    route_base = "/setup"
    default_view = "begin"
    class_permission_name = "Setup"
    method_permission_name = dict.fromkeys(
        ("begin", "office", "units", "roles", "accounts", "holidays", "finish", "leave"), "set_up"
    )

    @expose("/")
    @has_access
    def begin(self) -> ResponseReturnValue:
        """Lead to the next step, or say that all is done."""
        self._at_the_top()
        left = steps.still_open(steps.done())
        if left:
            return redirect(url_for(f"FirstDayView.{left[0].code}"))
        return self._page("done", units=_count(Unit), accounts=_count(Officer))

    @expose("/office", methods=["GET", "POST"])
    @has_access
    def office(self) -> ResponseReturnValue:
        """Name the office and its region."""
        self._at_the_top()
        unit = self.officer.unit
        form = forms.OfficeForm(
            data={
                "name": unit.name,
                "short_name": unit.short_name,
                "region_code": unit.region_code,
                "stations": True,
            }
        )
        if form.validate_on_submit() and self._kept(form, lambda: self._name(unit, form)):
            return self._on("office")
        return self._page("office", form=form)

    def _name(self, unit: Unit, form: forms.OfficeForm) -> None:
        commands.name_office(
            unit,
            name=form.name.data.strip(),
            short_name=(form.short_name.data or "").strip(),
            region_code=form.region_code.data,
            with_stations=form.stations.data,
            by=self.officer,
        )

    @expose("/units")
    @has_access
    def units(self) -> ResponseReturnValue:
        """Show the ways in which units come in."""
        self._at_the_top()
        return self._page("units", count=_count(Unit), ways=_ways("units"))

    @expose("/roles")
    @has_access
    def roles(self) -> ResponseReturnValue:
        """Show the roles that the product brings."""
        self._at_the_top()
        return self._page(
            "roles", roles=queries.role_summaries(), scopes=SCOPES, role_label=role_label
        )

    @expose("/accounts")
    @has_access
    def accounts(self) -> ResponseReturnValue:
        """Show the ways in which accounts come in."""
        self._at_the_top()
        return self._page("accounts", count=_count(Officer), ways=_ways("accounts"))

    @expose("/holidays", methods=["GET", "POST"])
    @has_access
    def holidays(self) -> ResponseReturnValue:
        """Show the calendar of the year, and take one that is missing."""
        self._at_the_top()
        years, today = loaded_years(), clock.today()
        wanted = [today.year] + ([today.year + 1] if today.month >= NOVEMBER else [])
        missing = [year for year in wanted if year not in years]
        form = forms.HolidaysForm(data={"year": missing[0]}) if missing else None
        if form and form.validate_on_submit() and self._kept(form, lambda: self._enter(form)):
            flash(_("The holidays of %(year)s are loaded.", year=form.year.data), "success")
            return redirect(url_for("FirstDayView.holidays"))
        return self._page(
            "holidays", form=form, days=days_of(today.year), year=today.year, missing=missing
        )

    def _enter(self, form: forms.HolidaysForm) -> None:
        if not form.file.data:
            raise Invalid(N_("Choose the file."), field="file")
        days = read_days(form.file.data.read(), form.year.data)
        enter_year(form.year.data, days, by=self.officer)

    @expose("/<code>/done", methods=["POST"])
    @has_access
    def finish(self, code: str) -> ResponseReturnValue:
        """Go on: the step is done for the person who knows."""
        self._at_the_top()
        if code not in steps.BY_CODE:
            abort(404)
        return self._on(code)

    @expose("/leave", methods=["POST"])
    @has_access
    def leave(self) -> ResponseReturnValue:
        """Leave the first day; the home page says how to take it up again."""
        self._at_the_top()
        session[LEFT] = True
        return redirect("/")

    def _on(self, code: str) -> ResponseReturnValue:
        commands.finish_step(code, by=self.officer)
        return redirect(url_for("FirstDayView.begin"))

    def _kept(self, form: Any, write: Any) -> bool:
        try:
            write()
        except DomainError as error:
            show_refusal(form, error)
            return False
        return True

    def _at_the_top(self) -> None:
        if not at_the_top(self.officer):
            abort(404)

    def _page(self, code: str, **given: Any) -> ResponseReturnValue:
        gone = steps.done()
        return self.render_template(
            f"setup/{code}.html",
            step=steps.BY_CODE.get(code),
            here=code,
            steps=[(step, step.code in gone) for step in steps.STEPS],
            **given,
        )


#: What leads on from a step: the words, and the page of another room.
WAYS = {
    "units": (
        (N_("From a template"), "UnitImportView.template"),
        (N_("From an Excel file"), "UnitImportView.workbook"),
        (N_("One by one"), "UnitView.add"),
    ),
    "accounts": (
        (N_("From an Excel file"), "AccountImportView.start"),
        (N_("One by one"), "AccountView.add"),
    ),
}


def _ways(step: str) -> list[tuple[str, str]]:
    """Return what leads on from a step, with its address."""
    return [(_(words), link(endpoint)) for words, endpoint in WAYS[step] if link(endpoint)]


def _count(model: type[Any]) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model)) or 0


def is_at_the_top() -> bool:
    """Say whether the first day is an affair of whoever sits there: it is the installation's."""
    return at_the_top(current_user)


def leads_to_first_day() -> bool:
    """Say whether whoever sits there is to be led through the first day."""
    return (
        current_user.is_authenticated
        and current_user.may("set_up", "Setup")
        and at_the_top(current_user)
        and steps.is_first_day()
    )


def lead() -> ResponseReturnValue | None:
    """Lead an administrator from the home page to the first day, until it is done or left."""
    if request.endpoint == "HomeView.index" and LEFT not in session and leads_to_first_day():
        return redirect(url_for("FirstDayView.begin"))
    return None


def home_note() -> dict[str, str] | None:
    """Return what the home page says of a first day that was left."""
    if not leads_to_first_day():
        return None
    left = len(steps.still_open(steps.done()))
    return {
        "text": _("The office is not set up yet: %(count)s steps are left.", count=left),
        "label": _("Go on"),
        "href": url_for("FirstDayView.begin"),
    }


def holidays_note() -> dict[str, str] | None:
    """Return what the home page says of holidays that ought to be known by now."""
    if not (current_user.may("set_up", "Setup") and at_the_top(current_user)):
        return None
    today = clock.today()
    wanted = today.year + 1 if today.month >= NOVEMBER else today.year
    if last_calendar_year() >= wanted:
        return None
    return {
        "text": _("The holidays of %(year)s are not loaded yet.", year=wanted),
        "label": _("Load"),
        "href": url_for("FirstDayView.holidays"),
    }


def install() -> None:
    """Stand at the front door."""
    current_app.before_request(lead)
    current_app.extensions.setdefault("home_notes", []).extend([home_note, holidays_note])
