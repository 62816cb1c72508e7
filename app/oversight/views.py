"""What this room hangs on the menu."""

from flask import Blueprint, current_app
from flask_appbuilder import AppBuilder

from app.core.i18n import N_
from app.core.web.shell import register_count
from app.oversight import executions, queries
from app.oversight.execution_views import ExecutionView
from app.oversight.instruction_views import InstructionView
from app.oversight.reply_views import PublicReplyView
from app.oversight.supervision_views import SupervisionView

__all__ = ["ExecutionView", "InstructionView", "PublicReplyView", "SupervisionView", "register"]


def register(appbuilder: AppBuilder) -> None:
    """Hang the pages on the menu."""
    current_app.register_blueprint(Blueprint("oversight", __name__, template_folder="templates"))
    entries = (
        (InstructionView, "Instructions", N_("Leaders' instructions")),
        (SupervisionView, "Supervisions", N_("Supervisions")),
        (ExecutionView, "Carrying out", N_("Carrying out")),
        (PublicReplyView, "Public replies", N_("Public replies")),
    )
    for view, name, label in entries:
        appbuilder.add_view(view, name, label=label, category="Handling")
    register_count("Instructions", queries.instructions_waiting)
    register_count("Supervisions", queries.supervisions_waiting)
    register_count("Carrying out", executions.waiting)
    register_count("Public replies", queries.replies_waiting)
