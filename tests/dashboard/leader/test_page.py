"""领导驾驶舱 of the sixty petitions: counted by hand, and every number beside its list."""

import re

import pytest

from tests.dashboard.leader.reading import cells, drawn, numbers, table, waits
from tests.factories import a_petition, an_officer, officer_at
from tests.oversight.test_instruction_ends import passed
from tests.reading import rows
from tests.reports.test_indicators_walked import walked

__all__ = ["walked"]
READERS = {"Triage officer": "", "Bureau leader": "", "Head of unit": "LT-WATER"}
ON_ONE_PAGE = 20
MARCH = "/leader/?period=last_month"

# Counted in tests/reports/sixty.csv of March 2026, of March 2025 and of February 2026, as far as
# a triage officer counts: without what was voided, without accusations.
TOTALS = {
    "总量": "8 同比 +166.7% 环比 -27.3%",
    "来信": "2 同比 +100.0% 环比 0.0%",
    "来访": "5 同比 +400.0% 环比 -28.6%",
    "网上": "0 同比 -100.0% 环比 -100.0%",
    "来电": "1 同比 新增 环比 新增",
    "集体访": "1 同比 新增 环比 0.0%",
    "初件": "5 同比 +66.7% 环比 -50.0%",
    "重件": "3 同比 新增 环比 +200.0%",
    "人次": "19 同比 +375.0% 环比 -9.5%",
}
PLACES = {
    "骊山街道": "4 50.0% 3 +33.3%", "秦陵街道": "4 50.0% 0 新增", "新丰街道": "0 0.0% 0 —",
    "合计": "8 100.0% 3 +166.7%",
}  # fmt: skip
TREND = [
    "0", "4月", "2025", "0", "5月", "0", "6月", "0", "7月", "0", "8月", "0", "9月", "0", "10月",
    "0", "11月", "2", "12月", "19", "1月", "2026", "11", "2月", "8", "3月", "2", "4月",
]  # fmt: skip


def test_counted_by_hand(triage):
    shown = triage.get(MARCH)
    assert cells(shown) == TOTALS
    assert drawn(shown, "各月件次") == TREND
    found = table(shown, "问题属地")
    assert {name: found[name] for name in PLACES} == PLACES


def test_units_are_those_of_the_indicators(page, walked):
    found = table(
        page(an_officer("Triage officer")).get("/leader/?period=year"), "责任单位办理时效"
    )
    assert found == {
        "临潼区水务局": "50.00% 低于目标 1 / 2 100.00% 1 / 1",
        "临潼区住房和城乡建设局": "100.00% 3 / 3 0.00% 低于目标 0 / 1",
        "合计": "80.00% 低于目标 4 / 5 50.00% 低于目标 1 / 2",
    }


def listed(response) -> int:
    """Return how many things a list has: as it says itself, or its rows."""
    said = [
        one.text or "" for one in response.dom.iter("p") if one.get("class") == "pagehead__note"
    ]
    told = re.search(r"(\d+) 件", said[0]) or re.search(r"共 (\d+) 件", response.text)
    count = int(told[1]) if told else len(rows(response))
    assert len(rows(response)) == min(count, ON_ONE_PAGE)
    return count


@pytest.mark.parametrize("role", READERS)
def test_every_number_opens_what_it_counts(page, office, role):
    for state, day in (("transferred", "2026-03-05"), ("accepted", "2026-01-12")):
        for _each in range(3):
            a_petition(state, on=day)
    passed(days=0)
    unit = READERS[role]
    client = page(officer_at(role, unit) if unit else an_officer(role))
    asked = [numbers(client.get(f"/leader/?period={span}")) for span in ("last_month", "year")]
    found = {href: number for each in asked for href, number in each}
    assert len(found) > 15
    for href, number in found.items():
        if "all.people" not in href:
            assert listed(client.get(href)) == number, href


def test_what_is_late_today_is_told(page, office, at):
    client = page(an_officer("Bureau leader"))
    before = waits(client.get("/leader/"))
    a_petition("transferred", on="2026-02-02")
    with at("2026-03-30"):
        passed(days=1)
    shown = waits(client.get("/leader/"))
    assert int(shown["超期"]) == int(before["超期"]) + 1
    assert int(shown["在办件"]) == int(before["在办件"]) + 1
    assert (shown["批示尚无反馈"], shown["反馈超期"]) == ("1", "1")


def test_who_counts_more_than_he_opens_is_told_so_behind_the_number(page, office, db):
    for to in ("LT-HOUSING", "LT-HOUSING", "LT-HOUSING", "LT-WATER"):
        a_petition("transferred", on="2026-02-02", to=to)
    both = an_officer("Statistician", full_name="统计兼承办")
    both.roles = [*both.roles, *an_officer("Head of unit").roles]
    both.unit_id = officer_at("Head of unit", "LT-WATER").unit_id
    db.session.flush()
    client = page(both)
    late = [one for one in numbers(client.get("/leader/")) if one[0].endswith("of=red")]
    behind = client.get(late[0][0])
    assert f"{late[0][1]} 件" in behind.text
    assert f"另有 {late[0][1] - len(rows(behind))} 件按权限不列出" in behind.text
    assert len(rows(behind)) == 1
