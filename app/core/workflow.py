"""States and moves as data, and the check that a table of them makes sense."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar


class BadWorkflow(ValueError):
    """The table contradicts itself; raised when it is built, never at work."""


@dataclass(frozen=True, kw_only=True)
class State:
    """Where a file can stand; ``closed`` states owe nothing, ``final`` ones have no exit."""

    name: str
    label: str
    closed: bool = False
    final: bool = False


@dataclass(frozen=True, kw_only=True)
class Move:
    """One act on a file: the verb is also the command, the permission, the route and the event.

    ``sources`` empty means the act creates the file; ``target`` None leaves the state as it is.
    ``by`` names the capacities in which the actor's unit may take part (any one of them);
    ``by_at_first`` those that count in the initial state instead, where they differ.
    ``second`` means that another person with the approving permission must agree first.
    ``stops`` and ``starts`` name clocks, ``guards`` name further conditions, ``needs`` the fields
    that must be given. ``place`` says where the button stands: main, more, danger, record.
    """

    name: str
    label: str
    sources: tuple[str, ...] = ()
    target: str | None = None
    targets: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    by_at_first: tuple[str, ...] = ()
    second: bool = False
    needs: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    place: str = "more"
    dated: bool = False

    def reaches(self) -> tuple[str, ...]:
        """Return every state in which the move may end."""
        return self.targets or ((self.target,) if self.target else ())


@dataclass(frozen=True)
class Workflow:
    """A checked set of states and moves, looked up by name."""

    initial: str
    states: tuple[State, ...]
    moves: tuple[Move, ...]
    _states: dict[str, State] = field(init=False, repr=False, compare=False)
    _moves: dict[str, Move] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Index the table and refuse a bad one."""
        object.__setattr__(self, "_states", _unique(self.states, "state"))
        object.__setattr__(self, "_moves", _unique(self.moves, "move"))
        self._check_names()
        self._check_reach()

    def _check_names(self) -> None:
        known = set(self._states)
        if self.initial not in known:
            raise BadWorkflow(f"unknown initial state {self.initial}")
        for move in self.moves:
            strange = (set(move.sources) | set(move.reaches())) - known
            if strange:
                raise BadWorkflow(f"{move.name}: unknown states {sorted(strange)}")
            left = [name for name in move.sources if self._states[name].final]
            if left and move.reaches():
                raise BadWorkflow(f"{move.name} leaves the final state {left[0]}")

    def _check_reach(self) -> None:
        reached = {self.initial}
        while True:
            more = {
                target
                for move in self.moves
                for target in move.reaches()
                if not move.sources or reached & set(move.sources)
            }
            if more <= reached:
                break
            reached |= more
        lost = set(self._states) - reached
        if lost:
            raise BadWorkflow(f"states nobody can reach: {sorted(lost)}")

    def state(self, name: str) -> State:
        """Return a state by name."""
        return self._states[name]

    def move(self, name: str) -> Move:
        """Return a move by name."""
        return self._moves[name]

    def moves_from(self, state: str) -> tuple[Move, ...]:
        """Return the moves that the table allows in a state, in the table's order."""
        return tuple(move for move in self.moves if state in move.sources)


T = TypeVar("T", State, Move)


def _unique(things: Iterable[T], what: str) -> dict[str, T]:
    index: dict[str, T] = {}
    for thing in things:
        if thing.name in index:
            raise BadWorkflow(f"two of {what} {thing.name}")
        index[thing.name] = thing
    return index
