"""A table as reports, lists and exports speak of it: titled columns and rows, nothing more."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["text", "integer", "date", "datetime", "identity"]

_WIDTHS: Mapping[Kind, int] = {
    "text": 20,
    "integer": 10,
    "date": 12,
    "datetime": 17,
    "identity": 22,
}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: where its value stands in a row, what it is called, what kind it is of.

    ``identity`` is for numbers that name something (of a person, a file, a phone): digits that
    nobody adds up, and that must not lose a zero or their last places. ``width`` counts
    half-width characters; 0 leaves it to the kind.
    """

    key: str
    title: str
    kind: Kind = "text"
    width: int = 0

    def __post_init__(self) -> None:
        """Give the kind's own width where none was asked for."""
        if not self.width:
            object.__setattr__(self, "width", _WIDTHS[self.kind])


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under titled columns; the rows may be a generator that is read once.

    ``printed`` is how many of the first columns go on paper; 0 means all of them.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Iterable[Mapping[str, Any]]
    printed: int = 0

    def __post_init__(self) -> None:
        """Refuse a table that no reader could tell apart or draw."""
        keys = [column.key for column in self.columns]
        if not keys or len(set(keys)) != len(keys):
            raise ValueError(f"a table needs columns, each with a key of its own: {keys}")
