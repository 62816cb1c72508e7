"""A unit ends and another takes its place: its open petitions go over, the old name stays in them.

The old unit's parties are closed and stay, and so do the events that name it; the successor gets
parties of its own, the running legs and limits, and each open file an event. Of filed ones the
successor gets the right to read, nothing else changes in them.
"""

from collections.abc import Collection, Iterator

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from app.accounts.models import Officer, Unit
from app.accounts.units.succession import Estate, Succession
from app.core import clock
from app.core.i18n import N_
from app.core.workflow import Move
from app.extensions import db
from app.petitions.engine import Act
from app.petitions.models import (
    Handover,
    Instruction,
    Letter,
    Party,
    Petition,
    ReviewCase,
    Supervision,
)
from app.petitions.parties import close_parties, open_party
from app.petitions.workflow import LIVING

#: No officer's move and in no table: it has no form and no permission of its own.
HANDED_ON = "handed_on"
MOVE = Move(name=HANDED_ON, label=N_("Handed on to the successor"), sources=LIVING)
AT_ONCE = 200
RUNNING = ("sent", "signed")


def _lies_with(unit_ids: Collection[int]) -> sa.ColumnElement[bool]:
    """Return the condition on ``Petition``: a unit still has a part in it, and it is not filed."""
    taking_part = (
        sa.exists()
        .where(Party.petition_id == Petition.id, Party.unit_id.in_(unit_ids), Party.until.is_(None))
        .correlate(Petition)
    )
    here = sa.or_(
        Petition.unit_id.in_(unit_ids), Petition.registering_unit_id.in_(unit_ids), taking_part
    )
    return sa.and_(Petition.state.in_(LIVING), here)


def open_petitions(unit_ids: Collection[int]) -> int:
    """Count the petitions in which units still take part."""
    return db.session.scalar(sa.select(sa.func.count(Petition.id)).where(_lies_with(unit_ids))) or 0


def registers(unit_id: int) -> bool:
    """Say whether a unit has registered a petition, open or filed."""
    own = sa.select(Petition.id).where(Petition.registering_unit_id == unit_id)
    return db.session.scalar(own.limit(1)) is not None


def hand_on(succession: Succession, by: Officer) -> int:
    """Hand every open petition of a unit on; return how many there were."""
    count = 0
    for petition in _files(succession.old):
        _hand_on(petition, succession, by)
        count += 1
    db.session.flush()
    _hand_on_records(succession)
    _let_read(succession)
    return count


ESTATE = Estate(label=N_("Open petitions"), weigh=open_petitions, hand_on=hand_on)


def _files(old: Unit) -> Iterator[Petition]:
    ids = list(
        db.session.scalars(sa.select(Petition.id).where(_lies_with([old.id])).order_by(Petition.id))
    )
    related = (Petition.parties, Petition.handovers, Petition.clocks, Petition.approvals)
    for start in range(0, len(ids), AT_ONCE):
        yield from db.session.scalars(
            sa.select(Petition)
            .where(Petition.id.in_(ids[start : start + AT_ONCE]))
            .options(*(selectinload(one) for one in related))
            .order_by(Petition.id)
        )
        db.session.flush()


def _hand_on(petition: Petition, succession: Succession, by: Officer) -> None:
    old, heir = succession.old, succession.heir_of(petition.handler_id)
    for party in [one for one in petition.parties if one.until is None]:
        if party.unit_id == old.id:
            open_party(petition, heir, party.role, user=party.user)
    roles = {one.role for one in petition.parties if one.unit_id == old.id}
    close_parties(petition, *roles, unit_id=old.id)
    for leg in petition.handovers:
        if _waits(leg):
            _hand_on_leg(leg, old, heir)
    _hand_on_desk(petition, old, heir)
    Act(petition, MOVE, by).done(facts={"old_unit": old.name, "unit": heir.name})


def _waits(leg: Handover) -> bool:
    return leg.status in RUNNING or (leg.report not in ("none", "passed") and leg.status == "done")


def _hand_on_leg(leg: Handover, old: Unit, heir: Unit) -> None:
    """Let a running leg end, or begin, at the heir; the event of its sending keeps the old name."""
    if leg.to_unit_id == old.id:
        leg.to_unit, leg.to_unit_id = heir, heir.id
    if leg.from_unit_id == old.id:
        leg.from_unit, leg.from_unit_id = heir, heir.id


def _hand_on_desk(petition: Petition, old: Unit, heir: Unit) -> None:
    """Put the file itself, its running limits and what waits for a word onto the heir's desk."""
    if petition.unit_id == old.id:
        petition.unit, petition.unit_id = heir, heir.id
    if petition.registering_unit_id == old.id:
        # The pool is asked by it; the register event and the first party keep the old name.
        petition.registering_unit, petition.registering_unit_id = heir, heir.id
    for running in petition.clocks:
        if running.running and running.owner_unit_id == old.id:
            running.owner, running.owner_unit_id = heir, heir.id
    for approval in petition.approvals:
        if approval.status == "asked" and approval.unit_id == old.id:
            approval.unit, approval.unit_id = heir, heir.id


def _hand_on_records(succession: Succession) -> None:
    """Hand on what is open beside the line, whichever file it belongs to."""
    old, heir = succession.old.id, succession.heir.id
    pending = Supervision.status.in_(("issued", "signed", "answered"))
    unanswered = Instruction.status.in_(("written", "passed_on"))
    for model, column, still_open in (
        (Supervision, Supervision.unit_id, pending),
        (Supervision, Supervision.issued_by_unit_id, pending),
        (Instruction, Instruction.unit_id, unanswered),
        (Instruction, Instruction.passed_to_id, unanswered),
        # What is signed stays the old unit's letter, with its name and number.
        (Letter, Letter.unit_id, Letter.status == "draft"),
        (ReviewCase, ReviewCase.unit_id, ReviewCase.decided_on.is_(None)),
    ):
        db.session.execute(
            sa.update(model)
            .where(column == old, still_open)
            .values({column.key: heir})
            .execution_options(synchronize_session=False)
        )
    db.session.expire_all()


def _let_read(succession: Succession) -> None:
    """Give the heir a closed party in every file that the old unit had a part in."""
    old, heir, now = succession.old.id, succession.heir.id, clock.now()
    had = sa.select(Party.petition_id).where(Party.unit_id == heir)
    files = (
        sa.select(
            Party.petition_id,
            sa.literal(heir),
            sa.func.min(Party.role),
            sa.literal(now, type_=Party.since.type),
            sa.literal(now, type_=Party.until.type),
        )
        .where(Party.unit_id == old, Party.petition_id.not_in(had))
        .group_by(Party.petition_id)
    )
    columns = ("petition_id", "unit_id", "role", "since", "until")
    db.session.execute(sa.insert(Party).from_select(columns, files))


__all__ = ["ESTATE", "HANDED_ON", "open_petitions"]
