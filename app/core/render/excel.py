"""Excel files: tables of any length, and forms ready for the printer."""

from collections.abc import Callable
from contextlib import ExitStack
from io import BytesIO
from tempfile import TemporaryFile
from typing import IO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.core.render.excel_form import write_form
from app.core.render.excel_rows import (
    LINE_POINTS,
    MARGIN,
    ROW_PADDING,
    SheetRows,
    put_together,
)
from app.core.render.text import cell_text, sheet_name
from app.core.table import Column, Kind, Table

__all__ = ["write_form", "write_table"]

# Excel ends a sheet here; the header and the counting line need their room too.
ROWS_PER_SHEET = 1_048_576 - 3

_FORMATS: dict[Kind, str] = {"date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm", "identity": "@"}
_FONT = "SimSun"
_THIN = Side(style="thin", color="A6A6A6")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER_FILL = PatternFill("solid", fgColor="E7ECF2")


class RowCount:
    """Gives the sentence below the last row, and keeps the number for whoever writes it down."""

    def __init__(self, line: Callable[[int], str]) -> None:
        self.line, self.rows = line, 0

    def __call__(self, rows: int) -> str:
        """Return the sentence for a number of rows."""
        self.rows = rows
        return self.line(rows)


def write_table(table: Table, *, count_line: Callable[[int], str]) -> IO[bytes]:
    """Write all rows of a table, as they come, to a temporary file opened for reading.

    ``count_line`` gives the sentence below the last row from the number of rows, which nobody
    knows before. Nothing is held in memory, and a failing row leaves nothing on the disk.
    """
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = ""
    book.properties.title = cell_text(table.title)
    with ExitStack() as opened:
        sheets = _fill(book, table, count_line, opened)
        skeleton = BytesIO()
        book.save(skeleton)
        stream = opened.enter_context(TemporaryFile())
        put_together(skeleton, sheets, stream)
        # All is well: the rows may go, the file stays open for the caller.
        opened.pop_all()
    for sheet in sheets:
        sheet.close()
    stream.seek(0)
    return stream


def _fill(
    book: Workbook, table: Table, count_line: Callable[[int], str], opened: ExitStack
) -> list[SheetRows]:
    sheets: list[SheetRows] = []

    def another() -> None:
        sheets.append(_open_sheet(book, table))
        opened.callback(sheets[-1].close)

    for row in table.rows:
        if not sheets or sheets[-1].count == ROWS_PER_SHEET:
            another()
        sheets[-1].add(row)
    if not sheets:
        another()
    sheets[-1].end_with(count_line(sum(each.count for each in sheets)))
    for sheet, rows in zip(book.worksheets, sheets, strict=True):
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{rows.count + 1}"
        if table.printed:
            # Down to the counting line, which stands below the rows of the last sheet.
            sheet.print_area = f"A1:{get_column_letter(table.printed)}{rows.count + 2}"
    return sheets


def _open_sheet(book: Workbook, table: Table) -> SheetRows:
    number = len(book.worksheets) + 1
    sheet = book.create_sheet(sheet_name(table.title, number))
    for place, column in enumerate(table.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width + MARGIN
        _write_header(sheet.cell(1, place), column)
    _set_page(sheet, table)
    styles = [_body_style(Cell(sheet, row=2, column=1), column) for column in table.columns]
    return SheetRows(table.columns, styles)


def _set_page(sheet: Worksheet, table: Table) -> None:
    sheet.sheet_format.defaultRowHeight = LINE_POINTS + ROW_PADDING
    sheet.sheet_format.customHeight = True
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    # A header may hold 255 characters, and "&" begins its codes.
    sheet.oddHeader.center.text = cell_text(table.title)[:100].replace("&", "&&")
    sheet.oddFooter.center.text = "&P / &N"


def _write_header(cell: Cell, column: Column) -> None:
    cell.value = cell_text(column.title)
    cell.data_type = "s"
    cell.font = Font(name=_FONT, size=10.5, bold=True)
    cell.fill = _HEADER_FILL
    cell.border = _BOX
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _body_style(cell: Cell, column: Column) -> int:
    """Return the number under which the workbook keeps the look of a column."""
    cell.font = Font(name=_FONT, size=10.5)
    cell.border = _BOX
    cell.number_format = _FORMATS.get(column.kind, "General")
    horizontal = "center" if column.kind in ("date", "datetime") else None
    cell.alignment = Alignment(horizontal, vertical="top", wrap_text=column.kind == "text")
    return int(cell.style_id)
