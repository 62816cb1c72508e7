"""Contributions of assisting units: asked for by the lead, delivered, or no longer needed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from app.accounts.models import Unit
from app.core.i18n import N_
from app.extensions import db
from app.petitions.attachments.keeping import Upload
from app.petitions.clocks.running import start_clock, stop_clocks
from app.petitions.commands.acts import move
from app.petitions.commands.attaching import fastened
from app.petitions.commands.lookups import unit_by_id
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Contribution, Event, Petition
from app.petitions.parties import open_party
from app.petitions.queries.contributions import CODE, owed_by

#: How the limit ended where nobody waits for the contribution any more.
RELEASED = "released"


def ask_of(act: Act, unit: Unit, *, wanted_on: date, asked: str) -> Contribution:
    """Let a unit assist and owe its contribution by a day."""
    open_party(act.petition, unit, "assisting")
    record = Contribution(
        petition=act.petition,
        unit_id=unit.id,
        asked_by_unit_id=act.by.unit_id,
        asked_by_id=act.by.id,
        asked_on=act.occurred_on,
        wanted_on=wanted_on,
        asked=asked,
    )
    db.session.add(record)
    db.session.flush()
    start_clock(act, CODE, on=act.occurred_on, owner=unit, given=wanted_on, record_id=record.id)
    return record


def ask_assisting(act: Act, *, wanted_on: date | None, asked: str) -> None:
    """Ask every assisting unit of a transfer; of an accusation nobody is asked this way."""
    if wanted_on is None or act.petition.is_accusation:
        return
    for unit in act.given["receivers"][1:]:
        ask_of(act, unit, wanted_on=wanted_on, asked=asked)


def release(petition: Petition, on: date) -> None:
    """End what assisting units owe: the file goes where it is of no use any more."""
    stop_clocks(petition, (CODE,), on=on, outcome=RELEASED)


def _assisting(given: dict[str, Any]) -> None:
    given["receivers"] = [unit_by_id(given["unit_id"])]


@move("ask_contribution", prepare=_assisting)
def ask_contribution(act: Act, *, unit_id: int, wanted_on: date, text: str) -> Event:
    """Ask another unit to contribute by a day; the lead stays the only one that answers (协办)."""
    (unit,) = act.given["receivers"]
    event = act.done(facts={"unit": unit.name, "due_on": wanted_on.isoformat(), "text": text})
    ask_of(act, unit, wanted_on=wanted_on, asked=text)
    return event


@move("contribute")
def contribute(act: Act, *, text: str, uploads: Sequence[Upload] = ()) -> Event:
    """Deliver what the lead asked for, with papers if there are any (协办意见)."""
    owed = owed_by(act.petition, act.by.unit_id)
    record = db.session.get(Contribution, owed.record_id) if owed else None
    if owed is None or record is None:
        raise MoveRefused(N_("Your unit owes no contribution."))
    record.text, record.delivered_on = text, act.occurred_on
    record.delivered_by_id = act.by.id
    stop_clocks(act.petition, (CODE,), on=act.occurred_on, record_id=record.id)
    with fastened(uploads, by=act.by, petition_id=act.petition.id):
        event = act.done(facts={"unit": act.unit.name, "text": text, "count": len(uploads)})
        db.session.flush()
    return event
