"""The tabs of a file in words: opinions and how they were served, related files, records."""

from typing import Any

from flask_babel import gettext as _

from app.accounts.models import Officer
from app.accounts.units.names import name_on
from app.core.i18n import N_
from app.dictionaries import queries as dictionary
from app.petitions.case import casefile
from app.petitions.case.presenters import filled, state_text
from app.petitions.letters import LETTERS
from app.petitions.letters.words import NAMES
from app.petitions.lists.listing import case_href, petitioner_of
from app.petitions.models import Opinion, Petition, Service
from app.petitions.words.days import long_day
from app.petitions.words.units import unit_of

LEVELS = {
    "handling": N_("Handling opinion"),
    "review": N_("Review opinion"),
    "re_examination": N_("Re-examination opinion"),
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
    if one.oral and one.served_on:
        manner = dictionary.label("oral_manner", one.oral_manner, on=one.issued_on)
        return _("answered by word on %(day)s", day=long_day(one.served_on)) + f" {manner}"
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
