"""Formulas after one row of lines, the fifth of a sheet, became four."""

import pytest

from app.core.render.excel_refs import Growth, moved, moved_range, repeated

GROWN = Growth("统计表", first=5, last=5, count=4)


@pytest.mark.parametrize(
    ("formula", "expected", "because"),
    [
        ("=SUM(C5:C5)", "=SUM(C5:C8)", "what adds up the line adds up all of them"),
        ("=SUM(C5)", "=SUM(C5:C8)", "one cell in a sum stands for the line"),
        ("=SUM(C4:C6)", "=SUM(C4:C9)", "a range around it is stretched"),
        ("=C5*2", "=C5*2", "one cell outside a sum stays the first line"),
        ("=IF(C5,1,2)", "=IF(C5,1,2)", "IF gathers nothing"),
        ("=C6/$D$7", "=C9/$D$10", "what stands below went down by three, fixed or not"),
        ("=SUM($C$5:$C$5)-C4", "=SUM($C$5:$C$8)-C4", "what stands above stays"),
        ("=SUM(5:5)", "=SUM(5:8)", "whole rows as well"),
        ("=SUM(别表!C5:C5)", "=SUM(别表!C5:C5)", "another sheet did not grow"),
        ("=SUM('统计表'!C5:C5)", "=SUM('统计表'!C5:C8)", "its name in quotes"),
        ("=SUM( C5 , $D5:E5 )", "=SUM( C5:C8 , $D5:E8 )", "blanks stay where they are"),
        ('=COUNTIF(C5:C5,">"&C6)&"C5"', '=COUNTIF(C5:C8,">"&C9)&"C5"', "words are no cells"),
        ("=SUMIF(B5:B5,B6,C5)", "=SUMIF(B5:B8,B9,C5:C8)", "each argument by itself"),
        ("=SUM(合计数,表[件数])", "=SUM(合计数,表[件数])", "names are followed by Excel"),
    ],
)
def test_a_formula_outside_points_where_it_did(formula, expected, because):
    assert moved(formula, "统计表", GROWN) == expected, because


@pytest.mark.parametrize(
    ("formula", "expected", "because"),
    [
        ("=D5/C5", "=D7/C7", "its own row"),
        ("=A4+1", "=A6+1", "the row above"),
        ("=C5/$C$6", "=C7/$C$9", "the total, which went down"),
        ("=C5/C$3", "=C7/C$3", "what is fixed above"),
        ("=C5/SUM(C$5:C$5)", "=C7/SUM(C$5:C$8)", "a fixed range means all lines"),
        ("=SUM(C$5:C5)", "=SUM(C$5:C7)", "as far as this line"),
        ("=C5*参数!$B$2", "=C7*参数!$B$2", "another sheet"),
    ],
)
def test_the_third_line_has_its_own_cells(formula, expected, because):
    assert repeated(formula, "统计表", GROWN, 2) == expected, because


def test_ranges_of_the_layout():
    assert moved_range("A1:H12", GROWN) == "A1:H15"
    assert moved_range("C5", GROWN) == "C5:C8"
    assert moved_range("A7:D7", GROWN) == "A10:D10"
    assert moved_range("$3:$4", GROWN) == "$3:$4"
    assert moved_range("B6", Growth("统计表", 5, 6, 1)) == "B5", "two rows became one"
