"""An officer's part in petitions goes to a successor; what he did stays in the history."""

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.accounts.models import Officer
from app.core import clock
from app.core.db import atomic
from app.extensions import db
from app.petitions.commands.approvals import note_step
from app.petitions.commands.registry import one_at_a_time, take
from app.petitions.models import Event, Handover, Party, Petition, Recusal, SavedFilter, Submission
from app.petitions.parties import open_party
from app.petitions.workflow import OPEN

MOVE = "hand_to_successor"


def held_by(officer: Officer) -> sa.ColumnElement[bool]:
    """Return the condition on ``Petition``: it is open, and the officer has a part in it now."""
    ways = (
        Petition.handler_id == officer.id,
        sa.exists()
        .where(Party.petition_id == Petition.id, Party.user_id == officer.id, Party.until.is_(None))
        .correlate(Petition),
        sa.exists()
        .where(
            Submission.petition_id == Petition.id,
            Submission.leader_id == officer.id,
            Submission.status == "asked",
        )
        .correlate(Petition),
    )
    return sa.and_(Petition.state.in_(OPEN), sa.or_(*ways))


def stepped_aside(successor: Officer) -> sa.ColumnElement[bool]:
    """Return the condition on ``Petition``: the successor has, or asks to have, no part in it."""
    return (
        sa.exists()
        .where(
            Recusal.petition_id == Petition.id,
            Recusal.user_id == successor.id,
            Recusal.status.in_(("asked", "granted")),
        )
        .correlate(Petition)
    )


def petitions_held(officer: Officer) -> list[Petition]:
    """Return the open petitions in which the officer has a part, in the order of their ids."""
    return list(
        db.session.scalars(
            sa.select(Petition)
            .where(held_by(officer))
            .options(selectinload(Petition.parties))
            .order_by(Petition.id)
        )
    )


@atomic
def hand_over_petitions(officer: Officer, successor: Officer, *, by: Officer) -> int:
    """Give the officer's part in every open petition to the successor."""
    held = petitions_held(officer)
    with one_at_a_time():
        for petition in held:
            take(petition)
            _hand_over(petition, officer, successor, by=by)
        db.session.flush()
    return len(held)


def _hand_over(petition: Petition, officer: Officer, successor: Officer, *, by: Officer) -> Event:
    ending = [p for p in petition.parties if p.user_id == officer.id and p.until is None]
    for party in ending:
        party.until = clock.now()
        open_party(petition, party.unit, party.role, user=successor)
    if petition.handler_id == officer.id:
        petition.handler = successor
    for record, whose in ((Handover, "officer_id"), (Submission, "leader_id")):
        waiting = ("sent", "signed") if record is Handover else ("asked",)
        db.session.execute(
            sa.update(record)
            .where(
                record.petition_id == petition.id,
                getattr(record, whose) == officer.id,
                record.status.in_(waiting),
            )
            .values({whose: successor.id})
        )
    facts = {"officer": officer.full_name, "successor": successor.full_name}
    return note_step(petition, MOVE, "done", by=by, facts=facts)


@atomic
def hand_over_filters(officer: Officer, successor: Officer, *, by: Officer) -> int:
    """Give the officer's saved filters to the successor, under names that are free there."""
    kept = list(
        db.session.scalars(
            sa.select(SavedFilter)
            .where(SavedFilter.user_id.in_((officer.id, successor.id)))
            .order_by(SavedFilter.id)
        )
    )
    taken = {(one.desk, one.name) for one in kept if one.user_id == successor.id}
    moving = [one for one in kept if one.user_id == officer.id]
    for one in moving:
        one.name = _free_name(one, officer, taken)
        taken.add((one.desk, one.name))
        one.user_id = successor.id
    db.session.flush()
    return len(moving)


def _free_name(one: SavedFilter, officer: Officer, taken: set[tuple[str, str]]) -> str:
    name, number = one.name, 1
    while (one.desk, name) in taken:
        number += 1
        mark = f" {officer.full_name[:10]}" + (f" {number}" if number > 2 else "")
        name = one.name[: 40 - len(mark)] + mark
    return name
