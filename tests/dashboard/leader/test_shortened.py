"""Drawings and tables that have to fit."""

from types import SimpleNamespace

from app.dashboard.leader.drawing import columns, length
from app.dashboard.leader.shortened import at_most


def test_the_highest_bar_fills_the_drawing_and_nothing_has_no_height():
    bars = columns([0, 5, 10])
    assert [one.height for one in bars] == [0, 76, 152]
    assert [one.y for one in bars] == [184, 108, 32]
    assert [one.middle for one in bars] == [130, 390, 650]
    assert [one.height for one in columns([0, 0])] == [0, 0]
    assert columns([]) == []


def test_what_is_not_told_has_no_bar():
    assert (length(None, 10), length(10, 10), length(5, 10), length(0, 0)) == (0, 84, 42, 0)


def test_lines_keep_their_order_and_those_wanted_are_left_out_last():
    lines = [SimpleNamespace(name=name, wanted=name in "bd") for name in "abcd"]
    kept, left = at_most(lines, 3, "wanted")
    assert ("".join(one.name for one in kept), left) == ("abd", 1)
    assert at_most(lines, 4, "wanted") == (lines, 0)
    assert [one.name for one in at_most(lines, 1, "wanted")[0]] == ["b"]
