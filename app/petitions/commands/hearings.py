"""Hearings (听证): called with notice, then held with minutes, put off, or cancelled."""

from datetime import date, timedelta
from typing import Any

from app.accounts.models import Officer
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.case.waiting import called_hearing
from app.petitions.clocks.running import relight
from app.petitions.commands.acts import move
from app.petitions.commands.legs import reckon_again
from app.petitions.commands.lookups import officer_by_id
from app.petitions.engine import Act, MoveRefused
from app.petitions.limits.words import HEARING
from app.petitions.models import Clock, ClockPause, Event, Hearing

LEVELS = {"under_review": "review", "under_re_examination": "re_examination"}


def _chaired(given: dict[str, Any]) -> None:
    given["chair"] = officer_by_id(given["chair_id"], field="chair_id")


@move("call_hearing", prepare=_chaired)
def call_hearing(
    act: Act,
    *,
    begins_on: date,
    place: str,
    chair_id: int,
    recorder: str,
    participants: str,
    reason: str,
    members: str | None = None,
    open_to_public: bool = False,
) -> Event:
    """Call a hearing on what is grave, complex or doubtful, with notice (arts. 31 (6), 36(2))."""
    chair: Officer = act.given["chair"]
    if called_hearing(act.petition) is not None:
        raise MoveRefused(N_("A hearing has been called already."))
    db.session.add(
        Hearing(
            petition=act.petition,
            level=LEVELS.get(act.petition.state, "handling"),
            status="called",
            called_on=act.occurred_on,
            called_by_unit_id=act.by.unit_id,
            reason=reason,
            begins_on=begins_on,
            place=place,
            chair=chair,
            members=members,
            recorder=recorder,
            participants=participants,
            open_to_public=open_to_public,
        )
    )
    day = begins_on.isoformat()
    return act.done(
        facts={"begins_on": day, "place": place, "chair": chair.full_name, "reason": reason}
    )


@move("put_off_hearing")
def put_off_hearing(act: Act, *, begins_on: date, reason: str) -> Event:
    """Put the called hearing off to a later day, with notice once more."""
    record = _called(act)
    if begins_on <= record.begins_on:
        raise Invalid(N_("Give a day after %(day)s."), field="begins_on", day=record.begins_on)
    before, record.begins_on = record.begins_on, begins_on
    facts = {"due_on": before.isoformat(), "begins_on": begins_on.isoformat(), "reason": reason}
    return act.done(facts=facts)


@move("cancel_hearing")
def cancel_hearing(act: Act, *, reason: str) -> Event:
    """Cancel the called hearing; the matter goes on without it."""
    record = _called(act)
    record.status, record.reason = "cancelled", reason
    return act.done(facts={"begins_on": record.begins_on.isoformat(), "reason": reason})


@move("hold_hearing")
def hold_hearing(
    act: Act,
    *,
    begins_on: date,
    ends_on: date,
    text: str,
    report: str,
    outcome: str | None = None,
) -> Event:
    """Record the hearing: minutes and report; in re-examination its days do not count."""
    record = _called(act)
    if begins_on != record.begins_on:
        raise Invalid(
            N_("The hearing was called for %(day)s; put it off first."),
            field="begins_on",
            day=record.begins_on,
        )
    if record.level != "handling" and not outcome:
        raise Invalid(N_("Say what the hearing came to."), field="outcome")
    record.status, record.ends_on = "held", ends_on
    record.text, record.report, record.outcome = text, report, outcome
    days = (ends_on - begins_on).days + 1
    for running in act.petition.clocks:
        if running.running and running.limit.pause == HEARING:
            _pause(act, running, begins_on, ends_on, report)
    return act.done(
        facts={
            "begins_on": begins_on.isoformat(),
            "ends_on": ends_on.isoformat(),
            "days": days,
            "text": report,
        }
    )


def _called(act: Act) -> Hearing:
    record = called_hearing(act.petition)
    if record is None:
        raise MoveRefused(N_("No hearing has been called."))
    return record


def _pause(act: Act, running: Clock, begins_on: date, ends_on: date, reason: str) -> None:
    """Take days out of the count; none of them before the limit is counted at all."""
    first = max(begins_on, running.started_on + timedelta(days=1))
    if ends_on < first:
        return
    running.pauses.append(ClockPause(from_on=first, to_on=ends_on, reason=reason))
    reckon_again(act, running)
    relight(act.petition)
