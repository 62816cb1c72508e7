"""A paper form: titled blocks of labelled values, as it is printed and filed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

GRID = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """A label with its value.

    ``span`` is its share of the form's width in twelfths; 0 takes an equal part of what the
    others in its row leave. ``lines`` keeps room for what is written by hand. An entry without
    label gives its whole span to the value.
    """

    label: str
    value: Any = ""
    span: int = 0
    lines: int = 1


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of entries under a heading, which may be empty."""

    title: str
    rows: Sequence[Sequence[Entry]]


@dataclass(frozen=True, slots=True)
class Form:
    """A form with its title, a line below it (number, date) and its blocks."""

    title: str
    blocks: Sequence[Block]
    note: str = ""


def spans(row: Sequence[Entry]) -> list[int]:
    """Return how many twelfths each entry of a row takes; together they fill the row.

    :raises ValueError: if they do not fit.
    """
    left = GRID - sum(entry.span for entry in row)
    open_ended = sum(not entry.span for entry in row)
    if left < open_ended or (left and not open_ended):
        raise ValueError(f"the entries do not fill {GRID} twelfths: {[e.label for e in row]}")
    given = []
    for entry in row:
        share = entry.span
        if not share:
            share = left // open_ended
            left, open_ended = left - share, open_ended - 1
        given.append(share)
    return given
