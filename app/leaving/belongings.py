"""What can belong to an officer who leaves: each kind with its number and how it is moved."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import sqlalchemy as sa

from app.accounts.models import Officer
from app.core.i18n import N_
from app.extensions import db
from app.petitions.commands import succession
from app.petitions.decisions import approvals_for
from app.petitions.models import Approval, Petition, SavedFilter, Submission


class Move(Protocol):
    """Moves what belongs to one officer to another; returns how many."""

    def __call__(self, officer: Officer, successor: Officer, *, by: Officer) -> int:
        """Move it, inside the transaction of the leaving."""
        ...


@dataclass(frozen=True)
class Belonging:
    """One kind of thing. Without ``move`` it stays where it is, and ``note`` says why."""

    name: str
    label: str
    count: Callable[[Officer], int]
    move: Move | None = None
    note: str = ""


_belongings: dict[str, Belonging] = {}


def register_belonging(belonging: Belonging) -> None:
    """Let a kind of thing be counted and moved when somebody leaves."""
    _belongings[belonging.name] = belonging


def belongings() -> list[Belonging]:
    """Return every kind, in the order in which they were registered."""
    return list(_belongings.values())


def count_of(model: type, condition: sa.ColumnElement[bool]) -> int:
    """Return how many rows of a model meet a condition."""
    return int(db.session.scalar(sa.select(sa.func.count()).select_from(model).where(condition)))


def _petitions(officer: Officer) -> int:
    return count_of(Petition, succession.held_by(officer))


def submissions(officer: Officer) -> int:
    """Return how many submissions lie before the officer."""
    mine = sa.and_(Submission.leader_id == officer.id, Submission.status == "asked")
    return count_of(Submission, mine)


def _requests(officer: Officer) -> int:
    return count_of(
        Approval, sa.and_(Approval.status == "asked", Approval.asked_by_id == officer.id)
    )


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
        lambda officer: count_of(Approval, approvals_for(officer)),
        note=N_("Stay with everybody of the unit who may decide."),
    ),
    Belonging(
        "filters",
        N_("Saved filters"),
        lambda officer: count_of(SavedFilter, SavedFilter.user_id == officer.id),
        succession.hand_over_filters,
    ),
):
    register_belonging(_belonging)
