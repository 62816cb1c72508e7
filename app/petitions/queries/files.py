"""Reads of single things that hang on a petition; lists stand in ``worklists``."""

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role
from sqlalchemy.orm import joinedload, selectinload

from app.accounts import queries as accounts
from app.accounts.models import Officer, Unit
from app.core.crypto import digest
from app.core.errors import NotFound
from app.core.i18n import N_
from app.dictionaries.models import Region
from app.extensions import db
from app.petitions.models import (
    Event,
    Instruction,
    Letter,
    Opinion,
    Person,
    Petition,
    ReviewCase,
    Submission,
    Supervision,
)
from app.petitions.scope import recognisable_by, visible_to


def petition_for(officer: Officer, petition_id: int) -> Petition:
    """Return a petition with all that deciding about it needs.

    :raises NotFound: if there is none, or none for this officer; the two cannot be told apart.
    """
    return petitions_for(officer, [petition_id])[0]


def petitions_for(officer: Officer, petition_ids: Collection[int]) -> list[Petition]:
    """Return several petitions with all that deciding about them needs, in the order of ids.

    :raises NotFound: if one of them does not exist, or not for this officer.
    """
    found = {
        petition.id: petition
        for petition in db.session.scalars(
            sa.select(Petition)
            .where(Petition.id.in_(petition_ids), visible_to(officer))
            .options(
                joinedload(Petition.registering_unit),
                joinedload(Petition.unit),
                joinedload(Petition.handler),
                joinedload(Petition.accusation),
                selectinload(Petition.parties),
                selectinload(Petition.clocks),
                selectinload(Petition.handovers),
                selectinload(Petition.approvals),
            )
        )
    }
    if not petition_ids or set(petition_ids) - found.keys():
        raise NotFound(N_("There is no such petition."))
    return [found[petition_id] for petition_id in petition_ids]


def reached_on(petition: Petition) -> date | None:
    """Return the day of the event that brought the file into its state."""
    return db.session.scalar(
        sa.select(Event.occurred_on)
        .where(
            Event.petition_id == petition.id,
            Event.step == "done",
            Event.to_state == petition.state,
            Event.from_state.is_distinct_from(Event.to_state),
        )
        .order_by(Event.id.desc())
        .limit(1)
    )


def events_of(petition: Petition) -> list[Event]:
    """Return a petition's history, newest first, with the names its sentences need."""
    return list(
        db.session.scalars(
            sa.select(Event)
            .where(Event.petition_id == petition.id)
            .options(
                joinedload(Event.by),
                joinedload(Event.by_unit),
                joinedload(Event.on_behalf_of),
                joinedload(Event.approved_by),
            )
            .order_by(Event.id.desc())
        )
    )


def current_opinion(petition: Petition) -> Opinion | None:
    """Return the opinion that stands: the newest at the file's level, not withdrawn."""
    if petition.opinion_level is None:
        return None
    return db.session.scalar(
        sa.select(Opinion)
        .where(
            Opinion.petition_id == petition.id,
            Opinion.level == petition.opinion_level,
            Opinion.withdrawn_on.is_(None),
        )
        .order_by(Opinion.version.desc())
        .limit(1)
    )


def opinion_served(petition: Petition, paper: Letter | None) -> Opinion | None:
    """Return the opinion that a service is of: that of its paper, else the one that stands.

    A review that orders to handle again is answered in writing too, and its opinion never stands.
    """
    if paper is None or paper.opinion_id is None:
        return current_opinion(petition)
    return db.session.get(Opinion, paper.opinion_id)


def next_version(petition: Petition, level: str) -> int:
    """Return the version number of a further opinion at a level."""
    last = db.session.scalar(
        sa.select(sa.func.max(Opinion.version)).where(
            Opinion.petition_id == petition.id, Opinion.level == level
        )
    )
    return (last or 0) + 1


def open_review(petition: Petition) -> ReviewCase | None:
    """Return the application that is being decided."""
    return db.session.scalar(
        sa.select(ReviewCase)
        .where(ReviewCase.petition_id == petition.id, ReviewCase.decided_on.is_(None))
        .order_by(ReviewCase.id.desc())
        .limit(1)
    )


def open_submission(
    petition: Petition, *, leader: Officer | None = None, submission_id: int | None = None
) -> Submission | None:
    """Return the submission that waits, of a leader or by its id."""
    query = sa.select(Submission).where(
        Submission.petition_id == petition.id, Submission.status == "asked"
    )
    if leader is not None:
        query = query.where(Submission.leader_id == leader.id)
    if submission_id is not None:
        query = query.where(Submission.id == submission_id)
    return db.session.scalar(query.order_by(Submission.id).limit(1))


def instruction_of(
    petition: Petition, *, instruction_id: int | None, status: str, unit_id: int | None = None
) -> Instruction | None:
    """Return an instruction on the petition in a status, the newest unless one is named.

    ``unit_id`` asks for one that was passed to this unit.
    """
    query = sa.select(Instruction).where(
        Instruction.petition_id == petition.id, Instruction.status == status
    )
    if instruction_id is not None:
        query = query.where(Instruction.id == instruction_id)
    if unit_id is not None:
        query = query.where(Instruction.passed_to_id == unit_id)
    return db.session.scalar(query.order_by(Instruction.id.desc()).limit(1))


def supervision_of(
    petition: Petition, *, supervision_id: int | None = None, statuses: Collection[str]
) -> Supervision | None:
    """Return a supervision order in one of the statuses, the newest unless one is named."""
    query = sa.select(Supervision).where(
        Supervision.petition_id == petition.id, Supervision.status.in_(statuses)
    )
    if supervision_id is not None:
        query = query.where(Supervision.id == supervision_id)
    return db.session.scalar(query.order_by(Supervision.id.desc()).limit(1))


def earlier_of_same_number(officer: Officer, id_number: str, *, limit: int = 5) -> list[Petition]:
    """Return the newest petitions of the same identity number, to be offered as first ones."""
    same = sa.select(Person.petition_id).where(
        Person.id_digest == digest(id_number, "person.id_number")
    )
    return list(
        db.session.scalars(
            sa.select(Petition)
            .where(Petition.id.in_(same), Petition.state != "voided", recognisable_by(officer))
            .order_by(Petition.received_on.desc(), Petition.id.desc())
            .limit(limit)
        )
    )


def units_with_accusation_desk(unit_ids: Collection[int]) -> set[int]:
    """Return which of the units have an active officer who may read accusations."""
    found = db.session.scalars(
        sa.select(Officer.unit_id)
        .where(Officer.unit_id.in_(unit_ids), accounts.somebody_who_may("read", "Accusation"))
        .distinct()
    )
    return {unit_id for unit_id in found if unit_id is not None}


def accusation_desks_over(office: Unit) -> list[Unit]:
    """Return the units with an accusation desk in the office's region and those around it.

    The nearest come first.
    """
    around = sa.select(Region.code).where(
        sa.select(Region.path)
        .where(Region.code == office.region_code)
        .scalar_subquery()
        .like(Region.path.concat("%"))
    )
    found = db.session.scalars(
        sa.select(Unit)
        .where(
            Unit.active,
            Unit.id.in_(
                sa.select(Officer.unit_id).where(accounts.somebody_who_may("read", "Accusation"))
            ),
            Unit.region_code.in_(around),
        )
        .order_by(sa.func.length(Unit.region_code).desc(), Unit.level.desc(), Unit.id)
    )
    return list(found)


def roles_that_may(verb: str, noun: str = "Petition") -> list[str]:
    """Return the names of the roles that carry a permission: who could do what one may not."""
    carrying = accounts.roles_that_may(verb, noun)
    return list(
        db.session.scalars(sa.select(Role.name).where(Role.id.in_(carrying)).order_by(Role.id))
    )
