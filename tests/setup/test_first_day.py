"""The first day: led in at the door, left and taken up again, until a visit can be registered."""

from io import BytesIO

import pytest
import sqlalchemy as sa
from openpyxl import Workbook

from app.accounts.models import Officer, Unit
from app.core.errors import Invalid
from app.dictionaries.holidays import days_of, enter_year, loaded_years
from app.dictionaries.models import CalendarDay
from app.setup import steps
from app.setup.commands import finish_step, name_office
from tests.factories import an_officer, the_unit


@pytest.fixture
def root(db):
    """The administrator at the top, on a day on which four of five steps are left."""
    top = db.session.scalar(sa.select(Unit).order_by(Unit.id).limit(1))
    officer = an_officer("System administrator", top, full_name="顶层管理员")
    finish_step("roles", by=officer)
    return officer


def test_an_office_that_worked_before_is_not_led(as_, db):
    top = db.session.scalar(sa.select(Unit).order_by(Unit.id).limit(1))
    officer = an_officer("System administrator", top, full_name="老管理员")
    assert not steps.is_first_day()
    assert as_(officer).get("/").status_code == 200


def test_the_door_leads_to_the_first_step_that_is_open(as_, root):
    client = as_(root)
    assert client.get("/").location == "/setup/"
    assert client.get("/setup/").location == "/setup/office"


def test_it_can_be_left_and_taken_up_again(page, root):
    client = page(root)
    client.post("/setup/leave")
    home = client.get("/").text
    assert "还差 4 步" in home
    assert "/setup/" in home


def test_every_step_is_whole(page, root):
    client = page(root)
    for address in ("office", "units", "roles", "accounts", "holidays"):
        assert client.get(f"/setup/{address}").status_code == 200, address


def test_naming_the_office_brings_its_region_and_stations(as_, root, db):
    client = as_(root)
    sent = {
        "name": "阎良区信访局（新）",
        "short_name": "阎良信访局",
        "region_code": "610114",
        "stations": "y",
    }
    assert client.post("/setup/office", data=sent).location == "/setup/"
    unit = db.session.get(Unit, root.unit_id)
    assert (unit.name, unit.region_code, unit.level) == ("阎良区信访局（新）", "610114", 4)
    assert db.session.get(Officer, root.id).region_code == "610114"
    stations = db.session.scalars(
        sa.select(Unit.name).where(Unit.kind == "station", Unit.parent_id == unit.id)
    ).all()
    assert any("凤凰路街道" in name for name in stations)
    assert "office" in steps.done()


def test_a_name_that_another_unit_bears_is_refused_and_nothing_is_lost(page, root):
    sent = {"name": the_unit("YL").name, "short_name": "短名", "region_code": "610114"}
    answer = page(root).post("/setup/office", data=sent)
    assert "短名" in answer.text
    assert "office" not in steps.done()


def test_a_region_of_another_province_brings_its_townships(root, db):
    name_office(
        root.unit,
        name="西湖区信访局",
        short_name="",
        region_code="330106",
        with_stations=True,
        by=root,
    )
    stations = sa.select(sa.func.count()).where(
        Unit.kind == "station", Unit.region_code.like("330106%")
    )
    assert db.session.scalar(stations) > 5


def test_after_the_last_step_the_door_leads_home(as_, root):
    client = as_(root)
    for step in steps.STEPS:
        client.post(f"/setup/{step.code}/done")
    assert client.get("/").status_code == 200
    assert client.get("/setup/").status_code == 200
    assert not steps.is_first_day()


@pytest.mark.parametrize("role", ["Triage officer", "Security administrator", "Handler"])
def test_nobody_else_sets_the_office_up(as_, root, role):
    client = as_(an_officer(role))
    assert client.get("/setup/office").status_code == 403
    assert client.post("/setup/office/done").status_code == 403
    assert client.get("/").status_code == 200


def test_an_administrator_below_the_top_finds_no_first_day(as_, root):
    client = as_(an_officer("System administrator", the_unit("YL"), full_name="下级管理员"))
    assert client.get("/").status_code == 200
    assert client.get("/setup/office").status_code == 404


# ---- the holidays --------------------------------------------------------------------------------


def a_workbook(rows):
    header = ("日期", "放假或上班", "节日")
    book = Workbook()
    for row in [header, *rows]:
        book.active.append(row)
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_a_missing_year_is_loaded_from_a_workbook(page, root, db, at):
    with at("2027-01-05"):
        client = page(root)
        assert "2027" in client.get("/setup/holidays").text
        book = a_workbook([("2027-01-01", "放假", "元旦"), ("2027-01-03", "上班", "元旦")])
        sent = {"year": "2027", "file": (BytesIO(book), "2027.xlsx")}
        client.post("/setup/holidays", data=sent, content_type="multipart/form-data")
    assert 2027 in loaded_years()
    assert [(day.day.isoformat(), day.is_off) for day in days_of(2027)] == [
        ("2027-01-01", True),
        ("2027-01-03", False),
    ]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("元旦", "放假", "元旦")], "第 2 行"),
        ([("2026-05-01", "放假", "劳动节")], "2026-05-01"),
        ([("2027-05-01", "休", "劳动节")], "第 2 行"),
        ([("2027-05-01", "放假", ""), ("2027-05-01", "上班", "")], "第 3 行"),
        ([], "没有"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_loaded(page, root, db, at, rows, said):
    with at("2027-01-05"):
        sent = {"year": "2027", "file": (BytesIO(a_workbook(rows)), "2027.xlsx")}
        answer = page(root).post("/setup/holidays", data=sent, content_type="multipart/form-data")
    assert said in answer.text
    assert 2027 not in loaded_years()


def test_a_year_that_is_loaded_is_not_loaded_over(root, db):
    before = db.session.scalar(sa.select(sa.func.count()).select_from(CalendarDay))
    with pytest.raises(Invalid):
        enter_year(2026, [], by=root)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(CalendarDay)) == before
