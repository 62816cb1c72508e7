"""The tabs of a file in words: opinions and how they were served, related files, records."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from app.accounts.models import Officer, Unit
from app.accounts.units.names import name_on
from app.core import clock
from app.core.i18n import N_
from app.dictionaries import queries as dictionary
from app.petitions.case import casefile, side_records
from app.petitions.case.presenters import filled, state_text
from app.petitions.case.side_records import Record
from app.petitions.day_words import long_day
from app.petitions.forms.oversight import RUNGS
from app.petitions.letters import LETTERS
from app.petitions.letters.kinds import kind_of
from app.petitions.letters.words import NAMES
from app.petitions.lists.listing import case_href, petitioner_of
from app.petitions.models import Opinion, Petition, Service
from app.petitions.unit_names import unit_of

LEVELS = {
    "handling": N_("Handling opinion"),
    "review": N_("Review opinion"),
    "re_examination": N_("Re-examination opinion"),
}
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
    "refused": N_("Refused"),
    "unmask": N_("On the page"),
    "print": N_("Printed"),
    "export": N_("Taken out"),
}

WAIVED = {
    "asked": N_("Still to be decided"),
    "granted": N_("Granted"),
    "refused": N_("Refused"),
}

Card = dict[str, Any]
Facts = list[tuple[str, str | None]]


# --- opinions and letters -----------------------------------------------------------------------


def opinions_and_letters(petition: Petition) -> dict[str, Any]:
    """Return the opinions with their answers, and how every letter was served."""
    asked = {request.id: request for request in petition.requests}
    return {
        "opinions": [_opinion(one, asked) for one in casefile.opinions(petition)],
        "services": [_service(one) for one in casefile.services(petition)],
    }


def _opinion(one: Opinion, asked: dict[int, Any]) -> Card:
    answers = [
        {
            "position": asked[answer.request_id].position,
            "request": asked[answer.request_id].text,
            "conclusion": dictionary.label("close_result", answer.conclusion, on=one.issued_on),
            "text": answer.text,
        }
        for answer in one.answers
        if answer.request_id in asked
    ]
    facts = (
        (_("Conclusion"), dictionary.label("close_result", one.conclusion, on=one.issued_on)),
        (_("Facts found"), one.facts),
        (_("Legal basis"), one.basis),
        (_("Signed by"), one.signed_by.full_name if one.signed_by else ""),
    )
    return {
        "title": _(LEVELS[one.level]),
        "version": one.version if one.version > 1 else None,
        # The paper carries the name that the unit had on that day.
        "about": " · ".join(
            (name_on(one.unit, one.issued_on), long_day(one.issued_on), _standing(one))
        ),
        "facts": filled(facts),
        "answers": answers,
    }


def _standing(one: Opinion) -> str:
    if one.withdrawn_on:
        return _("withdrawn on %(day)s", day=long_day(one.withdrawn_on))
    if one.served_on:
        return _("served on %(day)s", day=long_day(one.served_on))
    return _("not served yet")


def _service(one: Service) -> Card:
    letter = LETTERS.get(one.letter)
    name = _(letter) if letter else one.letter
    if one.paper is not None:
        name = " ".join(part for part in (_(NAMES[one.paper.kind]), one.paper.number) if part)
    return {
        "scan": f"/attachments/{one.scan_id}" if one.scan_id else "",
        "cells": [
            name,
            long_day(one.occurred_on),
            dictionary.label("service_manner", one.manner, on=one.occurred_on),
            dictionary.label("receipt", one.receipt, on=one.occurred_on),
            one.receipt_number or "—",
        ],
    }


# --- related files --------------------------------------------------------------------------------


def related_files(officer: Officer, petition: Petition) -> list[Card]:
    """Return the other petitions of the matter, each with what binds it to this one."""
    return [_related(petition, one) for one in casefile.related(officer, petition)]


def _related(petition: Petition, one: Petition) -> Card:
    return {
        "href": case_href(one.id),
        "number": one.number,
        "tie": _tie(petition, one),
        "summary": one.summary or _("(no summary)"),
        "petitioner": petitioner_of(one),
        "state": state_text(one),
        "received": one.received_on.isoformat(),
        "unit": unit_of(one, one.unit, short=True),
    }


def _tie(petition: Petition, one: Petition) -> str:
    if one.id == petition.first_petition_id:
        return _("First petition")
    if one.id == petition.joined_into_id:
        return _("This one was joined to it")
    if one.joined_into_id == petition.id:
        return _("Joined to this one")
    if one.first_petition_id == petition.id:
        return _("Repeat")
    return _("Same matter")


# --- records --------------------------------------------------------------------------------------


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
        "status": _(status) if status and one.kind not in ("follow_up", "waiver") else "",
        "text": one.text or "",
        "facts": filled([*_passed_to(one, unit), *FACTS[one.kind](one)]),
    }


def _passed_to(one: Record, unit: str) -> Facts:
    return [(_("Passed on to"), unit)] if one.kind == "instruction" else []


def _who(one: Record, unit: str) -> str:
    if one.kind == "supervision":
        rung = RUNGS.get(one.person or "")
        return " · ".join(part for part in (_(rung) if rung else "", unit) if part)
    if one.kind == "objection":
        return unit
    if one.kind == "follow_up":
        return dictionary.label("follow_up_manner", one.code, on=one.day)
    if one.kind == "incident":
        return dictionary.label("conduct", one.code, on=one.day)
    return one.person or ""


TITLES = {
    "submission": N_("Submissions to leaders"),
    "instruction": N_("Instructions"),
    "supervision": N_("Supervisions"),
    "public_reply": N_("Public reply"),
    "follow_up": N_("Follow-ups"),
    "incident": N_("Incidents"),
    "hearing": N_("Hearings"),
    "recusal": N_("Recusals"),
    "objection": N_("Objections to the competence"),
    "waiver": N_("Acts without their letter"),
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


def _waived(one: Record) -> Facts:
    decision = WAIVED[one.status or "asked"]
    return [
        (_("Official letter"), kind_of(one.code).name if one.code else ""),
        (_("Decision"), _(decision)),
        (_("Note"), one.answer),
        (_("Used on"), long_day(one.due_on)),
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
    "hearing": lambda one: [(_("Ends on"), long_day(one.due_on))],
    "recusal": lambda _one: [],
    "objection": _objected,
    "waiver": _waived,
    "access": lambda one: [(_("At"), f"{clock.office_time(one.at):%H:%M}" if one.at else "")],
}
