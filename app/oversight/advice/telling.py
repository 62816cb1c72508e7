"""What the pages show of a proposal: lines of the list, facts, its history."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from app.accounts.models import Officer
from app.accounts.units.names import name_on
from app.core import clock
from app.petitions.clocks.deadlines import lamp_for
from app.petitions.lists.lamps import lamp_of
from app.petitions.models import Advice
from app.petitions.models.advice import KINDS, OUTCOMES, STATUSES
from app.petitions.rules import lamp_figures


def lamp(advice: Advice) -> dict[str, str] | None:
    """Return the lamp of the feedback that is owed."""
    if advice.status != "delivered" or advice.due_on is None:
        return None
    today, figures = clock.today(), lamp_figures()
    return lamp_of(lamp_for(advice.due_on, advice.delivered_on, today, "D12", figures=figures))


def row(advice: Advice) -> dict[str, Any]:
    """Return a proposal as a line of the list."""
    return {
        "href": url_for("AdviceView.show", pk=advice.id),
        "number": advice.number or "—",
        "kind": _(KINDS[advice.kind]),
        "subject": advice.subject,
        "unit": name_on(advice.unit, advice.closed_on, short=True),
        "office": name_on(advice.office, advice.closed_on, short=True),
        "status": _(OUTCOMES[advice.outcome]) if advice.outcome else _(STATUSES[advice.status]),
        "lamp": lamp(advice),
    }


def facts(advice: Advice) -> list[tuple[str, str]]:
    """Return what stands beside the words of a proposal."""
    found = [
        (_("Kind"), _(KINDS[advice.kind])),
        (_("To which unit"), name_on(advice.unit, advice.closed_on)),
        (_("Proposing unit"), name_on(advice.office, advice.closed_on)),
        (_("Delivered on"), _day(advice.delivered_on)),
        (_("Feedback wanted by"), _day(advice.due_on)),
        (_("Feedback"), _(OUTCOMES[advice.outcome]) if advice.outcome else ""),
    ]
    return [(label, words) for label, words in found if words]


def history(advice: Advice) -> Iterator[tuple[str, str]]:
    """Yield what was done with it, by whom and when."""
    steps = (
        (_("Drafted"), advice.drafted_on, advice.drafted_by),
        (_("Signed and delivered"), advice.delivered_on, advice.signed_by),
        (_("Feedback given"), advice.answered_on, advice.answered_by),
        (_("Proposal closed"), advice.closed_on, advice.closed_by),
    )
    for label, day, person in steps:
        if day and person:
            yield label, f"{day.isoformat()} {person.full_name}"


def turns(advice: Advice, officer: Officer) -> set[str]:
    """Return what the officer can do with it now."""
    ours, theirs = advice.office_unit_id == officer.unit_id, advice.unit_id == officer.unit_id
    possible = {
        "change": ours and advice.status == "drafted" and officer.may("draft", "Advice"),
        "sign": ours and advice.status == "asked" and officer.may("sign", "Advice"),
        "answer": theirs and advice.status == "delivered" and officer.may("answer", "Advice"),
        "close": ours and advice.status == "answered" and officer.may("close", "Advice"),
    }
    return {name for name, possible_now in possible.items() if possible_now}


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
