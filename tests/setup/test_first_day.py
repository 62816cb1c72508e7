"""The first day: led in at the door, left and taken up again, until a visit can be registered."""

import re
from datetime import date

import pytest
import sqlalchemy as sa

from app.accounts import queries
from app.accounts.models import Officer, Unit
from app.accounts.units.names import former_names, name_on
from app.dictionaries.models import Region
from app.petitions.workflow import PETITION
from app.setup import readiness, steps
from app.setup.commands import finish_step, name_office
from tests.factories import a_petition, a_unit, an_officer, the_unit


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
    assert not steps.still_open(steps.done())
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


def test_an_office_that_nobody_named_begins_with_empty_fields(page, root, app, monkeypatch):
    monkeypatch.setitem(app.config, "OFFICE_NAME", "")
    drawn = page(root).get("/setup/office").dom
    assert [drawn.find(f".//*[@id='{one}']").get("value") for one in ("name", "short_name")] == [
        "",
        "",
    ]


def test_every_step_is_whole(page, root):
    client = page(root)
    for address in ("office", "units", "roles", "accounts", "holidays/"):
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


def test_the_name_of_nobody_leaves_no_former_name(app, db, root):
    office = db.session.get(Unit, root.unit_id)
    office.name = office.short_name = app.config["UNNAMED_OFFICE"]
    db.session.flush()
    named = {"short_name": "阎良信访局", "region_code": "610114", "by": root}
    name_office(office, name="阎良区信访局（新）", **named)
    assert not former_names(office)
    assert name_on(office, date(2020, 1, 2)) == "阎良区信访局（新）"
    name_office(office, name="阎良区信访工作局", **named)
    assert [one.name for one in former_names(office)] == ["阎良区信访局（新）"]


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
        client.post(f"/setup/{step.code}/done", data={"sure": "1"})
    assert client.get("/").status_code == 200
    assert client.get("/setup/").status_code == 200
    assert not steps.still_open(steps.done())


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


def test_the_region_stays_once_a_petition_is_registered(page, root):
    a_petition()
    sent = {"name": "阎良区信访局（新）", "short_name": "", "region_code": "610114"}
    answer = page(root).post("/setup/office", data=sent)
    assert "编号" in answer.text
    assert "office" not in steps.done()


def test_a_street_is_no_region_of_an_office(page, root, db):
    street = db.session.scalar(sa.select(Region.code).where(Region.level == 4).limit(1))
    sent = {"name": "街道信访办", "short_name": "", "region_code": street}
    assert "街道" in page(root).post("/setup/office", data=sent).text
    assert "office" not in steps.done()


def stations_in_use(db, office):
    found = sa.select(Unit.region_code).where(
        Unit.kind == "station", Unit.active, Unit.parent_id == office.id
    )
    # The one of the test office has people in it.
    return {code[:6] for code in db.session.scalars(found)} - {"610115"}


def test_stations_of_a_region_left_before_any_work_go_and_come_back_with_it(root, db):
    def name(region):
        said = {"name": "新信访局", "short_name": "", "with_stations": True}
        name_office(root.unit, region_code=region, by=root, **said)
        return stations_in_use(db, root.unit)

    assert name("330106") == {"330106"}
    assert name("330105") == {"330105"}
    assert name("330106") == {"330106"}


def test_a_station_in_which_somebody_works_stays(root, db):
    given = {"name": "新信访局", "short_name": "", "with_stations": True, "by": root}
    name_office(root.unit, region_code="330106", **given)
    found = sa.select(Unit).where(Unit.kind == "station", Unit.region_code.like("330106%"))
    station = db.session.scalar(found.limit(1))
    an_officer("Window clerk", station, full_name="站上的人")
    name_office(root.unit, region_code="330105", **given)
    assert station.active
    assert stations_in_use(db, root.unit) == {"330105", "330106"}


# ---- who is missing ------------------------------------------------------------------------------


@pytest.fixture
def alone(root, db):
    """The administrator in a house in which nobody else works."""
    others = sa.update(Officer).where(Officer.id != root.id).values(active=False)
    db.session.execute(others)
    return root


def test_a_step_that_lacks_something_is_passed_by_only_knowingly(as_, alone):
    client = as_(alone)
    assert client.post("/setup/accounts/done").location == "/setup/accounts"
    assert "accounts" not in steps.done()
    client.post("/setup/accounts/done", data={"sure": "1"})
    assert "accounts" in steps.done()


def test_the_accounts_step_names_what_nobody_can_do(page, alone):
    text = page(alone).get("/setup/accounts").text
    assert "受理：第二人" in text
    assert "责任单位负责人" in text


def test_a_station_without_people_counts_too(page, alone):
    def unmanned():
        said = re.search(r"另有 (\d+) 个单位（含乡镇点）", page(alone).get("/setup/accounts").text)
        return int(said[1])

    before = unmanned()
    station = a_unit(kind="station", parent=alone.unit)
    assert unmanned() == before + 1
    an_officer("Station operator", station, full_name="乡镇点操作员")
    assert unmanned() == before


def test_with_everybody_in_place_nothing_is_missing(alone):
    names = [one.what for one in readiness.lacks("accounts", alone.unit)]
    assert len(names) > 5
    for role in ("Window clerk", "Triage officer", "Archivist"):
        an_officer(role, alone.unit, full_name=role)
    bureau = the_unit("YL")
    for role in ("Unit intake", "Handler", "Head of unit"):
        an_officer(role, bureau, full_name=role)
    assert readiness.lacks("accounts", alone.unit) == []


def test_one_person_alone_is_no_second_person(root, db):
    bureau = the_unit("YL")
    one = an_officer("Handler", bureau, full_name="一人")
    one.roles = queries.all_roles()
    db.session.flush()
    hands = queries.hands_that_may(["accept", "approve_accept"], "Petition")
    undone = readiness._undone(PETITION.move("accept"), hands, bureau.id)
    assert undone == ["approve_accept"]


def test_the_steps_stand_on_the_pages_that_carry_one_out(page, root):
    client = page(root)
    text = client.get("/unit-import/template").text
    assert 'class="rail"' in text
    assert 'href="/setup/units">返回' in text
    for step in steps.STEPS:
        client.post(f"/setup/{step.code}/done", data={"sure": "1"})
    assert 'class="rail"' not in client.get("/unit-import/template").text


def test_the_home_page_asks_once_how_far_the_first_day_is(as_, root, database):
    client = as_(root)
    client.post("/setup/leave")
    database.statements.clear()
    assert "还差 4 步" in client.get("/").text
    assert len([line for line in database.statements if "setup_step" in line]) == 1
