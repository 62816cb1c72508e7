"""The records beside the line in words, grouped by their kind."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from app.accounts.models import Officer, Unit
from app.accounts.units.names import name_on
from app.core import clock
from app.core.i18n import N_
from app.dictionaries import queries as dictionary
from app.petitions.attachments.queries import files_of_answers
from app.petitions.case import side_records
from app.petitions.case.calls import calls_told
from app.petitions.case.presenters import filled
from app.petitions.case.record_words import OWN_WORDS, STATUS, WAIVED
from app.petitions.case.side_records import Record
from app.petitions.letters.kinds import kind_of
from app.petitions.models import Petition
from app.petitions.models.order import RUNGS
from app.petitions.queries.earlier import UNSATISFIED
from app.petitions.words.days import long_day

Card = dict[str, Any]
Facts = list[tuple[str, str | None]]


def record_cards(petition: Petition, kinds: list[str], officer: Officer) -> list[Card]:
    """Return the records beside the line, grouped by their kind."""
    found = side_records.records(petition, kinds)
    units = {party.unit_id: party.unit for party in petition.parties}
    files = files_of_answers(petition) if "supervision" in kinds else {}
    return [
        {
            "title": _(title),
            "cards": [
                {
                    **_card(one, units, found),
                    "links": [*_links(petition, one, officer), *files.get((kind, one.id), [])],
                }
                for one in found
                if one.kind == kind
            ],
        }
        for kind, title in TITLES.items()
        if any(one.kind == kind for one in found)
    ]


def _card(one: Record, units: dict[int, Unit], others: list[Record]) -> Card:
    day = one.day or (clock.office_time(one.at).date() if one.at else None)
    unit = name_on(units[one.unit_id], day) if one.unit_id in units else ""
    words = STATUS | OWN_WORDS.get(one.kind, {})
    status = words.get(one.status or "")
    return {
        "title": " · ".join(part for part in (_who(one, unit), long_day(day)) if part),
        "status": _(status) if status and one.kind not in ("follow_up", "waiver") else "",
        "text": one.text or "",
        "facts": filled([*_passed_to(one, unit), *FACTS[one.kind](one), *_chain(one, others)]),
    }


def _links(petition: Petition, one: Record, officer: Officer) -> list[tuple[str, str]]:
    """Return where more of a record stands, or its paper."""
    if one.kind == "submission":
        return [
            (
                _("Print the form of submission"),
                f"/petitions/{petition.id}/submissions/{one.id}/print",
            )
        ]
    unhappy = one.kind == "follow_up" and UNSATISFIED in (one.status, one.result)
    if unhappy and officer.may("issue_supervision"):
        return [(_("Supervise because of it"), f"/petitions/{petition.id}/issue-supervision#move")]
    if one.kind == "instruction":
        return [(_("What became of it"), f"/instructions/{one.id}")]
    return []


def _chain(one: Record, others: list[Record]) -> Facts:
    """Return from which supervision one was raised, and which one was raised from it."""
    if one.kind != "supervision":
        return []
    same = [other for other in others if other.kind == one.kind]
    before = [_rung(other) for other in same if other.id == one.former_id]
    after = [_rung(other) for other in same if other.former_id == one.id]
    return [(_("Raised from"), "".join(before)), (_("Raised to"), _(", ").join(after))]


def _rung(one: Record) -> str:
    label = RUNGS[str(one.person)]
    return " · ".join((_(label), long_day(one.day)))


def _passed_to(one: Record, unit: str) -> Facts:
    return [(_("Passed on to"), unit)] if one.kind == "instruction" else []


def _who(one: Record, unit: str) -> str:
    if one.kind == "supervision":
        rung = RUNGS.get(one.person or "")
        label = _(rung) if rung else ""
        return " · ".join(part for part in (one.number, label, unit) if part)
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
    "charge": N_("Charges of leaders"),
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
    "waiver": N_("Acts without their letter"),
    "access": N_("Personal data shown in full"),
}


def _wanted(one: Record) -> Facts:
    return [(_("Wanted by"), long_day(one.due_on)), (_("Answer"), one.answer)]


def _answered(one: Record) -> Facts:
    return [(_("Answer wanted by"), long_day(one.due_on)), (_("Answer"), one.answer)]


def _instructed(one: Record) -> Facts:
    result = dictionary.label("instruction_result", one.result, on=one.day)
    return [*_answered(one), (_("Result"), result)]


def _pressed(one: Record) -> Facts:
    return [
        (_("Ground"), dictionary.label("supervise_reason", one.code, on=one.day)),
        (_("Signed for on"), long_day(one.signed_on)),
        *_answered(one),
        (_("Why an answer was returned"), one.reason),
        (_("Result"), dictionary.label("supervise_result", one.result, on=one.day)),
        (_("Opinion on the closing"), one.note),
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


def _waived(one: Record) -> Facts:
    decision = WAIVED[one.status or "asked"]
    return [
        (_("Official letter"), kind_of(one.code).name if one.code else ""),
        (_("Decision"), _(decision)),
        (_("Note"), one.answer),
        (_("Used on"), long_day(one.due_on)),
    ]


def _happened(one: Record) -> Facts:
    calls = calls_told(one.result, one.reason)
    return [(_("Place"), one.person), (_("Dealt with by"), one.answer), *calls]


FACTS: dict[str, Callable[[Record], Facts]] = {
    "submission": _wanted,
    "instruction": _instructed,
    "charge": lambda one: [
        (_("To be done by"), long_day(one.due_on)),
        (_("What came of it"), one.answer),
    ],
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
    "waiver": _waived,
    "access": lambda one: [(_("At"), f"{clock.office_time(one.at):%H:%M}" if one.at else "")],
}
