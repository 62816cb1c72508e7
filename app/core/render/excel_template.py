"""Workbooks for people to fill in and send back: several short sheets, every cell plain text."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.core.render.text import cell_text, sheet_name
from app.core.table import Table

_HEADER_FILL = PatternFill("solid", fgColor="E7ECF2")
_ROWS_TO_FILL = 500


def write_sheets(tables: Sequence[Table]) -> bytes:
    """Return a workbook with a sheet for each table; they are short enough to be held in memory.

    The columns are text beforehand, so that Excel takes no number of a telephone for an amount.
    """
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = ""
    for table in tables:
        _write(book.create_sheet(sheet_name(table.title)), table)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write(sheet: Worksheet, table: Table) -> None:
    sheet.freeze_panes = "A2"
    for place, column in enumerate(table.columns, 1):
        cell = sheet.cell(1, place, cell_text(column.title))
        cell.font, cell.fill = Font(bold=True), _HEADER_FILL
        sheet.column_dimensions[get_column_letter(place)].width = column.width + 2
    last = 1
    for last, row in enumerate(table.rows, 2):
        for place, column in enumerate(table.columns, 1):
            cell = sheet.cell(last, place, cell_text(row[column.key]))
            cell.data_type, cell.number_format = "s", "@"
    if last == 1:
        for row_number in range(2, _ROWS_TO_FILL + 2):
            for place in range(1, len(table.columns) + 1):
                sheet.cell(row_number, place).number_format = "@"
