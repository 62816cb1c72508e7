"""Tables and paper forms before anybody draws them."""

import pytest

from app.core.paper import Entry, spans
from app.core.table import Column, Table


def test_a_column_has_the_width_of_its_kind_unless_told():
    assert Column("id", "ID number", "identity").width == 22
    assert Column("id", "ID number", "identity", width=30).width == 30


@pytest.mark.parametrize("columns", [(), (Column("a", "A"), Column("a", "B"))])
def test_columns_that_cannot_be_told_apart_are_refused(columns):
    with pytest.raises(ValueError, match="key of its own"):
        Table("List", columns, [])


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ([0], [12]),
        ([0, 0], [6, 6]),
        ([0, 0, 0], [4, 4, 4]),
        ([4, 0], [4, 8]),
        ([4, 8], [4, 8]),
        ([5, 0, 0], [5, 3, 4]),
    ],
)
def test_entries_fill_their_row(asked, given):
    assert spans([Entry("label", span=span) for span in asked]) == given


@pytest.mark.parametrize("asked", [[13], [6, 7], [12, 0], [4, 4], []])
def test_entries_that_do_not_fill_the_row_are_refused(asked):
    with pytest.raises(ValueError, match="do not fill"):
        spans([Entry("label", span=span) for span in asked])
