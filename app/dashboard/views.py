"""The first page after logging in: one glance, and every number leads to what it counts."""

from typing import Any

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue
from flask_appbuilder import AppBuilder
from flask_appbuilder.baseviews import expose
from flask_babel import format_date
from flask_login import current_user

from app.core import clock
from app.core.i18n import N_
from app.core.web.desk import Desk
from app.core.web.shell import register_first
from app.dashboard import glance
from app.dashboard.leader.views import LeaderView
from app.dashboard.morning import tell_everybody
from app.dashboard.morning_views import MorningView
from app.dashboard.news import news
from app.dashboard.urgent import urgent_banner
from app.oversight.morning import after_round
from app.reminders.presenters import home_rows
from app.reminders.queries import plans_today

dashboard = Blueprint(
    "dashboard",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static/dashboard",
)


class HomeView(Desk):
    """工作台. Everybody who has logged in may open it; what it shows follows from his roles."""

    route_base = ""
    default_view = "index"

    @expose("/")
    def index(self) -> ResponseReturnValue:
        """Show the home of the officer's work."""
        if not current_user.is_authenticated:
            return self.appbuilder.sm.to_login()
        today = format_date(clock.today(), "full")
        beside = {
            "plans": home_rows(plans_today(self.officer)),
            "news": news(self.officer),
            "urgent": urgent_banner(self.officer),
        }
        if not glance.opens_petitions(self.officer):
            told = [note() for note in current_app.extensions.get("home_notes", ())]
            notes = [note for note in told if note]
            return self.render_template("dashboard/plain.html", today=today, notes=notes, **beside)
        return self.render_template(
            "dashboard/home.html", today=today, glance=glance.glance(self.officer), **beside
        )


def _main_work(officer: Any) -> str:
    """Return the group that an officer without petitions works in: it stands first for him."""
    inside = officer.is_authenticated
    return "System" if inside and not glance.opens_petitions(officer) else ""


def register(appbuilder: AppBuilder) -> None:
    """Hang the page on the menu; the view itself is the framework's front door."""
    current_app.register_blueprint(dashboard)
    register_first(_main_work)
    appbuilder.add_view_no_menu(MorningView)
    after_round(tell_everybody)
    # A group with one page of the same label is drawn as one line.
    appbuilder.add_link("Front page", href="/", label=N_("Home"), icon="home", category="Home")
    appbuilder.add_view(
        LeaderView, "Leader dashboard", label=N_("Leader's dashboard"), category="Reports"
    )
