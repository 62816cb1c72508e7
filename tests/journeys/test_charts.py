"""分析图表: a chart is drawn, a bar is clicked, and the petitions that it counts are listed."""

import struct
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.factories import a_petition


@pytest.fixture
def petitions(live):
    live.moment = "2026-03-16T09:00"
    with live.stage():
        for day in ("2026-03-02", "2026-03-03", "2026-03-04"):
            a_petition(on=day, level="2")
        a_petition("transferred", on="2026-03-05", level="2", head_count=5)


def test_a_bar_opens_the_petitions_that_it_counts(come_in, petitions):
    walker = come_in("Triage officer")
    page = walker.page
    walker.go("/charts/?by=nature&since=2026-03-01&until=2026-03-16")
    expect(page.locator(".chart[data-drawn]")).to_be_visible()
    walker.check_axe()
    bar = page.locator(".chart .bars .point").nth(0).bounding_box()
    page.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    with walker.turned():
        page.mouse.click(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    expect(page.locator("table tbody tr")).to_have_count(3)
    expect(page.locator(".pagehead__note")).to_have_text("3 件")


def test_a_chart_is_kept_as_a_picture(come_in, petitions):
    walker = come_in("Triage officer")
    walker.go("/charts/?by=month&split=nature&shape=heat&since=2026-03-01&until=2026-03-16")
    expect(walker.page.locator(".chart[data-drawn]")).to_be_visible()
    with walker.page.expect_download() as got:
        walker.page.get_by_role("button", name="保存为图片").click()
    assert got.value.suggested_filename == "信访件按月份和性质统计-20260301-20260316.png"
    taken = struct.unpack(">II", Path(got.value.path()).read_bytes()[16:24])
    drawn = walker.page.locator(".chart").bounding_box()
    # Title and facts stand above what is drawn on the page; both are kept twice as large.
    assert taken[0] == 2 * drawn["width"]
    assert taken[1] > 2 * drawn["height"] + 80


def test_the_parts_of_many_lines_stand_in_one_bar_each(come_in, petitions):
    walker = come_in("Triage officer")
    page = walker.page
    walker.go("/charts/?by=month&split=nature&since=2025-05-01&until=2026-03-16")
    chart = page.locator(".chart[data-drawn]")
    assert chart.bounding_box()["height"] < 11 * 26 + 200, "a line for each of eleven months"
    expect(chart.locator(".x2tick").first).to_be_visible()
    boxes = [one.bounding_box() for one in chart.locator(".bars .point").all()]
    first, second = [box for box in boxes if box and box["width"] > 5]
    assert first["y"] == second["y"]
    assert first["width"] == pytest.approx(3 * second["width"], rel=0.02)
    expect(chart.locator(".bartext", has_text="3")).to_be_visible()
    expect(chart.locator(".textpoint", has_text="4")).to_be_visible()
    with walker.turned():
        page.mouse.click(first["x"] + first["width"] / 2, first["y"] + first["height"] / 2)
    expect(page.locator("table tbody tr")).to_have_count(3)


def test_a_tall_chart_is_printed_on_one_sheet(come_in, petitions):
    walker = come_in("Triage officer")
    walker.go("/charts/?by=month&split=before&since=2024-05-01&until=2026-03-16")
    chart = walker.page.locator(".chart[data-drawn]")
    tall = chart.bounding_box()["height"]
    walker.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert chart.locator(".main-svg").first.bounding_box()["height"] == 640 < tall
    walker.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert chart.locator(".main-svg").first.bounding_box()["height"] == tall
