"""What this room hangs on the menu."""

from flask import Blueprint, current_app
from flask_appbuilder import AppBuilder

from app.core.i18n import N_
from app.settings.queries import value
from app.setup.settings_views import SettingView


def register(appbuilder: AppBuilder) -> None:
    """Hang the pages on the menu."""
    current_app.register_blueprint(Blueprint("setup", __name__, template_folder="templates"))
    # The cellar draws the login page, and knows nothing of settings.
    current_app.extensions["shell_office"] = lambda: value("office_name")
    appbuilder.add_view(
        SettingView, "Settings", icon="gear", label=N_("Settings"), category="System"
    )
