"""Cells of a workbook that was sent, and how a refusal names them."""

from collections.abc import Iterator

from openpyxl.cell import Cell
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from app.core.errors import Invalid, Phrase
from app.core.i18n import N_


def filled(page: Worksheet) -> Iterator[Cell]:
    """Yield the cells in which anything stands."""
    return (cell for row in page.iter_rows() for cell in row if cell.value is not None)


def formula_of(cell: Cell) -> str:
    """Return the formula of a cell, empty where none stands."""
    if isinstance(cell.value, ArrayFormula):
        return str(cell.value.text)
    return str(cell.value) if cell.data_type == "f" else ""


def refused(page: Worksheet, cell: Cell | str, why: str, **params: str) -> Invalid:
    """Return the refusal of what stands in a cell, or elsewhere on its sheet."""
    where = cell if isinstance(cell, str) else cell.coordinate
    return Invalid(
        N_("Sheet “%(sheet)s”, %(where)s: %(why)s."),
        field="file",
        sheet=page.title,
        where=where,
        why=Phrase(why, **params),
    )
