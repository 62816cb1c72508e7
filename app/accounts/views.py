"""What this room hangs on the menu."""

from flask import Blueprint, current_app
from flask_appbuilder import AppBuilder

from app.accounts.account_views import AccountView, OwnAccountView
from app.accounts.import_views import AccountImportView
from app.accounts.journal_page.views import JournalView
from app.accounts.reshape_views import UnitShapeView
from app.accounts.roles_desk.change_views import RoleChangeView
from app.accounts.roles_desk.views import RoleView
from app.accounts.unit_import_views import UnitImportView
from app.accounts.unit_views import UnitPickerView, UnitView
from app.core.i18n import N_


def register(appbuilder: AppBuilder) -> None:
    """Hang the pages on the menu."""
    current_app.register_blueprint(
        Blueprint(
            "accounts",
            __name__,
            template_folder="templates",
            static_folder="static",
            static_url_path="/static/accounts",
        )
    )
    appbuilder.add_view_no_menu(UnitPickerView)
    appbuilder.add_view_no_menu(AccountImportView)
    appbuilder.add_view_no_menu(UnitShapeView)
    appbuilder.add_view_no_menu(UnitImportView)
    appbuilder.add_view(
        OwnAccountView, "My password", icon="lock", label=N_("My password"), category="Profile"
    )
    appbuilder.add_view(UnitView, "Units", icon="split", label=N_("Units"), category="System")
    appbuilder.add_view(
        AccountView, "Accounts", icon="people", label=N_("Accounts"), category="System"
    )
    appbuilder.add_view(RoleView, "Roles", icon="check", label=N_("Roles"), category="System")
    appbuilder.add_view_no_menu(RoleChangeView)
    appbuilder.add_view(
        JournalView,
        "Journal",
        icon="file",
        label=N_("Journal of administration"),
        category="System",
    )
