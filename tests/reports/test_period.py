"""Which days a report counts, and which it is compared with."""

from datetime import date

import pytest

from app.reports.period import Period, cut, merged, month_of, month_span, months_in, preset

day = date.fromisoformat


def span(since, until):
    return Period(day(since), day(until))


@pytest.mark.parametrize(
    ("since", "until", "before_since", "before_until", "because"),
    [
        ("2026-01-01", "2026-03-31", "2025-01-01", "2025-03-31", "the same quarter"),
        ("2024-02-01", "2024-02-29", "2023-02-01", "2023-02-28", "29 days beside 28"),
        ("2025-02-01", "2025-02-28", "2024-02-01", "2024-02-29", "28 days beside 29"),
        ("2024-02-29", "2024-02-29", "2023-02-28", "2023-02-28", "that day has no other"),
        ("2025-02-10", "2025-02-20", "2024-02-10", "2024-02-20", "days within a month"),
        ("2025-12-21", "2026-01-20", "2024-12-21", "2025-01-20", "over the border of a year"),
        ("2026-03-05", "2026-04-30", "2025-03-05", "2025-04-30", "it ends with a month"),
    ],
)
def test_the_same_days_of_the_year_before(since, until, before_since, before_until, because):
    assert span(since, until).year_before() == span(before_since, before_until), because


@pytest.mark.parametrize(
    ("since", "until", "first_day", "before_since", "because"),
    [
        ("2026-03-01", "2026-03-31", 1, "2026-02-01", "a month beside the month before"),
        ("2026-01-01", "2026-03-31", 1, "2025-10-01", "a quarter beside a quarter"),
        ("2026-03-01", "2026-03-30", 1, "2026-01-30", "30 days beside 30 days"),
        ("2026-02-21", "2026-03-20", 21, "2026-01-21", "the office's March"),
        ("2026-02-21", "2026-03-20", 1, "2026-01-24", "28 days where months begin on the first"),
        ("2026-03-02", "2026-03-02", 1, "2026-03-01", "a day beside a day"),
    ],
)
def test_the_span_just_before(since, until, first_day, before_since, because):
    found = span(since, until).before(first_day)
    assert found.since == day(before_since), because
    assert (day(since) - found.until).days == 1, "it ends the day before"


@pytest.mark.parametrize(
    ("name", "today", "first_day", "since", "until"),
    [
        ("month", "2026-03-16", 1, "2026-03-01", "2026-03-16"),
        ("last_month", "2026-03-16", 1, "2026-02-01", "2026-02-28"),
        ("last_month", "2026-01-16", 1, "2025-12-01", "2025-12-31"),
        ("quarter", "2026-05-16", 1, "2026-04-01", "2026-05-16"),
        ("year", "2026-05-16", 1, "2026-01-01", "2026-05-16"),
        ("last_year", "2026-05-16", 1, "2025-01-01", "2025-12-31"),
        ("month", "2026-03-21", 21, "2026-03-21", "2026-03-21"),
        ("month", "2026-03-20", 21, "2026-02-21", "2026-03-20"),
        ("last_month", "2026-03-21", 21, "2026-02-21", "2026-03-20"),
        ("quarter", "2025-12-25", 21, "2025-12-21", "2025-12-25"),
        ("year", "2025-12-25", 21, "2025-12-21", "2025-12-25"),
        ("last_year", "2026-12-20", 21, "2024-12-21", "2025-12-20"),
    ],
)
def test_the_usual_spans(name, today, first_day, since, until):
    assert preset(name, day(today), first_day) == span(since, until)


def test_an_office_month_holds_each_day_once():
    assert month_of(day("2026-03-20"), 21) == 2026 * 12 + 2
    assert month_of(day("2026-03-21"), 21) == 2026 * 12 + 3
    assert month_span(2026 * 12, 21) == span("2025-12-21", "2026-01-20")
    assert month_span(2024 * 12 + 1) == span("2024-02-01", "2024-02-29")


def test_the_months_that_a_span_touches():
    quarter = span("2025-12-31", "2026-02-01")
    assert list(months_in(quarter)) == [2025 * 12 + 11, 2026 * 12, 2026 * 12 + 1]


def test_spans_that_meet_or_overlap_are_one():
    year, before = span("2025-03-14", "2026-03-13"), span("2024-03-14", "2025-03-13")
    assert merged([year, before]) == [span("2024-03-14", "2026-03-13")]
    inside, apart = span("2025-01-01", "2025-02-01"), span("2023-01-01", "2024-03-12")
    assert merged([before, apart, inside]) == [apart, before]


def test_spans_are_cut_where_one_begins_or_ends():
    year, before = span("2025-03-14", "2026-03-13"), span("2024-03-14", "2025-03-13")
    this_year = span("2026-01-01", "2026-03-13")
    rest = span("2025-03-14", "2025-12-31")
    assert cut([year, before, this_year]) == [before, rest, this_year]
    apart = span("2020-01-01", "2020-01-31")
    assert cut([apart, this_year]) == [apart, this_year], "what lies between them is nobody's"
    assert cut([year, year]) == [year]
