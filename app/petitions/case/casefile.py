"""All that the case page reads, in few statements: the file, its history, the papers of one tab."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import ColumnElement
from sqlalchemy.orm import joinedload, load_only, selectinload, undefer

from app.accounts.models import Officer
from app.core.errors import NotFound
from app.core.i18n import N_
from app.extensions import db
from app.petitions.models import (
    Approval,
    Clock,
    Event,
    Letter,
    Opinion,
    Party,
    Petition,
    Service,
)
from app.petitions.scope import visible_to

EVENTS_AT_ONCE = 60
RELATED_AT_ONCE = 50

_TEXTS = (
    Petition.content,
    Petition.window_opinion,
    Petition.reply_text,
    Petition.assigned_text,
    Petition.other_texts,
    Petition.art31_reason,
)
_ONE_EACH = (Petition.responsible_unit, Petition.archive_unit, Petition.accusation)
_OFFICERS = (Petition.handler, Petition.art31_by)
_NAME = (Officer.last_name, Officer.unit_id)


def open_file(officer: Officer, petition_id: int) -> Petition:
    """Return a petition with what the case page shows and what deciding about it needs.

    :raises NotFound: if there is none, or none for this officer; the two cannot be told apart.
    """
    found = (
        db.session.scalars(
            sa.select(Petition)
            .where(Petition.id == petition_id, visible_to(officer))
            .options(
                *(undefer(column) for column in _TEXTS),
                *(joinedload(one) for one in _ONE_EACH),
                *(joinedload(one).load_only(*_NAME) for one in _OFFICERS),
                # One, two, three rows each: joining them is cheaper than asking four times.
                joinedload(Petition.people),
                joinedload(Petition.requests),
                joinedload(Petition.handovers),
                joinedload(Petition.approvals.and_(Approval.status == "asked")).options(
                    joinedload(Approval.asked_by).load_only(Officer.last_name, Officer.unit_id)
                ),
                # Units of legs and limits all take part, so these bring every name there is.
                selectinload(Petition.parties).joinedload(Party.unit),
                selectinload(Petition.clocks).options(
                    joinedload(Clock.owner), joinedload(Clock.changes)
                ),
            )
        )
        .unique()
        .one_or_none()
    )
    if found is None:
        raise NotFound(N_("There is no such petition."))
    return found


@dataclass(frozen=True)
class History:
    """Events, newest first; ``older`` is the key of the next page, or None."""

    events: list[Event]
    older: int | None

    @property
    def newest(self) -> int:
        """The id of the newest event."""
        return self.events[0].id if self.events else 0

    def moves(self) -> frozenset[str]:
        """Return the names of what happened."""
        return frozenset(event.move for event in self.events)


def history(petition: Petition, *, before: int | None = None) -> History:
    """Return a page of the file's events with the names that their sentences need."""
    query = sa.select(Event).where(Event.petition_id == petition.id)
    if before is not None:
        query = query.where(Event.id < before)
    found = list(
        db.session.scalars(
            query.options(
                joinedload(Event.by).load_only(Officer.last_name),
                joinedload(Event.by_unit),
                joinedload(Event.on_behalf_of).load_only(Officer.last_name),
                joinedload(Event.approved_by).load_only(Officer.last_name),
            )
            .order_by(Event.id.desc())
            .limit(EVENTS_AT_ONCE + 1)
        )
    )
    more = len(found) > EVENTS_AT_ONCE
    found = found[:EVENTS_AT_ONCE]
    return History(found, found[-1].id if more else None)


# --- papers -------------------------------------------------------------------------------------


def opinions(petition: Petition) -> list[Opinion]:
    """Return the opinions, newest first, with their answers."""
    return list(
        db.session.scalars(
            sa.select(Opinion)
            .where(Opinion.petition_id == petition.id)
            .options(
                joinedload(Opinion.answers),
                joinedload(Opinion.unit),
                joinedload(Opinion.signed_by).load_only(Officer.last_name),
            )
            .order_by(Opinion.id.desc())
        ).unique()
    )


def services(petition: Petition) -> list[Service]:
    """Return how letters reached the petitioner, newest first."""
    return list(
        db.session.scalars(
            sa.select(Service)
            .where(Service.petition_id == petition.id)
            .options(joinedload(Service.paper).load_only(Letter.kind, Letter.number))
            .order_by(Service.id.desc())
        )
    )


def _bound_to(petition: Petition) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = [
        Petition.joined_into_id == petition.id,
        Petition.first_petition_id == petition.id,
    ]
    if petition.matter_id is not None:
        ways.append(Petition.matter_id == petition.matter_id)
    named = [i for i in (petition.first_petition_id, petition.joined_into_id) if i is not None]
    if named:
        ways.append(Petition.id.in_(named))
    return sa.or_(*ways)


def related(officer: Officer, petition: Petition) -> list[Petition]:
    """Return the other petitions of the matter that the officer may see, newest first."""
    return list(
        db.session.scalars(
            sa.select(Petition)
            .where(Petition.id != petition.id, _bound_to(petition), visible_to(officer))
            .options(
                load_only(
                    Petition.number,
                    Petition.state,
                    Petition.summary,
                    Petition.received_on,
                    Petition.petitioner_name,
                    Petition.anonymous,
                    Petition.is_accusation,
                    Petition.head_count,
                    Petition.first_petition_id,
                    Petition.joined_into_id,
                    Petition.closed_on,
                    Petition.archived_at,
                    raiseload=True,
                ),
                joinedload(Petition.unit),
            )
            .order_by(Petition.received_on.desc(), Petition.id.desc())
            .limit(RELATED_AT_ONCE)
        )
    )
