"""The holidays of a year: tried out, loaded whole or knowingly, and loaded again."""

import csv
import re
from datetime import date
from io import BytesIO

import pytest
import sqlalchemy as sa
from openpyxl import Workbook, load_workbook

from app.accounts.models import Unit
from app.core import clock
from app.core.errors import Invalid
from app.dictionaries.holidays import days_of, enter_year, lacking, loaded_years, strange
from app.dictionaries.seed import DATA
from app.journal.models import AdminEvent
from app.setup.models import SetupStep
from app.setup.steps import STEPS
from tests.factories import an_officer

SPANS = [(1, 1, 3), (2, 5, 11), (4, 3, 5), (5, 1, 5), (6, 9, 11), (9, 15, 17), (10, 1, 7)]
DAYS = [
    (date(2027, month, day), True, "假")
    for month, first, last in SPANS
    for day in range(first, last + 1)
]
YEAR = [(day.isoformat(), "放假", name) for day, _off, name in DAYS]


@pytest.fixture
def root(db):
    top = db.session.scalar(sa.select(Unit).order_by(Unit.id).limit(1))
    return an_officer("System administrator", top, full_name="顶层管理员")


def a_workbook(rows):
    book = Workbook()
    for row in [("日期", "放假或上班", "节日"), *rows]:
        book.active.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def tried(client, rows, year="2027"):
    sent = {"year": year, "file": (BytesIO(a_workbook(rows)), "days.xlsx")}
    return client.post("/setup/holidays/", data=sent, content_type="multipart/form-data")


def carried_out(client, answer, **given):
    plan = re.search(r'name="plan" value="([^"]+)"', answer.text)[1]
    return client.post("/setup/holidays/carry-out", data={"plan": plan} | given)


def test_in_every_year_that_is_known_no_holiday_seems_to_be_missing():
    years = {}
    with (DATA / "workdays.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            day = date.fromisoformat(row["date"])
            days = years.setdefault(day.year + (day.month == 12), [])
            days.append((day, row["is_off_day"] == "1", row["name"]))
    assert [year for year, days in years.items() if year > 2007 and lacking(days, year)] == []


def test_a_year_is_shown_first_and_loaded_then(page, root, at):
    with at("2026-11-27"):
        client = page(root)
        answer = tried(client, YEAR)
        assert "31 天放假" in answer.text
        assert 2027 not in loaded_years()
        carried_out(client, answer)
    assert [(row.day, row.is_off) for row in days_of(2027)] == [(day, True) for day, _, _ in DAYS]


def test_a_fragment_is_no_year(page, root, at):
    with at("2026-11-27"):
        answer = tried(page(root), YEAR[:3])
    assert "不是一整年" in answer.text
    assert 'name="plan"' not in answer.text


def test_a_missing_holiday_is_named_and_must_be_confirmed(page, root, at):
    with at("2026-11-27"):
        client = page(root)
        answer = tried(client, [row for row in YEAR if not row[0].startswith("2027-02")])
        assert "春节" in answer.text
        carried_out(client, answer)
        assert 2027 not in loaded_years()
        carried_out(client, answer, sure="1")
    assert 2027 in loaded_years()


def test_in_no_year_that_is_known_lies_a_day_off_by_itself():
    with (DATA / "workdays.csv").open(encoding="utf-8", newline="") as file:
        days = [
            (date.fromisoformat(row["date"]), row["is_off_day"] == "1", row["name"])
            for row in csv.DictReader(file)
        ]
    assert strange(days) == ()


def test_an_invented_holiday_is_named_and_must_be_confirmed(page, root, at):
    with at("2026-11-27"):
        client = page(root)
        answer = tried(client, [*YEAR, ("2027-07-15", "放假", "建局纪念日")])
        assert "2027-07-15 建局纪念日" in answer.text
        carried_out(client, answer)
        assert 2027 not in loaded_years()
        carried_out(client, answer, sure="1")
    assert 2027 in loaded_years()


def test_after_the_first_day_the_page_stands_without_its_steps(page, root, db, at):
    steps = "firstday__steps"
    db.session.add(SetupStep(code="office", done_at=clock.now()))
    db.session.commit()
    assert steps in page(root).get("/setup/holidays/").text
    for one in STEPS[1:]:
        db.session.add(SetupStep(code=one.code, done_at=clock.now()))
    db.session.commit()
    for path in ("/setup/holidays/", "/setup/holidays/by-hand/2026"):
        answer = page(root).get(path)
        assert answer.status_code == 200
        assert steps not in answer.text
        assert "/calendar-changes/" in answer.text


def test_a_year_is_loaded_again_and_the_journal_keeps_the_old_days(root, db, at):
    with at("2026-11-27"):
        enter_year(2027, DAYS[:-1], by=root, sure=True)
        enter_year(2027, DAYS, by=root)
    assert len(days_of(2027)) == len(DAYS)
    tags = sa.select(AdminEvent).where(AdminEvent.about == "Calendar").order_by(AdminEvent.id)
    first, second = db.session.scalars(tags)
    assert (first.tag, second.tag) == ("calendar.entered", "calendar.replaced")
    assert len(second.before["days"]) == len(DAYS) - 1


def test_days_that_are_past_stay_as_they_are(root, at):
    with at("2026-11-27"):
        enter_year(2027, DAYS, by=root)
    with at("2027-03-01"):
        with pytest.raises(Invalid):
            enter_year(2027, DAYS[1:], by=root, sure=True)
        enter_year(2027, DAYS[:-1], by=root, sure=True)
    assert len(days_of(2027)) == len(DAYS) - 1


def test_a_year_behind_a_gap_waits_for_the_one_before(root, at):
    with at("2026-11-27"), pytest.raises(Invalid) as refused:
        enter_year(2028, [(day.replace(year=2028), off, name) for day, off, name in DAYS], by=root)
    assert refused.value.params == {"year": 2027}


def test_a_list_of_two_years_names_the_last_of_december_for_both(root, at):
    eve = (date(2027, 12, 31), True, "元旦")
    later = [(day.replace(year=2028), off, name) for day, off, name in DAYS]
    with at("2027-12-01"):
        enter_year(2027, [*DAYS, eve], by=root)
        enter_year(2028, [eve, *later], by=root)
    assert eve[0] in [row.day for row in days_of(2027)]
    assert [row.day.year for row in days_of(2028)] == [2028] * len(later)


def test_two_notices_that_say_otherwise_of_a_day_are_not_both_taken(root, at):
    later = [(day.replace(year=2028), off, name) for day, off, name in DAYS]
    with at("2027-12-01"):
        enter_year(2027, [*DAYS, (date(2027, 12, 31), True, "元旦")], by=root)
        with pytest.raises(Invalid, match="2027-12-31 stands otherwise") as refused:
            enter_year(2028, [(date(2027, 12, 31), False, "元旦"), *later], by=root)
    assert refused.value.field == "file"
    assert 2028 not in loaded_years()


def test_every_wrong_row_is_named_and_nothing_is_loaded(page, root, at):
    wrong = [
        ("元旦", "放假", ""),
        ("2026-05-01", "放假", ""),
        ("2027-05-01", "休", ""),
        ("=1+1", "放假", ""),
        ("2027-10-01", "放假", ""),
    ]
    with at("2026-11-27"):
        answer = tried(page(root), [*wrong, *YEAR])
    rows = [cell.text for cell in answer.dom.findall(".//table[@class='work']/tbody/tr/th")]
    assert rows[:4] == ["2", "3", "4", "5"]
    assert len([row for row in rows if len(row) < 3]) == 5
    assert 2027 not in loaded_years()


def test_the_template_is_read_back_without_a_day(as_, root):
    book = load_workbook(BytesIO(as_(root).get("/setup/holidays/template/2027").data))
    assert [cell.value for cell in book.worksheets[0][1]] == ["日期", "放假或上班", "节日"]
    assert book.worksheets[1].max_row > 20


def test_nobody_else_loads_a_year(as_, root):
    client = as_(an_officer("Handler"))
    assert client.get("/setup/holidays/").status_code == 403
    assert client.get("/setup/holidays/template/2027").status_code == 403
    assert client.post("/setup/holidays/carry-out").status_code == 403
