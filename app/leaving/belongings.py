"""What can belong to an officer who leaves: each kind with its number and how it is moved.

A room beside this one is registered from above: ``register_belonging(Belonging(…))``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core.i18n import N_
from app.extensions import db
from app.petitions.commands import succession
from app.petitions.decisions import approvals_for
from app.petitions.models import (
    Approval,
    Instruction,
    Petition,
    SavedFilter,
    Submission,
    Supervision,
)

Count = sa.ScalarSelect[int]


class Move(Protocol):
    """Moves what belongs to one officer to another; returns how many."""

    def __call__(self, officer: Officer, successor: Officer, *, by: Officer) -> int:
        """Move it, inside the transaction of the leaving."""
        ...


@dataclass(frozen=True)
class Belonging:
    """One kind of thing. Without ``move`` it stays where it is, and ``note`` says why.

    ``count`` is the number as a part of a statement: one statement counts all kinds. ``ids``
    names the rows that the handover list tells one by one although they stay.
    """

    name: str
    label: str
    count: Callable[[Officer], Count]
    move: Move | None = None
    note: str = ""
    ids: Callable[[Officer], sa.Select[int]] | None = None


_belongings: dict[str, Belonging] = {}


def register_belonging(belonging: Belonging) -> None:
    """Let a kind of thing be counted and moved when somebody leaves."""
    _belongings[belonging.name] = belonging


def belongings() -> list[Belonging]:
    """Return every kind, in the order in which they were registered."""
    return list(_belongings.values())


def counts(officer: Officer) -> dict[str, int]:
    """Return how many of each kind belong to the officer, in one statement."""
    asked = {one.name: one.count(officer) for one in belongings()}
    return dict(zip(asked, db.session.execute(sa.select(*asked.values())).one(), strict=True))


def number_of(model: type, condition: sa.ColumnElement[bool]) -> Count:
    """Return the number of rows that meet a condition, as a part of a statement."""
    return sa.select(sa.func.count()).select_from(model).where(condition).scalar_subquery()


def _petitions(officer: Officer) -> Count:
    return number_of(Petition, succession.held_by(officer))


def submissions(officer: Officer) -> Count:
    """Return how many submissions lie before the officer."""
    mine = sa.and_(Submission.leader_id == officer.id, Submission.status == "asked")
    return number_of(Submission, mine)


def _requests(officer: Officer) -> Count:
    mine = sa.and_(Approval.status == "asked", Approval.asked_by_id == officer.id)
    return number_of(Approval, mine)


def _instructions(officer: Officer) -> sa.ColumnElement[bool]:
    """Not closed, and written by the officer or recorded by him for a leader."""
    named = sa.or_(Instruction.leader_id == officer.id, Instruction.recorded_by_id == officer.id)
    return sa.and_(Instruction.status != "closed", named)


def _supervisions(officer: Officer) -> sa.ColumnElement[bool]:
    """Issued by the officer and not closed."""
    running = Supervision.status.in_(("issued", "signed", "answered"))
    return sa.and_(running, Supervision.issued_by_id == officer.id)


for _belonging in (
    Belonging("petitions", N_("Open petitions"), _petitions, succession.hand_over_petitions),
    Belonging(
        "submissions",
        N_("Submissions to decide on"),
        submissions,
        note=N_("Go along with their petitions."),
    ),
    Belonging(
        "requests",
        N_("Requests that wait for a second person"),
        _requests,
        note=N_("Stay as asked; they are decided as before."),
    ),
    Belonging(
        "decisions",
        N_("Decisions that may wait for this officer"),
        lambda officer: number_of(Approval, approvals_for(officer)),
        note=N_("Stay with everybody of the unit who may decide."),
    ),
    Belonging(
        "instructions",
        N_("Instructions that are not closed"),
        lambda officer: number_of(Instruction, _instructions(officer)),
        note=N_("Stay with the unit that wrote them; the handover list names them."),
        ids=lambda officer: sa.select(Instruction.id).where(_instructions(officer)),
    ),
    Belonging(
        "supervisions",
        N_("Supervisions that are not closed"),
        lambda officer: number_of(Supervision, _supervisions(officer)),
        note=N_("Stay with the unit that issued them; the handover list names them."),
        ids=lambda officer: sa.select(Supervision.id).where(_supervisions(officer)),
    ),
    Belonging(
        "filters",
        N_("Saved filters"),
        lambda officer: number_of(SavedFilter, SavedFilter.user_id == officer.id),
        succession.hand_over_filters,
    ),
):
    register_belonging(_belonging)
