"""A form of the office as Excel, filled: its lines put in, its layout and formulas kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from app.core.render.excel_follow import refuse_formulas
from app.core.render.excel_layout import Block, Marks, read_layout
from app.core.render.excel_marks import Given, found_in, margins, names_in, put, worded
from app.core.render.excel_open import opened
from app.core.render.excel_repeat import repeat
from app.core.render.text import lines_estimated

_NONE = Given("\u2014", "\u2014")
_USUAL_WIDTH, _USUAL_POINTS = 8.43, 11
_MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Line:
    """One line: which kind it is, and what is given on it."""

    kind: str
    given: Mapping[str, Given]


@dataclass(frozen=True, slots=True)
class Filling:
    """What a form is filled with; ``fixed`` gives None for a line that this table has not."""

    fixed: Mapping[str, Given | None]
    lines: Sequence[Line]


def look_at(data: bytes, marks: Marks, withheld: frozenset[str]) -> frozenset[str]:
    """Return the marks of a form that can be filled.

    ``withheld`` are marks of columns that may show words instead of a number.

    :raises Invalid: for one that cannot, naming the sheet and the cell.
    """
    book = opened(data)
    layout = read_layout(book, marks)
    lines = {row for block in layout.blocks for row in block.rows}
    guarded = {
        one.cell.column
        for one in layout.found
        if one.page is layout.blocks[0].page
        and one.cell.row in lines
        and withheld.intersection(one.names)
    }
    refuse_formulas(book, layout.blocks, guarded)
    return layout.named


def fill(data: bytes, marks: Marks, filling: Filling) -> BytesIO:
    """Return a form with its lines and everything else put in, from its beginning."""
    book = opened(data)
    layout = read_layout(book, marks)
    for block in layout.blocks:
        _fill_block(block, filling.lines, marks)
    _fill_fixed(book, filling)
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def left_in(data: bytes) -> str:
    """Return a mark that a filled form still has; it is read again as whole as a sent one."""
    book = opened(data)
    return next((name for one in found_in(book) for name in one.names), "")


def _fill_block(block: Block, lines: Sequence[Line], marks: Marks) -> None:
    page = block.page
    shown = [(row, one) for one in lines if (row := block.row_for(one.kind)) is not None]
    repeat(page, block.first, block.last, [row for row, _one in shown] or [block.first])
    if not shown:
        _blank(page, block.first, marks)
    for row, (_model, line) in enumerate(shown, block.first):
        for cell in _marked(page, row, marks.line):
            put(cell, line.given)
            _make_room(page, cell)


def _marked(page: Worksheet, row: int, names: frozenset[str]) -> list[Cell]:
    cells = [cell for cell in page[row] if isinstance(cell.value, str)]
    return [cell for cell in cells if names.intersection(names_in(str(cell.value)))]


def _blank(page: Worksheet, row: int, marks: Marks) -> None:
    """Leave the row of lines empty where there are none: neither marks nor its formulas."""
    marked = _marked(page, row, marks.line)
    for cell in page[row]:
        if cell in marked or cell.data_type == "f":
            cell.value = None


def _fill_fixed(book: Workbook, filling: Filling) -> None:
    given = {name: one or _NONE for name, one in filling.fixed.items()}
    missing = {name for name, one in filling.fixed.items() if one is None}
    for found in found_in(book):
        if missing.issuperset(found.names):
            _hide_if_empty(found.page, found.cell.row, missing)
    for found in found_in(book):
        put(found.cell, given)
        _make_room(found.page, found.cell)
    for _page, part, text in margins(book):
        part.text = worded(text, {k: _in_margin(one) for k, one in given.items()})


def _in_margin(one: Given) -> Given:
    return Given(one.value, one.words.replace("&", "&&"))


def _hide_if_empty(page: Worksheet, row: int, missing: set[str]) -> None:
    """Hide a row that speaks only of lines which this table has not."""
    named = [name for cell in page[row] for name in names_in(str(cell.value or ""))]
    if missing.issuperset(named):
        page.row_dimensions[row].hidden = True


def _make_room(page: Worksheet, cell: Cell) -> None:
    """Make a row that has a height higher where its words would be cut off."""
    if not (isinstance(cell.value, str) and cell.alignment.wrap_text):
        return
    merged = next((one for one in page.merged_cells.ranges if cell.coordinate in one), None)
    last = merged.max_col if merged else cell.column
    height = page.row_dimensions[cell.row].height
    if height is None and merged is None or (merged and merged.max_row > merged.min_row):
        return
    wide = sum(_width(page, place) for place in range(cell.column, last + 1))
    points = cell.font.sz or _USUAL_POINTS
    lines = min(lines_estimated(cell.value, max(2, int(wide * 10 / points))), _MOST_LINES)
    needed = lines * points * 1.35 + 4
    if needed > (height or 0) and lines > 1:
        page.row_dimensions[cell.row].height = needed


def _width(page: Worksheet, place: int) -> float:
    for one in page.column_dimensions.values():
        if one.min and one.min <= place <= one.max:
            return 0.0 if one.hidden else one.width
    found = page.column_dimensions.get(get_column_letter(place))
    return found.width if found else _USUAL_WIDTH
