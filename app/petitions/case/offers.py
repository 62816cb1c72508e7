"""What an officer may do with a file now, and what not and why: the column beside the case."""

from dataclasses import dataclass, field
from typing import Any

from app.accounts.deputies import same_hands
from app.accounts.models import Officer
from app.core.errors import DomainError
from app.core.workflow import Move
from app.dictionaries.queries import work_calendar
from app.petitions.checks import GUARDS, check_capacity, check_waiting
from app.petitions.commands.approvals import may_withdraw
from app.petitions.engine import Act, MoveRefused
from app.petitions.guards import every  # noqa: F401 - importing registers the guards
from app.petitions.models import Approval, Petition
from app.petitions.workflow import PETITION


@dataclass(frozen=True)
class Offer:
    """A move that stands in the column: open, or refused with its reason and who could help."""

    move: Move
    refusal: MoveRefused | None = None
    params: dict[str, Any] = field(default_factory=dict)

    @property
    def allowed(self) -> bool:
        """True if nothing refuses it now."""
        return self.refusal is None


def offers(petition: Petition, by: Officer) -> list[Offer]:
    """Return the moves of the officer in the state of the file, in the table's order.

    Moves that the officer's roles do not include, or that belong to another unit's capacity, are
    left out; those that a condition refuses stay, with the reason.
    """
    found = []
    for move in PETITION.moves_from(petition.state):
        act = Act(petition, move, by, calendar=work_calendar())
        if not by.may(move.name, act.noun) or _elsewhere(act):
            continue
        found.append(Offer(move, _refusal(act)))
    return found


def _elsewhere(act: Act) -> bool:
    try:
        check_capacity(act)
    except MoveRefused:
        return True
    return False


def _refusal(act: Act) -> MoveRefused | None:
    try:
        check_waiting(act)
        for name in act.move.guards:
            GUARDS[name](act)
    except MoveRefused as refusal:
        return refusal
    except DomainError as error:
        return MoveRefused(error.message, **error.params)
    return None


def decisions(petition: Petition, by: Officer) -> list[Approval]:
    """Return the acts that wait for this officer's decision as second person."""
    noun = "Accusation" if petition.is_accusation else "Petition"
    return [
        approval
        for approval in petition.approvals
        if approval.status == "asked"
        and approval.unit_id == by.unit_id
        and by.may(approval.permission.removeprefix("can_"), noun)
        and not same_hands(by, approval.asked_by_id, approval.on_behalf_of_id)
    ]


def own_requests(petition: Petition, by: Officer) -> list[Approval]:
    """Return the acts that this officer asked for and may still withdraw."""
    return [a for a in petition.approvals if a.status == "asked" and may_withdraw(a, by)]
