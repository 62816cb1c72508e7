"""The master table counted by hand: the sixty petitions, and some that went all the way."""

from tests.reports.reading import lines, links, sheet, spread
from tests.reports.sixty import QUARTER

NONE = ("0 0 0 0 0 0 0 0 0 0 0", "0 0 0", "0 0 0", "0", "0 0 —", "0 0 0 —", "0 0 0 —", "0 0 0 0")
# Open for a year: on 31 March 2026 the petitions 41 to 49 (50 is void) and 55 to 60, on
# 31 March and 31 December 2025 these six alone.
MASTER = {
    "本期": spread(
        "38 178", "10 9 1 2 10", "19 150 15 4 14 20 5 130 1", "5 4 1 13.16", "3", "1",
        "3 5 25 0 3 2", "1 0 1 1 0 0", *NONE, "15 0", "0 0", "17",
    ),
    "上年同期": spread(
        "9 15", "2 2 0 0 0", "5 11 5 0 4 5 1 6 0", "1 1 0 11.11", "1", "0",
        "0 0 7 0 2 0", "0 0 0 1 0 0", *NONE, "6 0", "0 0", "4",
    ),
    "上期": spread(
        "2 2", "1 1 0 0 0", "1 1 1 0 1 1 0 0 0", "0 0 0 0.00", "0", "0",
        "0 0 2 0 0 0", "0 0 0 0 0 0", *NONE, "6 0", "0 0", "0",
    ),
}  # fmt: skip


def test_the_sixty_beside_the_days_before(triage):
    page = triage.get(f"/reports/master?{QUARTER}")
    found = lines(page)
    for name, expected in MASTER.items():
        assert " ".join(found[name]) == expected, name
    assert found["本年累计"] == found["本期"], "the quarter is the year so far"
    assert found["同比%"][:7] == ["+322.2", "+1086.7", "+400.0", "+350.0", "—", "—", "—"]
    assert found["同比%"][-1] == "+325.0"
    assert found["环比%"][:3] == ["+1800.0", "+8800.0", "+900.0"]
    assert page.text.count("核对相符") == 3


def test_the_lists_of_all_spans(triage):
    found = links(triage.get(f"/reports/master?{QUARTER}"))
    assert len(found) > 60
    for href, number in found[::5]:
        if ".people" not in href and "misconduct" not in href:
            assert f"{number} 件" in triage.get(href).text, href


def test_by_place(triage):
    found = lines(triage.get(f"/reports/master?{QUARTER}&basis=region"))
    assert found["合计"][:2] == ["38", "178"]
    assert sum(int(row[0]) for name, row in found.items() if name != "合计") == 38
    assert (found["骊山街道"][-1], found["秦陵街道"][-1]) == ("10", "7")
    february = "since=2026-02-01&until=2026-02-28&basis=region"
    found = lines(triage.get(f"/reports/master?{february}"))
    assert (found["骊山街道"][-1], found["秦陵街道"][-1], found["合计"][-1]) == ("<3", "<3", "*")


# 总量 来信 来访 网信 来电 目的 上级交办 | 办理: of five notices one is missing (the file that was
# only transferred); of three answers due one is missing (the file that was only accepted), that of
# the file of May is due in July | 复查 复核 听证 | 评价: two were not rated in time, one was |
def test_the_workbook_is_cut_between_groups(triage):
    page = sheet(triage.get(f"/reports/master.xlsx?{QUARTER}"))
    assert page.print_title_cols == "$A:$A"
    breaks = [one.id for one in page.col_breaks.brk]
    assert len(breaks) >= 2
    for place in breaks:
        assert page.cell(3, place + 1).value, "a group begins behind each break"
    assert page.cell(5, 2).value == 38
    assert page.cell(5, len(MASTER["本期"].split()) + 1).value == 17
