"""What this room hangs on the menu."""

from flask import Blueprint, current_app
from flask_appbuilder import AppBuilder

from app.core.i18n import N_
from app.settings.queries import value
from app.setup import first_day_views
from app.setup.calendar_change_views import CalendarChangeView
from app.setup.first_day_views import FirstDayView
from app.setup.holiday_views import HolidayView
from app.setup.settings_views import SettingView

room = Blueprint(
    "setup",
    __name__,
    template_folder="templates",
    static_folder="static/setup",
    static_url_path="/static/setup",
)


def register(appbuilder: AppBuilder) -> None:
    """Hang the pages on the menu."""
    current_app.register_blueprint(room)
    # The cellar draws the login page, and knows nothing of settings.
    current_app.extensions["shell_office"] = lambda: value("office_name")
    first_day_views.install()
    appbuilder.add_view(
        FirstDayView,
        "First day",
        icon="check",
        label=N_("First day"),
        category="System",
        menu_cond=first_day_views.is_at_the_top,
    )
    appbuilder.add_view_no_menu(HolidayView)
    appbuilder.add_view(
        CalendarChangeView,
        "Calendar changes",
        icon="clock",
        label=N_("Calendar changes"),
        category="System",
        menu_cond=first_day_views.is_at_the_top,
    )
    appbuilder.add_view(
        SettingView, "Settings", icon="gear", label=N_("Settings"), category="System"
    )
