"""What this room hangs on the menu."""

from flask import Blueprint, current_app
from flask_appbuilder import AppBuilder

from app.accounts.journal_page.views import JournalView
from app.accounts.own import lists
from app.accounts.own.factor_views import LoginSecurityView, OwnFactorView
from app.accounts.own.views import (
    OwnDataView,
    OwnPasswordView,
    OwnPreferenceView,
    OwnSessionView,
)
from app.accounts.people import waiting
from app.accounts.people.import_views import AccountImportView
from app.accounts.people.views import AccountView
from app.accounts.roles_desk.change_views import RoleChangeView
from app.accounts.roles_desk.views import RoleView
from app.accounts.units.import_views import UnitImportView
from app.accounts.units.reshape_views import UnitShapeView
from app.accounts.units.views import PersonPickerView, UnitPickerView, UnitView
from app.core.i18n import N_

OWN = (
    (OwnDataView, N_("My data"), "person"),
    (OwnPasswordView, N_("My password"), "lock"),
    (OwnFactorView, N_("Second factor"), "ok"),
    (OwnSessionView, N_("My logins"), "globe"),
    (OwnPreferenceView, N_("Language, large text, lists"), "text"),
)


#: Pages to which other pages lead.
BESIDE = (
    UnitPickerView,
    PersonPickerView,
    AccountImportView,
    UnitShapeView,
    UnitImportView,
    RoleChangeView,
)
SYSTEM = (
    (UnitView, N_("Units"), "split"),
    (AccountView, N_("Accounts"), "people"),
    (RoleView, N_("Roles"), "check"),
    (LoginSecurityView, N_("Login security"), "lock"),
)

room = Blueprint(
    "accounts",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static/accounts",
)


def register(appbuilder: AppBuilder) -> None:
    """Hang the pages on the menu."""
    current_app.register_blueprint(room)
    current_app.extensions["shell_default_filter"] = lists.offered
    current_app.extensions.setdefault("home_notes", []).append(waiting.home_note)
    for view in BESIDE:
        appbuilder.add_view_no_menu(view)
    for view, label, icon in OWN:
        appbuilder.add_view(view, label, icon=icon, label=label, category="Profile")
    for view, label, icon in SYSTEM:
        appbuilder.add_view(view, label, icon=icon, label=label, category="System")
    appbuilder.add_view(
        JournalView,
        "Journal",
        icon="file",
        label=N_("Journal of administration"),
        category="System",
    )
