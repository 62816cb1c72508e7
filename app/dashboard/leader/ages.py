"""The age pyramid of what is open: sums only, and none by which a person could be known. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.reports.suppression import FEW, FEWEST, Cell, marks

MEN, WOMEN = "1", "2"
#: The cell of whom age or sex is not stated, and the sum of all.
UNSTATED: Cell = ("", "")
ALL: Cell = ("all", "all")


@dataclass(frozen=True, slots=True)
class Told:
    """A count, or the mark that stands instead of it."""

    value: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Of each band the men and the women, and how many have no age or sex stated.

    ``bands`` is empty where so few are open that nothing can be told of them.
    """

    bands: dict[str, tuple[Told, Told]]
    unstated: Told

    @property
    def most(self) -> int:
        """The largest count that is told."""
        return max((one.value or 0 for both in self.bands.values() for one in both), default=0)


def pyramid(counts: Mapping[Cell, int], bands: tuple[str, ...]) -> Pyramid:
    """Return the pyramid of counts by band and sex.

    How many there are in all is told elsewhere on the page and opens a list. Where the sum would
    have to be hidden as well, nothing is told at all.
    """
    cells = [(band, sex) for band in bands for sex in (MEN, WOMEN)]
    values = {cell: counts.get(cell, 0) for cell in cells}
    whole = sum(counts.values())
    values |= {UNSTATED: whole - sum(values.values()), ALL: whole}
    hidden = marks(values, [(ALL, (*cells, UNSTATED))], {})
    if ALL in hidden or not whole or _told_by_the_sum(values, hidden):
        return Pyramid({}, Told(None, ""))
    told = {
        cell: Told(None, hidden[cell]) if cell in hidden else Told(value, str(value))
        for cell, value in values.items()
    }
    return Pyramid({one: (told[one, MEN], told[one, WOMEN]) for one in bands}, told[UNSTATED])


def _told_by_the_sum(values: Mapping[Cell, int], hidden: Mapping[Cell, str]) -> bool:
    """Say whether the sum leaves one answer only to who supposes three and more behind each *."""
    left = sum(values[cell] for cell in hidden)
    few = sum(mark == FEW for mark in hidden.values())
    withheld = len(hidden) - few
    return bool(withheld) and left <= few + FEWEST * withheld
