"""Where the bars of trend and pyramid stand: numbers only, for drawings of a fixed size. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

#: The trend: width and height of the drawing, where its bars stand and how high they may be.
WIDTH, HEIGHT, FLOOR, TALLEST = 780, 236, 184, 152
#: The pyramid: width, height of a line, where its two sides begin, how long a bar may be.
SPREAD, LINE, LEFT, RIGHT, LONGEST = 424, 44, 142, 282, 84


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: its corner, width, height, and the middle under which its name stands."""

    x: float
    y: float
    width: float
    height: float
    middle: float


def columns(values: Sequence[int]) -> list[Bar]:
    """Return standing bars, as high as their values; a value of nothing has no height."""
    slot, most = WIDTH / max(len(values), 1), max(values, default=0) or 1
    found = []
    for place, value in enumerate(values):
        height = round(TALLEST * value / most, 1)
        x = place * slot
        found.append(
            Bar(round(x + slot * 0.2, 1), FLOOR - height, round(slot * 0.6, 1), height,
                round(x + slot / 2, 1))
        )  # fmt: skip
    return found


def length(value: int | None, most: int) -> float:
    """Return how long a bar of the pyramid is; of what is not told there is none."""
    return round(LONGEST * (value or 0) / (most or 1), 1)
