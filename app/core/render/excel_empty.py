"""An empty workbook to be filled in and read back: one row of headers."""

from collections.abc import Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

WIDTH = 22


def empty_workbook(title: str, headers: Sequence[str]) -> bytes:
    """Return a workbook whose only sheet has the headers, and text in every cell below."""
    book = Workbook()
    sheet = book.active
    sheet.title = title[:31]
    for number, header in enumerate(headers, 1):
        cell = sheet.cell(1, number, header)
        cell.font = Font(bold=True)
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = WIDTH
        sheet.column_dimensions[letter].number_format = "@"
    sheet.freeze_panes = "A2"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
