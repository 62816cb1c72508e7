"""Who takes part in a file, in what capacity, from when until when."""

from collections.abc import Iterable
from typing import TypeVar

from sqlalchemy.orm import object_session

from app.accounts.models import Officer, Unit
from app.core import clock
from app.petitions.models import (
    Party,
    Petition,
)

Row = TypeVar("Row")


def keep(petition: Petition, row: Row) -> Row:
    """Put a row that hangs on the petition into its session, if it is in one already."""
    session = object_session(petition)
    if session is not None:
        session.add(row)
    return row


def holds(petition: Petition, unit_id: int | None, capacities: Iterable[str]) -> bool:
    """True if the unit takes part now in one of the capacities."""
    wanted = set(capacities)
    return unit_id is not None and any(
        party.unit_id == unit_id and party.role in wanted and party.until is None
        for party in petition.parties
    )


def open_party(petition: Petition, unit: Unit, role: str, *, user: Officer | None = None) -> Party:
    """Let a unit, or one person of it, take part in a capacity from now on."""
    for party in petition.parties:
        if (
            party.unit_id == unit.id
            and party.role == role
            and party.until is None
            and party.user_id == (user.id if user else None)
        ):
            return party
    return keep(
        petition,
        Party(
            petition=petition,
            unit=unit,
            unit_id=unit.id,
            user=user,
            user_id=user.id if user else None,
            role=role,
            since=clock.now(),
        ),
    )


def close_parties(petition: Petition, *roles: str, unit_id: int | None = None) -> None:
    """End the capacities; the rows stay, and with them the right to see the file."""
    for party in petition.parties:
        if party.role in roles and party.until is None and unit_id in (None, party.unit_id):
            party.until = clock.now()


def strike_party(petition: Petition, role: str, unit_id: int) -> None:
    """Take out a capacity that was given by mistake: no right to see the file is left of it."""
    session = object_session(petition)
    for party in list(petition.parties):
        if party.role == role and party.until is None and party.unit_id == unit_id:
            petition.parties.remove(party)
            if session is not None:
                session.delete(party)


def office_of(petition: Petition) -> Unit:
    """Return the unit that triages: the registering one, or the desk that stands in for it."""
    standing = (party.unit for party in petition.parties if party.role == "registering")
    return next(standing, petition.registering_unit)
