"""What another calendar makes of an end: dates counted by hand from the notice of 2027."""

from datetime import date

import pytest

from app.core.workdays import WorkCalendar
from app.petitions.calendar.moving import Calendars, End, Mover, Terms, reckoned, with_days
from tests.petitions.calendar.conftest import DAYS


def day(text):
    return date.fromisoformat(text)


OLD = WorkCalendar(
    off_days=frozenset({day("2026-10-01"), day("2026-10-02")}),
    work_days=frozenset(),
    last_year=2026,
)
NEW = with_days(OLD, set(), {when: off for when, off, _name in DAYS}, last_year=2027)
CALENDARS = Calendars(OLD, NEW)


@pytest.mark.parametrize(
    ("code", "start", "old", "new", "why", "because"),
    [
        ("D06", "2026-12-08", "2027-02-08", "2027-02-12", 4, "6 Feb is a Saturday, 8–11 are off"),
        (
            "D01",
            "2026-12-16",
            "2026-12-31",
            "2027-01-04",
            2,
            "31 Dec and 1 Jan are off; was certain",
        ),
        ("D04", "2027-02-02", "2027-02-09", "2027-02-16", 5, "5 and 8–11 Feb are off"),
        ("D04", "2027-02-12", "2027-02-19", "2027-02-19", 0, "20 Feb is worked, but too late"),
        ("D04", "2027-02-15", "2027-02-22", "2027-02-20", 1, "Saturday 20 Feb is worked"),
        ("D06", "2026-12-22", "2027-02-22", "2027-02-20", 1, "20 Feb is a Saturday that is worked"),
    ],
)
def test_where_a_limit_ends_with_the_notice(code, start, old, new, why, because):
    terms = Terms(code, "2022", day(start), None, 0)
    stored = reckoned(terms, OLD)
    mover = Mover(CALENDARS)
    found = mover.moved(terms, stored) or stored
    assert (stored.due_on, found.due_on) == (day(old), day(new)), because
    days = mover.why(terms, stored, found) if stored.due_on != found.due_on else ()
    assert len(days) == why, because


def test_a_provisional_end_that_stays_becomes_certain():
    terms = Terms("D06", "2022", day("2026-11-23"), None, 0)
    stored = reckoned(terms, OLD)
    assert stored == End(day("2027-01-22"), day("2027-01-22"), provisional=True)
    assert Mover(CALENDARS).moved(terms, stored) == stored._replace(provisional=False)


def test_an_end_that_no_day_touches_is_left_alone():
    terms = Terms("D06", "2022", day("2026-09-01"), None, 0)
    assert Mover(CALENDARS).moved(terms, reckoned(terms, OLD)) is None


def test_what_an_older_rule_had_stored_is_not_the_calendars_affair():
    terms = Terms("D06", "2022", day("2026-09-01"), None, 0)
    odd = End(day("2026-11-02"), day("2026-11-03"), provisional=False)
    assert Mover(CALENDARS).moved(terms, odd) is None


def test_the_first_day_that_matters_is_named():
    assert CALENDARS.touched_from == day("2026-12-31")
    assert Calendars(OLD, OLD).touched_from is None
    later = with_days(OLD, set(), {day("2027-10-01"): True}, last_year=2027)
    assert Calendars(OLD, later).touched_from == day("2027-01-01")


def test_an_extension_counts_from_the_end_before_it_rolled():
    # 60 days end on Saturday 6 February; six more on Friday 12 February, behind the holidays.
    terms = Terms("D06", "2022", day("2026-12-08"), None, 6)
    assert reckoned(terms, NEW) == End(day("2027-02-12"), day("2027-02-12"), provisional=False)
