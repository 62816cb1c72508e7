"""How a month will end: what the target still takes, and the petitions that decide it."""

import pytest

from app.reports.indicators.reaching import Outlook
from app.settings.commands import change_setting
from app.settings.queries import SYSTEM
from tests.factories import an_officer, officer_at
from tests.petitions.walks import File
from tests.reading import rows
from tests.reports.reading import lines, links, sheet, written

HOUSING = "LT-HOUSING"


@pytest.fixture
def may(db, at):
    """20 May 2026: water answered in time; of housing's three one is over, two are still open."""
    File().served("2026-04-22")
    later = File(unit=HOUSING).transfer("2026-03-20").signed("2026-03-23").accept("2026-03-30")
    sooner = File(unit=HOUSING).transfer("2026-03-12").signed("2026-03-13").accept("2026-03-27")
    File(unit=HOUSING).transfer("2026-03-04").signed("2026-03-05").accept("2026-03-09")
    with at("2026-05-20"):
        yield [file.petition.number for file in (sooner, later)]


def aim(percent):
    change_setting("target_answer", percent, unit_id=SYSTEM, by=an_officer("System administrator"))


def work(response) -> list[str]:
    """Return the rows of the work list, which stands below the table of units."""
    return rows(response)[len(lines(response)) :]


@pytest.mark.parametrize(
    ("kept", "missed", "still", "target", "needed", "spare", "ends", "because"),
    [
        (9, 0, 1, 90, 0, 1, "sure", "nine of ten are kept already"),
        (8, 1, 1, 90, 1, 0, "reachable", "the last one decides"),
        (8, 2, 0, 90, 1, 0, "lost", "nothing is open any more"),
        (0, 0, 3, 95, 3, 0, "reachable", "95 per cent of three are three whole ones"),
        (0, 0, 0, 95, 0, 0, "", "nothing ends in the month"),
        (1, 0, 1, 0, 0, 1, "", "nothing is wanted"),
        (19, 1, 0, 95, 0, 0, "sure", "exactly 95 per cent"),
    ],
)
def test_what_is_needed(kept, missed, still, target, needed, spare, ends, because):
    look = Outlook(kept, missed, still, target)
    assert (look.needed, look.spare, look.ends) == (needed, spare, ends), because


def test_a_target_out_of_reach_decides_nothing(page, may):
    client = page(an_officer("Triage officer"))
    found = lines(client.get("/forecast/"))
    assert " ".join(found["临潼区水务局"]) == "1 1 0 0 100.00 0 0 已确保达到"
    assert " ".join(found["临潼区住房和城乡建设局"]) == "3 0 1 2 66.67 — — 已无法达到"
    assert " ".join(found["合计"]) == "4 1 1 2 75.00 — — 已无法达到"
    assert work(client.get("/forecast/")) == []


def test_the_petitions_that_decide_stand_by_their_days(page, may):
    aim(60)
    client = page(an_officer("Triage officer"))
    shown = client.get("/forecast/")
    assert " ".join(lines(shown)["临潼区住房和城乡建设局"]) == "3 0 1 2 66.67 2 0 可以达到"
    first, second = work(shown)
    assert first.startswith(f"2026-05-26{may[0]}")
    assert second.startswith(f"2026-05-29{may[1]}")


def test_what_decides_for_all_together_is_listed_though_its_unit_is_lost(page, may):
    # Housing needs 3 of 3 and has missed one; together 3 of 4 are needed, and 1 is kept.
    aim(75)
    client = page(an_officer("Triage officer"))
    shown = client.get("/forecast/")
    assert " ".join(lines(shown)["临潼区住房和城乡建设局"]) == "3 0 1 2 66.67 — — 已无法达到"
    assert " ".join(lines(shown)["合计"]) == "4 1 1 2 75.00 2 0 可以达到"
    assert [row[10 : 10 + len(may[0])] for row in work(shown)] == may


def test_without_a_target_all_that_is_open_is_listed(page, may):
    aim(0)
    shown = page(an_officer("Triage officer")).get("/forecast/")
    assert " ".join(lines(shown)["合计"]) == "4 1 1 2 75.00 — — —"
    assert "目标：未设" in shown.text
    assert len(work(shown)) == 2


def test_every_number_opens_what_it_counts_and_the_workbook_agrees(page, may):
    client = page(an_officer("Triage officer"))
    shown = client.get("/forecast/?show=all")
    assert len(work(shown)) == 2
    found = [one for one in links(shown) if "/files" in one[0]]
    assert len(found) == 9
    for href, number in found:
        behind = client.get(href)
        assert f"{number} 件" in behind.text, href
        assert len(rows(behind)) == number, href
    book = written(sheet(client.get("/forecast/forecast.xlsx")))
    assert book["临潼区住房和城乡建设局"][:4] == [3, 0, 1, 2]
    assert book["临潼区住房和城乡建设局"][-1] == "已无法达到"


def test_the_work_list_turns_its_pages_in_order(page, may, monkeypatch):
    monkeypatch.setattr("app.core.paging.Place.__init__.__defaults__", (None, None, 1))
    client = page(an_officer("Triage officer"))
    first = client.get("/forecast/?show=all")
    assert may[0] in work(first)[0]
    onward = next(a.get("href") for a in first.dom.iter("a") if a.get("rel") == "next")
    second = client.get(onward)
    assert may[1] in work(second)[0]
    back = next(a.get("href") for a in second.dom.iter("a") if a.get("rel") == "prev")
    assert may[0] in work(client.get(back))[0]


def test_a_unit_sees_its_own_only(page, may):
    water = page(officer_at("Head of unit", "LT-WATER"))
    shown = water.get("/forecast/?show=all")
    assert list(lines(shown)) == ["临潼区水务局", "合计"]
    assert work(shown) == []
    assert len(work(page(officer_at("Head of unit", HOUSING)).get("/forecast/?show=all"))) == 2


def test_other_limits_and_the_month_to_come(page, may):
    client = page(an_officer("Triage officer"))
    for duty in ("send", "accept"):
        assert " ".join(lines(client.get(f"/forecast/?duty={duty}"))["合计"]).startswith(
            "0 0 0 0 —"
        )
    found = lines(client.get("/forecast/?month=next&duty=x"))
    assert list(found) == ["合计"]
    assert client.get("/forecast/files?column=answer.x").status_code == 404
    assert client.get("/forecast/files?column=send.due").status_code == 404
