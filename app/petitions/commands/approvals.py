"""The second person: a move that is asked for, then granted, refused or withdrawn."""

import json
from datetime import date
from typing import Any

import sqlalchemy as sa

from app.accounts.deputies import same_hands, sitting_for
from app.accounts.models import Officer
from app.core import clock
from app.core.db import atomic
from app.core.i18n import N_
from app.extensions import db
from app.petitions.commands.registry import (
    AFTER_REFUSAL,
    AT_REFUSAL,
    BEFORE_GRANT,
    COMMANDS,
    one_at_a_time,
    require,
    take,
)
from app.petitions.engine import Act, MoveRefused, speakable
from app.petitions.models import Approval, Event, Petition
from app.petitions.parties import keep
from app.petitions.workflow import PETITION

#: Between titles in a list (the names of letters are Chinese).
LIST_COMMA = "\u3001"


def ask(act: Act, permission: str, given: dict[str, Any]) -> Approval:
    """Keep a checked move until a second person decides."""
    if any(a.status == "asked" for a in act.petition.approvals):
        raise MoveRefused(N_("Another act on this petition already waits for a decision."))
    # Without an earlier day of its own the act happens when it is granted, not when it is asked.
    earlier = act.occurred_on if act.occurred_on < act.today else None
    payload = {**given, "occurred_on": earlier}
    approval = keep(
        act.petition,
        Approval(
            petition=act.petition,
            move=act.move.name,
            permission=f"can_{permission}",
            given=_encode(payload),
            facts=speakable(_plain(given), accusation=act.petition.is_accusation),
            unit_id=act.by.unit_id,
            asked_by=act.by,
            on_behalf_of=act.by.acting_for,
            asked_at=clock.now(),
        ),
    )
    note_step(act.petition, act.move.name, "asked", by=act.by)
    db.session.flush()
    return approval


@one_at_a_time()
@atomic
def grant(approval: Approval, *, by: Officer, note: str | None = None) -> Event:
    """Agree to an act as its second person: now it runs, as of now.

    :raises MoveRefused: if it is decided, the person asked for it himself, or may not decide it.
    """
    _may_decide(approval, by)
    for unready in BEFORE_GRANT:
        unready(approval, by)
    take(approval.petition)
    _decided(approval, "granted", by=by, note=note)
    # The act is the asker's, in the seat in which he asked for it.
    with sitting_for(approval.asked_by, approval.on_behalf_of):
        result = COMMANDS[approval.move](
            approval.petition, by=approval.asked_by, approval=approval, **_decode(approval.given)
        )
    if not isinstance(result, Event):
        raise RuntimeError("a granted act must run")
    return result


@one_at_a_time()
@atomic
def refuse(approval: Approval, *, by: Officer, note: str) -> Event:
    """Refuse an act as its second person; the file stays as it is."""
    _may_decide(approval, by)
    take(approval.petition)
    require(("note",), {"note": note})
    _decided(approval, "refused", by=by, note=note)
    dropped = [title for fall in AT_REFUSAL for title in fall(approval, by)]
    facts = {"reason": note, "dropped": LIST_COMMA.join(dropped)}
    return _unmade(approval, "refused", by=by, facts=facts)


def _decided(approval: Approval, status: str, *, by: Officer, note: str | None) -> None:
    approval.status, approval.note = status, note
    approval.decided_by, approval.decided_for = by, by.acting_for
    approval.decided_at = clock.now()


@one_at_a_time()
@atomic
def withdraw(approval: Approval, *, by: Officer) -> Event:
    """Take back what one asked for, before it is decided."""
    if approval.status != "asked":
        raise MoveRefused(N_("It has been decided already."))
    if not may_withdraw(approval, by):
        raise MoveRefused(N_("Only who asked can withdraw."))
    take(approval.petition)
    approval.status = "withdrawn"
    approval.decided_at = clock.now()
    return _unmade(approval, "withdrawn", by=by)


def may_withdraw(approval: Approval, by: Officer) -> bool:
    """Say whether the officer asked for it, or sits in the seat in which it was asked."""
    return by.seat.id in (approval.asked_by_id, approval.on_behalf_of_id)


def fall_with(petition: Petition, officer: Officer, *, by: Officer) -> None:
    """Let what somebody asked for, and what he asked in another's seat, wait no longer."""
    for approval in petition.approvals:
        asker = officer.id in (approval.asked_by_id, approval.on_behalf_of_id)
        if approval.status == "asked" and asker:
            approval.status, approval.decided_at = "withdrawn", clock.now()
            _unmade(approval, "withdrawn", by=by)


def _unmade(
    approval: Approval, step: str, *, by: Officer, facts: dict[str, Any] | None = None
) -> Event:
    event = note_step(approval.petition, approval.move, step, by=by, facts=facts)
    if approval.move in AFTER_REFUSAL:
        AFTER_REFUSAL[approval.move](approval.petition, by)
    return event


def given_of(approval: Approval) -> dict[str, Any]:
    """Return what was given with a request that waits: all of it, for who must decide."""
    return _decode(approval.given)


def taken_back_by(petition: Petition, move: str, officer: Officer) -> Approval | None:
    """Return what the officer asked for last, if it was refused or he withdrew it."""
    if not PETITION.move(move).second:
        return None
    last = db.session.scalar(
        sa.select(Approval)
        .where(Approval.petition_id == petition.id, Approval.move == move)
        .order_by(Approval.id.desc())
        .limit(1)
    )
    ended = last is not None and last.status in ("refused", "withdrawn")
    return last if ended and last.asked_by_id == officer.id else None


def _may_decide(approval: Approval, by: Officer) -> None:
    """Refuse who must not decide; whoever may takes the file before the approval changes."""
    if approval.status != "asked":
        raise MoveRefused(N_("It has been decided already."))
    if same_hands(by, approval.asked_by_id, approval.on_behalf_of_id):
        raise MoveRefused(N_("Another person must decide, not the one who asked."))
    noun = "Accusation" if approval.petition.is_accusation else "Petition"
    if not by.may(approval.permission.removeprefix("can_"), noun) or by.unit_id != approval.unit_id:
        raise MoveRefused(
            N_("Your roles do not include this decision."),
            who=approval.permission.removeprefix("can_"),
        )


def note_step(
    petition: Petition, name: str, step: str, *, by: Officer, facts: dict[str, Any] | None = None
) -> Event:
    """Write down a step of a decision: asked, refused or withdrawn."""
    return keep(
        petition,
        Event(
            petition=petition,
            move=name,
            step=step,
            from_state=petition.state,
            to_state=petition.state,
            by=by,
            by_unit_id=by.unit_id,
            on_behalf_of=by.acting_for,
            occurred_on=clock.today(),
            recorded_at=clock.now(),
            facts=speakable(facts or {}, accusation=petition.is_accusation),
        ),
    )


def _encode(given: dict[str, Any]) -> str:
    def day(value: Any) -> Any:
        if isinstance(value, date):
            return {"day": value.isoformat()}
        raise TypeError(f"{type(value)} cannot wait for a decision")

    return json.dumps(given, default=day, ensure_ascii=False)


def _decode(text: str) -> dict[str, Any]:
    def day(value: dict[str, Any]) -> Any:
        return date.fromisoformat(value["day"]) if set(value) == {"day"} else value

    return json.loads(text, object_hook=day)


def _plain(given: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value.isoformat() if isinstance(value, date) else value
        for key, value in given.items()
        if isinstance(value, (str, int, date))
    }
