"""An act without its letter (免文书): asked for with a reason, decided by a second person."""

import sqlalchemy as sa

from app.accounts.deputies import same_hands
from app.core import clock
from app.core.i18n import N_
from app.extensions import db
from app.petitions.commands.acts import move
from app.petitions.engine import Act, MoveRefused
from app.petitions.letters.kinds import kind_of
from app.petitions.models import Event, Waiver


@move("ask_waiver")
def ask_waiver(act: Act, *, kind: str, reason: str) -> Event:
    """Ask that an act may be made without its letter; until it is granted it may not."""
    db.session.add(
        Waiver(
            petition=act.petition,
            kind=kind,
            unit_id=act.unit.id,
            reason=reason,
            asked_by_id=act.by.id,
            on_behalf_of_id=act.by.acting_for.id if act.by.acting_for else None,
            asked_at=clock.now(),
        )
    )
    return act.done(facts={"paper": kind_of(kind).name, "reason": reason})


@move("grant_waiver")
def grant_waiver(act: Act, *, note: str | None = None) -> Event:
    """Agree that the act is made without its letter, once."""
    record = _decide(act, "granted", note)
    return act.done(facts={"paper": kind_of(record.kind).name, "reason": note})


@move("refuse_waiver")
def refuse_waiver(act: Act, *, reason: str) -> Event:
    """Insist on the letter."""
    record = _decide(act, "refused", reason)
    return act.done(facts={"paper": kind_of(record.kind).name, "reason": reason})


def _decide(act: Act, status: str, note: str | None) -> Waiver:
    record = waiting_waiver(act)
    if record is None:
        raise MoveRefused(N_("Nobody asked to do without a letter."))
    if record.unit_id != act.by.unit_id:
        raise MoveRefused(N_("The question is addressed to another unit."))
    if same_hands(act.by, record.asked_by_id, record.on_behalf_of_id):
        raise MoveRefused(N_("Another person must decide, not the one who asked."))
    record.status, record.note = status, note
    record.decided_by_id, record.decided_at = act.by.id, clock.now()
    record.decided_for_id = act.by.acting_for.id if act.by.acting_for else None
    return record


def waiting_waiver(act: Act) -> Waiver | None:
    """Return the waiver of the file that nobody has decided."""
    return db.session.scalar(
        sa.select(Waiver)
        .where(Waiver.petition_id == act.petition.id, Waiver.status == "asked")
        .order_by(Waiver.id)
        .limit(1)
    )
