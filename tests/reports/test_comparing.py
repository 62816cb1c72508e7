"""A closed month beside today's count, without a database."""

from app.core.sheet import Column, Row, Sheet
from app.reports.months.comparing import differences


def a_table(*counts):
    """Return a table of one line with such counts in the columns a, b, c; <3 is not told."""
    columns = (Column("", "行", "text"), *(Column(key, key) for key in "abc"))
    values = [None if count == "<3" else count for count in counts]
    words = dict.fromkeys("abc", "<3")
    return Sheet("表", columns, (Row("x", ("甲", *values), words=words),))


def test_side_by_side_no_small_count_is_told():
    found = differences(a_table(5, 8, 2), a_table(6, 12, 3))
    assert [(one.column, one.by) for one in found] == [("a", 1), ("b", 4), ("c", 1)]
    guarded = differences(a_table(5, 8, "<3"), a_table(6, 12, 3), "abc")
    assert [(one.column, one.by) for one in guarded] == [("b", 4)]
