"""Files of days as people have them: the State Council's list as CSV, and calendar files."""

from datetime import date

import pytest
from flask_babel import force_locale

from app.core.errors import Invalid
from app.setup.day_files import read_days

LIST = """date,name,is_off_day
2026-10-10,国庆节,0
2026-12-31,元旦,1
2027-01-01,元旦,1
2027-02-06,春节,1
2027-02-20,春节,0
"""
CALENDAR = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270101
DTEND;VALUE=DATE:20270104
SUMMARY:元旦（休）
BEGIN:VALARM
SUMMARY:明天上班
DTSTART:20270101T080000
END:VALARM
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270220
SUMMARY:春节
  班
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270214
SUMMARY:情人节
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20260101
SUMMARY:元旦（休）
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture(autouse=True)
def _in_chinese(app):
    with app.test_request_context(), force_locale("zh"):
        yield


def day(text):
    return date.fromisoformat(text)


def problems(text, year=2027):
    found = read_days(text.encode(), year).problems
    return [(one.row, one.message) for one in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_list_as_it_is_commonly_kept(encoding):
    read = read_days(LIST.encode(encoding), 2027)
    assert read.days == [
        (day("2026-12-31"), True, "元旦"),
        (day("2027-01-01"), True, "元旦"),
        (day("2027-02-06"), True, "春节"),
        (day("2027-02-20"), False, "春节"),
    ]
    assert (read.problems, read.passed) == ([], 1)


def test_our_own_columns_in_any_order_and_with_tabs():
    text = "节日\t放假或上班\t日期\n元旦\t放假\t2027/01/01\n春节\t上班\t2027-02-20\n"
    assert [one[:2] for one in read_days(text.encode(), 2027).days] == [
        (day("2027-01-01"), True),
        (day("2027-02-20"), False),
    ]


def test_every_wrong_row_of_a_list_is_named():
    wrong = LIST + "元旦,元旦,1\n2027-05-01,劳动节,也许\n2027-02-20,春节,0\n"
    found = problems(wrong)
    assert [row for row, _message in found] == [7, 8, 9]
    assert found[2][1] == "This day stands in the list twice."


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("甲,乙,丙\n1,2,3\n", "No list of days"),
        ("", "No list of days"),
        ("date,name,is_off_day\n", "There is no day of 2027"),
        (LIST.replace("2027", "2025").replace("2026", "2024"), "There is no day of 2027"),
        ("date,name,is_off_day\n\0", "neither an Excel workbook"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR\n", "There is no day of 2027"),
    ],
)
def test_what_is_no_list_of_the_year_is_refused(text, words):
    with pytest.raises(Invalid, match=words) as refused:
        read_days(text.encode(), 2027)
    assert refused.value.field == "file"


def test_a_calendar_file_with_spans_marks_alarms_and_foreign_days():
    read = read_days(CALENDAR.replace("\n", "\r\n").encode(), 2027)
    assert read.days == [
        (day("2027-01-01"), True, "元旦"),
        (day("2027-01-02"), True, "元旦"),
        (day("2027-01-03"), True, "元旦"),
        (day("2027-02-20"), False, "春节"),
    ]
    assert (read.problems, read.passed) == ([], 2)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("DTSTART:20270101T080000\nSUMMARY:元旦 休", "This event does not last whole days."),
        ("DTSTART:20271301\nSUMMARY:元旦 休", "This event does not last whole days."),
        ("SUMMARY:元旦 休", "This event does not last whole days."),
        ("DTSTART:20270101\nRRULE:FREQ=YEARLY\nSUMMARY:休", "This event repeats; each day must"),
        ("DTSTART:20270101\nDTEND:20270301\nSUMMARY:休", "This event lasts longer than a month."),
        ("DTSTART:20270101\nSUMMARY:春节调休", "The title does not say whether this day is off"),
    ],
)
def test_an_event_that_is_no_plain_day_is_named_by_its_line(lines, message):
    text = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
    ((row, said),) = problems(text)
    assert row == 2
    assert said.startswith(message)


def test_a_calendar_file_that_is_cut_off_is_said_so():
    cut = CALENDAR[: CALENDAR.index("END:VCALENDAR") - len("END:VEVENT\n")]
    assert problems(cut) == [(21, "This event has no end; the file is cut off.")]


def test_a_day_in_two_events_is_named():
    twice = CALENDAR.replace("DTSTART;VALUE=DATE:20270220", "DTSTART;VALUE=DATE:20270103")
    assert [message for _row, message in problems(twice)] == ["This day stands in the list twice."]


def test_a_category_says_what_the_title_does_not():
    text = CALENDAR.replace("SUMMARY:春节\n  班", "SUMMARY:春节调休\nCATEGORIES:上班")
    assert (day("2027-02-20"), False, "春节") in read_days(text.encode(), 2027).days


@pytest.mark.parametrize(
    ("title", "off", "name"),
    [
        ("国庆节假期", True, "国庆节"),
        ("上班(补国庆节假期)", False, "国庆节"),
        ("[放假]中秋节", True, "中秋节"),
        ("劳动节补休", True, "劳动节"),
        ("国庆节加班", False, "国庆节"),
        ("清明调休 补班", False, "清明"),
    ],
)
def test_titles_as_calendars_write_them_keep_the_name_of_the_holiday(title, off, name):
    text = CALENDAR.replace("SUMMARY:春节\n  班", f"SUMMARY:{title}")
    assert (day("2027-02-20"), off, name) in read_days(text.encode(), 2027).days
