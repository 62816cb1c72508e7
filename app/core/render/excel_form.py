"""A paper form as an Excel sheet: one bordered grid, A4 upright, ready for the printer."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.core.paper import GRID, Block, Entry, Form, spans
from app.core.render.text import cell_text, sheet_name, wrapped

_LAST = get_column_letter(GRID)
_LABEL_SPAN = 2
# Twelve columns of this width fill A4 between margins of half an inch.
_COLUMN_WIDTH = 8.2
_COLUMN_PIXELS = 57
_HALF_WIDTH_PIXELS = 7
_LABEL_PADDING_PIXELS = 2
_VALUE_PADDING_PIXELS = 20
# Excel neither grows a merged cell with its text nor shows a row higher than 409 points: heights
# are reckoned here, and a long text goes on in further rows, between which a page may end.
_LINE_POINTS = 15.6
_PADDING_POINTS = 7
_LINES_IN_ONE_ROW = 24
_LINES_PER_PART = 12

_FONT = "SimSun"
_LINE = Side(style="thin", color="404040")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEADING_FILL = PatternFill("solid", fgColor="E7ECF2")
_LABEL_FILL = PatternFill("solid", fgColor="F6F8FA")
_LIKE_A_NUMBER = re.compile(r"[0-9A-Za-z]{1,40}")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a text stands on the grid."""

    row: int
    column: int = 1
    span: int = GRID
    rows: int = 1
    border: Border = _BOX


def write_form(form: Form) -> bytes:
    """Draw a form on one sheet, as wide as the page and as many pages long as it needs."""
    book = Workbook()
    book.properties.creator = ""
    book.properties.title = cell_text(form.title)
    sheet = book.active
    sheet.title = sheet_name(form.title)
    _set_page(sheet, form)
    row = _write_title(sheet, form)
    for block in form.blocks:
        row = _write_block(sheet, row, block)
    sheet.print_area = f"A1:{_LAST}{row - 1}"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _set_page(sheet: Worksheet, form: Form) -> None:
    for column in range(1, GRID + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _COLUMN_WIDTH
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "portrait"
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.5
    margins.top, margins.bottom = 0.6, 0.7
    margins.header = margins.footer = 0.3
    sheet.oddFooter.left.text = cell_text(form.note)[:100].replace("&", "&&") or None
    sheet.oddFooter.right.text = "&P / &N"


def _write_title(sheet: Worksheet, form: Form) -> int:
    """Write title and note; return the next row."""
    title = _write(sheet, _Place(1, border=Border()), form.title)
    title.font = Font(name=_FONT, size=18, bold=True)
    title.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[1].height = 36
    if not form.note:
        return 2
    note = _write(sheet, _Place(2, border=Border()), form.note)
    note.alignment = Alignment(horizontal="right", vertical="center")
    sheet.row_dimensions[2].height = 20
    return 3


def _write_block(sheet: Worksheet, row: int, block: Block) -> int:
    """Write a block from a row on; return the next row."""
    if block.title:
        heading = _write(sheet, _Place(row), block.title)
        heading.font = Font(name=_FONT, size=11, bold=True)
        heading.fill = _HEADING_FILL
        heading.alignment = Alignment(horizontal="left", vertical="center", indent=1)
        sheet.row_dimensions[row].height = 22
        row += 1
    for entries in block.rows:
        row = _write_entries(sheet, row, entries)
    return row


def _write_entries(sheet: Worksheet, row: int, entries: Sequence[Entry]) -> int:
    """Write entries side by side, in as many rows as the longest of them needs."""
    widths = spans(entries)
    values = [_lines(e, width) for e, width in zip(entries, widths, strict=True)]
    needed = max(map(len, values))
    per_row = needed if needed <= _LINES_IN_ONE_ROW else _LINES_PER_PART
    starts = range(0, needed, per_row)
    for part, start in enumerate(starts):
        lines = min(per_row, needed - start)
        sheet.row_dimensions[row + part].height = lines * _LINE_POINTS + _PADDING_POINTS
    column = 1
    for entry, width, lines_of_value in zip(entries, widths, values, strict=True):
        parts = ["".join(lines_of_value[start : start + per_row]) for start in starts]
        place = _Place(row, column, width, len(parts))
        _write_entry(sheet, place, entry.label, parts)
        column += width
    return row + len(starts)


def _lines(entry: Entry, width: int) -> list[str]:
    """Return the lines of the value, no fewer than asked for and than the label takes."""
    label_span = _label_span(entry)
    room = _characters(width - label_span, _VALUE_PADDING_PIXELS)
    label_room = _characters(_LABEL_SPAN, _LABEL_PADDING_PIXELS)
    lines = wrapped(cell_text(entry.value), room)
    at_least = max(entry.lines, len(wrapped(cell_text(entry.label), label_room)))
    return lines + [""] * (at_least - len(lines))


def _label_span(entry: Entry) -> int:
    return _LABEL_SPAN if entry.label else 0


def _characters(columns: int, padding: int) -> int:
    """Return how many half-width characters stand side by side in so many columns."""
    return (columns * _COLUMN_PIXELS - padding) // _HALF_WIDTH_PIXELS


def _write_entry(sheet: Worksheet, place: _Place, label: str, parts: list[str]) -> None:
    """Write the label over all rows of the place, and one part of the value in each row."""
    label_span = _LABEL_SPAN if label else 0
    if label:
        cell = _write(sheet, replace(place, span=label_span), label)
        cell.fill = _LABEL_FILL
        vertical = "center" if len(parts) == 1 else "top"
        cell.alignment = Alignment(horizontal="center", vertical=vertical, wrap_text=True)
    for number, part in enumerate(parts):
        # Inside a long text no line is drawn: it is one value.
        border = Border(
            left=_LINE,
            right=_LINE,
            top=_LINE if number == 0 else None,
            bottom=_LINE if number == len(parts) - 1 else None,
        )
        value_place = _Place(
            place.row + number, place.column + label_span, place.span - label_span, border=border
        )
        _write(sheet, value_place, part.removesuffix("\n"))


def _write(sheet: Worksheet, place: _Place, text: str) -> Cell:
    """Write a text into a place, whose cells become one."""
    cell = sheet.cell(place.row, place.column, cell_text(text))
    cell.data_type = "s"
    cell.font = Font(name=_FONT, size=10.5)
    cell.alignment = Alignment(horizontal="left", vertical="center", wrap_text=True, indent=1)
    cell.border = place.border
    if _LIKE_A_NUMBER.fullmatch(cell.value):
        cell.number_format = "@"  # stays text even when somebody edits it
    if place.span > 1 or place.rows > 1:
        sheet.merge_cells(
            start_row=place.row,
            start_column=place.column,
            end_row=place.row + place.rows - 1,
            end_column=place.column + place.span - 1,
        )
    return cell
