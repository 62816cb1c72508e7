"""Where a limit ends and what lamp it shows: tables with a reason beside each row."""

from datetime import date, timedelta

import pytest

from app.core.workdays import WorkCalendar
from app.petitions.clocks.deadlines import due_on, lamp_for
from app.petitions.limits.reckoning import Pause


def day(text):
    return date.fromisoformat(text)


#: The notices of 2025 and 2026 around the days below, as the State Council published them.
OFF = """2025-05-01 2025-05-02 2025-05-05 2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18
2026-02-19 2026-02-20 2026-02-23 2026-04-06 2026-05-01 2026-05-04 2026-05-05
2026-10-01 2026-10-02 2026-10-05 2026-10-06 2026-10-07""".split()
WORKED = "2025-04-27 2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10".split()
CALENDAR = WorkCalendar(
    off_days=frozenset(map(day, OFF)), work_days=frozenset(map(day, WORKED)), last_year=2026
)


# --- where a limit ends -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "start", "due", "because"),
    [
        ("D01", "2026-03-02", "2026-03-17", "15 calendar days, the first not counted (art. 22)"),
        ("D03", "2026-03-02", "2026-03-17", "the regulation's own example (domain 1.8)"),
        ("D04", "2026-03-02", "2026-03-09", "five working days over a plain weekend (domain 1.8)"),
        ("D06", "2026-03-10", "2026-05-09", "a Saturday, but worked in exchange: no roll"),
        ("D06", "2026-03-11", "2026-05-11", "9 May is worked, 10 May is a plain Sunday: rolls"),
        ("D06", "2025-03-03", "2025-05-06", "2 May is a holiday: rolls over the long weekend"),
        ("D01", "2026-03-06", "2026-03-23", "21 March is a Saturday: rolls to Monday"),
        ("D01", "2026-02-02", "2026-02-24", "17 February is New Year: rolls past the holiday"),
        ("D01", "2026-01-30", "2026-02-14", "14 February is a Saturday that is worked"),
        ("D06", "2023-12-31", "2024-02-29", "29 February is a day like any other"),
        ("D06", "2025-12-31", "2026-03-02", "1 March is a Sunday, over the year's end"),
        ("D04", "2025-04-24", "2025-04-30", "Sunday 27 April is a make-up workday"),
        ("D04", "2025-04-25", "2025-05-06", "Labour Day holidays are not working days"),
        ("D16", "2026-02-13", "2026-02-25", "only the 14th is worked before New Year is over"),
        ("D17", "2026-09-25", "2026-10-15", "three days of September, then from the 8th on"),
        ("D07", "2026-04-01", "2026-05-06", "1 May is a holiday: also a window rolls"),
        ("H01", "2026-03-02", "2026-03-09", "the house decides anew in five working days"),
        ("H02", "2026-04-01", "2026-05-01", "a house limit never rolls"),
    ],
)
def test_due_date(code, start, due, because):
    assert due_on(code, day(start), CALENDAR).due_on == day(due), because


@pytest.mark.parametrize(
    ("extended", "unrolled", "due", "because"),
    [
        (0, "2026-05-10", "2026-05-11", "sixty days end on a Sunday"),
        (30, "2026-06-09", "2026-06-09", "thirty more from the unrolled end, a Tuesday"),
        (10, "2026-05-20", "2026-05-20", "not from the Monday to which it had rolled"),
        (27, "2026-06-06", "2026-06-08", "a lengthened end rolls too"),
    ],
)
def test_an_extension_counts_from_the_unrolled_end(extended, unrolled, due, because):
    found = due_on("D06", day("2026-03-11"), CALENDAR, extended_days=extended)
    assert (found.unrolled_on, found.due_on) == (day(unrolled), day(due)), because


def test_a_pause_moves_the_end_by_its_days():
    hearing = Pause(from_on=day("2026-03-10"), to_on=day("2026-03-12"))
    found = due_on("D10", day("2026-03-02"), CALENDAR, pauses=[hearing])
    assert found.due_on == day("2026-04-07"), (
        "1 April and three days: Saturday, rolls past Qingming"
    )


def test_an_assignment_ends_on_the_day_that_was_given_even_a_sunday():
    found = due_on("D05", day("2026-03-02"), CALENDAR, given=day("2026-03-29"))
    assert found.due_on == day("2026-03-29")


def test_an_assignment_without_a_day_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="D05"):
        due_on("D05", day("2026-03-02"), CALENDAR)


@pytest.mark.parametrize(
    ("start", "due", "provisional", "because"),
    [
        ("2026-12-10", "2026-12-25", False, "the last published year"),
        ("2026-12-18", "2027-01-04", True, "2 January 2027 is a Saturday, and nobody knows yet"),
        ("2026-12-20", "2027-01-04", True, "perhaps a holiday: to be reckoned again"),
    ],
)
def test_beyond_the_calendar_the_date_is_provisional(start, due, provisional, because):
    found = due_on("D01", day(start), CALENDAR)
    assert (found.due_on, found.provisional) == (day(due), provisional), because


# --- lamps --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("length", "left", "tone", "because"),
    [
        (60, 60, "green", "it has just begun"),
        (60, 16, "green", "sixteen days are left"),
        (60, 15, "yellow", "less than half, and fifteen days"),
        (60, 8, "yellow", "eight days are left"),
        (60, 7, "orange", "less than a quarter, and seven days"),
        (60, 1, "orange", "tomorrow"),
        (60, 0, "today", "the last day counts"),
        (60, -1, "red", "overdue from the next day on"),
        (90, 15, "yellow", "a lengthened limit has the same fifteen days"),
        (90, 16, "green", "and not more"),
        (15, 8, "green", "more than half of fifteen days"),
        (15, 7, "yellow", "less than half of fifteen days"),
        (15, 4, "yellow", "more than a quarter"),
        (15, 3, "orange", "less than a quarter of fifteen days"),
        (30, 15, "green", "exactly half is not less than half"),
        (30, 14, "yellow", "less than half"),
        (30, 7, "orange", "less than a quarter of thirty is seven"),
        (4, 1, "yellow", "exactly a quarter is not less"),
        (3, 1, "yellow", "one of three days"),
        (1, 1, "green", "a single day ahead"),
    ],
)
def test_lamp(length, left, tone, because):
    start = day("2026-03-02")
    due = start + timedelta(days=length)
    assert lamp_for(due, start, due - timedelta(days=left)).tone == tone, because


def test_without_a_limit_there_is_no_lamp():
    assert lamp_for(None, None, day("2026-03-02")).tone == "none"
