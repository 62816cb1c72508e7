"""A table and a pack as paper shows them: as few pages as can be, each with its title."""

from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook

from app.core.render.excel_pack import Cover, write_pack
from app.core.render.excel_sheet import write_sheet
from app.core.sheet import Column, Row, Sheet


def a_sheet(groups: list[int], lines: int) -> Sheet:
    """Return a table with groups of so many columns behind its first one."""
    heads = [(f"g{n}", f"c{n}.{place}") for n, size in enumerate(groups) for place in range(size)]
    columns = (Column("", "件", "text"), *(Column(key, key, group=g) for g, key in heads))
    rows = tuple(Row(str(n), ("行", *[n] * len(heads))) for n in range(lines))
    return Sheet("总表", columns, rows, notes=("说明",))


def drawn(sheet: Sheet):
    return load_workbook(write_sheet(sheet)).active


@pytest.mark.parametrize(
    ("lines", "papers", "because"),
    [
        (10, 1, "it fits"),
        (24, 1, "its last rows hang over"),
        (30, 2, "it is really longer"),
        (47, 2, "its last rows hang over the second page"),
    ],
)
def test_a_table_that_hangs_over_by_a_row_or_two_is_drawn_in(lines, papers, because):
    page = drawn(a_sheet([3, 3], lines))
    assert page.page_setup.fitToHeight == papers, because


def test_a_wide_table_is_spread_evenly_each_paper_with_its_title():
    page = drawn(a_sheet([2, 14, 6, 8, 7, 9, 3, 5], 6))
    assert [one.id for one in page.col_breaks.brk] == [17, 31, 47]
    titles = {one.coord for one in page.merged_cells.ranges if one.min_row == one.max_row == 1}
    assert titles == {"B1:Q1", "R1:AE1", "AF1:AU1", "AV1:BC1"}
    assert {page[one.split(":")[0]].value for one in titles} == {"总表"}
    assert page.print_title_rows == "$1:$4"


def test_the_cover_is_no_wider_than_upright_paper():
    cover = Cover("月报", ("一句话" * 40,), ("SHA-256: " + "0" * 64,))
    page = load_workbook(write_pack(cover, [a_sheet([2], 1)], at=datetime(2026, 4, 1, tzinfo=UTC)))
    assert page.worksheets[0].column_dimensions["A"].width <= 70
    assert page.worksheets[0].page_setup.orientation == "portrait"
