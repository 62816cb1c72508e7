"""Mediation (调解、和解, art. 33): begun with both sides' consent, agreed, fulfilled, failed."""

from collections.abc import Sequence
from datetime import date

from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.attachments.keeping import Upload
from app.petitions.commands.acts import move
from app.petitions.commands.attaching import fastened
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Event, Mediation
from app.petitions.queries.mediations import going_on


@move("open_mediation")
def open_mediation(act: Act, *, mediator: str, sides: str, consent: bool) -> Event:
    """Begin to mediate; the limits run on meanwhile."""
    if going_on(act.petition) is not None:
        raise MoveRefused(N_("A mediation is going on already."))
    db.session.add(
        Mediation(
            petition=act.petition,
            unit_id=act.by.unit_id,
            mediator=mediator,
            sides=sides,
            opened_on=act.occurred_on,
            opened_by_id=act.by.id,
        )
    )
    return act.done(facts={"mediator": mediator})


@move("agree_mediation")
def agree_mediation(
    act: Act,
    *,
    text: str,
    perform_by_on: date,
    agreed_on: date | None = None,
    uploads: Sequence[Upload] = (),
) -> Event:
    """Keep the agreement: its text, by when it is performed, and the signed paper."""
    record = _in(act, "open", N_("No mediation is going on."))
    day = _day(act, agreed_on, "agreed_on", not_before=record.opened_on)
    if perform_by_on < day:
        raise Invalid(N_("It is performed on a later day, or today."), field="perform_by_on")
    record.status, record.agreed_on = "agreed", day
    record.agreement, record.perform_by_on = text, perform_by_on
    with fastened(uploads, by=act.by, petition_id=act.petition.id):
        event = act.done(facts={"due_on": perform_by_on.isoformat(), "text": text})
        db.session.flush()
    return event


@move("fulfil_mediation")
def fulfil_mediation(
    act: Act, *, text: str, fulfilled_on: date | None = None, uploads: Sequence[Upload] = ()
) -> Event:
    """Record that the agreement was fulfilled, and by what that is proved."""
    record = _in(act, "agreed", N_("No agreement waits to be fulfilled."))
    record.status, record.ended = "fulfilled", text
    before = record.agreed_on or record.opened_on
    record.fulfilled_on = _day(act, fulfilled_on, "fulfilled_on", not_before=before)
    with fastened(uploads, by=act.by, petition_id=act.petition.id):
        event = act.done(facts={"text": text})
        db.session.flush()
    return event


@move("fail_mediation")
def fail_mediation(act: Act, *, reason: str) -> Event:
    """End it without an agreement, or with one that was not kept; the handling goes on."""
    record = going_on(act.petition)
    if record is None:
        raise MoveRefused(N_("No mediation is going on."))
    record.status, record.ended = "failed", reason
    return act.done(facts={"reason": reason})


def _in(act: Act, status: str, refusal: str) -> Mediation:
    record = going_on(act.petition)
    if record is None or record.status != status:
        raise MoveRefused(refusal)
    return record


def _day(act: Act, given: date | None, field: str, *, not_before: date) -> date:
    """Return the day on which it happened; no limit hangs on it, so that it may be entered late."""
    day = given or act.occurred_on
    if day > act.today:
        raise Invalid(N_("The date lies in the future."), field=field)
    if day < not_before:
        raise Invalid(
            N_("The date lies before %(day)s, the day of the event that it follows."),
            field=field,
            day=not_before,
        )
    return day
