"""How large a form of the office may be, measured before anything of it is held in memory."""

from collections.abc import Mapping
from dataclasses import dataclass

from openpyxl.utils.cell import range_boundaries

from app.core.errors import Invalid
from app.core.i18n import N_

#: A form is a page to be printed: so far out, and so many cells and formulas in all its sheets.
MOST_ROWS, MOST_COLUMNS, MOST_CELLS, MOST_FORMULAS = 1_000, 200, 40_000, 2_000
_BEARS_A_PLACE = {"c": "r", "mergeCell": "ref"}


@dataclass
class Bounds:
    """What was met in the sheets of a workbook so far."""

    cells: int = 0
    formulas: int = 0
    right: int = 0
    down: int = 0

    def begin_sheet(self) -> None:
        """Begin another sheet: the box around its cells is measured anew."""
        self.cells += self.right * self.down
        self.right = self.down = 0

    def meet(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Measure one element.

        :raises Invalid: as soon as the workbook is larger than a form may be.
        """
        if tag == "f":
            self.formulas += 1
        elif tag in _BEARS_A_PLACE and _BEARS_A_PLACE[tag] in attributes:
            _left, _top, right, down = range_boundaries(attributes[_BEARS_A_PLACE[tag]])
            self.right, self.down = max(self.right, right or 0), max(self.down, down or 0)
        else:
            return
        if self._too_large():
            raise Invalid(
                N_(
                    "A form has at most %(rows)s rows and %(columns)s columns, and in all its"
                    " sheets %(cells)s cells and %(formulas)s formulas. Delete what is not needed."
                ),
                field="file",
                rows=MOST_ROWS,
                columns=MOST_COLUMNS,
                cells=MOST_CELLS,
                formulas=MOST_FORMULAS,
            )

    def _too_large(self) -> bool:
        return (
            self.down > MOST_ROWS
            or self.right > MOST_COLUMNS
            or self.cells + self.right * self.down > MOST_CELLS
            or self.formulas > MOST_FORMULAS
        )
