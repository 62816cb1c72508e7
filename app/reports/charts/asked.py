"""What a reader asks of a chart, besides days and source: by what, split by what, drawn how."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.core.i18n import N_
from app.reports.charts.dimensions import DIMENSIONS, Dimension

SHAPES = {"bars": N_("Bars"), "lines": N_("Line chart"), "heat": N_("Heat map")}
COUNTS = {"pieces": N_("Pieces"), "people": N_("Heads")}
#: Instead of a second trait: the same days of the year before.
BEFORE = "before"


@dataclass(frozen=True, slots=True)
class ChartAsked:
    """One chart: by one trait, perhaps split by a second one or beside the year before."""

    by: Dimension
    split: Dimension | None
    compare: bool
    shape: str
    counts: str

    def query(self) -> dict[str, str]:
        """Return the arguments of an address that asks the same."""
        return {
            "by": self.by.name,
            "split": BEFORE if self.compare else (self.split.name if self.split else ""),
            "shape": self.shape,
            "counts": self.counts,
        }


def read(args: Mapping[str, str]) -> ChartAsked:
    """Read a chart from an address; what no chart can be falls back to the usual one."""
    by = DIMENSIONS.get(args.get("by", ""), DIMENSIONS["kind"])
    wanted = args.get("split", "")
    split = DIMENSIONS.get(wanted)
    if split is by:
        split = None
    shape = args.get("shape", "")
    return ChartAsked(
        by=by,
        split=split,
        compare=wanted == BEFORE,
        shape=shape if shape in SHAPES else "bars",
        counts=args.get("counts", "") if args.get("counts") in COUNTS else "pieces",
    )
