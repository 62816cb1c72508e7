"""When a plan comes again, reckoned by hand; every row says why."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.core.clock import OFFICE_ZONE
from app.core.workdays import WorkCalendar
from app.reminders.recurrence import next_occurrence

CALENDAR = WorkCalendar.of(
    [(date(2026, 10, day), True) for day in range(1, 8)]
    + [(date(2026, 1, 1), True), (date(2026, 1, 2), True), (date(2026, 1, 4), False)]
    + [(date(2026, 10, 10), False)]
)


def office(text):
    return datetime.fromisoformat(text).replace(tzinfo=OFFICE_ZONE).astimezone(UTC)


@pytest.mark.parametrize(
    ("repeat", "start", "after", "expected", "because"),
    [
        ("none", "2026-03-04T09:00", "2026-03-03T09:00", "2026-03-04T09:00", "it lies ahead"),
        ("none", "2026-03-04T09:00", "2026-03-04T09:00", None, "it comes once"),
        ("daily", "2026-03-04T09:00", "2026-03-04T09:00", "2026-03-05T09:00", "the day after"),
        ("daily", "2026-03-04T09:00", "2026-03-09T08:59", "2026-03-09T09:00", "still today"),
        ("daily", "2025-12-31T23:30", "2025-12-31T23:30", "2026-01-01T23:30", "year end"),
        ("daily", "2026-03-04T07:00", "2026-03-04T07:00", "2026-03-05T07:00", "UTC's day before"),
        ("weekly", "2026-03-04T09:00", "2026-03-04T09:00", "2026-03-11T09:00", "same weekday"),
        ("weekly", "2026-03-04T09:00", "2026-04-03T09:00", "2026-04-08T09:00", "weeks missed"),
        ("weekly", "2025-12-29T09:00", "2025-12-29T09:00", "2026-01-05T09:00", "year end"),
        ("workdays", "2026-03-06T09:00", "2026-03-06T09:00", "2026-03-09T09:00", "a weekend"),
        ("workdays", "2025-12-31T09:00", "2025-12-31T09:00", "2026-01-04T09:00", "worked Sunday"),
        ("workdays", "2026-09-30T09:00", "2026-09-30T09:00", "2026-10-08T09:00", "a long holiday"),
        ("workdays", "2026-10-09T09:00", "2026-10-09T09:00", "2026-10-10T09:00", "worked Saturday"),
        ("monthly", "2026-01-31T09:00", "2026-01-31T09:00", "2026-02-28T09:00", "short month"),
        ("monthly", "2026-01-31T09:00", "2026-02-28T09:00", "2026-03-31T09:00", "the 31st again"),
        ("monthly", "2026-01-31T09:00", "2026-03-31T09:00", "2026-04-30T09:00", "thirty days"),
        ("monthly", "2028-01-31T09:00", "2028-01-31T09:00", "2028-02-29T09:00", "leap year"),
        ("monthly", "2025-12-15T09:00", "2025-12-15T09:00", "2026-01-15T09:00", "year end"),
        ("yearly", "2024-02-29T09:00", "2024-02-29T09:00", "2025-02-28T09:00", "no leap year"),
        ("yearly", "2024-02-29T09:00", "2027-02-28T09:00", "2028-02-29T09:00", "the 29th again"),
        ("yearly", "2026-03-04T09:00", "2026-03-04T08:00", "2026-03-04T09:00", "not yet begun"),
    ],
)
def test_the_next_time(repeat, start, after, expected, because):
    found = next_occurrence(office(start), repeat, office(after), calendar=CALENDAR)
    assert found == (office(expected) if expected else None), because


@pytest.mark.parametrize(
    ("until", "expected"), [("2026-03-05", "2026-03-05T09:00"), ("2026-03-04", None)]
)
def test_a_series_ends_with_its_last_day(until, expected):
    start = office("2026-03-04T09:00")
    found = next_occurrence(
        start, "daily", start, calendar=CALENDAR, until=date.fromisoformat(until)
    )
    assert found == (office(expected) if expected else None)


def test_an_office_that_never_works_ends_the_search():
    days = (date(2026, 1, 1) + timedelta(days=number) for number in range(365))
    closed = WorkCalendar.of([(day, True) for day in days])
    start = office("2026-03-04T09:00")
    assert next_occurrence(start, "workdays", start, calendar=closed) is None
