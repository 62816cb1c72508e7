"""Which petitions a desk shows: conditions beside the row rule, never instead of it.

Every number on a page and the list behind it come from the same entry of ``DESKS``.
"""

from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from app.accounts.models import Officer
from app.core import clock
from app.petitions.decisions import DECISIONS
from app.petitions.lists.next_step import waits_for
from app.petitions.lists.unserved import unserved_for
from app.petitions.models import (
    Approval,
    Clock,
    Event,
    Handover,
    Letter,
    Party,
    Petition,
    Submission,
)
from app.petitions.models.handover import ON_ITS_WAY
from app.petitions.workflow import BUSY, ENDED, OPEN, REVIEWS

WORKING = tuple(state for state in BUSY if state != "registered")

Conditions = list[ColumnElement[bool]]
Ids = sa.Select[int]


def pool(officer: Officer) -> Conditions:
    """Registered here, nobody has decided yet. Accusations never stand in it."""
    return [
        Petition.registering_unit_id == officer.unit_id,
        Petition.state == "registered",
        Petition.is_accusation.is_(False),
    ]


def accusations(officer: Officer) -> Conditions:  # noqa: ARG001 - a desk like the others
    """What the accusation desk has to work on; its scope shows it to nobody else."""
    return [Petition.is_accusation.is_(True), Petition.state.in_(OPEN)]


def pending(officer: Officer) -> Conditions:
    """With the officer's unit now, and waiting for him: his next step, or he is its handler."""
    return [Petition.state.in_(OPEN), _our_turn(officer), _waits_for(officer)]


def mine(officer: Officer) -> Conditions:
    """Everything that waits for the officer now: with his unit, or in his pool."""
    return [*_or_in_pool(officer, _our_turn(officer)), _waits_for(officer)]


def in_unit(officer: Officer) -> Conditions:
    """Everything that lies with the officer's unit now, whoever of it has the next word."""
    return _or_in_pool(officer, _with_unit(officer))


def _or_in_pool(officer: Officer, turn: ColumnElement[bool]) -> Conditions:
    ways = [turn]
    if officer.may("read", "Pool"):
        ways.append(sa.and_(*pool(officer)))
    return [Petition.state.in_(OPEN), sa.or_(*ways)]


def _waits_for(officer: Officer) -> ColumnElement[bool]:
    return sa.or_(Petition.handler_id == officer.seat.id, waits_for(officer))


def _our_turn(officer: Officer) -> ColumnElement[bool]:
    turn = _with_unit(officer)
    if _answers_for_unit(officer):
        return turn
    free = sa.or_(Petition.handler_id.is_(None), Petition.handler_id == officer.seat.id)
    return sa.and_(turn, free)


def _with_unit(officer: Officer) -> ColumnElement[bool]:
    turn = sa.or_(
        sa.and_(Petition.state.in_(WORKING), _with_us(officer, "lead", "assisting")),
        sa.and_(Petition.state.in_(REVIEWS), _with_us(officer, "reviewing")),
    )
    # Whoever has no pool decides about what his own unit registered: a station, an accusation desk.
    fresh = sa.and_(Petition.state == "registered", Petition.registering_unit_id == officer.unit_id)
    if officer.may("read", "Accusation"):
        # Its desk may stand in for an office that is accused itself.
        ours = sa.and_(Petition.state == "registered", _with_us(officer, "registering"))
        return sa.or_(turn, sa.and_(ours, Petition.is_accusation.is_(True)))
    if officer.may("accept") and not officer.may("read", "Pool"):
        return sa.or_(turn, sa.and_(fresh, Petition.is_accusation.is_(False)))
    return turn


# Who has none of these verbs does not work on what lies with his unit.
LINE = "sign_for accept reply object approve_accept approve_reply decide_review".split()


def works(officer: Officer) -> bool:
    """Say whether the officer works on what lies with his unit."""
    return any(officer.may(verb) for verb in LINE) or officer.may("sign_for", "Accusation")


def files(officer: Officer) -> bool:
    """Say whether the officer puts ended files into the archive."""
    return officer.may("archive") or officer.may("archive", "Accusation")


def _with_us(officer: Officer, *roles: str) -> ColumnElement[bool]:
    # Asked of each open petition: a unit keeps its part in files long closed, and a list of
    # those would grow with the years.
    return sa.exists().where(
        Party.petition_id == Petition.id,
        Party.unit_id == officer.unit_id,
        Party.role.in_(roles),
        Party.until.is_(None),
    )


def _answers_for_unit(officer: Officer) -> bool:
    return (
        officer.may("sign_for")
        or officer.may("approve_reply")
        or officer.may("sign_for", "Accusation")
    )


def passed_through(officer: Officer) -> Conditions:
    """Everything on which the officer has acted."""
    seat = officer.seat.id
    acts = sa.or_(Event.by_id == seat, Event.on_behalf_of_id == seat)
    return [Petition.id.in_(sa.select(Event.petition_id).where(acts))]


def handled(officer: Officer) -> Conditions:
    """Acted on by the officer, and closed."""
    return [*passed_through(officer), Petition.state.not_in(OPEN)]


def archived(officer: Officer) -> Conditions:  # noqa: ARG001
    """Closed files."""
    return [Petition.state == "archived"]


def to_archive(officer: Officer) -> Conditions:  # noqa: ARG001
    """Ended, waiting for the archivist."""
    return [Petition.state.in_((*ENDED, "joined"))]


def unserved(officer: Officer) -> Conditions:
    """Letters of the officer's unit that were signed days ago and have no receipt (送达)."""
    return [Petition.id.in_(sa.select(Letter.petition_id).where(unserved_for(officer)))]


def registered_today(officer: Officer) -> Conditions:
    """今日登记: what the officer's unit registered today."""
    return [
        Petition.registering_unit_id == officer.unit_id,
        Petition.registered_on == clock.today(),
    ]


# --- what waits for a decision ------------------------------------------------------------------


def _deciding(name: str, officer: Officer) -> Ids:
    record, condition = DECISIONS[name]
    return sa.select(record.petition_id).where(condition(officer))


def _among(*found: Ids) -> ColumnElement[bool]:
    # One list of few ids: for several lists joined by "or" PostgreSQL reads every petition.
    return Petition.id.in_(sa.union_all(*found))


def to_decide(officer: Officer) -> Conditions:
    """Waiting for this officer's word."""
    return [_among(*(_deciding(name, officer) for name in DECISIONS))]


def _waiting_for(name: str) -> Callable[[Officer], Conditions]:
    return lambda officer: [Petition.id.in_(_deciding(name, officer))]


def asked(officer: Officer) -> Conditions:
    """What the officer asked of others and still waits for."""
    approvals = sa.select(Approval.petition_id).where(
        sa.or_(
            Approval.asked_by_id == officer.seat.id, Approval.on_behalf_of_id == officer.seat.id
        ),
        Approval.status == "asked",
    )
    submissions = sa.select(Submission.petition_id).where(
        Submission.asked_by_id == officer.seat.id, Submission.status == "asked"
    )
    return [_among(approvals, submissions)]


# --- what came from above -----------------------------------------------------------------------


def assigned(officer: Officer) -> Conditions:
    """上级交办: assigned to the office by a superior, or to the unit with a report owed."""
    registered = sa.and_(
        Petition.form == "assigned", Petition.registering_unit_id == officer.unit_id
    )
    return [
        Petition.state.in_(OPEN),
        sa.or_(registered, _assigned_to_us(officer)),
    ]


def _assigned_to_us(officer: Officer) -> ColumnElement[bool]:
    # Asked of each open petition, like ``_with_us``: what was assigned once stays assigned.
    return sa.exists().where(
        Handover.petition_id == Petition.id,
        Handover.to_unit_id == officer.unit_id,
        Handover.kind == "assign",
        Handover.status.in_(ON_ITS_WAY),
    )


def assigned_new(officer: Officer) -> Conditions:
    """Assigned from above and not yet touched: undecided here, or not signed for."""
    fresh = sa.and_(
        Petition.form == "assigned",
        Petition.registering_unit_id == officer.unit_id,
        Petition.state == "registered",
    )
    unsigned = sa.select(Handover.petition_id).where(
        Handover.to_unit_id == officer.unit_id,
        Handover.kind == "assign",
        Handover.status == "sent",
    )
    return [Petition.state.in_(OPEN), sa.or_(fresh, Petition.id.in_(unsigned))]


def assigned_owing(officer: Officer) -> Conditions:
    """Assigned from above, the report still owed by the officer's unit."""
    owed = sa.select(Clock.petition_id).where(
        Clock.owner_unit_id == officer.unit_id,
        Clock.code.in_(("D05", "D05I")),
        Clock.stopped_on.is_(None),
    )
    return [*assigned(officer), Petition.id.in_(owed)]


def everything(officer: Officer) -> Conditions:  # noqa: ARG001
    """All that the officer may see."""
    return [sa.true()]


DESKS: dict[str, Callable[[Officer], Conditions]] = {
    "pool": pool,
    "accusations": accusations,
    "pending": pending,
    "mine": mine,
    "unit": in_unit,
    "handled": handled,
    "passed": passed_through,
    "archive": archived,
    "to_archive": to_archive,
    "today": registered_today,
    "unserved": unserved,
    "decide": to_decide,
    **{name: _waiting_for(name) for name in DECISIONS},
    "asked": asked,
    "all": everything,
    "assigned": assigned,
    "assigned_new": assigned_new,
    "assigned_owing": assigned_owing,
}
