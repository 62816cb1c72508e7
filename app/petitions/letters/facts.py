"""What the file says of the things that a letter names: the facts of the letter check (文书体检).

A letter is checked with the act that it belongs to, and that act is often only asked for: what
was given with it counts as if it had been made.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts.models import Unit
from app.core import clock
from app.core.privacy import mask_name
from app.core.workdays import WorkCalendar
from app.extensions import db
from app.petitions.clocks.running import handling_clock, last_clock, reckoned
from app.petitions.letter_checking.paper import Duty, FileFacts, Longer, Reporter
from app.petitions.letter_checking.tables import kind_of, words
from app.petitions.letters.sources.legs import leg_told
from app.petitions.models import Letter, Petition, ReviewCase
from app.petitions.queries.earlier import reviewing_unit, sent_back
from app.petitions.queries.files import open_review
from app.petitions.queries.superiors import PROVINCE, re_examiner_of, reviewer_of
from app.petitions.remedies import has_remedy

ACCEPTANCE, HANDLING, REVIEW, RE_EXAMINATION = "W04", "W14", "W15", "W16"
LEVELS = {REVIEW: "review", RE_EXAMINATION: "re_examination"}
EXTENSIONS = ("W11", "W12")
SUPERVISION = "W13"
NATURAL = "1"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Which letter of which file is checked: who makes it, and what was given with its act.

    ``made`` says that the act was made already: what it changed stands in the file.
    """

    petition: Petition
    kind: str
    unit: Unit
    calendar: WorkCalendar
    given: dict[str, Any] = field(default_factory=dict)
    made: bool = False


def facts_of(asked: Asked) -> FileFacts:
    """Return what the file says of the things that the letter names."""
    petition = asked.petition
    authority, remedy = _remedy(asked)
    case = open_review(petition) if asked.kind in (REVIEW, RE_EXAMINATION) else None
    redo = sent_back(petition, LEVELS.get(asked.kind, ""), asked.given.get("outcome"))
    return FileFacts(
        today=clock.today(),
        values=_values(asked),
        days=_days(asked, case),
        requests=[one.position for one in petition.requests],
        requested=[one.text for one in petition.requests],
        remedy=remedy and not redo,
        redo=redo,
        authority=_names(authority),
        duties=_duties(asked),
        reason_code=str(asked.given.get("reason_code") or petition.reason_code or ""),
        extension=_extension(asked) if asked.kind in EXTENSIONS else None,
        loaded_until=asked.calendar.last_year,
        is_accusation=petition.is_accusation,
        reporters=_reporters(petition),
        **_sealed(petition),
    )


def _names(unit: Unit | None) -> tuple[str, ...]:
    return tuple(one for one in (unit.name, unit.short_name) if one) if unit else ()


# --- names, numbers, days -------------------------------------------------------------------------


def _values(asked: Asked) -> dict[str, Collection[str]]:
    petition = asked.petition
    leg = leg_told(petition, asked.kind, asked.unit)
    to = db.session.get(Unit, asked.given["unit_id"]) if asked.given.get("unit_id") else None
    sent_from = db.session.get(Unit, leg.from_unit_id) if leg else None
    found = {
        "petitioner": _people(petition),
        "petition_number": (petition.number,),
        "to_unit": _names(to or (leg.to_unit if leg else None)),
        "from_unit": _names(sent_from),
        "supervised_unit": _names(to) if asked.kind == SUPERVISION else (),
        "respondent": _names(_respondent(asked)),
        "opinion_number": _contested(asked),
    }
    return {name: right for name, right in found.items() if right}


def _people(petition: Petition) -> tuple[str, ...]:
    """Return the names; of a reporter also what stands for them before a unit (art. 30(3))."""
    names = [one.shown_name for one in petition.people if one.shown_name]
    masked = [
        mask_name(one.shown_name, organisation=one.kind != NATURAL) for one in petition.people
    ]
    if petition.is_accusation and names:
        return (*names, *masked, words().withheld)
    return tuple(names)


def _contested(asked: Asked) -> tuple[str, ...]:
    """Return the number of the opinion that a review or a re-examination decides about."""
    kind = {REVIEW: HANDLING, RE_EXAMINATION: REVIEW}.get(asked.kind)
    number = kind and db.session.scalar(
        sa.select(Letter.number)
        .where(
            Letter.petition_id == asked.petition.id,
            Letter.kind == kind,
            Letter.status == "signed",
        )
        .order_by(Letter.id.desc())
        .limit(1)
    )
    return (number,) if number else ()


def _respondent(asked: Asked) -> Unit | None:
    if asked.kind == REVIEW:
        return asked.petition.unit
    return reviewing_unit(asked.petition) if asked.kind == RE_EXAMINATION else None


def _days(asked: Asked, case: ReviewCase | None) -> dict[str, date]:
    petition = asked.petition
    handling = handling_clock(petition)
    accepted_on = petition.accepted_on
    if accepted_on is None and asked.kind == ACCEPTANCE:
        # Accepted it is on the day of the letter, unless an earlier one was given.
        accepted_on = asked.given.get("occurred_on") or clock.today()
    found = {
        "received_on": petition.received_on,
        "accepted_on": accepted_on,
        "handling_due_on": handling.due_on if handling else None,
        "report_due_on": asked.given.get("report_due_on"),
        "applied_on": case.applied_on if case else None,
    }
    return {name: day for name, day in found.items() if day}


# --- limits ---------------------------------------------------------------------------------------


def _duties(asked: Asked) -> tuple[Duty, ...]:
    clocks = (last_clock(asked.petition, code) for code in sorted(kind_of(asked.kind).duties))
    return tuple(
        Duty(
            code=one.code,
            due_on=one.due_on,
            instrument=one.limit.instrument,
            article=one.limit.article,
        )
        for one in clocks
        if one is not None
    )


def _extension(asked: Asked) -> Longer | None:
    """Return the ends before and after an extension that is asked for, or that was granted."""
    running = handling_clock(asked.petition)
    if running is None or running.code != "D06":
        return None
    days = int(asked.given.get("days") or 0)
    granted = (days or running.extended_days) if asked.made or not days else 0

    def end_of(days: int) -> date:
        return reckoned(running, asked.calendar, longer=days - granted).due_on

    return Longer(
        most=running.limit.extend_by - running.extended_days + granted,
        old_end=end_of(0),
        end_of=end_of,
    )


# --- the remedy, and what is sealed ---------------------------------------------------------------


def _remedy(asked: Asked) -> tuple[Unit | None, bool]:
    """Return who decides about the remedy, and whether there is one (arts. 31, 35, 36)."""
    petition = asked.petition
    if asked.kind not in (HANDLING, REVIEW):
        return None, False
    handled = petition.unit or asked.unit
    decided = handled if asked.kind == HANDLING else asked.unit
    above = reviewer_of(handled) if asked.kind == HANDLING else re_examiner_of(handled, asked.unit)
    # Above a province nobody looks again; below it somebody forgot to enter who does.
    last = above is None and decided.level <= PROVINCE
    return above, has_remedy(petition) and not last


def _reporters(petition: Petition) -> tuple[Reporter, ...]:
    if not petition.is_accusation:
        return ()
    return tuple(
        Reporter(
            name=one.shown_name,
            phone=one.phone or "",
            id_number=one.id_number or "",
            address=one.address or "",
            employer=one.employer or "",
        )
        for one in petition.people
    )


def _sealed(petition: Petition) -> dict[str, Any]:
    """Return whom an accusation names, and what it says."""
    sealed = petition.accusation if petition.is_accusation else None
    if sealed is None:
        return {}
    accused = (sealed.accused_name,) if sealed.accused_name else ()
    return {"accused": accused, "accusation": "\n".join((sealed.content, sealed.requests or ""))}
