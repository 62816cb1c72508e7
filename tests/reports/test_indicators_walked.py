"""The indicators of five files that were walked, counted by hand: page, list and workbook agree."""

from decimal import Decimal

import pytest

from tests.factories import an_officer, officer_at
from tests.petitions.walks import File
from tests.reading import rows
from tests.reports.reading import lines, links, sheet, written

HOUSING = "LT-HOUSING"
SPRING = "since=2026-01-01&until=2026-05-20"
GROUPS = ("all", "limits", "ratings", "matters", "periods")
FILES = ("/indicators/files?line=send&column=part", "/forecast/files?column=answer.due")


@pytest.fixture
def walked(db, at):
    """Five files: the office is late once, the water bureau owes a notice, housing an answer."""
    File().served("2026-04-22")
    File().transfer("2026-03-04")
    File(unit=HOUSING).transfer("2026-03-20").signed("2026-03-23").accept("2026-03-30")
    File(unit=HOUSING).transfer("2026-03-12").signed("2026-03-13").accept("2026-03-27")
    File(unit=HOUSING).transfer("2026-03-04").signed("2026-03-05").accept("2026-03-09")
    with at("2026-05-20"):
        yield


# 转送：3 月 17 日届满，一件 20 日才转。受理：住建局一件在最后一日（27 日）告知；水务局一件未告知。
# 办结：水务局一件按期；住建局一件 5 月 8 日届满未答复，另两件 26 日、29 日届满，尚未到期。
BY_HAND = {
    "group=limits&basis=unit": {
        "临潼区水务局": "50.00 1 2 低于目标 100.00 1 1 达到目标",
        "临潼区住房和城乡建设局": "100.00 3 3 达到目标 0.00 0 1 低于目标",
        "合计": "80.00 4 5 低于目标 50.00 1 2 低于目标",
    },
    "group=limits&basis=office": {
        "临潼区信访局": "80.00 4 5 低于目标 80.00 4 5 低于目标 50.00 1 2 低于目标",
    },
    "group=periods&basis=office": {"合计": "6.80 34 5 9.00 36 4 43.00 43 1"},
    "group=periods&basis=unit": {
        "临潼区水务局": "6.00 6 1 43.00 43 1",
        "临潼区住房和城乡建设局": "10.00 30 3 — 0 0",
    },
    "group=matters&basis=unit": {"合计": "0.00 0 5 100.00 5 5 — 0 0 — 0 0"},
}


def test_walked_files(page, walked):
    client = page(an_officer("Triage officer"))
    for asked, told in BY_HAND.items():
        found = lines(client.get(f"/indicators/?{SPRING}&{asked}"))
        for name, expected in told.items():
            assert " ".join(found[name]) == expected, (asked, name, found)


@pytest.mark.parametrize("role", ["Triage officer", "Bureau leader"])
def test_every_number_opens_what_it_counts(page, walked, role):
    client = page(an_officer(role))
    for group in GROUPS:
        found = links(client.get(f"/indicators/?{SPRING}&group={group}&basis=office"))
        assert found or group == "ratings", group
        for href, number in found:
            behind = client.get(href)
            assert f"{number} 件" in behind.text, href
            assert len(rows(behind)) == number, href


def test_the_numbers_are_those_of_the_master_table(page, walked):
    client = page(an_officer("Triage officer"))
    ours = {
        href.split("column=")[1]: n
        for href, n in links(client.get(f"/indicators/?{SPRING}&group=limits&basis=unit"))
        if "line=total" in href
    }
    master = {href.split("column=")[1]: n for href, n in links(
        client.get(f"/reports/master?{SPRING}")) if "line=now" in href}  # fmt: skip
    assert ours["accept%3Apart"] == master["accept.kept"] == 4
    assert ours["accept%3Awhole"] == master["accept"] == 5
    assert ours["answer%3Awhole"] == master["answer"] == 2


def test_the_workbook_says_what_the_page_says(page, walked):
    client = page(an_officer("Triage officer"))
    for group in GROUPS:
        asked = f"{SPRING}&group={group}&basis=office"
        shown = lines(client.get(f"/indicators/?{asked}"))
        found = written(sheet(client.get(f"/indicators/indicators.xlsx?{asked}")))
        for line, cells in shown.items():
            for cell, value in zip(cells, found[line], strict=True):
                assert _same(cell, value), (group, line, cells, found[line])


def _same(cell: str, value) -> bool:
    if isinstance(value, str):
        return value.startswith("=SUM(") or value == cell
    return Decimal(cell) == Decimal(str(value))


def test_a_statistician_counts_and_opens_nothing(page, walked):
    client = page(an_officer("Statistician"))
    for address in (f"/indicators/?{SPRING}&group=limits", "/forecast/?show=all"):
        shown = client.get(address)
        assert links(shown) == [], address
        assert "全部未到期" not in shown.text
    for address in FILES:
        assert client.get(address).status_code == 403, address


def test_a_unit_sees_its_own_line(page, walked):
    client = page(officer_at("Head of unit", HOUSING))
    found = lines(client.get(f"/indicators/?{SPRING}&group=limits&basis=unit"))
    assert list(found) == ["临潼区住房和城乡建设局", "合计"]
    assert found["临潼区住房和城乡建设局"] == found["合计"]


def concluded_and_again(name, on):
    """Conclude a file on 26 May 2026; the same petitioner comes again on it on a later day."""
    file = File(name=name).served("2026-04-24")
    file.move("conclude", "2026-05-26", ("Handler", file.unit), close_way="A3", result="1")
    File(on=on, name=name, is_repeat=True, first_number=file.petition.number)


def test_who_comes_again_after_half_a_year_does_not_undo_the_settlement(page, db, at):
    concluded_and_again("张建国", "2026-11-26")
    concluded_and_again("李秀英", "2026-11-27")
    with at("2026-11-30"):
        asked = "since=2026-05-01&until=2026-05-31&group=matters&basis=unit"
        found = lines(page(an_officer("Triage officer")).get(f"/indicators/?{asked}"))
    assert " ".join(found["临潼区水务局"]).endswith("50.00 1 2 — 0 0")
