"""What this room hangs on the menu."""

from flask import Blueprint, current_app
from flask_appbuilder import AppBuilder

from app.core.i18n import N_
from app.leaving.leaving_views import LeavingView
from app.leaving.seat_views import SeatView

__all__ = ["LeavingView", "SeatView", "register"]


def register(appbuilder: AppBuilder) -> None:
    """Hang the pages on the menu."""
    current_app.register_blueprint(Blueprint("leaving", __name__, template_folder="templates"))
    appbuilder.add_view(
        SeatView, "Deputy and handover", label=N_("Deputy and handover"), category="Profile"
    )
    appbuilder.add_view(
        LeavingView, "Leaving and deputies", label=N_("Leaving and deputies"), category="System"
    )
