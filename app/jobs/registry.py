"""Which work can be done later: a room names its function here and calls it by that name."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Work = Callable[..., Any]


@dataclass(frozen=True)
class Task:
    """A function that runs in the background, how often it is tried, and the first pause."""

    name: str
    function: Work
    retries: int
    wait: int
    minutely: bool = False

    def pause(self, tries: int) -> int:
        """Return how many seconds to wait after so many tries: twice as long each time."""
        return int(self.wait * 2 ** max(tries - 1, 0))


TASKS: dict[str, Task] = {}


def task(name: str, *, retries: int = 3, wait: int = 60) -> Callable[[Work], Work]:
    """Let a function be called later with ``enqueue(name, …)``; what it raises is tried again.

    It may be called twice when a machine dies: let its effect be the same as once.
    """

    def register(function: Work) -> Work:
        _keep(Task(name, function, retries, wait))
        return function

    return register


def each_minute(name: str) -> Callable[[Work], Work]:
    """Let a function run once a minute, in one process however many there are."""

    def register(function: Work) -> Work:
        _keep(Task(name, function, 0, 60, minutely=True))
        return function

    return register


def _keep(new: Task) -> None:
    known = TASKS.get(new.name)
    if known is not None and known.function is not new.function:
        raise ValueError(f"two tasks are called {new.name}")
    TASKS[new.name] = new
