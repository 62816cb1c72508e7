"""The first day: an administrator is led through five short steps, and may leave at any time."""

from typing import Any

import sqlalchemy as sa
from flask import abort, current_app, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder.baseviews import expose
from flask_appbuilder.security.decorators import has_access
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from app.accounts import queries
from app.accounts.models import SCOPES, Officer, Unit
from app.accounts.roles_desk.sentences import role_label
from app.accounts.subtree import at_the_top
from app.core.errors import DomainError
from app.core.i18n import N_
from app.core.web.hardened import show_refusal
from app.core.web.shell import Rail, Stop, link
from app.extensions import db
from app.setup import commands, forms, readiness, steps
from app.setup.calendar_notes import change_note, holidays_note
from app.setup.step_pages import LEFT, StepPages


class FirstDayView(StepPages):
    """Five steps after which the office can register its first visit."""

    route_base = "/setup"
    default_view = "begin"
    class_permission_name = "Setup"
    method_permission_name = dict.fromkeys(
        ("begin", "office", "units", "roles", "accounts", "finish", "leave"), "set_up"
    )

    @expose("/")
    @has_access
    def begin(self) -> ResponseReturnValue:
        """Lead to the next step, or say that all is done."""
        self.at_the_top()
        left = steps.still_open(steps.done())
        if left:
            return redirect(url_for(left[0].endpoint))
        return self.step_page(
            "done",
            units=_count(Unit),
            accounts=_count(Officer),
            lacks=readiness.all_lacks(self.officer.unit),
        )

    @expose("/office", methods=["GET", "POST"])
    @has_access
    def office(self) -> ResponseReturnValue:
        """Name the office and its region."""
        self.at_the_top()
        unit = self.officer.unit
        named = "office" in steps.done() or bool(current_app.config["OFFICE_NAME"])
        kept = {
            "name": unit.name,
            "short_name": unit.short_name if unit.short_name != unit.name else "",
            "region_code": unit.region_code,
        }
        # Nobody’s name stands in the fields before somebody gave one: it would be saved unseen.
        form = forms.OfficeForm(data={"stations": True} | (kept if named else {}))
        if form.validate_on_submit() and self._kept(form, lambda: self._name(unit, form)):
            return self._on("office")
        return self.step_page("office", form=form)

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
        self.at_the_top()
        return self.step_page(
            "units",
            count=_count(Unit),
            ways=_ways("units"),
            lacks=readiness.lacks("units", self.officer.unit),
        )

    @expose("/roles")
    @has_access
    def roles(self) -> ResponseReturnValue:
        """Show the roles that the product brings."""
        self.at_the_top()
        return self.step_page(
            "roles",
            roles=queries.role_summaries(within=self.officer),
            scopes=SCOPES,
            role_label=role_label,
        )

    @expose("/accounts")
    @has_access
    def accounts(self) -> ResponseReturnValue:
        """Show the ways in which accounts come in."""
        self.at_the_top()
        office = self.officer.unit
        return self.step_page(
            "accounts",
            count=_count(Officer),
            ways=_ways("accounts"),
            lacks=readiness.lacks("accounts", office),
            unmanned=readiness.units_without_people(office),
        )

    @expose("/<code>/done", methods=["POST"])
    @has_access
    def finish(self, code: str) -> ResponseReturnValue:
        """Go on; what a step still lacks is said, and passed by only knowingly."""
        self.at_the_top()
        if code not in steps.BY_CODE:
            abort(404)
        if readiness.lacks(code, self.officer.unit) and not request.form.get("sure"):
            flash(_("Something is missing yet. Tick the box to go on all the same."), "warning")
            return redirect(url_for(steps.BY_CODE[code].endpoint))
        return self._on(code)

    @expose("/leave", methods=["POST"])
    @has_access
    def leave(self) -> ResponseReturnValue:
        """Leave the first day; the home page says how to take it up again."""
        self.at_the_top()
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
        and bool(_left())
    )


def _left() -> list[steps.Step]:
    """Return the steps that are left, asked once for a page: nothing is done while it is drawn."""
    if _ASKED not in request.environ:
        request.environ[_ASKED] = steps.still_open(steps.done())
    left: list[steps.Step] = request.environ[_ASKED]
    return left


def lead() -> ResponseReturnValue | None:
    """Lead an administrator from the home page to the first day, until it is done or left."""
    if request.endpoint == "HomeView.index" and LEFT not in session and leads_to_first_day():
        return redirect(url_for("FirstDayView.begin"))
    return None


def home_note() -> dict[str, str] | None:
    """Return what the home page says of a first day that was left."""
    if not leads_to_first_day():
        return None
    left = len(_left())
    return {
        "text": ngettext(
            "The office is not set up yet: %(num)d step is left.",
            "The office is not set up yet: %(num)d steps are left.",
            left,
        ),
        "label": _("Go on"),
        "href": url_for("FirstDayView.begin"),
    }


_ASKED = "setup.steps_left"
#: The pages of other rooms on which a step is carried out.
WAY_PAGES = {
    "UnitImportView.workbook": "units",
    "UnitImportView.template": "units",
    "UnitImportView.carry_out": "units",
    "UnitView.add": "units",
    "AccountImportView.start": "accounts",
    "AccountImportView.confirm": "accounts",
    "AccountImportView.opened": "accounts",
    "AccountView.add": "accounts",
}


def rail() -> Rail | None:
    """Return the steps for a page of another room that carries one out, until all are done."""
    here = WAY_PAGES.get(request.endpoint or "")
    if here is None or LEFT in session or not leads_to_first_day():
        return None
    left = _left()
    stops = [
        Stop(_(step.title), url_for(step.endpoint), step not in left, step.code == here)
        for step in steps.STEPS
    ]
    return Rail(_("Steps of the first day"), stops, url_for(steps.BY_CODE[here].endpoint))


def install() -> None:
    """Stand at the front door, and beside the pages that a step leads to."""
    current_app.extensions["shell_rail"] = rail
    current_app.before_request(lead)
    current_app.extensions.setdefault("home_notes", []).extend(
        [home_note, change_note, holidays_note]
    )
