"""A statistical table as Excel: merged heads, totals as formulas, A4 landscape, heads repeated."""

from decimal import Decimal
from io import BytesIO
from math import ceil

from flask_babel import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.core.render.excel_values import Known, saved
from app.core.render.text import cell_text, sheet_name, width_of
from app.core.sheet import Column, Row, Sheet, Value

TITLE, META, GROUPS, HEADS = 1, 2, 3, 4
FIRST = HEADS + 1
_FONT = "SimSun"
_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_HEAD_FILL = PatternFill("solid", fgColor="E7ECF2")
_SUM_FILL = PatternFill("solid", fgColor="F6F8FA")
_GROWTH = "+0.0;-0.0;0.0"
_HUNDREDTHS = -2
_FORMATS = {
    "count": "#,##0",
    "percent": "0.0",
    "growth": _GROWTH,
    "number": "0",
    "moved": "+0;-0;0",
    "text": "@",
}
_WIDTH, _WIDEST, _LONG = 8.5, 44, 10
#: How wide a column of words is made where nobody knows them yet, in a table that goes on as well.
_ROOM, _NARROW = 28, 11
#: How many columns are still legible on one paper, and how many fit beside the first one where a
#: wider table goes on over several papers.
_LEGIBLE, _ACROSS = 28, 18
_SMALLER = 68  # per cent, of a table that goes on
#: The paper inside its margins and a sign of a column's width, in points: where the usual font is
#: lacking the one in its place is wider, and the rows are drawn as much smaller.
_PAPER_WIDE, _PAPER_HIGH, _SIGN = 784, 494, 7.2
#: What hangs over by so little of a page is drawn in.
_OVERHANG = 0.2


def write_sheet(*sheets: Sheet) -> BytesIO:
    """Write tables, each on a page of its own, and return the workbook from its beginning."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = ""
    book.properties.title = cell_text(sheets[0].title)
    known = [draw(book.create_sheet(sheet_name(one.title)), one, _edition(one)) for one in sheets]
    return saved(book, known)


def _sums(sheet: Sheet) -> Known:
    """Return what the formulas of a table come to, by their cells."""
    return {
        f"{get_column_letter(number)}{FIRST + place}": value
        for place, row in enumerate(sheet.rows)
        for number, value in enumerate(row.values, 1)
        if isinstance(value, int) and sheet.added(row, number - 1)
    }


def write_blank(sheet: Sheet, name: str) -> BytesIO:
    """Write a table of marks to be filled: its words need more room than their marks."""
    book = Workbook()
    book.active.title = sheet_name(name)
    draw(book.active, sheet, _edition(sheet))
    for place, column in enumerate(sheet.columns, 1):
        if column.kind == "text":
            room = _NARROW if _breaks(sheet) else _ROOM
            book.active.column_dimensions[get_column_letter(place)].width = room
    # How many lines it will have nobody knows.
    book.active.page_setup.fitToHeight = 0
    stream = BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


def _edition(sheet: Sheet) -> str:
    return _("Definitions: %(version)s", version=sheet.version)


def draw(page: Worksheet, sheet: Sheet, edition: str) -> Known:
    """Draw a table onto an empty page, and return what its formulas come to.

    ``edition`` stands at its foot, beside the page numbers.
    """
    known = _sums(sheet)
    breaks = _breaks(sheet)
    # Beside a column that is repeated on every paper nothing may be cut off.
    begins, ends = [2 if breaks else 1, *(n + 1 for n in breaks)], [*breaks, len(sheet.columns)]
    papers = list(zip(map(get_column_letter, begins), map(get_column_letter, ends), strict=True))
    for across in papers:
        _across(page, TITLE, across, sheet.title, Font(name=_FONT, size=16, bold=True), 30)
    across = papers[0]
    _across(page, META, across, "    ".join(sheet.meta), Font(name=_FONT, size=10), 20)
    _heads(page, sheet)
    for place, row in enumerate(sheet.rows):
        _line(page, sheet, place, row, known)
    end = FIRST + len(sheet.rows)
    _across(page, end, across, "    ".join(sheet.foot), Font(name=_FONT, size=10), 22)
    notes = "\n".join(sheet.notes)
    _across(page, end + 1, across, notes, Font(name=_FONT, size=9), 13 * len(sheet.notes) + 6)
    _page(page, sheet, f"A1:{get_column_letter(len(sheet.columns))}{end + 1}")
    page.oddFooter.right.text = cell_text(edition).replace("&", "&&")
    if breaks:
        _goes_on(page, breaks)
    return known


def _breaks(sheet: Sheet) -> list[int]:
    """Return behind which columns a wide table goes on, never within a group.

    Of all ways that need no more papers the one whose widest paper is the least wide.
    """
    if len(sheet.columns) <= _LEGIBLE:
        return []
    sizes = [len(columns) for _group, columns in sheet.groups]
    found = _broken(sizes, _ACROSS)
    ways = (_broken(sizes, across) for across in range(max(sizes), _ACROSS))
    return next((way for way in ways if len(way) == len(found)), found)


def _broken(sizes: list[int], across: int) -> list[int]:
    """Fill paper after paper with groups of these sizes; the first column stands on each."""
    found, began, place = [], 1, 0
    for size in sizes:
        if place + size - began > across:
            found.append(place)
            began = place
        place += size
    return found


def _goes_on(page: Worksheet, breaks: list[int]) -> None:
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=False)
    page.page_setup.scale = _SMALLER
    page.page_setup.pageOrder = "overThenDown"
    page.print_title_cols = "A:A"
    page.print_title_rows = f"{TITLE}:{HEADS}"
    for place in breaks:
        page.col_breaks.append(Break(id=place))


def _papers(page: Worksheet, sheet: Sheet) -> int:
    """Return on how many papers a table fits, drawn in a little rather than begin another."""
    letters = map(get_column_letter, range(1, len(sheet.columns) + 1))
    wide = sum(page.column_dimensions[one].width for one in letters) * _SIGN
    heights = {row: one.height for row, one in page.row_dimensions.items()}
    heads = heights[GROUPS] + heights[HEADS]
    scale = min(1, _PAPER_WIDE / wide)
    shared = (sum(heights.values()) - heads) / (_PAPER_HIGH / scale - heads)
    return max(1, ceil(shared - _OVERHANG))


def _across(
    page: Worksheet, row: int, across: tuple[str, str], text: str, font: Font, height: float
) -> None:
    first, last = across
    page.merge_cells(f"{first}{row}:{last}{row}")
    cell = page[f"{first}{row}"]
    cell.value = cell_text(text)
    cell.data_type = "s"
    cell.font = font
    horizontal = "center" if row == TITLE else "left"
    cell.alignment = Alignment(horizontal, vertical="center", wrap_text=True)
    page.row_dimensions[row].height = height


def _heads(page: Worksheet, sheet: Sheet) -> None:
    place = 1
    for group, columns in sheet.groups:
        if group:
            _head(page, GROUPS, place, group)
            for step, column in enumerate(columns):
                _head(page, HEADS, place + step, column.label)
                _head(page, GROUPS, place + step, group if step == 0 else None)
            if len(columns) > 1:
                page.merge_cells(
                    start_row=GROUPS, end_row=GROUPS, start_column=place,
                    end_column=place + len(columns) - 1,
                )  # fmt: skip
        else:
            _head(page, GROUPS, place, columns[0].label)
            _head(page, HEADS, place, None)
            page.merge_cells(start_row=GROUPS, end_row=HEADS, start_column=place, end_column=place)
        place += len(columns)
    page.row_dimensions[GROUPS].height = page.row_dimensions[HEADS].height = 22


def _head(page: Worksheet, row: int, place: int, text: str | None) -> None:
    cell = page.cell(row, place)
    if text is not None:
        cell.value, cell.data_type = cell_text(text), "s"
    cell.font = Font(name=_FONT, size=10, bold=True)
    cell.fill = _HEAD_FILL
    cell.border = _BOX
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)


def _line(page: Worksheet, sheet: Sheet, place: int, row: Row, known: Known) -> None:
    bold = row.standing in ("class", "total")
    for number, (column, value) in enumerate(zip(sheet.columns, row.values, strict=True), 1):
        cell = page.cell(FIRST + place, number)
        if column.kind == "text":
            cell.value, cell.data_type = cell_text(value), "s"
        elif cell.coordinate in known:
            cell.value = _sum(get_column_letter(number), row.adds)
        elif value is None:
            cell.value, cell.data_type = cell_text(row.words.get(column.key, "—")), "s"
        else:
            cell.value = value
        cell.number_format = _format(row, column, value)
        cell.font = Font(name=_FONT, size=10, bold=bold)
        cell.border = _BOX
        cell.fill = _SUM_FILL if row.standing in ("total", "beside") else PatternFill()
        indent = 1 if column.kind == "text" and row.parent else 0
        horizontal = "left" if column.kind == "text" else "right"
        wraps = column.kind == "text"
        cell.alignment = Alignment(horizontal, vertical="center", indent=indent, wrap_text=wraps)
    page.row_dimensions[FIRST + place].height = 18 * _deep(sheet, row)
    if row.parent:
        page.row_dimensions[FIRST + place].outlineLevel = 1


def _deep(sheet: Sheet, row: Row) -> int:
    """Return in how many lines the longest words of a row stand."""
    said = zip(sheet.columns, row.values, strict=True)
    widths = [width_of(str(value or "")) for column, value in said if column.kind == "text"]
    return max([1, *(-(-width // (_WIDEST - 3)) for width in widths)])


def _format(row: Row, column: Column, value: Value) -> str:
    if row.standing == "beside" and not isinstance(value, int):
        return _GROWTH
    if isinstance(value, Decimal) and value.as_tuple().exponent == _HUNDREDTHS:
        return "0.00"
    return _FORMATS[column.kind]


def _sum(letter: str, adds: tuple[int, ...]) -> str:
    """Return the formula of a sum; rows that lie side by side as one span."""
    spans: list[list[int]] = []
    for row in (FIRST + place for place in adds):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    parts = [f"{letter}{a}:{letter}{b}" if b > a else f"{letter}{a}" for a, b in spans]
    return f"=SUM({','.join(parts)})"


def _page(page: Worksheet, sheet: Sheet, area: str) -> None:
    for place, column in enumerate(sheet.columns, 1):
        texts = [str(row.values[place - 1] or "") for row in sheet.rows]
        longest = max(map(width_of, [column.label, *texts])) if column.kind == "text" else 0
        # A long head would leave its last sign on a line of its own.
        head = width_of(column.label) + 1 if width_of(column.label) > _LONG else 0
        width = max(_WIDTH, head, min(_WIDEST, longest + 3))
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = page.cell(FIRST, 2)
    page.print_title_rows = f"{GROUPS}:{HEADS}"
    page.print_area = area
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.fitToHeight = _papers(page, sheet)
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.sheet_properties.outlinePr.summaryBelow = False
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.4
    page.page_margins.top = page.page_margins.bottom = 0.7
    page.oddFooter.center.text = "&P / &N"
