"""Drawings and tables that have to fit."""

from decimal import Decimal
from types import SimpleNamespace

from flask_babel import force_locale

from app.dashboard.leader import regions, units
from app.dashboard.leader.drawing import columns, length
from app.dashboard.leader.regions import Region
from app.dashboard.leader.shortened import at_most
from app.dashboard.leader.units import Rate, UnitLine
from app.dashboard.leader.words import Number


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
    kept, left = at_most(lines, 2, "wanted", names)
    assert (names(kept), left) == ("bd", "ac")
    assert at_most(lines, 4, "wanted", names) == (lines, None)
    assert [names(one) for one in (at_most(lines, 1, "wanted", list))] == ["b", "acd"]


def names(lines):
    return "".join(one.name for one in lines)


def test_places_without_a_line_are_one_and_shares_still_make_a_hundred(app):
    parts = [("12.5", 1, 2), ("0.0", 0, 1), ("37.5", 3, 0), ("50.0", 4, 0)]
    rows = [
        Region(str(place), Number(now), Number(then), "", Decimal(part))
        for place, (part, now, then) in enumerate(parts)
    ]
    with app.test_request_context(), force_locale("zh"):
        rest = regions.together(rows[:3])
    assert (rest.label, rest.now.value, rest.then.value) == ("其余 3 项", 4, 3)
    assert (rest.share, rest.change) == ("50.0%", "+33.3%")
    nothing = [Region("", Number(0), Number(0), "—", None)] * 2
    assert regions.together(nothing).share == "—"


def test_units_without_a_line_are_one_and_it_is_measured_by_no_target(app):
    lines = [
        UnitLine("a", [Rate("50.00%", Number(1), Number(2), below=True)]),
        UnitLine("b", [Rate("—", Number(0), Number(0), below=False)]),
        UnitLine("c", [Rate("100.00%", Number(4), Number(4), below=False)]),
    ]
    with app.test_request_context():
        (found,) = units.together(lines).rates
    assert (found.told, found.part.value, found.whole.value) == ("83.33%", 5, 6)
    assert not found.below
