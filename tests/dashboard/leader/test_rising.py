"""Issues rising above their own base line, reckoned by hand."""

import pytest

from app.dashboard.leader.rising import Rise, ceiling, rising

CALM = [4] * 12
BUSY = [0, 12] * 6


@pytest.mark.parametrize(
    ("history", "line"),
    [
        (CALM, 8.0),  # mean 4, no deviation: taken for the root of 4
        (BUSY, 18.0),  # mean 6, deviation 6
        ([0] * 12, 0.0),
        ([1] * 12, 3.0),
        ([9, 9, 9, 9, 9, 9], 15.0),
        ([100, 60] * 6, 120.0),  # mean 80, deviation 20, more than the root of 80
    ],
)
def test_the_base_line(history, line):
    assert ceiling(history) == pytest.approx(line)


@pytest.mark.parametrize(
    ("history", "now", "told"),
    [
        (CALM, 8, False),
        (CALM, 9, True),
        (BUSY, 18, False),
        (BUSY, 19, True),
        ([0] * 12, 4, False),  # small counts do not shout
        ([0] * 12, 5, True),
        ([1] * 12, 4, False),  # above its line of 3, yet below the least
        ([1] * 12, 5, True),
        ([100, 60] * 6, 118, False),
    ],
)
def test_what_rises(history, now, told):
    found = rising({"0111": [*history, now]}, known=12)
    assert [one.key for one in found] == (["0111"] if told else [])


def test_the_furthest_above_its_own_line_stands_first():
    found = rising({"0102": [*CALM, 9], "0111": [*CALM, 20], "0101": [*CALM, 9]}, known=12)
    assert found == [
        Rise("0111", 20, 4.0, 8.0), Rise("0101", 9, 4.0, 8.0), Rise("0102", 9, 4.0, 8.0)
    ]  # fmt: skip


def test_months_of_which_nothing_is_known_are_no_quiet_ones():
    young = {"0111": [0] * 6 + [9] * 6 + [12]}
    assert rising(young, known=5) is None
    assert rising(young, known=6) == []  # its line is 15; among quiet months it would be 13.5
    assert rising({"0111": [0] * 6 + [9] * 6 + [14]}, known=12)[0].ceiling == pytest.approx(13.5)
