"""Carrying out a leaving: everything goes over and the account is locked, or nothing happens."""

from typing import Any

import sqlalchemy as sa

from app.accounts.commands.officers import lock_officer
from app.accounts.deputies import Deputy
from app.accounts.models import Officer
from app.accounts.own.profile import drop_filters
from app.core import clock
from app.core.db import atomic
from app.core.errors import Invalid
from app.core.i18n import N_
from app.extensions import db
from app.journal.commands import note
from app.leaving.belongings import belongings, counts
from app.leaving.models import Leaving
from app.leaving.queries import MOST, obstacles
from app.petitions.commands.succession import petitions_held


@atomic
def carry_out(officer: Officer, *, successor: Officer, reason: str, by: Officer) -> Leaving:
    """Hand over what the officer holds, lock his account and keep the list.

    :raises Invalid: if something stands against the successor, or no reason is given.
    :raises DomainError: if somebody would carry out his own leaving.
    """
    if not reason.strip():
        raise Invalid(N_("This must be filled in."), field="reason")
    for error in obstacles(officer, successor, by=by):
        raise Invalid(error.message, field="successor", **error.params)
    # Locked first: of two who carry it out at once the second waits here, and then moves nothing.
    lock_officer(officer, by=by)
    db.session.flush()
    items: dict[str, Any] = {
        "petitions": _rows(officer),
        "counts": counts(officer),
        "records": _records(officer),
        "moved": {
            one.name: one.move(officer, successor, by=by) for one in belongings() if one.move
        },
    }
    drop_filters(officer)
    _end_periods(officer)
    leaving = Leaving(
        officer=officer,
        successor=successor,
        by_id=by.id,
        unit_id=officer.unit_id,
        at=clock.now(),
        reason=reason.strip(),
        items=items,
    )
    db.session.add(leaving)
    db.session.flush()
    _journal(leaving, by)
    return leaving


def _journal(leaving: Leaving, by: Officer) -> None:
    told = {"reason": leaving.reason, "successor": leaving.successor.full_name}
    note(
        "account.left",
        about=("Account", leaving.officer_id, leaving.officer.full_name),
        by=by,
        unit_id=leaving.unit_id,
        before={"active": True},
        after={"active": False, **told, **leaving.items["moved"]},
    )


def _rows(officer: Officer) -> list[dict[str, object]]:
    return [
        {"id": it.id, "state": it.state, "due": it.lamp_due_on and it.lamp_due_on.isoformat()}
        for it in petitions_held(officer)
    ]


def _records(officer: Officer) -> dict[str, list[int]]:
    """Return what stays with a unit and is told on the list, by kind."""
    return {
        one.name: list(db.session.scalars(one.ids(officer).limit(MOST)))
        for one in belongings()
        if one.ids is not None
    }


def _end_periods(officer: Officer) -> None:
    """End the periods of whoever left, in which he stands in or is stood in for."""
    db.session.execute(
        sa.update(Deputy)
        .where(
            sa.or_(Deputy.officer_id == officer.id, Deputy.deputy_id == officer.id),
            Deputy.ended_at.is_(None),
            Deputy.until >= clock.today(),
        )
        .values(ended_at=clock.now())
    )
