"""How an end is found: days that do not count, extensions, rolling, and where knowledge ends."""

import pytest

from app.petitions.limits.book import rule_set
from app.petitions.limits.reckoning import Happened, Pause, reckon
from tests.petitions.limits.calendar import day, published

CALENDAR = published()


def reckoned(code, start, *, rules="2022", roll=None, pauses=(), **happened):
    happened = Happened(
        started_on=day(start),
        pauses=tuple(Pause(from_on=day(a), to_on=day(b), reason="听证") for a, b in pauses),
        **happened,
    )
    return reckon(code, happened, rule_set(rules), CALENDAR, roll=roll)


@pytest.mark.parametrize(
    ("pauses", "due", "taken", "because"),
    [
        ((), "2026-04-01", 0, "thirty days"),
        ([("2026-03-02", "2026-03-03")], "2026-04-02", 1, "the start day is not counted anyway"),
        ([("2026-02-20", "2026-03-02")], "2026-04-01", 0, "all of it before the count begins"),
        ([("2026-03-10", "2026-03-12")], "2026-04-07", 3, "4 April, rolls past Qingming"),
        ([("2026-03-10", "2026-03-11"), ("2026-03-11", "2026-03-12")], "2026-04-07", 3, "once"),
        ([("2026-04-05", "2026-04-07")], "2026-04-01", 0, "after the end nothing is counted"),
        ([("2026-04-01", "2026-04-01")], "2026-04-02", 1, "the last day itself"),
        ([("2026-03-31", "2026-04-01"), ("2026-04-03", "2026-04-03")], "2026-04-07", 3, "grows"),
        ([("2026-03-31", "2026-04-01"), ("2026-04-04", "2026-04-05")], "2026-04-03", 2, "late"),
    ],
)
def test_a_pause_takes_out_days_that_would_have_been_counted(pauses, due, taken, because):
    found = reckoned("D10", "2026-03-02", pauses=pauses)
    assert (found.due_on, found.paused_days) == (day(due), taken), because


def test_a_pause_takes_no_holiday_out_of_working_days():
    found = reckoned("D17", "2026-02-13", pauses=[("2026-02-14", "2026-02-24")])
    assert found.paused_days == 2, "the 14th and the 24th: between them is the spring festival"
    assert found.due_on == day("2026-03-09")


def test_an_extension_counts_from_the_unrolled_end():
    found = reckoned("D06", "2026-03-11", extended_days=30)
    assert (found.unrolled_on, found.due_on) == (day("2026-06-09"), day("2026-06-09"))


def test_a_pause_after_the_first_end_lengthens_an_extended_limit():
    found = reckoned("D06", "2026-03-11", extended_days=10, pauses=[("2026-05-11", "2026-05-12")])
    assert found.due_on == day("2026-05-22")


def test_an_extension_of_working_days_is_counted_in_working_days():
    assert reckoned("D04", "2026-03-02", extended_days=2).due_on == day("2026-03-11")


def test_a_given_end_stays_where_it_was_set_and_is_lengthened_by_days():
    found = reckoned("D05", "2026-03-02", given_on=day("2026-03-29"), extended_days=7, roll=True)
    assert found.due_on == day("2026-04-05")
    assert [line.kind for line in found.lines] == [
        "start", "source", "given", "extended", "stays", "due",
    ]  # fmt: skip


def test_a_limit_without_days_is_never_reckoned():
    with pytest.raises(ValueError, match="D13 has no clock"):
        reckoned("D13", "2026-03-02")


@pytest.mark.parametrize(
    ("code", "start", "roll", "lacking", "because"),
    [
        ("D01", "2026-12-10", None, (), "25 December: no notice has ever touched it"),
        ("D01", "2026-12-13", None, (), "28 December: none either"),
        ("D01", "2026-12-14", None, (2027,), "29 December: the notice of 2019 made it a workday"),
        ("D01", "2026-12-16", None, (2027,), "31 December: the notice of 2019 took it"),
        ("D04", "2026-12-21", None, (), "the fifth working day is 28 December"),
        ("D04", "2026-12-22", None, (2027,), "29 December is counted as a working day"),
        ("D06", "2026-11-23", None, (2027,), "22 January: who knows"),
        ("D06", "2026-11-23", False, (), "sixty days are sixty days if nothing rolls"),
        ("H02", "2026-12-10", None, (), "a house limit asks for no calendar"),
        ("D01", "2006-05-01", None, (2006,), "the calendar begins with 2007"),
        ("D04", "2006-12-28", None, (2006,), "some of the days counted lie before it"),
    ],
)
def test_what_must_still_be_loaded(code, start, roll, lacking, because):
    found = reckoned(code, start, roll=roll)
    assert (found.lacking, found.provisional) == (lacking, bool(lacking)), because


def test_the_notice_of_the_next_year_moves_the_end_of_this_one():
    """2018: by the notice of that year 31 December was a working Monday."""
    assert reckoned("D01", "2018-12-16").due_on == day("2019-01-02")


# --- the steps, told ----------------------------------------------------------------------------


def steps(found):
    return [
        (line.kind, str(line.from_on or ""), str(line.to_on or ""), line.days, line.text)
        for line in found.lines
    ]


def test_working_days_tell_each_day_that_is_left_out():
    assert steps(reckoned("D17", "2026-02-13")) == [
        ("start", "2026-02-13", "", 0, "Accepted"),
        ("source", "", "", 0, "Measures on Simple Handling of Petitions (trial)"),
        ("length", "", "", 10, ""),
        ("holiday", "2026-02-15", "2026-02-23", 9, "春节"),
        ("weekend", "2026-03-01", "2026-03-01", 1, ""),
        ("end", "", "2026-03-05", 0, ""),
        ("due", "", "2026-03-05", 0, ""),
    ]


def test_rolling_tells_each_day_that_is_passed_over_and_why():
    assert steps(reckoned("D10", "2026-03-02", pauses=[("2026-03-10", "2026-03-12")]))[2:] == [
        ("length", "", "", 30, ""),
        ("paused", "2026-03-10", "2026-03-12", 3, "听证"),
        ("end", "", "2026-04-04", 0, ""),
        ("rolled", "2026-04-04", "", 0, "清明节"),
        ("rolled", "2026-04-05", "", 0, "清明节"),
        ("rolled", "2026-04-06", "", 0, "清明节"),
        ("due", "", "2026-04-07", 0, ""),
    ]


def test_an_extension_is_told_with_both_ends():
    assert steps(reckoned("D06", "2026-03-10", extended_days=30))[3:] == [
        ("end", "", "2026-05-09", 0, ""),
        ("extended", "", "2026-06-08", 30, ""),
        ("due", "", "2026-06-08", 0, ""),
    ]


def test_a_house_limit_says_that_it_stays_on_a_holiday():
    assert steps(reckoned("H02", "2026-04-01"))[-2:] == [
        ("stays", "", "2026-05-01", 0, ""),
        ("due", "", "2026-05-01", 0, ""),
    ]


def test_a_provisional_end_names_the_year_that_is_missing():
    assert reckoned("D06", "2026-11-23").lines[-1].years == (2027,)
