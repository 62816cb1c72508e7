"""Builds the .docx templates of the letters from ``tools/letter_texts``: `make letters`.

Each text names the parts of a paper, one a line; how they look is GB/T 9704-2012 and stands here.
The same texts give the same bytes, so that a change of a template is a change of its text.
"""

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING as SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt, RGBColor

from app.core.render.word import CODE_PICTURE, repeatable

TEXTS = Path(__file__).with_name("letter_texts")
TARGET = Path(__file__).parents[1] / "app/petitions/letters/data/templates"

SONG, FANG, HEI = "方正小标宋简体", "仿宋_GB2312", "黑体"
#: What Word, WPS and LibreOffice take where a font is not installed; the last is everywhere.
FALL_BACK = {SONG: "宋体", FANG: "仿宋", HEI: "SimHei", "宋体": "SimSun"}
#: The half of a double slip that stays at the window: nobody scans it, and no code stands on it.
FIRST_SLIP = "第一联　窗口留存"
RED = RGBColor(0xFF, 0, 0)
LINE = Pt(28)
CHARACTER = Pt(16)
#: Half as wide as fifteen characters, its right half lies left of where a seal needs room.
SIGNATURE = Mm(156) - 15 * CHARACTER
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

Parts = list[tuple[str, str]]


def read(path: Path) -> Parts:
    """Return the lines of a text as (what it is, words)."""
    lines = path.read_text("utf-8").splitlines()
    parts = [line.partition(":") for line in lines if line.strip()]
    return [(name.strip(), words.strip()) for name, _colon, words in parts]


def build(path: Path) -> bytes:
    """Return the template of one text."""
    parts = read(path)
    document = Document()
    _fonts(document)
    _language(document)
    _page_setup(document, grid=parts[0][0] == "grid")
    if parts[0][0] == "grid":
        _grid(document, parts)
    else:
        _head(document)
        for name, words in parts:
            LETTER[name](document, words)
    _properties(document, parts[0][1])
    stream = BytesIO()
    document.save(stream)
    return repeatable(stream.getvalue())


# ---- the page -----------------------------------------------------------------------------------


def _fonts(document: Any) -> None:
    for style in ("Normal", "Header", "Footer"):
        one = document.styles[style]
        one.font.name, one.font.size = "Times New Roman", Pt(16)
        one.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FANG)
        one.paragraph_format.space_after = one.paragraph_format.space_before = Pt(0)
    names = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in FALL_BACK.items()
    )
    for part in document.part.package.parts:
        if part.partname == "/word/fontTable.xml":
            part._blob = f'<?xml version="1.0"?><w:fonts xmlns:w="{W}">{names}</w:fonts>'.encode()


def _properties(document: Any, title: str) -> None:
    """Say nothing of whoever made the template that python-docx brings, nor of its day in 2013."""
    said = document.core_properties
    said.title, said.author, said.comments = title, "", ""
    for day in said._element.xpath("dcterms:created | dcterms:modified"):
        said._element.remove(day)


def _language(document: Any) -> None:
    """Simplified Chinese: by it a program chooses the shapes of points where a font is missing."""
    for part in (document.styles.element, document.settings.element):
        for language in part.iter(qn("w:lang"), qn("w:themeFontLang")):
            language.set(qn("w:eastAsia"), "zh-CN")


def _page_setup(document: Any, *, grid: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    top, right, bottom, left = (22, 20, 18, 25) if grid else (37, 26, 35, 28)
    section.top_margin, section.bottom_margin = Mm(top), Mm(bottom)
    section.left_margin, section.right_margin = Mm(left), Mm(right)
    section.header_distance = Mm(10 if grid else 30)
    section.footer_distance = Mm(10 if grid else 20)


def _head(document: Any) -> None:
    """信函格式: the red name 30 mm below the edge, double red rules, no number on page 1."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    name = section.first_page_header.paragraphs[0]
    _style(name, align=ALIGN.CENTER, exact=Pt(44))
    _run(name, "{{ unit }}", SONG, Pt(30), color=RED)
    _rule(name, "bottom", "thickThinSmallGap")
    foot = section.first_page_footer.paragraphs[0]
    _style(foot, exact=Pt(2))
    _rule(foot, "top", "thinThickSmallGap")
    # 版心下边缘下 7 mm: one character from the outer edge.
    for footer, align in ((section.footer, ALIGN.RIGHT), (section.even_page_footer, ALIGN.LEFT)):
        one = footer.paragraphs[0]
        _style(one, align=align, exact=Pt(16))
        one.paragraph_format.right_indent = one.paragraph_format.left_indent = Pt(14)
        one.paragraph_format.space_after = Pt(10)
        _run(one, "— ", "宋体", Pt(14))
        _page_number(one)
        _run(one, " —", "宋体", Pt(14))


def _rule(paragraph: Any, side: str, value: str) -> None:
    """Draw a red double rule 170 mm long: seven beyond the text on either side."""
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = -Mm(7)
    borders = OxmlElement("w:pBdr")
    edge = OxmlElement(f"w:{side}")
    for name, text in (("val", value), ("sz", "24"), ("space", "4"), ("color", "FF0000")):
        edge.set(qn(f"w:{name}"), text)
    borders.append(edge)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _page_number(paragraph: Any) -> None:
    for kind in ("begin", "PAGE", "end"):
        run = _run(paragraph, "", "宋体", Pt(14))
        if kind == "PAGE":
            field = OxmlElement("w:instrText")
            field.set(qn("xml:space"), "preserve")
            field.text = " PAGE "
        else:
            field = OxmlElement("w:fldChar")
            field.set(qn("w:fldCharType"), kind)
        run._r.append(field)


# ---- parts of a letter --------------------------------------------------------------------------


def _paragraph(
    document: Any, words: str, font: str = FANG, size: Pt = CHARACTER, **style: Any
) -> Any:
    paragraph = document.add_paragraph()
    _style(paragraph, **style)
    if words:
        _run(paragraph, words, font, size)
    return paragraph


def _style(  # noqa: PLR0913 - a paragraph is shaped by all of these
    paragraph: Any,
    *,
    align: Any = None,
    exact: Any = LINE,
    first: Any = None,
    left: Any = None,
    above: Any = None,
    together: bool = False,
) -> None:
    shape = paragraph.paragraph_format
    paragraph.alignment = align
    shape.line_spacing_rule, shape.line_spacing = SPACING.EXACTLY, Emu(exact)
    shape.first_line_indent = None if first is None else Emu(first)
    shape.left_indent = None if left is None else Emu(left)
    shape.space_before = Emu(above or 0)
    shape.keep_with_next = together or None
    shape.widow_control = False


def _run(paragraph: Any, words: str, font: str, size: Any, *, color: Any = None) -> Any:
    run = paragraph.add_run(words)
    run.font.name, run.font.size = "Times New Roman", size
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
    if color is not None:
        run.font.color.rgb = color
    return run


def _title(document: Any, words: str) -> None:
    _paragraph(document, "{{ number_text }}", align=ALIGN.RIGHT)
    _paragraph(document, words, SONG, Pt(22), align=ALIGN.CENTER, exact=Pt(36), above=2 * LINE)


def _last_lines(paragraphs: list[Any]) -> Iterator[Any]:
    """Yield the last line that every letter has, and those after it that some letters have."""
    within = 0
    for paragraph in reversed(paragraphs):
        within += paragraph.text.startswith("{%p endif") - paragraph.text.startswith("{%p if")
        if not paragraph.text.startswith("{%p"):
            yield paragraph
            if not within:
                return


def _sign(document: Any, _words: str) -> None:
    """No signature stands on a page without text: the line before it comes along.

    署名 above 成文日期, in the middle of where the seal goes; four characters to the right.
    """
    for last in _last_lines(document.paragraphs):
        last.paragraph_format.keep_with_next = True
    for words, above in (("{{ unit }}", LINE), ("{{ signed_day }}", Pt(0))):
        _paragraph(document, words, align=ALIGN.CENTER, left=SIGNATURE, above=above, together=True)


def _code_below(document: Any, _words: str) -> None:
    """The code stands at the foot of the first page, between the text and the double rule."""
    foot = document.sections[0].first_page_footer.paragraphs[0]
    _picture(foot.insert_paragraph_before(), 13)


def _picture(paragraph: Any, width: int) -> None:
    blank = BytesIO()
    segno.make("0", micro=False).save(blank, kind="png", scale=4, border=1)
    blank.seek(0)
    shape = paragraph.add_run().add_picture(blank, width=Mm(width))
    for named in shape._inline.iter(qn("wp:docPr"), qn("pic:cNvPr")):
        named.set("name", CODE_PICTURE)
        named.set("descr", CODE_PICTURE)
    _run(paragraph, "　承办人员扫码可调取本件（{{ case_number }}）", FANG, Pt(10.5))


LETTER = {
    "title": _title,
    "to": lambda document, words: _paragraph(document, words, above=LINE),
    "p": lambda document, words: _paragraph(document, words, first=2 * CHARACTER),
    "h": lambda document, words: _paragraph(
        document, words, HEI, first=2 * CHARACTER, together=True
    ),
    "if": lambda document, words: _paragraph(document, f"{{%p if {words} %}}"),
    "else": lambda document, _words: _paragraph(document, "{%p else %}"),
    "endif": lambda document, _words: _paragraph(document, "{%p endif %}"),
    "enclosure": lambda document, words: _paragraph(
        document, words, left=2 * CHARACTER, above=LINE
    ),
    "sign": _sign,
    "note": lambda document, words: _paragraph(
        document, words, left=2 * CHARACTER, above=LINE // 2
    ),
    "copies": lambda document, words: _paragraph(
        document, words, size=Pt(14), left=Pt(14), above=LINE
    ),
    "code": _code_below,
}


# ---- forms --------------------------------------------------------------------------------------


def _grid(document: Any, parts: Parts) -> None:
    twice = next((words for name, words in parts if name == "twice"), "")
    first = True
    for slip in [one.strip() for one in twice.split("|")]:
        if not first:
            _paragraph(
                document, "— " * 32, size=Pt(9), align=ALIGN.CENTER, exact=Pt(16), above=Pt(4)
            )
        _slip(document, parts, slip, small=bool(twice))
        first = False


def _slip(document: Any, parts: Parts, slip: str, *, small: bool) -> None:
    table: Any = None
    for name, words in parts:
        if name == "grid":
            size, exact = (Pt(16), Pt(22)) if small else (Pt(22), Pt(36))
            _paragraph(document, words, SONG, size, align=ALIGN.CENTER, exact=exact)
        elif name == "above":
            words = f"{words}　　{slip}" if slip else words
            _paragraph(document, words, size=Pt(10.5), exact=Pt(18))
        elif name.startswith("row"):
            table = table if table is not None else _table(document)
            _row(table, name, words, small=small)
        elif name == "below":
            _paragraph(document, words, size=Pt(10.5), exact=Pt(16), above=Pt(4))
        elif name == "visitor" and slip != FIRST_SLIP:
            _paragraph(document, words, size=Pt(10.5), exact=Pt(18), above=Pt(2))
        elif name == "code" and slip != FIRST_SLIP:
            _picture(document.add_paragraph(), 14)


def _table(document: Any) -> Any:
    table = document.add_table(rows=0, cols=12)
    table.style, table.autofit = "Table Grid", False
    for column in table.columns:
        column.width = Mm(165 / 12)
    return table


def _row(table: Any, name: str, words: str, *, small: bool) -> None:
    row = table.add_row()
    row.height = Mm(float(name.removeprefix("row") or (6 if small else 8)))
    place = 0
    for told in words.split("|"):
        text, _colon, span = told.rpartition(":")
        cells = [row.cells[place], row.cells[place + int(span) - 1]]
        cell = cells[0] if cells[0] is cells[1] else cells[0].merge(cells[1])
        cell.width = Mm(165 / 12) * int(span)
        _cell(cell, text.strip(), small=small)
        place += int(span)


def _cell(cell: Any, text: str, *, small: bool) -> None:
    label = bool(text) and "{{" not in text and not text.startswith(("□", "　"))
    cell.vertical_alignment = 1
    paragraph = cell.paragraphs[0]
    size = Pt(10.5 if small else 12)
    _style(paragraph, align=ALIGN.CENTER if label else None, exact=size + Pt(4))
    if text:
        _run(paragraph, text, HEI if label else FANG, size)


def main() -> None:
    """Write every template; with ``--check`` only say whether one differs."""
    stale = []
    TARGET.mkdir(exist_ok=True)
    for path in sorted(TEXTS.glob("*.txt")):
        target, made = TARGET / f"{path.stem}.docx", build(path)
        if not target.is_file() or target.read_bytes() != made:
            stale.append(target.name)
            if "--check" not in sys.argv:
                target.write_bytes(made)
    print(f"{len(stale)} written: {' '.join(stale)}" if stale else "all templates are up to date")
    sys.exit(bool(stale) and "--check" in sys.argv)


if __name__ == "__main__":
    main()
