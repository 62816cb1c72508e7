"""The roof: which rooms there are, in the order in which the menu shows them."""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from app.core.i18n import N_

if TYPE_CHECKING:
    from flask_appbuilder import AppBuilder

ROOMS = (
    "app.dashboard",
    "app.registration",
    "app.triage",
    "app.oversight",
    "app.handling",
    "app.review",
    "app.archive",
    "app.reports",
    "app.petitions",
    "app.leaving",
    "app.jobs",
    "app.reminders",
    "app.notices",
    "app.messages",
    "app.accounts",
    "app.dictionaries",
    "app.settings",
    "app.journal",
    "app.setup",
)

#: Groups of the menu: name, label, icon. A group without a page that opens is not shown.
GROUPS = (
    ("Home", N_("Home"), "home"),
    ("Registration", N_("Registration"), "pen"),
    ("Handling", N_("Handling"), "inbox"),
    ("Reports", N_("Reports"), "chart"),
    ("Tasks", N_("Tasks"), "tasks"),
    ("Profile", N_("Profile"), "person"),
    ("Public information", N_("Public information"), "news"),
    ("System", N_("System"), "gear"),
)

#: The customer's order within a group; rooms hang their pages side by side.
ORDER = {
    "Handling": (
        "Instructions",
        "Urgent matters",
        "Triage pool",
        "Accusations",
        "My work",
        "Archive",
        "Supervisions",
        "Register of letters",
        "Receptions",
        "Charges",
        "Advice",
        "Carrying out",
        "Reviews",
        "Public replies",
        "Waivers",
    ),
    "Reports": ("Reports", "Analysis charts", "Indicators", "Forecast", "Closed months"),
    "Profile": (
        "My data",
        "My password",
        "Second factor",
        "My logins",
        "Language, large text, lists",
        "What I did",
    ),
    "Public information": (
        "Announcements",
        "Knowledge base",
        "Laws and policies",
        "Messages",
        "Manage information",
    ),
    "System": (
        "First day",
        "Units",
        "Accounts",
        "Leaving and deputies",
        "Roles",
        "Dictionaries",
        "Settings",
        "Templates of letters",
        "Forms of reports",
        "Login security",
        "Journal",
        "Background jobs",
    ),
}


def framework(security_manager: type[Any]) -> "AppBuilder":
    """Return the framework with our security and an empty menu in the right order."""
    from flask_appbuilder import AppBuilder
    from flask_appbuilder.menu import Menu

    menu = Menu(reverse=False)
    for name, label, icon in GROUPS:
        menu.add_category(name, icon=icon, label=label)
    # Made here, not at import: an AppBuilder can serve one application only.
    return AppBuilder(
        menu=menu,
        indexview=front_door(),
        security_manager_class=security_manager,
        update_perms=False,
    )


def front_door() -> type[Any]:
    """Return the view that answers ``/``."""
    if find_spec("app.dashboard") and find_spec("app.dashboard.views"):
        return import_module("app.dashboard.views").HomeView
    from flask_appbuilder.views import IndexView

    return IndexView


def introduce() -> None:
    """Tell rooms that stand side by side what they must know of each other."""
    # The words are the installation's; who sits at its top, only the room of people can tell.
    at_the_top = import_module("app.accounts.subtree").at_the_top
    import_module("app.dictionaries.keepers").decided_by(at_the_top)
    # A letter of a petition is checked against the laws that the room of notices keeps.
    laws = import_module("app.notices.law_library")
    import_module("app.petitions.letters.law_library").kept_by(laws.known_laws)
    # Who leaves gives his plans to a successor.
    leaving = import_module("app.leaving.belongings")
    leaving.register_belonging(
        leaving.Belonging(
            name="plans",
            label=N_("Open plans"),
            count=import_module("app.reminders.queries").open_plans,
            move=import_module("app.reminders.commands").move_plans,
        )
    )


def furnish(appbuilder: "AppBuilder") -> None:
    """Let every room map its tables, then hang its views on the application."""
    # Migrations and tests need every table, also those of a room that has no page yet.
    import_module("app.core.numbering")
    for room in ROOMS:
        if find_spec(room) and find_spec(f"{room}.models"):
            import_module(f"{room}.models")
    for room in ROOMS:
        if find_spec(room) and find_spec(f"{room}.views"):
            import_module(f"{room}.views").register(appbuilder)
    introduce()
    for group, order in ORDER.items():
        place = {name: position for position, name in enumerate(order)}
        found = appbuilder.menu.find(group)
        found.childs.sort(key=lambda item, place=place: place.get(item.name, len(place)))
