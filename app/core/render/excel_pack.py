"""A cover and several tables as one workbook that is the same to the byte whenever it is made."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.core.render.excel_sheet import draw
from app.core.render.excel_values import telling
from app.core.render.text import cell_text, lines_estimated, sheet_name
from app.core.sheet import Sheet

_FONT = "SimSun"
# As wide as A4 upright bears whatever font stands in for the usual one: a lone column that is
# wider is cut off at both sides, not drawn smaller.
_WIDTH, _LINE = 68, 17
_DATES = re.compile(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_UNIX = 3


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: a title, sentences, what stands below them; what the others have there."""

    title: str
    lines: tuple[str, ...]
    foot: tuple[str, ...]
    edition: str


def write_pack(cover: Cover, sheets: list[Sheet], *, at: datetime) -> BytesIO:
    """Write the cover and the tables; ``at`` is the only moment that the file knows."""
    book = Workbook()
    book.properties.creator = ""
    book.properties.title = cell_text(cover.title)
    _draw_cover(book.active, cover)
    known = [draw(book.create_sheet(sheet_name(one.title)), one, cover.edition) for one in sheets]
    stream = BytesIO()
    book.save(stream)
    return _dated(stream, telling([{}, *known]), at.astimezone(UTC))


def _draw_cover(page: Worksheet, cover: Cover) -> None:
    page.title = sheet_name(cover.title)
    page.column_dimensions["A"].width = _WIDTH
    _put(page, 1, cover.title, 16, bold=True)
    place = 3
    for line in cover.lines:
        _put(page, place, line, 12)
        place += 1
    for line in cover.foot:
        _put(page, place + 1, line, 10)
        place += 1
    page.print_area = f"A1:A{place}"
    page.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_setup.orientation = "portrait"
    page.print_options.horizontalCentered = True
    page.page_margins.left = page.page_margins.right = 0.7


def _put(page: Worksheet, row: int, text: str, size: int, *, bold: bool = False) -> None:
    cell = page.cell(row, 1)
    cell.value, cell.data_type = cell_text(text), "s"
    cell.font = Font(name=_FONT, size=size, bold=bold)
    cell.alignment = Alignment("center" if bold else "left", vertical="center", wrap_text=True)
    wide = int(_WIDTH * 10 / size)
    page.row_dimensions[row].height = _LINE * size / 11 * lines_estimated(text, wide) + 6


def _dated(stream: BytesIO, told: Callable[[str, bytes], bytes], at: datetime) -> BytesIO:
    """Return the file, ``told`` its values, with this moment instead of that of its making."""
    moment, out = at.strftime("%Y-%m-%dT%H:%M:%SZ"), BytesIO()
    with ZipFile(stream) as made, ZipFile(out, "w") as kept:
        for name in made.namelist():
            data = told(name, made.read(name))
            if name == "docProps/core.xml":
                data = _DATES.sub(rf"\g<1>{moment}", data.decode()).encode()
            info = ZipInfo(name, at.timetuple()[:6])
            info.compress_type, info.create_system = ZIP_DEFLATED, _UNIX
            kept.writestr(info, data)
    out.seek(0)
    return out
