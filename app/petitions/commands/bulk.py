"""The same move on several petitions: each by itself, so that one refusal spoils no other."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from app.accounts.models import Officer
from app.core.errors import DomainError
from app.petitions.commands.acts import perform
from app.petitions.models import Petition


@dataclass
class Outcome:
    """Which petitions went through, by number, and which were refused and why."""

    done: list[str] = field(default_factory=list)
    refused: list[tuple[str, DomainError]] = field(default_factory=list)


def perform_each(
    petitions: Iterable[Petition],
    move: str,
    *,
    by: Officer,
    given: Callable[[Petition], dict[str, Any]],
) -> Outcome:
    """Make a move on each petition with what ``given`` says of it; go on after a refusal."""
    outcome = Outcome()
    for petition in petitions:
        number = petition.number
        try:
            perform(petition, move, by=by, **given(petition))
        except DomainError as error:
            outcome.refused.append((number, error))
        else:
            outcome.done.append(number)
    return outcome
