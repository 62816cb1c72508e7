"""Excel files, written and then opened again to see what an officer would find."""

import gc
import tempfile
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.core.paper import Block, Entry, Form
from app.core.render import excel
from app.core.render.excel import write_form, write_table
from app.core.render.text import cell_text, lines_estimated, sheet_name, wrapped
from app.core.table import Column, Table

COLUMNS = (
    Column("number", "编号", "identity"),
    Column("id_number", "身份证号", "identity"),
    Column("day", "登记日期", "date"),
    Column("at", "登记时间", "datetime"),
    Column("people", "人数", "integer"),
    Column("text", "概况", "text", width=40),
)
ROW = {
    "number": "LF610115202602240003",
    "id_number": "610115197803150017",
    "day": date(2026, 2, 24),
    "at": datetime(2026, 2, 24, 2, 6, tzinfo=UTC),
    "people": 12,
    "text": "灌溉支渠停水",
}


def export(rows, title="信访登记"):
    with write_table(Table(title, COLUMNS, rows), count_line=lambda n: f"共 {n} 条") as stream:
        return load_workbook(BytesIO(stream.read()))


def values(sheet):
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_list_is_header_rows_and_the_count_below():
    sheet = export([ROW, ROW]).active
    assert sheet.title == "信访登记"
    written = [
        "LF610115202602240003",
        "610115197803150017",
        datetime.fromisoformat("2026-02-24"),
        datetime.fromisoformat("2026-02-24T10:06"),
        12,
        "灌溉支渠停水",
    ]
    assert values(sheet) == [
        ["编号", "身份证号", "登记日期", "登记时间", "人数", "概况"],
        written,
        written,
        [None] * 6,
        ["共 2 条", None, None, None, None, None],
    ]


def test_numbers_that_name_somebody_are_text_and_stay_text():
    cell = export([ROW | {"id_number": 610115197803150017}]).active["B2"]
    assert (cell.value, cell.data_type, cell.number_format) == ("610115197803150017", "s", "@")


def test_days_and_times_are_real_ones_at_the_office():
    sheet = export([ROW]).active
    assert (sheet["C2"].number_format, sheet["D2"].number_format) == (
        "yyyy-mm-dd",
        "yyyy-mm-dd hh:mm",
    )
    assert sheet["D2"].value == datetime.fromisoformat("2026-02-24T10:06")


def test_what_is_missing_is_an_empty_cell():
    sheet = export([dict.fromkeys(ROW)]).active
    assert values(sheet)[1] == [None] * 6


def test_an_empty_list_still_says_how_many():
    assert values(export([]).active)[-1][0] == "共 0 条"


def test_no_cell_of_any_kind_becomes_a_formula():
    evils = [
        "=1+1",
        "+1",
        "-5 度",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "  =1",
        "＝1+1",
        "=cmd|' /C calc'!A0",
    ]
    sheet = export([dict.fromkeys(ROW, evil) for evil in evils]).active
    cells = [cell for row in sheet.iter_rows(min_row=2, max_row=1 + len(evils)) for cell in row]
    assert len(cells) == len(evils) * len(ROW)
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in cells if not cell.value.startswith("'")] == []


def test_titles_and_the_count_are_harmless_too():
    table = Table("=1+1", (Column("a", "=2+2"),), [])
    with write_table(table, count_line=lambda n: "=3+3") as stream:
        sheet = load_workbook(stream).active
    assert (sheet["A1"].value, sheet["A3"].value) == ("'=2+2", "'=3+3")


def test_a_text_arrives_as_it_was_typed_where_excel_allows():
    arrives = {
        "#N/A": "#N/A",
        "甲\r\n乙\v丙": "甲\n乙\n丙",
        "bell\x07 and \ud800 half \uffff": "bell and  half ",
        "😀 <b>&amp;</b>": "😀 <b>&amp;</b>",
        "水" * 10_000: "水" * 10_000,
        "水" * 40_000: "水" * 32_766 + "…",
    }
    sheet = export([ROW | {"text": given} for given in arrives]).active
    assert [sheet.cell(row, 6).value for row in range(2, 8)] == list(arrives.values())


def test_the_list_is_ready_to_scroll_filter_and_print():
    sheet = export([ROW, ROW]).active
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F3"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (None, 0)
    assert sheet.oddFooter.center.text == "&P / &N"
    assert sheet.column_dimensions["F"].width == 42
    assert sheet["A1"].font.bold


def test_a_row_is_as_high_as_its_text_and_no_higher_than_twelve_lines():
    sheet = export([ROW, ROW | {"text": "水" * 60}, ROW | {"text": "水" * 5_000}]).active
    assert 2 not in sheet.row_dimensions or sheet.row_dimensions[2].height is None
    assert sheet.row_dimensions[3].height == 3 * 14.5 + 5
    assert sheet.row_dimensions[4].height == 12 * 14.5 + 5


def test_a_list_longer_than_a_sheet_goes_on_on_the_next(monkeypatch):
    monkeypatch.setattr(excel, "ROWS_PER_SHEET", 2)
    book = export(ROW | {"people": n} for n in range(5))
    assert book.sheetnames == ["信访登记", "信访登记 (2)", "信访登记 (3)"]
    people = [row[4] for sheet in book for row in values(sheet)[1:] if row[4] is not None]
    assert people == [0, 1, 2, 3, 4]
    assert values(book["信访登记 (3)"])[-1][0] == "共 5 条"
    assert book["信访登记 (2)"].auto_filter.ref == "A1:F3"


def test_a_list_that_fails_leaves_nothing_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def rows():
        yield ROW
        raise LookupError("the database went away")

    with pytest.raises(LookupError):
        export(rows())
    gc.collect()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a[b]c:d*e?f/g\\h", "a b c d e f g h"),
        ("'quoted'", "quoted"),
        ("", "Sheet"),
        ("长" * 40, "长" * 31),
    ],
)
def test_a_sheet_has_a_name_that_excel_allows(title, name):
    assert sheet_name(title) == name


def test_a_second_sheet_keeps_its_number_under_a_long_title():
    assert sheet_name("长" * 40, 12) == "长" * 26 + " (12)"


def test_wrapping_loses_nothing():
    text = "一二三四五 abc\n\n六" + "x" * 30
    lines = wrapped(text, 10)
    assert lines == ["一二三四五", " abc\n", "\n", "六xxxxxxxx", "x" * 10, "x" * 10, "xx"]
    assert "".join(lines) == text


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("水" * 20, 1), ("水" * 21, 2), ("a\n\nb", 3), ("x" * 81, 3)]
)
def test_lines_are_estimated(text, lines):
    assert lines_estimated(text, 40) == lines


def test_values_of_all_kinds_become_text():
    assert cell_text(None) == ""
    assert cell_text(date(2026, 3, 2)) == "2026-03-02"
    assert cell_text(datetime(2026, 3, 2, 1, 0, tzinfo=UTC)) == "2026-03-02 09:00"
    assert cell_text(-5) == "'-5"


def form(*rows, title="信访事项处理单", note="编号 LF610115202602240003"):
    return load_workbook(
        BytesIO(write_form(Form(title, [Block("登记情况", rows)], note=note)))
    ).active


def test_a_form_is_one_bordered_grid_under_its_title():
    sheet = form([Entry("姓名", "张某某"), Entry("性别", "男")], [Entry("住址", "石桥镇")])
    assert [sheet[place].value for place in ("A1", "A2", "A3")] == [
        "信访事项处理单",
        "编号 LF610115202602240003",
        "登记情况",
    ]
    row = [sheet[place].value for place in ("A4", "C4", "G4", "I4")]
    assert row == ["姓名", "张某某", "性别", "男"]
    assert {str(merged) for merged in sheet.merged_cells.ranges} == {
        "A1:L1",
        "A2:L2",
        "A3:L3",
        "A4:B4",
        "C4:F4",
        "G4:H4",
        "I4:L4",
        "A5:B5",
        "C5:L5",
    }
    for row in sheet["A3:L5"]:
        assert row[0].border.left.style == "thin"
        assert row[-1].border.right.style == "thin"


def test_a_form_is_ready_for_the_printer():
    sheet = form([Entry("姓名", "张某某")])
    assert sheet.print_area == "'信访事项处理单'!$A$1:$L$4"
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("portrait", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.oddFooter.right.text == "&P / &N"
    assert not sheet.sheet_view.showGridLines


def test_a_row_of_a_form_grows_with_its_text_its_label_and_the_room_asked_for():
    sheet = form(
        [Entry("诉求", "一\n二\n三")],
        [Entry("领导批示", "", lines=6)],
        [Entry("很长很长很长很长的标签", "短")],
    )
    heights = [sheet.row_dimensions[row].height for row in (4, 5, 6)]
    assert heights == [3 * 15.6 + 7, 6 * 15.6 + 7, 2 * 15.6 + 7]


def test_a_text_longer_than_a_row_may_be_high_goes_on_in_further_rows():
    text = "灌溉支渠停水。" * 500
    sheet = form([Entry("概况", text)], [Entry("住址", "石桥镇")])
    parts = [row[2].value for row in sheet.iter_rows(min_row=4) if row[2].value]
    assert "".join(parts[:-1]) == text
    assert len(parts) > 3
    assert all(sheet.row_dimensions[4 + n].height <= 409 for n in range(len(parts)))
    last = 4 + len(parts) - 2
    assert f"A4:B{last}" in {str(merged) for merged in sheet.merged_cells.ranges}
    assert sheet["C4"].border.bottom.style is None
    assert sheet.cell(last, 3).border.bottom.style == "thin"


def test_an_entry_without_label_takes_the_whole_width():
    assert "A4:L4" in {str(m) for m in form([Entry("", "说明")]).merged_cells.ranges}


def test_nothing_in_a_form_is_a_formula_and_numbers_stay_text():
    sheet = form(
        [Entry("=1+1", "=2+2"), Entry("证号", "610115197803150017")], title="=3", note="=4"
    )
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not [cell.value for cell in cells if cell.value.startswith("=")]
    assert sheet["I4"].number_format == "@"
