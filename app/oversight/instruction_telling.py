"""Instructions in words: a row of the list, the facts and the course of one, its lamp, the tabs."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.accounts.units.names import name_on
from app.core import clock
from app.core.i18n import N_
from app.dictionaries import queries as dictionary
from app.oversight import forms
from app.oversight import instruction_queries as queries
from app.petitions.clocks.deadlines import lamp_for
from app.petitions.lists.lamps import lamp_of
from app.petitions.models import Instruction, InstructionStep
from app.petitions.rules import lamp_figures
from app.petitions.words.days import long_day

TABS = {
    "all": N_("All"),
    "mine": N_("My instructions"),
    "to_pass_on": N_("To be passed on"),
    "to_answer": N_("To be answered"),
    "to_judge": N_("To be closed"),
    "unanswered": N_("No feedback yet"),
    "overdue": N_("Answer overdue"),
    "guidance": N_("Guidance for the work"),
}
STEPS = {
    "passed_on": N_("Passed on"),
    "answered": N_("Answered"),
    "returned": N_("Returned for more"),
    "closing": N_("Closed, waits for the second look"),
    "closed": N_("Closing confirmed"),
}


def tabs(officer: Officer, active: str) -> list[dict[str, Any]]:
    """Return the tabs over the list, with what waits in each; a leader has one of his own."""
    counts = queries.instruction_counts(officer)
    return [
        {
            "label": _(label),
            "href": url_for("InstructionView.list", tab=name),
            "count": counts.get(name),
            "active": name == active,
        }
        for name, label in TABS.items()
        if name != "mine" or officer.may("return_submission")
    ]


def lamp(record: Instruction) -> dict[str, str] | None:
    """Return the lamp of the answer that is owed; what is owed no more has none."""
    if record.status != "passed_on":
        return None
    return lamp_of(
        lamp_for(
            record.answer_due_on, record.passed_on, clock.today(), "H03", figures=lamp_figures()
        )
    )


def facts(record: Instruction) -> list[tuple[str, str]]:
    """Return what is known of an instruction, as label and words."""
    result = dictionary.label("instruction_result", record.result, on=record.closed_on)
    found = [
        (_("Leader"), " ".join(filter(None, (record.leader_name, record.leader_title)))),
        (
            _("Level of the leader"),
            dictionary.label("leader_level", record.leader_level, on=record.instructed_on),
        ),
        (_("Instructed on"), long_day(record.instructed_on)),
        (_("Unit"), record.unit.name),
        (_("Passed on to"), record.passed_to.name if record.passed_to else ""),
        (_("Passed on at"), long_day(record.passed_on)),
        (_("Answer wanted by"), long_day(record.answer_due_on)),
        (_("What is proposed"), record.proposal or ""),
        (_("Answered on"), long_day(record.answered_on)),
        (_("Result"), result),
        (_("Closed on"), long_day(record.closed_on)),
    ]
    return [(label, value) for label, value in found if value]


def course(steps: list[InstructionStep]) -> list[dict[str, str]]:
    """Return what became of an instruction, step by step."""
    return [
        {
            "day": long_day(step.occurred_on),
            "what": _(STEPS[step.step]),
            "who": f"{name_on(step.unit, step.occurred_on, short=True)} {step.by.full_name}",
            "text": step.text or "",
        }
        for step in steps
    ]


def parts(records: list[Instruction]) -> list[dict[str, Any]]:
    """Return the parts of the same instruction that other units owe an answer on."""
    return [
        {
            "href": url_for("InstructionView.show", pk=one.id),
            "unit": one.passed_to.called if one.passed_to else one.unit.called,
            "status": _(forms.STATUSES[one.status]),
            "lamp": lamp(one),
        }
        for one in records
    ]


def row(record: Instruction) -> dict[str, Any]:
    """Return an instruction as a row of the list."""
    petition = record.petition
    return {
        "href": url_for("InstructionView.show", pk=record.id),
        "subject": record.subject or (petition.summary if petition else ""),
        "number": petition.number if petition else "",
        "text": record.text,
        "leader": " ".join(part for part in (record.leader_name, record.leader_title) if part),
        "day": record.instructed_on.isoformat(),
        "status": _(forms.STATUSES[record.status]),
        "guidance": record.guidance,
        "for_leader": record.for_leader,
        "holder": (record.passed_to or record.unit).called,
        "lamp": lamp(record),
    }
