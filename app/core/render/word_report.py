"""A report in Word: chapters of sentences and tables on A4, wide tables behind it on their side.

Margins and sizes are those of GB/T 9704; the fonts are those that every office machine has.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from app.core.render.text import width_of, without_illegal
from app.core.render.word import repeatable
from app.core.sheet import Sheet

SONG, HEI, FANG = "SimSun", "SimHei", "FangSong"
TITLE, BODY, SMALL = 22, 16, 12
#: What stands in the outline of the document, and how it looks.
_STYLES = {"Title": (SONG, TITLE), "Heading 1": (HEI, BODY)}
#: The size of a table's words, and from how many columns on they are the smaller ones.
_CELLS, _SMALLER, _MANY = 10.5, 8, 10
#: Between which widths a column is drawn, in signs.
_NARROWEST, _WIDEST = 4, 24
#: How wide a table may be on a page that stands, and on one that lies, in millimetres.
STANDING, LYING = 156, 267
#: Less room beside the words than Word leaves, in twentieths of a point.
_PADDING = (
    "<w:tblCellMar {0}><w:left w:w='45' w:type='dxa'/><w:right w:w='45' w:type='dxa'/>"
    "</w:tblCellMar>"
).format
_PAGE = "<w:fldSimple {0} w:instr=' PAGE '><w:r><w:t>1</w:t></w:r></w:fldSimple>".format


@dataclass(frozen=True)
class Chapter:
    """A heading, what is said below it, and the tables that show it."""

    title: str
    lines: tuple[str, ...] = ()
    tables: tuple[Sheet, ...] = ()


def write_report(
    title: str, about: Iterable[str], chapters: Iterable[Chapter], annexes: Iterable[Sheet]
) -> bytes:
    """Write a report and return the document; the same content gives the same bytes."""
    document = Document()
    for name, (font, size) in _STYLES.items():
        _look(document.styles[name], font, size)
    _page(document.sections[0], lying=False)
    _say(document, title, SONG, TITLE, centred=True, style="Title")
    for line in about:
        _say(document, line, FANG, SMALL, centred=True)
    for chapter in chapters:
        _say(document, chapter.title, HEI, BODY, style="Heading 1")
        for line in chapter.lines:
            _say(document, line, FANG, BODY)
        for sheet in chapter.tables:
            _table(document, sheet, STANDING)
    for sheet in annexes:
        _page(document.add_section(WD_SECTION.NEW_PAGE), lying=True)
        _table(document, sheet, LYING, style="Heading 1")
    document.core_properties.title = without_illegal(title)
    document.core_properties.author = ""
    stream = BytesIO()
    document.save(stream)
    return repeatable(stream.getvalue())


def _page(section: Any, *, lying: bool) -> None:
    """Lay out A4: 37 mm above, 35 below, 28 and 26 beside; a table's page has narrower ones."""
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(297), Mm(210)) if lying else (Mm(210), Mm(297))
    section.top_margin, section.bottom_margin = (Mm(20), Mm(18)) if lying else (Mm(37), Mm(35))
    section.left_margin, section.right_margin = (Mm(15), Mm(15)) if lying else (Mm(28), Mm(26))
    if lying:
        return  # the footer goes on
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    foot.add_run("\u2014 ")
    foot._p.append(parse_xml(_PAGE(nsdecls("w"))))
    foot.add_run(" \u2014")


def _look(style: Any, font: str, size: float) -> None:
    """Let what stands in the outline look like the rest: black, without a line below it."""
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), False, RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.attrib.clear()  # the names of a theme go before those of a font
    for place in ("ascii", "hAnsi", "eastAsia"):
        fonts.set(qn(f"w:{place}"), font)
    for line in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(line)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)


def _say(
    where: Any, text: str, font: str, size: float, *, centred: bool = False, style: str = "Normal"
) -> None:
    line = where.add_paragraph(style=style)
    if centred:
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif size == BODY:
        line.paragraph_format.first_line_indent = Pt(2 * size)
        line.paragraph_format.line_spacing = Pt(28)
    line.paragraph_format.space_after = Pt(0)
    _write(line, text, font, size)


def _write(line: Any, text: str, font: str, size: float, *, bold: bool = False) -> None:
    run = line.add_run(without_illegal(text))
    run.font.name, run.font.size, run.font.bold = font, Pt(size), bold
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)


# ---- tables -------------------------------------------------------------------------------------


def _table(document: Any, sheet: Sheet, room: int, style: str = "Normal") -> None:
    _say(document, sheet.title, HEI, SMALL, centred=True, style=style)
    if sheet.meta:
        _say(document, "    ".join(sheet.meta), FANG, _CELLS, centred=True)
    size = _CELLS if len(sheet.columns) < _MANY else _SMALLER
    grouped = any(column.group for column in sheet.columns)
    table = document.add_table(rows=0, cols=len(sheet.columns), style="Table Grid")
    _heads(table, sheet, size, grouped=grouped)
    for row in sheet.rows:
        cells = table.add_row().cells
        for place in range(len(sheet.columns)):
            text = sheet.columns[place].kind == "text"
            bold = row.standing != "line"
            _cell(cells[place], sheet.written(row, place), size, bold=bold, left=text)
    _widths(table, sheet, room)
    for note in sheet.notes:
        _say(document, note, FANG, _CELLS)


def _widths(table: Any, sheet: Sheet, room: int) -> None:
    """Give each column room by the longest thing in it; one that is very long is broken."""
    said = [
        [sheet.written(row, place) for row in sheet.rows] or [""]
        for place in range(len(sheet.columns))
    ]
    needs = [min(_WIDEST, max(_NARROWEST, *map(width_of, column)) + 1) for column in said]
    table.autofit = False
    padding = parse_xml(_PADDING(nsdecls("w")))
    table._tbl.tblPr.insert_element_before(padding, "w:tblLook")  # Word minds the order
    wide = [Mm(room * need / sum(needs)) for need in needs]
    for column, width in zip(table.columns, wide, strict=True):
        column.width = width
    for row in list(table.rows)[-len(sheet.rows) :]:  # a head may stand over several columns
        for cell, width in zip(row.cells, wide, strict=True):
            cell.width = width


def _heads(table: Any, sheet: Sheet, size: float, *, grouped: bool) -> None:
    """Write one head, or two where columns stand in groups; they stand again on each page."""
    rows = [table.add_row() for _row in range(2 if grouped else 1)]
    for row in rows:
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    cells: list[Sequence[Any]] = [row.cells for row in rows]
    for place, column in enumerate(sheet.columns):
        _cell(cells[-1][place], column.label, size, bold=True)
    if not grouped:
        return
    first = 0
    for name, columns in sheet.groups:
        last = first + len(columns) - 1
        if name:
            _cell(cells[0][first].merge(cells[0][last]), name, size, bold=True)
        else:
            cells[0][first].merge(cells[1][first])
        first = last + 1


def _cell(cell: Any, text: str, size: float, *, bold: bool, left: bool = False) -> None:
    line = cell.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.LEFT if left else WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.space_after = Pt(0)
    _write(line, text, SONG, size, bold=bold)
