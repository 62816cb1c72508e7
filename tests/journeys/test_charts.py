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
