"""Forms as an office makes them with the mouse, for tests."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

SHEET = "上访层次"
#: The fifth row is that of the lines.
CELLS = {
    "A1": "{{单位}}上访层次统计表", "A2": "期间：{{期间}}　来源：{{ 来源 }}",
    "A3": "序号", "B3": "单位", "C3": "总量", "C4": "批次", "D4": "人次",
    "E3": "其中集体访", "E4": "批次", "F4": "人次", "G3": "批均人次", "H3": "占比",
    "A5": "{{序号}}", "B5": "{{行名}}", "C5": "{{批次}}", "D5": "{{visits.people}}",
    "E5": "{{集体访批次}}", "F5": "{{集体访人次}}", "G5": "=IF(C5=0,0,D5/C5)", "H5": "{{占比}}",
    "A6": "合计", "C6": "=SUM(C5:C5)", "D6": "=SUM(D5:D5)", "E6": "=SUM(E5)",
    "F6": "=SUM(F$5:F$5)", "G6": "=D6/C6", "H6": "=C6/$C$6",
    "A7": "上年同期", "C7": "{{上年同期.批次}}", "D7": "{{before.visits.people}}",
    "G7": "{{上年同期.占比}}",
    "A8": "系统合计", "C8": "{{合计.批次}}", "D8": '=IF(C6=C8,"相符","不符")',
    "A9": "填报人：{{填报人}}　审核人：{{审核人}}　{{填报时间}}", "A10": "{{说明}}",
}  # fmt: skip
SUMMARY = {
    "A1": "批次", "B1": f"={SHEET}!C6", "A2": "人次", "B2": f"=SUM({SHEET}!D5:D5)",
    "A3": "集体访", "B3": "=SUM(集体访列)", "A4": "首行", "B4": f"={SHEET}!C5",
}  # fmt: skip
MERGED = "A1:H1 A2:H2 A3:A4 B3:B4 C3:D3 E3:F3 G3:G4 H3:H4 A6:B6 A7:B7 A8:B8 A9:H9 A10:H10".split()


def level(**changed: str | None) -> bytes:
    """Return a form for the visits by level; ``changed`` are cells that hold something else."""
    book = Workbook()
    page, other = book.active, book.create_sheet("摘要")
    page.title = SHEET
    for where, cells in ((page, CELLS | changed), (other, SUMMARY)):
        for place, value in cells.items():
            where[place] = value
    for one in MERGED:
        page.merge_cells(one)
    _look(page)
    book.defined_names["集体访列"] = DefinedName("集体访列", attr_text=f"{SHEET}!$E$5:$E$5")
    return saved(book)


def _look(page):
    page["C5"].font = Font(name="FangSong", size=12, color="FF1F4E8C")
    page["C5"].number_format = "#,##0"
    page["H5"].number_format = page["H6"].number_format = "0.0%"
    page["A10"].alignment = Alignment(wrap_text=True)
    page.row_dimensions[5].height, page.row_dimensions[6].height = 24, 30
    page.column_dimensions["B"].width = 26
    page.print_area, page.print_title_rows, page.freeze_panes = "A1:H10", "3:4", "C5"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.oddFooter.right.text = "口径 {{口径版本}}"
    red = PatternFill("solid", bgColor="FFFFC7CE")
    page.conditional_formatting.add("C5:D5", FormulaRule(formula=["$C5>$C$7"], fill=red))
    check = DataValidation("list", formula1="$A$6:$A$8", sqref="B9")
    page.add_data_validation(check)


def small(lines: dict[str, str], **more: str) -> bytes:
    """Return a form with what must stand in it, some cells in the third row, and others."""
    book = Workbook()
    cells = {"A1": "{{期间}} {{口径版本}} {{说明}}", **lines, **more}
    for place, value in cells.items():
        book.active[place] = value
    return saved(book)


def saved(book) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
