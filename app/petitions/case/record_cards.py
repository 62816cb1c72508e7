"""The records beside the line in words, grouped by their kind."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from app.accounts.models import Unit
from app.accounts.units.names import name_on
from app.core import clock
from app.core.i18n import N_
from app.dictionaries import queries as dictionary
from app.petitions.case import side_records
from app.petitions.case.presenters import filled
from app.petitions.case.side_records import Record
from app.petitions.day_words import long_day
from app.petitions.forms.oversight import RUNGS
from app.petitions.models import Petition

STATUS = {
    "asked": N_("Waits for an answer"),
    "instructed": N_("Instructed"),
    "returned": N_("Sent back"),
    "withdrawn": N_("Withdrawn"),
    "written": N_("To be passed on"),
    "passed_on": N_("Passed on"),
    "answered": N_("Answered"),
    "issued": N_("Issued"),
    "signed": N_("Signed for"),
    "closed": N_("Closed"),
    "proposed": N_("Proposed"),
    "redacted": N_("Redacted"),
    "approved": N_("Approved"),
    "published": N_("Published"),
    "granted": N_("Stepped aside"),
    "open": N_("Not decided yet"),
    "agreed": N_("Agreed"),
    "fulfilled": N_("Fulfilled"),
    "to_do": N_("To be carried out"),
    "done": N_("Carried out"),
    "dropped": N_("Dropped with its opinion"),
    "failed": N_("Failed"),
    "refused": N_("Refused"),
    "delivered": N_("Delivered"),
    "called": N_("Called"),
    "held": N_("Held"),
    "cancelled": N_("Cancelled"),
    "released": N_("No longer waited for"),
    "unmask": N_("On the page"),
    "print": N_("Printed"),
    "export": N_("Taken out"),
}

Card = dict[str, Any]
Facts = list[tuple[str, str | None]]


def record_cards(petition: Petition, kinds: list[str]) -> list[Card]:
    """Return the records beside the line, grouped by their kind."""
    found = side_records.records(petition, kinds)
    units = {party.unit_id: party.unit for party in petition.parties}
    return [
        {
            "title": _(title),
            "cards": [_card(one, units) for one in found if one.kind == kind],
        }
        for kind, title in TITLES.items()
        if any(one.kind == kind for one in found)
    ]


def _card(one: Record, units: dict[int, Unit]) -> Card:
    day = one.day or (clock.office_time(one.at).date() if one.at else None)
    unit = name_on(units[one.unit_id], day) if one.unit_id in units else ""
    status = STATUS.get(one.status or "")
    return {
        "title": " · ".join(part for part in (_who(one, unit), long_day(day)) if part),
        "status": _(status) if status and one.kind != "follow_up" else "",
        "text": one.text or "",
        "facts": filled([*_passed_to(one, unit), *FACTS[one.kind](one)]),
    }


def _passed_to(one: Record, unit: str) -> Facts:
    return [(_("Passed on to"), unit)] if one.kind == "instruction" else []


def _who(one: Record, unit: str) -> str:
    if one.kind == "supervision":
        rung = RUNGS.get(one.person or "")
        return " · ".join(part for part in (_(rung) if rung else "", unit) if part)
    if one.kind in ("objection", "contribution", "execution"):
        return unit
    if one.kind == "follow_up":
        return dictionary.label("follow_up_manner", one.code, on=one.day)
    if one.kind == "incident":
        return dictionary.label("conduct", one.code, on=one.day)
    return one.person or ""


ORIGINS = {
    "self": N_("The officer himself"),
    "unit": N_("His unit"),
    "petitioner": N_("The petitioner"),
}
TITLES = {
    "submission": N_("Submissions to leaders"),
    "instruction": N_("Instructions"),
    "supervision": N_("Supervisions"),
    "public_reply": N_("Public reply"),
    "follow_up": N_("Follow-ups"),
    "incident": N_("Incidents"),
    "hearing": N_("Hearings"),
    "execution": N_("Carrying out of what was supported"),
    "mediation": N_("Mediations"),
    "recusal": N_("Recusals"),
    "objection": N_("Objections to the competence"),
    "contribution": N_("Contributions of assisting units"),
    "access": N_("Personal data shown in full"),
}


def _wanted(one: Record) -> Facts:
    return [(_("Wanted by"), long_day(one.due_on)), (_("Answer"), one.answer)]


def _answered(one: Record) -> Facts:
    return [(_("Answer wanted by"), long_day(one.due_on)), (_("Answer"), one.answer)]


def _pressed(one: Record) -> Facts:
    return [
        (_("Ground"), dictionary.label("supervise_reason", one.code, on=one.day)),
        *_answered(one),
        (_("Result"), dictionary.label("supervise_result", one.result, on=one.day)),
    ]


def _rated(one: Record) -> Facts:
    return [
        (_("Satisfied with the unit"), dictionary.label("satisfaction", one.status, on=one.day)),
        (
            _("Satisfied with the petition office"),
            dictionary.label("satisfaction", one.result, on=one.day),
        ),
        (_("Improved since the first rating"), one.answer),
    ]


def _objected(one: Record) -> Facts:
    return [
        (_("Ground"), dictionary.label("return_reason", one.code, on=one.day)),
        (_("Answer"), one.answer),
        (_("Answered on"), long_day(one.due_on)),
    ]


def _heard(one: Record) -> Facts:
    held = one.status == "held"
    return [
        (_("Chair"), one.code),
        (_("Ends on"), long_day(one.due_on)),
        (_("Outcome of the hearing"), dictionary.label("hearing_outcome", one.result, on=one.day)),
        (_("Minutes") if held else _("Participants"), one.answer),
    ]


def _carried_out(one: Record) -> Facts:
    done = one.status == "done"
    return [
        (_("To be carried out by"), long_day(one.due_on)),
        (_("Carried out on"), one.result),
        (_("Proof of the carrying out") if done else _("Progress"), one.answer),
    ]


def _mediated(one: Record) -> Facts:
    return [
        (_("The two sides"), one.code),
        (_("To be performed by"), long_day(one.due_on)),
        (_("How it ended"), one.answer),
    ]


def _stepped(one: Record) -> Facts:
    asked = ORIGINS.get(one.code or "")
    return [
        (_("Asked for by"), _(asked) if asked else ""),
        (_("Decided by"), one.result),
        (_("Note"), one.answer),
    ]


def _contributed(one: Record) -> Facts:
    return [
        (_("Contribution wanted by"), long_day(one.due_on)),
        (_("Delivered on"), one.result),
        (_("Contribution"), one.answer),
    ]


def _happened(one: Record) -> Facts:
    return [(_("Place"), one.person), (_("Dealt with by"), one.answer)]


FACTS: dict[str, Callable[[Record], Facts]] = {
    "submission": _wanted,
    "instruction": _answered,
    "supervision": _pressed,
    "public_reply": lambda one: [(_("Reason"), one.answer)],
    "follow_up": _rated,
    "incident": _happened,
    "hearing": _heard,
    "execution": _carried_out,
    "mediation": _mediated,
    "recusal": _stepped,
    "objection": _objected,
    "contribution": _contributed,
    "access": lambda one: [(_("At"), f"{clock.office_time(one.at):%H:%M}" if one.at else "")],
}
