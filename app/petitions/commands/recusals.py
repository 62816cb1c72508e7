"""Recusal (回避, art. 28(3)): asked for by an officer, his unit or the petitioner, and decided."""

import sqlalchemy as sa

from app.accounts.deputies import same_hands
from app.accounts.models import Officer
from app.core import clock
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.petitions.commands.acts import move
from app.petitions.commands.approvals import fall_with
from app.petitions.commands.askers import askers
from app.petitions.commands.lookups import handler_by_id, officer_by_id
from app.petitions.engine import Act, MoveRefused
from app.petitions.models import Event, Recusal


@move("recuse")
def recuse(
    act: Act,
    *,
    reason: str,
    officer_id: int | None = None,
    by_petitioner: bool = False,
) -> Event:
    """Declare an interest in the matter, claim a colleague's, or record what the petitioner asks.

    The petitioner may ask it of anybody whose unit takes part; who records it decides nothing.
    """
    officer = _officer(act, officer_id, by_petitioner=by_petitioner)
    _not_twice(act, officer)
    origin = "self" if officer.id in act.by.persons else "unit"
    record = Recusal(
        petition_id=act.petition.id,
        user_id=officer.id,
        reason=reason,
        origin="petitioner" if by_petitioner else origin,
        asked_by_id=act.by.id,
        asked_at=clock.now(),
        status="asked",
    )
    db.session.add(record)
    return act.done(facts={"officer": officer.full_name, "origin": record.origin})


def _officer(act: Act, officer_id: int | None, *, by_petitioner: bool) -> Officer:
    if not by_petitioner:
        return officer_by_id(officer_id, unit=act.by.unit) if officer_id else act.by
    if officer_id is None:
        raise Invalid(N_("Say who shall step aside."), field="officer_id")
    officer = officer_by_id(officer_id)
    if officer.unit_id not in {one.unit_id for one in act.petition.parties if one.until is None}:
        raise Invalid(
            N_("The unit of this person has no part in the petition (art. 28(3))."),
            field="officer_id",
        )
    return officer


def _not_twice(act: Act, officer: Officer) -> None:
    known = db.session.scalar(
        sa.select(Recusal.status).where(
            Recusal.petition_id == act.petition.id,
            Recusal.user_id == officer.id,
            Recusal.status.in_(("asked", "granted")),
        )
    )
    if known:
        words = {
            "asked": N_("It has been asked for this person already and waits for a decision."),
            "granted": N_("This person has stepped aside already."),
        }
        raise Invalid(words[known], field="officer_id")


@move("decide_recusal")
def decide_recusal(
    act: Act,
    *,
    grant: bool,
    recusal_id: int | None = None,
    officer_id: int | None = None,
    note: str | None = None,
) -> Event:
    """Decide on a recusal; who steps aside loses the file at once, no limit stops for it."""
    record = _waiting(act, recusal_id)
    _may_decide(act, record)
    record.status, record.note = "granted" if grant else "refused", note
    record.decided_by_id, record.decided_at = act.by.id, clock.now()
    db.session.flush()
    successor = _step_aside(act, record.user, officer_id) if grant else None
    return act.done(
        facts={
            "officer": record.user.full_name,
            "granted": grant,
            "successor": successor.full_name if successor else None,
            "note": note,
        }
    )


def _waiting(act: Act, recusal_id: int | None) -> Recusal:
    query = sa.select(Recusal).where(
        Recusal.petition_id == act.petition.id, Recusal.status == "asked"
    )
    if recusal_id:
        query = query.where(Recusal.id == recusal_id)
    record = db.session.scalar(query.order_by(Recusal.id))
    if record is None:
        raise MoveRefused(N_("No recusal waits for a decision."))
    return record


def _may_decide(act: Act, record: Recusal) -> None:
    """Refuse the asker and the asked; the head of the unit decides, of a head the one above."""
    if same_hands(act.by, record.user_id, *askers(act, {record.asked_by_id}, "recuse")):
        raise MoveRefused(N_("Another person must decide, not the one who asked."))
    officer = record.user
    above = officer.unit.parent_id if officer.unit else None
    is_head = officer.may("decide_recusal", act.noun)
    if act.by.unit_id != officer.unit_id and not (is_head and act.by.unit_id == above):
        raise MoveRefused(
            N_(
                "The head of “%(unit)s” decides whether its officer steps aside; on the head"
                " himself the unit above (art. 28(3))."
            ),
            unit=officer.unit.name if officer.unit else "—",
        )


def _step_aside(act: Act, officer: Officer, successor_id: int | None) -> Officer | None:
    """Take the file from who steps aside: another handler, and nothing of his waits any more."""
    petition, leg = act.petition, act.leg
    fall_with(petition, officer, by=act.by)
    successor = None
    if successor_id is not None:
        successor = handler_by_id(petition, successor_id, unit=act.holder)
    if petition.handler_id != officer.id:
        return None
    if successor is None:
        raise Invalid(
            N_("Name who handles it instead: the limits run on (art. 28(3))."), field="officer_id"
        )
    petition.handler = successor
    if leg is not None and leg.officer_id == officer.id:
        leg.officer = successor
    return successor
