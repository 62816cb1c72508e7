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


def bright(colour: str) -> float:
    """Return the relative luminance of a colour as WCAG 2 defines it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


INKS = """async (address) => {
  const { ink, palette, shade } = await import(address);
  const grounds = [...Array(101).keys()].map((part) => shade(part / 100)).concat(palette());
  return grounds.map((ground) => [ground, ink(ground)]);
}"""


def test_a_number_can_be_read_on_every_colour(come_in, petitions):
    walker = come_in("Triage officer")
    walker.go("/charts/")
    pairs = walker.page.evaluate(INKS, module(walker, "chart-ink.js"))
    assert len(pairs) == 111
    for ground, ink in pairs:
        dark, light = sorted((bright(ground), bright(ink)))
        assert (light + 0.05) / (dark + 0.05) >= 4.5, (ground, ink)


LONG = "Urban construction and municipal services"
NAMES = """async ([address, name]) => {
  const { every, named } = await import(address);
  const figure = { shape: "lines", names: [name, name], series: [{}] };
  const axis = every(figure, 1100);
  const [wide, narrow] = [1100, 400].map((width) => named(figure, width).ticktext[0]);
  return [wide, narrow, axis.range, axis.zeroline];
}"""


def test_names_are_cut_by_the_room_that_they_have(come_in, petitions):
    walker = come_in("Triage officer")
    walker.go("/charts/")
    wide, narrow, reach, line = walker.page.evaluate(
        NAMES, [module(walker, "chart-names.js"), LONG]
    )
    assert wide == LONG
    assert narrow == "Urban construct…"
    assert (reach, line) == ([-0.5, 1.5], False), "the first name is no axis"


def module(walker, name: str) -> str:
    """Return the address of a script that stands beside the one of the chart."""
    return walker.page.locator(".chart").get_attribute("data-module").replace("chart.js", name)
