"""Which changes of the calendar wait, who may decide one, and what came of the earlier ones."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from app.accounts.deputies import hands_of, same_hands
from app.accounts.models import Officer
from app.accounts.queries import hands_that_may
from app.accounts.subtree import at_the_top, the_top
from app.core.errors import NotFound
from app.core.i18n import N_
from app.core.paging import Order, Page, Place, key_page
from app.extensions import db
from app.petitions.models import CalendarChange, Clock, ClockChange, Petition

NOUN = "Calendar"
APPROVE = "approve"
MOST_NAMES = 5
_PEOPLE = (
    joinedload(CalendarChange.asked_by).load_only(Officer.last_name),
    joinedload(CalendarChange.decided_by).load_only(Officer.last_name),
)


def open_change(year: int) -> CalendarChange | None:
    """Return the change of a year that waits for its second person."""
    return db.session.scalar(
        sa.select(CalendarChange).where(
            CalendarChange.year == year, CalendarChange.status == "proposed"
        )
    )


def open_changes() -> list[CalendarChange]:
    """Return every change that waits."""
    return list(
        db.session.scalars(
            sa.select(CalendarChange)
            .where(CalendarChange.status == "proposed")
            .options(*_PEOPLE)
            .order_by(CalendarChange.year)
        )
    )


def changes(place: Place) -> Page[CalendarChange]:
    """Return the changes, the latest first."""
    order = Order(CalendarChange.asked_at, CalendarChange.id)
    return key_page(db.session, sa.select(CalendarChange).options(*_PEOPLE), order, place)


def change_with(pk: int) -> CalendarChange:
    """Return a change.

    :raises NotFound: if there is none.
    """
    found = db.session.get(CalendarChange, pk, options=_PEOPLE)
    if found is None:
        raise NotFound(N_("There is no such change of the calendar."))
    return found


def clock_changes(change: CalendarChange, place: Place) -> Page[ClockChange]:
    """Return what a change that was granted moved to another day, but for accusations."""
    moved = (
        sa.select(ClockChange)
        .join(Petition, Petition.id == ClockChange.petition_id)
        .where(
            ClockChange.change_id == change.id,
            ClockChange.old_due_on != ClockChange.new_due_on,
            Petition.is_accusation.is_(False),
        )
        .options(
            joinedload(ClockChange.clock).options(
                joinedload(Clock.owner),
                joinedload(Clock.petition).load_only(Petition.number),
            )
        )
    )
    order = Order(ClockChange.old_due_on, ClockChange.id, descending=False)
    return key_page(db.session, moved, order, place)


def hidden_changes(change: CalendarChange) -> int:
    """Count the limits of accusations that a change moved to another day."""
    counted = (
        sa.select(sa.func.count(ClockChange.id))
        .join(Petition, Petition.id == ClockChange.petition_id)
        .where(
            ClockChange.change_id == change.id,
            ClockChange.old_due_on != ClockChange.new_due_on,
            Petition.is_accusation,
        )
    )
    return db.session.scalar(counted) or 0


def no_petition_yet() -> bool:
    """Say whether nothing is registered: then no limit runs, and nobody else may be there yet."""
    return db.session.scalar(sa.select(Petition.id).limit(1)) is None


def may_decide(change: CalendarChange, officer: Officer) -> bool:
    """Say whether somebody is the second person of a change: another one, at the top, who may."""
    return (
        officer.may(APPROVE, NOUN)
        and at_the_top(officer)
        and not same_hands(officer, change.asked_by_id, change.asked_for_id)
    )


def deciders(change: CalendarChange) -> list[Officer]:
    """Return everybody who may decide a change."""
    office = the_top()
    ids = {
        id_
        for id_, unit, _verb in hands_that_may([APPROVE], NOUN)
        if office is not None and unit == office.id
    }
    if change.asked_by is not None:
        ids -= set(db.session.scalars(hands_of(change.asked_by)))
    ids.discard(change.asked_for_id or 0)
    found = sa.select(Officer).where(Officer.id.in_(ids)).order_by(Officer.id)
    return list(db.session.scalars(found))
