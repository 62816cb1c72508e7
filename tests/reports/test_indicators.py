"""The indicators of the sixty petitions counted by hand, and what no page answers."""

from io import BytesIO

from openpyxl import load_workbook

from tests.factories import an_officer
from tests.reports.reading import lines, links
from tests.reports.sixty import QUARTER

GROUPS = ("all", "limits", "ratings", "matters", "periods")


# Due in the quarter, never handed over: the petitions of 1 January to 16 March without 18 (void),
# 19 (joined) and 28 (an accusation), and the two of 31 December.
SIXTY = {
    "及时受理（转送）率（信访部门）": "0.00 % 0 — 35 95 低于目标",
    "按期办结率": "— % 0 — 0 95 —",
    "重复信访率": "15.79 % 6 — 38 — —",
    "初次信访占比": "84.21 % 32 — 38 — —",
    "一次性化解率": "— % 0 — 0 — —",
    "三项建议采纳率": "— % 0 — 0 — —",
    "平均转送周期": "— 天 — 0 0 — —",
}


def test_the_sixty(triage):
    found = lines(triage.get(f"/indicators/?{QUARTER}"))
    assert len(found) == 13
    for name, expected in SIXTY.items():
        assert " ".join(found[name]) == expected, name


def test_definitions_stand_on_page_and_workbook(triage):
    page = triage.get(f"/indicators/?{QUARTER}&group=limits&basis=office")
    book = load_workbook(
        BytesIO(triage.get(f"/indicators/indicators.xlsx?{QUARTER}&group=limits&basis=office").data)
    )
    said = {row[0]: row[1:] for row in book.worksheets[1].iter_rows(min_row=5, values_only=True)}
    told = said["按期办结率"]
    assert told[:2] == ("在届满日或以前办理的", "期内届满的期限：按期、逾期办理、逾期未办")
    assert told[-1] == "《信访工作条例》第三十四条"
    for words in told:
        assert words in page.text, words


def test_days_without_a_petition(triage):
    for group in GROUPS:
        page = triage.get(f"/indicators/?since=2022-01-01&until=2022-12-31&group={group}")
        assert links(page) == []
        assert all(cells[0] == "—" for cells in lines(page).values()), group


def test_days_that_cannot_be(triage):
    backwards = "since=2026-03-05&until=2026-03-01"
    refused = triage.get(f"/indicators/?{backwards}")
    assert refused.status_code == 422
    assert "开始日期晚于结束日期" in refused.text
    for way in ("indicators.xlsx", "files"):
        back = triage.get(f"/indicators/{way}?{backwards}", follow_redirects=True)
        assert back.status_code == 422
        assert "开始日期晚于结束日期" in back.text


ODD = ("line=nothing&column=part", "line=send&column=nothing", "group=limits&column=x:part",
       "group=limits&column=send", "line=send")  # fmt: skip


def test_a_made_up_number_opens_nothing(triage):
    for asked in ODD:
        assert triage.get(f"/indicators/files?{QUARTER}&{asked}").status_code == 404, asked
    assert triage.get(f"/indicators/?{QUARTER}&group=x&basis=region").status_code == 200


ADDRESSES = (
    "/indicators/",
    "/indicators/indicators.xlsx",
    "/indicators/files?line=send&column=part",
    "/forecast/",
    "/forecast/forecast.xlsx",
    "/forecast/files?column=answer.due",
)


def test_who_may_not_count_is_turned_away(page, db):
    for role in ("Handler", "Window clerk", "System administrator", "Accusation officer"):
        client = page(an_officer(role))
        for address in ADDRESSES:
            assert client.get(address).status_code == 403, (role, address)
