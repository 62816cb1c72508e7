"""Charts of the sixty petitions, counted by hand; drawing, table, workbook and list agree."""

import json
from html import unescape
from urllib.parse import unquote

import pytest

from tests.factories import a_petition, an_officer, officer_at
from tests.reading import rows
from tests.reports.reading import lines, links, sheet, written
from tests.reports.sixty import QUARTER

ROWS_PER_PAGE = 20
CHART = f"/charts/?{QUARTER}"


def figure(response) -> dict:
    """Return what the page's script is given to draw."""
    data = next(one for one in response.dom.iter("script") if one.get("id") == "chart-figure")
    return json.loads(unescape(data.text))


# Counted in tests/reports/sixty.csv: 38 petitions of the quarter, without number 18 (voided) and
# without number 28, an accusation that nobody at triage counts.
BY_HAND = {
    "by=kind": {
        "来信": "10 26.3", "来访": "19 50.0", "网上": "5 13.2", "来电": "3 7.9",
        "其他形式": "1 2.6", "合计": "38 100.0",
    },
    "by=kind&counts=people": {"来访": "150 84.3", "来信": "18 10.1", "合计": "178 100.0"},
    "by=kind&split=before": {
        "来信": "10 2 +400.0 26.3", "来访": "19 5 +280.0 50.0", "网上": "5 1 +400.0 13.2",
        "来电": "3 1 +200.0 7.9", "其他形式": "1 0 新增 2.6", "合计": "38 9 +322.2 100.0",
    },
    "by=nature": {"个体（初件）": "26 68.4", "个体（重件）": "5 13.2", "集体": "7 18.4"},
    "by=size": {
        "1 人": "27 71.1", "2–4 人": "4 10.5", "5–9 人": "4 10.5", "10–29 人": "1 2.7",
        "30–49 人": "1 2.6", "50 人以上": "1 2.6",
    },
    "by=repeat": {"初件": "32 84.2", "重件": "6 15.8"},
    "by=issue1": {"农村农业": "18 47.4", "城乡建设": "18 47.4", "其他": "2 5.2"},
    "by=region": {"骊山街道": "18 47.4", "秦陵街道": "12 31.6", "新丰街道": "0 0.0"},
    "by=month&split=kind": {
        "2026-01": "6 7 3 2 1 19 50.0", "2026-02": "2 7 2 0 0 11 28.9",
        "2026-03": "2 5 0 1 0 8 21.1", "合计": "10 19 5 3 1 38 100.0",
    },
    "by=purpose": {"意见建议": "3 7.9", "申诉": "5 13.1", "求决": "25 65.8", "咨询": "3 7.9"},
}  # fmt: skip


def test_counted_by_hand(triage):
    for asked, told in BY_HAND.items():
        found = lines(triage.get(f"{CHART}&{asked}"))
        for name, expected in told.items():
            assert " ".join(found[name]) == expected, (asked, name)


DRAWN = ("by=kind", "by=kind&split=before", "by=month&split=purpose&shape=lines",
         "by=issue2&split=unit&shape=heat", "by=region&counts=people")  # fmt: skip


def test_the_drawing_the_table_and_the_workbook_say_the_same(triage):
    for asked in DRAWN:
        page = triage.get(f"{CHART}&{asked}")
        table = lines(page)
        drawing = figure(page)
        for place, one in enumerate(drawing["series"]):
            for name, number in zip(drawing["names"], one["values"], strict=True):
                assert table[name][place] == str(number), (name, one["name"])
        book = written(sheet(triage.get(f"/charts/chart.xlsx?{QUARTER}&{asked}")))
        for name, cells in table.items():
            assert name == "合计" or str(book[name][0]) == cells[0], name


DIMENSIONS = ("kind", "channel", "purpose", "nature", "issue1", "issue2", "issue3", "repeat",
              "size", "level", "unit", "office", "region", "month", "age", "result")  # fmt: skip


READERS = {"Triage officer": "", "Bureau leader": "", "Head of unit": "LT-WATER"}


@pytest.mark.parametrize("role", READERS)
def test_every_bar_opens_the_petitions_that_it_counts(page, office, role):
    for _each in range(3):
        a_petition("transferred", on="2026-03-05")
    unit = READERS[role]
    client = page(officer_at(role, unit) if unit else an_officer(role))
    for by in DIMENSIONS:
        found = links(client.get(f"{CHART}&by={by}&split=kind"))
        assert found, by
        for href, number in found[:: max(1, len(found) // 2)]:
            behind = client.get(href)
            assert f"{number} 件" in behind.text, href
            assert len(rows(behind)) == min(number, ROWS_PER_PAGE), href


def test_more_lines_than_fit_are_drawn_as_one_remainder(triage, monkeypatch):
    monkeypatch.setattr("app.reports.charts.figure.MOST_LINES", 3)
    drawing = figure(triage.get(f"{CHART}&by=issue2"))
    assert drawing["names"] == ["水利水电", "安全生产", "城市建设和市政管理", "其余 2 项"]
    assert drawing["series"][0]["values"] == [13, 9, 9, 7]
    assert drawing["series"][0]["links"][-1] == ""


def test_places_and_units_are_not_ranked(triage):
    for unit, place in (("LT-WATER", 3), ("LT-HOUSING", 4), ("LT-HOUSING", 4)):
        a_petition("transferred", to=unit, problem_region=f"61011500{place}", on="2026-03-05")
    units, places = (lines(triage.get(f"{CHART}&by={by}")) for by in ("unit", "region"))
    assert [(name, cells[0]) for name, cells in units.items()] == [
        ("临潼区信访局", "38"), ("临潼区水务局", "1"), ("临潼区住房和城乡建设局", "2"),
        ("合计", "41"),
    ]  # fmt: skip
    assert [cells[0] for cells in places.values()][:4] == ["18", "12", "1", "2"]


def test_issues_are_ranked(triage):
    assert [cells[0] for cells in lines(triage.get(f"{CHART}&by=issue2")).values()][:2] == [
        "13",
        "9",
    ]


def test_of_many_places_the_largest_are_drawn_in_their_order(triage, monkeypatch):
    monkeypatch.setattr("app.reports.charts.figure.MOST_LINES", 2)
    table = lines(triage.get(f"{CHART}&by=region"))
    drawing = figure(triage.get(f"{CHART}&by=region"))
    assert drawing["names"] == ["骊山街道", "秦陵街道", f"其余 {len(table) - 3} 项"]
    assert drawing["series"][0]["values"] == [18, 12, 8]


def test_more_parts_than_colours_are_drawn_as_one(triage, monkeypatch):
    monkeypatch.setattr("app.reports.charts.figure.MOST_PARTS", 3)
    drawing = figure(triage.get(f"{CHART}&by=month&split=kind"))
    assert [one["name"] for one in drawing["series"]] == ["来信", "来访", "其余 3 项"]
    assert drawing["series"][2]["values"] == [6, 2, 1]


def test_a_picture_that_is_passed_on_says_what_it_shows(triage):
    shown = triage.get(f"{CHART}&by=kind&counts=people&source=own")
    drawing = figure(shown)
    assert drawing["title"] == "信访件按信访类型统计"
    assert drawing["facts"] == [
        "统计期间：2026年1月1日至 2026年3月31日", "统计来源：来信来访（含网上信访）", "单位：人次",
        "填报单位：临潼区信访局",
        "只统计临潼区信访局参与办理的信访件，不含本区域的其他信访件。",
    ]  # fmt: skip
    book = triage.get(f"/charts/chart.xlsx?{QUARTER}&by=kind").headers["Content-Disposition"]
    box = next(one for one in shown.dom.iter("div") if one.get("class") == "chart")
    assert box.get("data-name") == "信访件按信访类型统计-20260101-20260331"
    assert f"{box.get('data-name')}.xlsx" in unquote(book)


def test_days_without_a_petition_say_so(triage):
    empty = triage.get("/charts/?by=kind&since=2022-01-01&until=2022-12-31")
    assert "该期间没有信访件" in empty.text
    assert 'id="chart-figure"' not in empty.text
    assert "plotly" not in empty.text, "the drawing program would write a style into the page"


# Two petitions came on 1 April 2026 and none the year before; one on 2 January 2025, none after.
ONE_SIDED = {
    "since=2026-04-01&until=2026-04-01": "2 0 新增 100.0",
    "since=2026-01-02&until=2026-01-02": "0 1 -100.0 —",
}


@pytest.mark.parametrize("days", ONE_SIDED)
def test_one_of_two_years_without_a_petition_is_drawn_all_the_same(triage, days):
    shown = triage.get(f"/charts/?by=kind&split=before&{days}")
    assert "该期间没有信访件" not in shown.text
    assert len(figure(shown)["series"]) == 2
    assert " ".join(lines(shown)["合计"]) == ONE_SIDED[days]


def test_two_years_without_a_petition_say_so(triage):
    shown = triage.get("/charts/?by=kind&split=before&since=2022-01-01&until=2022-12-31")
    assert "该期间没有信访件" in shown.text


ODD = {
    "since=2026-03-05&until=2026-03-01": 422,
    "by=nothing&split=nothing&shape=pie&counts=tears": 200,
    "by=kind&split=kind": 200,
    "by=month&since=1996-05-01&until=2026-03-31": 200,
}


def test_what_no_chart_can_be_has_an_answer(triage):
    for asked, status in ODD.items():
        assert triage.get(f"/charts/?{asked}").status_code == status, asked


def test_the_year_before_beside_a_bar_opens_its_own_petitions(triage):
    told = 0
    for by in ("kind", "region", "month", "issue1"):
        page = triage.get(f"/charts/?since=2026-01-01&until=2026-03-16&by={by}&split=before")
        for href, number in links(page):
            if "column=all.before" in href:
                assert f"{number} 件" in triage.get(href).text, href
                told += 1
    assert told > 5


def test_days_that_no_chart_covers_are_said_on_its_page(triage):
    for way in ("chart.xlsx", "files"):
        asked = "since=2026-03-05&until=2026-03-01&by=unit"
        back = triage.get(f"/charts/{way}?{asked}", follow_redirects=True)
        assert back.status_code == 422
        assert "开始日期晚于结束日期" in back.text


def test_a_made_up_bar_opens_nothing(triage):
    for asked in ("line=x&column=zz", "line=total&column=%3D1", "line=5%00&column=all"):
        found = triage.get(f"/charts/files?{QUARTER}&by=unit&{asked}")
        assert found.status_code in (200, 400, 404), asked
        assert found.status_code != 200 or rows(found) == [], asked


def test_who_may_not_count_is_turned_away(page, office):
    for role in ("Handler", "Window clerk", "System administrator", "Accusation officer"):
        client = page(an_officer(role))
        for address in (CHART, f"/charts/chart.xlsx?{QUARTER}", f"/charts/files?{QUARTER}"):
            assert client.get(address).status_code == 403, (role, address)
    statistician = page(an_officer("Statistician"))
    assert statistician.get(CHART).status_code == 200
    assert statistician.get(f"/charts/files?{QUARTER}").status_code == 403
