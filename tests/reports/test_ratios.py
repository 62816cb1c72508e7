"""Percentages as a report prints them."""

from decimal import Decimal

import pytest

from app.reports.ratios import change, rate, shares


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        (529, 524, "1.0"),
        (800, 888, "-9.9"),
        (3, 4, "-25.0"),
        (1, 3, "-66.7"),
        (0, 5, "-100.0"),
        (9999, 10000, "0.0"),
        (2001, 2000, "0.1"),
        (5, 0, None),
        (0, 0, None),
    ],
)
def test_growth_in_per_cent(now, then, expected):
    assert change(now, then) == (Decimal(expected) if expected else None)


def test_a_fall_too_small_to_print_has_no_minus():
    assert str(change(9999, 10000)) == "0.0"


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [(1, 3, "33.33"), (2, 3, "66.67"), (7, 7, "100.00"), (0, 4, "0.00"), (1, 8, "12.50")],
)
def test_a_rate_has_two_places(part, whole, expected):
    assert str(rate(part, whole)) == expected


def test_of_nothing_there_is_no_rate():
    assert rate(0, 0) is None


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((1, 1, 1), "33.4 33.3 33.3"),
        ((1, 1, 1, 1, 1, 1), "16.7 16.7 16.7 16.7 16.6 16.6"),
        ((85, 75, 54, 62, 78, 42, 59, 29, 24, 21), "16.1 14.2 10.2 11.7 14.7 7.9 11.2 5.5 4.5 4.0"),
        ((0, 7), "0.0 100.0"),
        ((1, 999), "0.1 99.9"),
    ],
)
def test_shares_add_up_to_a_hundred(counts, expected):
    found = shares(counts)
    assert " ".join(map(str, found)) == expected
    assert sum(found) == 100


def test_shares_of_nothing_are_not_nought():
    assert shares((0, 0)) == [None, None]
