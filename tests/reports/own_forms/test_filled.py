"""A hand-made form filled with the sixty petitions: every cell compared with what is known."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.reports.catalog import REPORTS
from app.reports.own_forms.keeping import put_form
from tests.factories import an_officer
from tests.reports.own_forms import forms
from tests.reports.reading import lines
from tests.reports.sixty import QUARTER

LINES = 25
LAST = 4 + LINES
#: Of the lines that hold anything: visits, heads, group visits, their heads, share.
COUNTED = {
    "骊山街道": (10, 131, 4, 120, Decimal("0.526")),
    "秦陵街道": (7, 17, 1, 10, Decimal("0.368")),
    "本级（未细分）": (1, 1, 0, 0, Decimal("0.053")),
    "本区域以外": (1, 1, 0, 0, Decimal("0.053")),
}
BELOW = {
    "A30": "合计", "C30": "=SUM(C5:C29)", "D30": "=SUM(D5:D29)", "E30": "=SUM(E5:E29)",
    "F30": "=SUM(F$5:F$29)", "G30": "=D30/C30", "H30": "=C30/$C$30",
    "A31": "上年同期", "C31": 5, "D31": 11, "G31": "—",
    "A32": "系统合计", "C32": 19, "D32": '=IF(C30=C32,"相符","不符")',
}  # fmt: skip
#: The last two are of number 23, for which this form has no column.
NOTES = [
    "只统计临潼区信访局参与办理的信访件，不含本区域的其他信访件。",
    "集体访、重访、越级访为总量的一部分，不另计。", "核对相符：总量＝各层次之和。",
    "本表样未列：其他层次 批次 1", "本表样未列：其他层次 人次 2",
]  # fmt: skip
HEADS = {place: value for place, value in forms.CELLS.items() if place[1:] in ("3", "4")}


@pytest.fixture
def own(triage):
    put_form(REPORTS["level"], "层次.xlsx", forms.level(), by=an_officer("System administrator"))
    return triage


@pytest.fixture
def book(own):
    return load_workbook(BytesIO(own.get(f"/reports/level/own.xlsx?{QUARTER}").data))


def test_every_line_stands_in_the_form_as_on_the_page(own, book):
    page, shown = book[forms.SHEET], lines(own.get(f"/reports/level?{QUARTER}"))
    rows = [[cell.value for cell in row] for row in page["A5:H29"]]
    assert [row[0] for row in rows] == list(range(1, LINES + 1))
    assert [row[1] for row in rows] == list(shown)[:LINES]
    for row in rows:
        expected = COUNTED.get(row[1], (0, 0, 0, 0, 0))
        assert (*row[2:6], Decimal(str(row[7]))) == expected, row[1]
    assert [row[6] for row in rows] == [f"=IF(C{n}=0,0,D{n}/C{n})" for n in range(5, 30)]


def test_everything_around_the_lines(book):
    page = book[forms.SHEET]
    found = {cell.coordinate: cell.value for row in page.iter_rows() for cell in row}
    for place, value in (HEADS | BELOW).items():
        assert found.pop(place) == value, place
    assert found.pop("A1") == "临潼区信访局上访层次统计表"
    assert found.pop("A2") == "期间：2026年1月1日至 2026年3月31日　来源：全部"
    assert found.pop("A33") == "填报人：临潼Triage officer　审核人：　2026年4月2日"
    assert found.pop("A34").splitlines() == NOTES
    rest = {place for place, value in found.items() if value is not None}
    assert rest == {f"{column}{row}" for column in "ABCDEFGH" for row in range(5, LAST + 1)}


def test_another_sheet_and_a_name_follow(book):
    cells = [book["摘要"][f"B{row}"].value for row in range(1, 5)]
    assert cells == [
        "=上访层次!C30", "=SUM(上访层次!D5:D29)", "=SUM(集体访列)", "=上访层次!C5"
    ]  # fmt: skip
    assert book.defined_names["集体访列"].attr_text == "上访层次!$E$5:$E$29"


def test_the_layout_is_the_forms_own(book):
    page = book[forms.SHEET]
    for row in (5, 17, LAST):
        font = page.cell(row, 3).font
        assert (font.name, font.size, font.color.rgb) == ("FangSong", 12, "FF1F4E8C")
        assert (page.cell(row, 3).number_format, page.cell(row, 8).number_format) == (
            "#,##0",
            "0.0%",
        )
        assert page.row_dimensions[row].height == 24
    assert page.row_dimensions[30].height == 30
    merged = (
        "A1:H1 A2:H2 A3:A4 B3:B4 C3:D3 E3:F3 G3:G4 H3:H4 A30:B30 A31:B31 A32:B32 A33:H33 A34:H34"
    )
    assert {one.coord for one in page.merged_cells.ranges} == set(merged.split())
    assert (page.print_area, page.print_title_rows) == ("'上访层次'!$A$1:$H$34", "$3:$4")
    assert (page.freeze_panes, page.page_setup.orientation) == ("C5", "landscape")
    assert page.oddFooter.right.text == "口径 2026.5"


def test_rules_of_the_sheet_follow(book):
    page = book[forms.SHEET]
    held = next(iter(page.conditional_formatting))
    assert (str(held.sqref), held.rules[0].formula) == ("C5:D29", ["$C5>$C$31"])
    check = page.data_validations.dataValidation[0]
    assert (str(check.sqref), check.formula1) == ("B33", "$A$30:$A$32")


def test_a_report_of_one_line_leaves_the_form_as_it_was(own):
    nothing = "since=2022-01-01&until=2022-01-31&basis=month"
    page = load_workbook(BytesIO(own.get(f"/reports/level/own.xlsx?{nothing}").data))[forms.SHEET]
    assert [cell.value for cell in page[5]][1:6] == ["2022-01", 0, 0, 0, 0]
    assert (page["C6"].value, page["C8"].value, page["G6"].value) == ("=SUM(C5:C5)", 0, "=D6/C6")
