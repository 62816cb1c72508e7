"""What hangs on a unit in the rooms above, and goes with it when another takes its place.

Accounts cannot see petitions. A room that keeps work by unit says here how much of it is open
and how it is handed on; the commands that merge, split and retire ask all of them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from app.accounts.models import Officer, Unit


@dataclass(frozen=True)
class Succession:
    """A unit that ends, the one that takes its place, and which officers went elsewhere."""

    old: Unit
    heir: Unit
    #: Only where a unit was split: the unit of each officer, so that work stays with its hands.
    officers: Mapping[int, Unit] = field(default_factory=dict)

    def heir_of(self, officer_id: int | None) -> Unit:
        """Return the unit that takes over what lay with an officer, or with nobody."""
        return self.officers.get(officer_id or 0, self.heir)


Weigh = Callable[[Collection[int]], int]
HandOn = Callable[[Succession, Officer], int]


@dataclass(frozen=True)
class Estate:
    """One kind of work that goes to a successor: its name, its count, its way over."""

    label: str
    weigh: Weigh
    hand_on: HandOn


_estates: dict[str, Estate] = {}
_bindings: dict[str, Callable[[int], bool]] = {}


def on_new_region(name: str, bound: Callable[[int], bool]) -> None:
    """Let a room say of a unit whether what it keeps stands under the unit's present region."""
    _bindings[name] = bound


def bound_to_region(unit_id: int) -> bool:
    """Say whether anything keeps a unit under its present region."""
    return any(bound(unit_id) for bound in _bindings.values())


def on_succession(estate: Estate) -> None:
    """Let a room's work go with the units; registering the same kind again replaces it."""
    _estates[estate.label] = estate


def weighed(unit_ids: Collection[int]) -> list[tuple[str, int]]:
    """Return how much open work hangs on the units, by its name (a msgid)."""
    ids = list(unit_ids)
    return [(estate.label, estate.weigh(ids)) for estate in _estates.values()] if ids else []


def hand_on(succession: Succession, *, by: Officer) -> dict[str, int]:
    """Hand everything on; return how much of each kind it was."""
    return {estate.label: estate.hand_on(succession, by) for estate in _estates.values()}
