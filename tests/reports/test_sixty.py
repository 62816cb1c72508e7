"""Sixty petitions counted by hand: every line of the reports is written down here."""

from decimal import Decimal

from tests.reading import rows
from tests.reports.reading import heads, lines, links, ranks, sheet, written
from tests.reports.sixty import QUARTER

# The last column of the levels is what the printed form has no column for: number 23.
LEVELS = {
    "骊山街道": "10 131 3 10 7 121 0 0 0 0 0 0 0 0 4 120 0 0 0 0 +233.3 52.6",
    "秦陵街道": "7 17 0 0 2 11 2 2 1 1 1 1 1 2 1 10 3 12 3 3 +600.0 36.8",
    "新丰街道": "0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 — 0.0",
    "本级（未细分）": "1 1 0 0 1 1 0 0 0 0 0 0 0 0 0 0 1 1 0 0 新增 5.3",
    "本区域以外": "1 1 0 0 1 1 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0.0 5.3",
    "合计": "19 150 3 10 11 134 2 2 1 1 1 1 1 2 5 130 4 13 3 3 +280.0 100.0",
    "上年同期": "5 11 1 1 3 8 1 2 0 0 0 0 0 0 1 6 0 0 1 2 — —",
}


def test_visits_by_level_and_place(triage):
    found = lines(triage.get(f"/reports/level?{QUARTER}"))
    for name, expected in LEVELS.items():
        assert " ".join(found[name]) == expected, name
    assert len(found) == 23 + 2 + 3, "towns, two lines for the rest, total and two beside it"


def test_a_column_for_the_rest_is_shown_only_where_there_is_a_rest(triage):
    assert "其他层次" in heads(triage.get(f"/reports/level?{QUARTER}"))
    february = "since=2025-02-01&until=2025-02-28"
    assert "其他层次" not in heads(triage.get(f"/reports/level?{february}"))


BORDERS = [
    ("since=2026-01-01&until=2026-01-01", "1 1"),
    ("since=2025-12-31&until=2025-12-31", "1 1"),
    ("since=2026-03-31&until=2026-04-01", "3 5"),
    ("since=2024-02-29&until=2024-02-29", "1 2"),
    ("since=2024-02-01&until=2024-02-29", "2 3"),
    ("since=2024-03-01&until=2024-03-01", "1 1"),
    ("since=2026-01-01&until=2026-03-31&source=own", "18 149"),
    ("since=2026-01-01&until=2026-03-31&source=assigned", "1 1"),
    ("since=2022-01-01&until=2022-12-31", "0 0"),
]


def test_borders_and_sources(triage):
    for asked, expected in BORDERS:
        found = lines(triage.get(f"/reports/level?{asked}"))["合计"]
        assert " ".join(found[:2]) == expected, asked


def test_february_of_a_leap_year_stands_beside_one_of_28_days(triage):
    found = lines(triage.get("/reports/level?since=2024-02-01&until=2024-02-29"))
    assert found["上年同期"][:2] == ["1", "1"], "28 February 2023, not 1 March"


def test_visits_by_month_and_by_unit(triage):
    found = lines(triage.get(f"/reports/level?{QUARTER}&basis=month"))
    assert [found[month][0] for month in ("2026-01", "2026-02", "2026-03")] == ["7", "7", "5"]
    assert [found[month][-2] for month in ("2026-01", "2026-02")] == ["+133.3", "+600.0"]
    unit = lines(triage.get(f"/reports/level?{QUARTER}&basis=office"))
    assert unit["临潼区信访局"][:2] == ["19", "150"]
    assert lines(triage.get(f"/reports/level?{QUARTER}&basis=unit"))["临潼区信访局"][0] == "19"


FIRST = {
    "农村农业": "6 7 121 0 0 13 4 +225.0 40.6 5 72.22 0 0 0",
    "水利水电": "4 5 112 0 0 9 3 +200.0 28.1 4 69.23 0 0 0",
    "草原草场": "2 2 9 0 0 4 1 +300.0 12.5 1 80.00 0 0 0",
    "城乡建设": "3 7 13 4 3 17 5 +240.0 53.1 1 94.44 0 0 0",
    "民政": "0 0 0 0 0 0 0 — 0.0 0 — 0 0 0",
    "其他": "0 1 3 0 0 2 0 新增 6.3 0 100.00 0 0 0",
    "合计": "9 15 137 4 3 32 9 +255.6 100.0 6 84.21 0 0 0",
}


def test_first_petitions_by_issue(triage):
    found = lines(triage.get(f"/reports/first?{QUARTER}"))
    for name, expected in FIRST.items():
        assert " ".join(found[name]) == expected, name


CONTENT = {
    "农村农业": "18 149 +350.0 6 6 0 2 10 0 11 134 7 4 4 124 1 0 1 0 0 0 3 15 0 0 0",
    "水利水电": "13 133 +333.3 4 4 0 1 5 0 8 124 5 3 3 119 1 0 1 0 0 0 2 11 0 0 0",
    "草原草场": "5 16 +400.0 2 2 0 1 5 0 3 10 2 1 1 5 0 0 0 0 0 0 1 4 0 0 0",
    "城乡建设": "18 25 +260.0 4 3 1 0 0 1 7 13 7 0 1 6 4 4 0 3 0 2 2 10 0 3 1",
    "其他": "2 4 新增 0 0 0 0 0 0 1 3 1 0 0 0 0 0 0 0 1 1 0 0 0 0 1",
    "合计": "38 178 +322.2 10 9 1 2 10 1 19 150 15 4 5 130 5 4 1 3 1 3 5 25 0 3 2",
}


def test_petitions_by_issue_and_the_sums_that_must_agree(triage):
    page = triage.get(f"/reports/content?{QUARTER}")
    found = lines(page)
    for name, expected in CONTENT.items():
        assert " ".join(found[name]) == expected, name
    assert page.text.count("核对相符") == 4
    assert "不符" not in page.text


RANKING = """
1 水利水电 农村农业 13 133 34.2 1 0 +333.3 +550.0 3 30.8 骊山街道 7 秦陵街道 5 长安区 1
2 城市建设和市政管理 城乡建设 9 15 23.7 — 新增 +200.0 新增 1 11.1 骊山街道 7 临潼区 2
2 安全生产 城乡建设 9 10 23.7 — 新增 +350.0 新增 0 0.0 秦陵街道 6 长安区 2 骊山街道 1
4 草原草场 农村农业 5 16 13.1 — 新增 +400.0 新增 1 20.0 临潼区 3 骊山街道 2
5 其他（无法归类） 其他 2 4 5.3 — 新增 新增 新增 0 0.0 骊山街道 1 秦陵街道 1
"""


def test_issues_by_rank(triage):
    found = ranks(triage.get(f"/reports/ranking?{QUARTER}"))
    for line, expected in zip(found, RANKING.split("\n")[1:], strict=False):
        assert line.startswith(expected), (line, expected)
    assert found[-1].startswith("— 以上合计  38 178 100.0 — — — — 5")
    without = triage.get(f"/reports/ranking?{QUARTER}&others=0")
    assert "其他（无法归类）" not in " ".join(rows(without))


def test_every_number_leads_to_the_petitions_that_it_counts(triage):
    for name in ("level", "first", "content", "ranking"):
        found = links(triage.get(f"/reports/{name}?{QUARTER}"))
        assert found
        for href, number in found[:: max(1, len(found) // 25)]:
            behind = triage.get(href)
            if ".people" not in href:
                assert f"{number} 件" in behind.text, href
                assert len(rows(behind)) == min(number, 20), href


def test_the_workbook_says_what_the_page_says(triage):
    for name in ("level", "first", "content"):
        shown = lines(triage.get(f"/reports/{name}?{QUARTER}"))
        found = written(sheet(triage.get(f"/reports/{name}.xlsx?{QUARTER}")))
        for line, cells in shown.items():
            for cell, value in zip(cells, found[line], strict=True):
                assert _same(cell, value), (name, line, cells, found[line])


def _same(cell: str, value) -> bool:
    if isinstance(value, str):
        return value.startswith("=SUM(") or value == cell
    return Decimal(cell) == Decimal(str(value))


def test_totals_of_a_workbook_are_formulas_that_come_out(triage):
    page = sheet(triage.get(f"/reports/content.xlsx?{QUARTER}"))
    place = {row[0].value: row[0].row for row in page.iter_rows(min_row=5) if row[0].value}
    top, total = place["农村农业"], place["合计"]
    assert page.cell(top, 2).value == f"=SUM(B{place['草原草场']}:B{place['水利水电']})"
    tops = [place["农村农业"], place["城乡建设"], place["其他"]]
    assert all(f"B{row}" in page.cell(total, 2).value for row in tops)
    assert page.print_title_rows == "$3:$4"
    assert page.page_setup.orientation == "landscape"
    assert page.oddFooter.right.text == "口径版本：2026.5"
