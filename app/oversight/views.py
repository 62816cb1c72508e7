"""What this room hangs on the menu."""

from typing import Any

from flask import Blueprint, current_app
from flask_appbuilder import AppBuilder

from app.accounts.units.succession import on_succession
from app.core.i18n import N_
from app.core.web.shell import register_count, register_guests
from app.oversight import executions, instruction_queries, queries
from app.oversight.advice import reading
from app.oversight.advice.estate import ADVICE
from app.oversight.advice.views import AdviceView
from app.oversight.execution_views import ExecutionView
from app.oversight.instruction_views import InstructionView
from app.oversight.reception_views import ChargeView, ReceptionView
from app.oversight.reply_views import PublicReplyView
from app.oversight.submission_views import SubmissionView
from app.oversight.supervision_views import SupervisionView
from app.oversight.urgent_queries import told_of, urgent_waiting
from app.oversight.urgent_views import UrgentView
from app.oversight.waiver_views import WaiverView

__all__ = [
    "AdviceView",
    "ChargeView",
    "ExecutionView",
    "InstructionView",
    "PublicReplyView",
    "ReceptionView",
    "SubmissionView",
    "SupervisionView",
    "UrgentView",
    "WaiverView",
    "register",
]


def register(appbuilder: AppBuilder) -> None:
    """Hang the pages on the menu."""
    current_app.register_blueprint(Blueprint("oversight", __name__, template_folder="templates"))
    entries = (
        (InstructionView, "Instructions", N_("Leaders' instructions")),
        (UrgentView, "Urgent matters", N_("Urgent matters")),
        (ReceptionView, "Receptions", N_("Receptions of leaders")),
        (ChargeView, "Charges", N_("Charges of leaders")),
        (SupervisionView, "Supervisions", N_("Supervisions")),
        (AdviceView, "Advice", N_("Proposals (art. 40)")),
        (ExecutionView, "Carrying out", N_("Carrying out")),
        (PublicReplyView, "Public replies", N_("Public replies")),
        (WaiverView, "Waivers", N_("Acts without their letter")),
    )
    for view, name, label in entries:
        appbuilder.add_view(view, name, label=label, category="Handling")
    appbuilder.add_view_no_menu(SubmissionView)
    on_succession(ADVICE)
    register_count("Advice", _advice)
    register_count("Instructions", instruction_queries.instructions_waiting)
    register_count("Urgent matters", urgent_waiting)
    register_guests("Urgent matters", told_of)
    register_count("Supervisions", queries.supervisions_waiting)
    register_count("Carrying out", executions.waiting)
    register_count("Public replies", queries.replies_waiting)


def _advice(officer: Any) -> Any:
    """Return what the menu counts, for who reads proposals."""
    return reading.waiting(officer) if officer.may("read", "Advice") else None
