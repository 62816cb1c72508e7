"""Tables for a wall and a sheet: as many lines as fit, in their own order, the rest as one."""

from collections.abc import Callable, Sequence
from typing import Any


def at_most(
    lines: Sequence[Any], most: int, first: str, together: Callable[[Sequence[Any]], Any]
) -> tuple[list[Any], Any]:
    """Return the lines that fit, in their order, and the others ``together``; None of none.

    Lines of which the attribute ``first`` is true are left out last.
    """
    if len(lines) <= most:
        return list(lines), None
    wanted = sorted(range(len(lines)), key=lambda place: not getattr(lines[place], first))
    kept, left = sorted(wanted[:most]), sorted(wanted[most:])
    return [lines[place] for place in kept], together([lines[place] for place in left])
