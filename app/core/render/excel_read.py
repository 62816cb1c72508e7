"""Reading a workbook that somebody filled in: rows by their headers, and nothing that runs."""

from collections.abc import Sequence
from io import BytesIO
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from app.core.errors import Invalid
from app.core.i18n import N_

MACROS = b"vbaProject.bin"


def read_rows(
    data: bytes, columns: Sequence[str], *, most: int, sheet: str | None = None
) -> list[tuple[int, dict[str, str]]]:
    """Return the filled rows below the header: number of the row, values by header text.

    :raises Invalid: for what is no plain workbook, lacks a column, or is too long.
    """
    book = _opened(data)
    if sheet is not None and sheet not in book.sheetnames:
        raise Invalid(N_("The sheet %(sheet)s is missing."), sheet=sheet)
    lines = (book[sheet] if sheet else book.worksheets[0]).iter_rows(values_only=True)
    header = [_text(cell) for cell in next(lines, ())]
    for name in columns:
        if name not in header:
            raise Invalid(N_("The column %(column)s is missing."), column=name)
    found = []
    for number, line in enumerate(lines, 2):
        row = dict(zip(header, map(_text, line), strict=False))
        if any(row.values()):
            found.append((number, {name: row.get(name, "") for name in columns}))
        if len(found) > most:
            raise Invalid(N_("More than %(most)s rows; divide the file."), most=most)
    _refuse_formulas(found)
    return found


def _opened(data: bytes) -> Workbook:
    if MACROS in data:
        raise Invalid(N_("The workbook contains macros; save it as a plain workbook (.xlsx)."))
    try:
        return load_workbook(BytesIO(data), read_only=True, data_only=False)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise Invalid(N_("This is not a workbook (.xlsx)."))


def _refuse_formulas(rows: list[tuple[int, dict[str, str]]]) -> None:
    for number, row in rows:
        if any(value.startswith("=") for value in row.values()):
            raise Invalid(N_("Row %(row)s contains a formula; put in its value."), row=number)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).strip()
