"""Tables for a wall and a sheet: as many lines as fit, in their own order, the rest as one."""

from collections.abc import Sequence
from typing import Any


def at_most(lines: Sequence[Any], most: int, first: str) -> tuple[list[Any], int]:
    """Return the lines that fit, in their order, and how many are left out.

    Lines of which the attribute ``first`` is true are left out last.
    """
    if len(lines) <= most:
        return list(lines), 0
    wanted = sorted(range(len(lines)), key=lambda place: not getattr(lines[place], first))
    kept = sorted(wanted[:most])
    return [lines[place] for place in kept], len(lines) - most
