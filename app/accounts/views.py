"""What this room hangs on the menu."""

from flask import Blueprint, current_app
from flask_appbuilder import AppBuilder

from app.accounts.account_views import AccountView, OwnAccountView
from app.accounts.role_views import RoleView
from app.accounts.unit_views import PersonPickerView, UnitPickerView, UnitView
from app.core.i18n import N_


def register(appbuilder: AppBuilder) -> None:
    """Hang the pages on the menu."""
    current_app.register_blueprint(Blueprint("accounts", __name__, template_folder="templates"))
    appbuilder.add_view_no_menu(UnitPickerView)
    appbuilder.add_view_no_menu(PersonPickerView)
    appbuilder.add_view(
        OwnAccountView, "My password", icon="lock", label=N_("My password"), category="Profile"
    )
    appbuilder.add_view(UnitView, "Units", icon="split", label=N_("Units"), category="System")
    appbuilder.add_view(
        AccountView, "Accounts", icon="people", label=N_("Accounts"), category="System"
    )
    appbuilder.add_view(RoleView, "Roles", icon="check", label=N_("Roles"), category="System")
