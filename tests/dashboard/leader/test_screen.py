"""The wall and the sheet of paper: the same figures, nothing to click, nobody's name."""

import pytest

from tests.accounts.own.test_sessions import _set as set_to
from tests.dashboard.leader.reading import cells, drawn, numbers, table, waits
from tests.factories import a_petition, an_officer, officer_at

WALL, PAPER, PAGE = "/leader/screen", "/leader/paper", "/leader/"
ADDRESSES = (PAGE, WALL, PAPER)


@pytest.fixture
def few(db, at):
    """Three petitions of an office on a day in March."""
    with at("2026-03-16T09:00"):
        for day in ("2026-03-02", "2026-03-03", "2026-02-04"):
            a_petition("transferred", on=day, name="张建国")
        yield


def test_wall_and_paper_say_what_the_page_says(page, few):
    client = page(an_officer("Bureau leader"))
    shown, wall, paper = (client.get(f"{address}?period=quarter") for address in ADDRESSES)
    assert cells(wall) == cells(shown)
    assert waits(wall) == waits(paper) == waits(shown)
    for name in ("各月件次", "在办件信访人年龄"):
        assert drawn(wall, name) == drawn(paper, name) == drawn(shown, name)
    units = table(shown, "责任单位办理时效")
    assert table(wall, "责任单位办理时效") == table(paper, "责任单位办理时效") == units
    assert table(wall, "问题属地")["合计"] == table(shown, "问题属地")["合计"]
    assert table(paper, "总量")["同比"].split()[0] == "新增"


def test_nothing_on_the_wall_leads_anywhere_or_names_anybody(page, few):
    wall = page(an_officer("Bureau leader")).get(WALL)
    assert numbers(wall) == []
    assert [one for tag in ("a", "form", "button", "input") for one in wall.dom.iter(tag)] == []
    assert "数据截至 09:00" in wall.text
    for address in ADDRESSES:
        assert "张建国" not in page(an_officer("Bureau leader")).get(address).text, address


def test_an_office_without_any_petition_has_pages_too(page, db):
    for address in ADDRESSES:
        shown = page(an_officer("Bureau leader")).get(address)
        assert "在办件太少，不显示年龄结构。" in shown.text
        assert "该期间没有责任单位的期限届满。" in shown.text


def test_the_wall_outlasts_idle_time_and_keeps_no_login_awake(as_, few, at):
    set_to("idle_minutes", 15)
    client = as_(an_officer("Bureau leader"))
    for minute in ("10:00", "11:00", "12:00"):
        with at(f"2026-03-16T{minute}"):
            assert client.get(WALL).status_code == 200
    with at("2026-03-16T12:01"):
        assert client.get(PAGE).status_code == 302, "whoever comes back has to log in"


def test_the_wall_ends_with_the_longest_session(as_, few, at):
    set_to("session_hours", 8)
    client = as_(an_officer("Bureau leader"))
    with at("2026-03-16T16:59"):
        assert client.get(WALL).status_code == 200
    with at("2026-03-16T17:01"):
        answer = client.get(WALL)
        assert (answer.status_code, "/login" in answer.location) == (302, True)


def test_who_may_not_count_is_turned_away(page, few):
    for role in ("Handler", "Window clerk", "System administrator", "Accusation officer"):
        client = page(an_officer(role))
        for address in (*ADDRESSES, "/leader/files?of=open"):
            assert client.get(address).status_code == 403, (role, address)


def test_a_statistician_counts_and_opens_nothing(page, few):
    client = page(an_officer("Statistician"))
    for address in ADDRESSES:
        assert numbers(client.get(address)) == [], address
    assert cells(client.get(PAGE))["总量"].split()[0] == "2"
    assert client.get("/leader/files?of=open").status_code == 403


NARROWED = {
    "Party and government leader": "只统计本人参与办理的信访件，不含临潼区人民政府的其他信访件。",
    "Triage officer": "只统计临潼区信访局参与办理的信访件，不含本区域的其他信访件。",
    "Bureau leader": "", "Statistician": "",
}  # fmt: skip


@pytest.mark.parametrize("role", NARROWED)
def test_who_counts_less_than_his_office_is_told_so(page, few, role):
    client = page(an_officer(role))
    for address in (*ADDRESSES, "/reports/level", "/charts/", "/indicators/", "/forecast/"):
        shown = client.get(address).text
        assert ("只统计" in shown) == bool(NARROWED[role]), address
        assert NARROWED[role] in shown, address


def test_a_unit_that_reports_nothing_but_its_own_is_told_nothing(page, few):
    client = page(officer_at("Head of unit", "LT-WATER"))
    for address in ADDRESSES:
        assert "只统计" not in client.get(address).text, address


def test_what_is_not_asked_for_has_an_answer(page, few):
    client = page(an_officer("Bureau leader"))
    assert client.get("/leader/?period=century").status_code == 200
    assert client.get("/leader/files?of=everything").status_code == 404
