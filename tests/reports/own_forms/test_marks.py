"""The marks of the reports: each has a name, and no name means two things."""

import pytest

from app.reports.catalog import REPORTS
from app.reports.own_forms.marks import columns_of, layout_marks, marks, marks_of, spellings


@pytest.mark.parametrize("report", REPORTS.values(), ids=lambda one: one.name)
def test_every_column_has_a_name_of_its_own(report):
    columns = marks_of(report, "column")
    assert tuple(columns) == columns_of(report)
    stands = ("fact", "line", "column")
    names = [
        n for kind in stands for one in marks_of(report, kind).values() for n in spellings(one)
    ]
    assert len({name for name in names if not name.isascii()}) * 2 == len(names)
    layout = layout_marks(report)
    assert not layout.fixed & layout.line


def test_no_row_of_the_tables_is_of_no_report():
    for mark in marks():
        of = [REPORTS[mark.report]] if mark.report != "*" else REPORTS.values()
        assert any(marks_of(one, mark.stands).get(mark.key) for one in of), mark


def test_what_an_office_writes():
    level = layout_marks(REPORTS["level"])
    assert {"单位", "期间", "合计.批次", "上年同期.visits", "change.占比"} <= level.fixed
    assert {"行名", "序号", "批次", "visits.people"} <= level.line
    assert "小类" not in level.line
    assert {"本期.件批次", "上年同期.件批次", "合计.件批次"} <= layout_marks(
        REPORTS["master"]
    ).fixed
    assert {"大类", "小类", "另列"} <= layout_marks(REPORTS["abnormal"]).line
