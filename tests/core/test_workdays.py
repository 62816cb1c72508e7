"""Working days against the State Council's notices, one reason beside each expectation."""

import csv
from datetime import date
from pathlib import Path

import pytest

from app.core.workdays import Reckoned, WorkCalendar

SHIPPED = Path(__file__).parents[2] / "app" / "dictionaries" / "data" / "workdays.csv"


def day(text):
    return date.fromisoformat(text)


def read_calendar(source):
    with source.open(encoding="utf-8") as file:
        return WorkCalendar.of(
            (day(row["date"]), row["is_off_day"] == "1") for row in csv.DictReader(file)
        )


@pytest.fixture(scope="module")
def calendar():
    """The notices of 2007 to 2026 as they were published."""
    return read_calendar(Path(__file__).with_name("workdays.csv"))


@pytest.mark.parametrize(
    ("when", "works", "because"),
    [
        ("2025-04-25", True, "an ordinary Friday"),
        ("2025-04-26", False, "an ordinary Saturday"),
        ("2025-04-27", True, "Sunday, worked in exchange for 5 May"),
        ("2025-05-01", False, "Labour Day"),
        ("2025-05-05", False, "Monday, the last of the Labour Day holidays"),
        ("2025-05-06", True, "Tuesday, back at work"),
        ("2026-02-14", True, "Saturday, worked in exchange for the spring festival"),
        ("2026-02-16", False, "Monday, eve of the spring festival"),
        ("2026-02-28", True, "Saturday, worked in exchange for the spring festival"),
        ("2026-05-09", True, "Saturday, worked in exchange for 5 May"),
        ("2024-02-29", True, "the leap day is a Thursday like any other"),
        ("2020-02-29", False, "the leap day is a Saturday like any other"),
        ("2027-01-01", True, "2027 is not published: a Friday counts as one"),
        ("2027-01-02", False, "2027 is not published: a Saturday is one all the same"),
    ],
)
def test_is_workday(calendar, when, works, because):
    assert calendar.is_workday(day(when)) is works, because


@pytest.mark.parametrize(
    ("start", "days", "due", "because"),
    [
        ("2025-04-24", 5, "2025-04-30", "Sunday 27 April is a make-up workday"),
        ("2025-04-25", 5, "2025-05-06", "Labour Day holidays are not working days"),
        ("2025-04-26", 1, "2025-04-27", "from a Saturday to the Sunday that is worked"),
        ("2025-05-01", 1, "2025-05-06", "counting may begin on a holiday"),
        ("2026-03-02", 5, "2026-03-09", "received on Monday: the fifth day is next Monday"),
        ("2026-02-13", 2, "2026-02-24", "one make-up Saturday, then the spring festival"),
        ("2025-12-30", 2, "2026-01-04", "31 December, then Sunday 4 January is worked"),
        ("2024-02-28", 1, "2024-02-29", "the leap day counts"),
        ("2023-02-28", 1, "2023-03-01", "no leap day in 2023"),
        ("2026-03-02", 0, "2026-03-02", "no day to add"),
        ("2025-09-26", 3, "2025-09-30", "Sunday 28 September is a make-up workday"),
        ("2025-09-30", 1, "2025-10-09", "eight days of National Day and Mid-Autumn"),
    ],
)
def test_add_workdays(calendar, start, days, due, because):
    assert calendar.add_workdays(day(start), days) == Reckoned(day(due)), because


@pytest.mark.parametrize(
    ("start", "days", "due", "because"),
    [
        ("2026-12-31", 1, "2027-01-01", "New Year's Day 2027 is not known to be off"),
        ("2026-12-30", 5, "2027-01-06", "only the weekend of 2 January is left out"),
        ("2027-02-01", 3, "2027-02-04", "the whole count lies beyond the calendar"),
    ],
)
def test_counting_past_the_last_year_goes_by_weekends_and_says_so(
    calendar, start, days, due, because
):
    reckoned = calendar.add_workdays(day(start), days)
    assert reckoned == Reckoned(day(due), provisional=True), because


def test_the_last_days_of_the_last_year_belong_to_the_next_notice(calendar):
    """29 December 2018 became a workday, 31 December a holiday, by the notice of 2019."""
    assert calendar.add_workdays(day("2026-12-25"), 1) == Reckoned(day("2026-12-28"))
    assert calendar.add_workdays(day("2026-12-28"), 1) == Reckoned(day("2026-12-29"), True)
    assert calendar.add_workdays(day("2025-12-28"), 1) == Reckoned(day("2025-12-29"))


@pytest.mark.parametrize(
    ("when", "rolled", "provisional", "because"),
    [
        ("2026-05-08", "2026-05-08", False, "a working day stays"),
        ("2026-05-09", "2026-05-09", False, "a make-up Saturday stays"),
        ("2026-05-10", "2026-05-11", False, "Sunday to Monday"),
        ("2025-10-01", "2025-10-09", False, "over the whole of National Day"),
        ("2026-06-19", "2026-06-22", False, "Dragon Boat Friday, then the weekend"),
        ("2027-01-03", "2027-01-04", True, "a Sunday beyond the calendar"),
    ],
)
def test_roll(calendar, when, rolled, provisional, because):
    assert calendar.roll(day(when)) == Reckoned(day(rolled), provisional), because


@pytest.mark.parametrize(
    ("start", "end", "count", "because"),
    [
        ("2025-04-24", "2025-04-30", 5, "the inverse of adding five"),
        ("2025-04-30", "2025-05-05", 0, "nothing but holidays"),
        ("2026-03-02", "2026-03-02", 0, "due today"),
        ("2026-03-09", "2026-03-02", -5, "overdue since a week"),
    ],
)
def test_workdays_between(calendar, start, end, count, because):
    assert calendar.workdays_between(day(start), day(end)) == count, because


def test_what_the_calendar_covers(calendar):
    assert calendar.last_year == 2026
    assert calendar.covers(day("2026-12-28"))
    assert not calendar.covers(day("2026-12-29"))


@pytest.mark.parametrize(
    ("start", "end", "lacking"),
    [
        ("2026-03-02", "2026-12-28", ()),
        ("2026-12-01", "2026-12-29", (2027,)),
        ("2026-12-31", "2027-01-04", (2027,)),
        ("2026-12-01", "2028-02-01", (2027, 2028)),
        ("2028-02-01", "2028-02-02", (2028,)),
        ("2006-11-01", "2007-02-01", (2006,)),
        ("2005-11-01", "2006-02-01", (2005, 2006)),
    ],
)
def test_which_notices_are_missing(start, end, lacking):
    known = WorkCalendar(frozenset(), frozenset(), last_year=2026, first_year=2007)
    assert known.lacking(day(start), day(end)) == lacking


def test_a_year_without_adjustments_of_its_own_can_be_declared_loaded():
    declared = WorkCalendar.of([(day("2026-01-01"), True)], last_year=2027)
    assert declared.add_workdays(day("2027-01-01"), 1) == Reckoned(day("2027-01-04"))


def test_an_empty_calendar_knows_weekends_and_is_never_certain():
    empty = WorkCalendar.of([])
    assert empty.add_workdays(day("2026-03-06"), 1) == Reckoned(day("2026-03-09"), True)


def test_days_are_never_counted_backwards(calendar):
    with pytest.raises(ValueError, match="forward only"):
        calendar.add_workdays(day("2026-03-02"), -1)


def test_a_day_cannot_be_both_holiday_and_working_day():
    with pytest.raises(ValueError, match="2026-05-01"):
        WorkCalendar.of([(day("2026-05-01"), True), (day("2026-05-01"), False)])


def test_the_shipped_calendar_holds_all_of_it(calendar):
    shipped = read_calendar(SHIPPED)
    assert calendar.off_days <= shipped.off_days
    assert calendar.work_days <= shipped.work_days
