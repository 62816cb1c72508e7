"""Reports of every shape in small forms: classes, lines in no sum, nothing, withheld numbers."""

from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from app.core.sheet import Column, Row, Sheet
from app.reports.catalog import REPORTS
from app.reports.own_forms.filling import filled
from tests.reports.own_forms import forms

FACTS = dict.fromkeys(
    "title office period source basis counted_in filled_by checked_by filled_on version".split(),
    "x",
)


def written(report: str, form: bytes, key: str, *rows: Row, notes: tuple[str, ...] = ()):
    """Return the first sheet of a form filled with a report of one column."""
    columns = (Column("", "行", "text"), Column(key, "数"))
    sheet = Sheet("表", columns, rows, notes=notes)
    made = filled(form, REPORTS[report], sheet, FACTS)
    return load_workbook(made).worksheets[0]


def values(page, area: str) -> list[list]:
    return [[cell.value for cell in row] for row in page[area]]


@pytest.fixture
def of_classes():
    book = load_workbook(BytesIO(forms.small({
        "A3": "{{序号}}", "B3": "{{大类}}", "C3": "{{件批次}}", "A4": "{{序号}}", "B4": "{{小类}}",
        "C4": "{{all}}", "B5": "合计", "C5": "{{合计.件批次}}", "D3": "=C3/C$5", "D4": "=C4/C$5",
    })))  # fmt: skip
    book.active["B3"].font = Font(bold=True)
    book.active.merge_cells("D3:E3")
    return forms.saved(book)


def test_classes_and_their_parts_stand_in_the_order_of_the_page(db, of_classes):
    page = written(
        "content", of_classes, "all",
        Row("01", ("农村", 5), "class"), Row("0101", ("土地", 2), parent="01"),
        Row("0102", ("水利", 3), parent="01"), Row("02", ("城建", 0), "class"),
        Row("none", ("未注明", 1)), Row("total", ("合计", 6), "total"),
    )  # fmt: skip
    assert values(page, "A3:D8") == [
        [1, "农村", 5, "=C3/C$8"], ["1.1", "土地", 2, "=C4/C$8"], ["1.2", "水利", 3, "=C5/C$8"],
        [2, "城建", 0, "=C6/C$8"], [3, "未注明", 1, "=C7/C$8"], [None, "合计", 6, None],
    ]  # fmt: skip
    assert [page.cell(row, 2).font.b for row in range(3, 8)] == [True, False, False, True, True]
    assert {one.coord for one in page.merged_cells.ranges} == {"D3:E3", "D6:E6", "D7:E7"}


def test_without_a_line_its_row_is_left_empty(db, of_classes):
    page = written("content", of_classes, "all", Row("total", ("合计", 0), "total"))
    assert values(page, "A3:D4") == [[None] * 4, [None, "合计", 0, None]]
    assert page["B3"].font.b


def test_withheld_numbers_are_words_and_what_is_in_no_sum_stands_apart(db):
    form = forms.small({
        "A3": "{{行名}}", "B3": "{{起数}}", "A4": "合计", "B4": "{{合计.起数}}",
        "A6": "另列：{{另列}}", "B6": "{{起数}}",
    })  # fmt: skip
    rows = (
        Row("order", ("聚集", None), "class", words={"incidents": "<3"}),
        Row("31", ("围堵", None), parent="order", words={"incidents": "*"}),
        Row("total", ("合计", 7), "total"),
        Row("22", ("扬言上访", 4)),
    )
    page = written("abnormal", form, "incidents", *rows)
    assert values(page, "A3:B7") == [
        ["聚集", "<3"], ["围堵", "*"], ["合计", 7], [None, None], ["另列：扬言上访", 4],
    ]  # fmt: skip


def test_a_line_for_which_a_form_has_no_place_is_told_in_its_notes(db):
    form = forms.small({"A3": "{{行名}}", "B3": "{{起数}}"})
    rows = (Row("total", ("合计", 7), "total"), Row("22", ("扬言上访", 4)), Row("99", ("病", 0)))
    page = written("abnormal", form, "incidents", *rows, notes=("按发生日期统计。",))
    assert page["A1"].value == "x x 按发生日期统计。\n本表样未列：扬言上访 4"


def test_the_name_of_a_unit_is_never_a_formula(db):
    form = forms.small({"A3": "{{行名}}", "B3": "（{{行名}}）{{批次}}"})
    page = written("level", form, "visits", Row("a", ('=HYPERLINK("http://x","y")', 2)))
    assert (page["A3"].value, page["A3"].data_type) == ('\'=HYPERLINK("http://x","y")', "s")
    assert page["B3"].value == '（=HYPERLINK("http://x","y")）2'


def test_growth_among_counts_keeps_its_tenths_and_a_row_not_in_this_table_is_hidden(db):
    book = load_workbook(BytesIO(forms.small({
        "A3": "{{行名}}", "B3": "{{件批次}}", "A4": "合计", "B4": "{{合计.件批次}}",
        "A5": "同比", "B5": "{{同比.件批次}}",
    })))  # fmt: skip
    book.active["B3"].number_format = "0"
    book.active["B5"].number_format = "0.0%"
    rows = (Row("now", ("本期", 9)), Row("change", ("同比%", Decimal("12.5")), "beside"))
    page = written("master", forms.saved(book), "all", *rows)
    assert [(page.cell(n, 2).value, page.cell(n, 2).number_format) for n in (3, 4, 6)] == [
        (9, "0"), (12.5, "+0.0;-0.0;0.0"), (0.125, "0.0%"),
    ]  # fmt: skip
    assert (page["B5"].value, page.row_dimensions[5].hidden) == ("—", True)
    assert not page.row_dimensions[6].hidden
