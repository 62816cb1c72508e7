"""月报锁定 and 考核指标: a month is closed, entered into afterwards, and the number is opened."""

import pytest
from playwright.sync_api import expect

from tests.factories import a_petition
from tests.petitions.walks import File


@pytest.fixture
def march(live):
    live.moment = "2026-04-03T09:00"
    with live.stage():
        a_petition(on="2026-03-02")  # nobody sends it on
        a_petition("transferred", on="2026-03-03")
        File(on="2026-03-04").transfer("2026-03-20")  # a day late: due on the 19th


def test_a_month_stays_closed_and_tells_what_came_later(come_in, live, march):
    walker = come_in("Bureau leader")
    page = walker.page
    walker.go("/months/")
    page.get_by_role("button", name="锁定月报").click()
    with walker.turned():
        page.locator("#confirm-dialog [data-part=yes]").click()
    expect(page.locator(".code").first).to_be_visible()
    walker.check_axe()
    with page.expect_download() as got:
        page.get_by_role("link", name="下载月报包").first.click()
    assert got.value.suggested_filename.endswith(".xlsx")
    with live.stage():
        a_petition(on="2026-03-05")
    walker.go("/months/")
    with walker.turned():
        page.locator("table tbody th a").first.click()
    line = page.locator("#differences tbody tr", has_text="合计").first
    expect(line).to_contain_text("+1")


def test_a_late_transfer_is_opened_from_its_number(come_in, march):
    walker = come_in("Bureau leader")
    page = walker.page
    walker.go("/indicators/?since=2026-03-01&until=2026-03-31&group=all")
    row = page.locator("tr[data-key=send]")
    expect(row).to_contain_text("33.33")
    walker.check_axe()
    with walker.turned():
        row.get_by_role("link", name="3").click()
    expect(page.locator("table tbody tr")).to_have_count(3)
