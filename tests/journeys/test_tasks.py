"""我的任务: planned on a petition, rung by the bell, postponed, seen in the month, ticked off."""

import pytest
from playwright.sync_api import expect

from app.extensions import db
from app.jobs.performing import run_once
from tests.factories import a_petition
from tests.jobs.failed import a_failed_job

NAME = "催办水费争议材料"


@pytest.fixture
def number(live):
    live.moment = "2026-03-04T09:00"
    with live.stage():
        return a_petition(on="2026-03-02").number


def minute(live):
    """Let the work of one minute be done, as the consumer does it."""
    with live.stage():
        run_once()


def plan(walker, number):
    page = walker.page
    walker.go("/plans/")
    expect(page.locator(".empty")).to_contain_text("没有任务")
    walker.check_axe()
    with walker.turned():
        page.get_by_role("link", name="新建任务").click()
    page.fill("#name", NAME)
    page.fill("#number", "没有这个编号")
    with walker.turned():
        page.get_by_role("button", name="保存").click()
    expect(page.locator("#at-error")).to_be_visible()
    assert page.input_value("#name") == NAME
    page.fill("#at", "2026-03-04T10:00")
    page.fill("#number", number)
    page.select_option("#repeat", label="每天")
    walker.check_axe()
    with walker.turned():
        page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("link", name=f"信访件 {number}")).to_be_visible()
    walker.check_axe()


def bell(page):
    return page.locator(".topbar [data-part=count]")


def test_a_plan_rings_is_postponed_and_done(come_in, live, number):
    walker = come_in("Triage officer")
    page = walker.page
    walker.on("2026-03-04T09:00")
    plan(walker, number)
    expect(bell(page)).to_be_hidden()
    walker.on("2026-03-04T10:00")
    minute(live)
    page.locator(".topbar a[data-news]").dispatch_event("ask")
    expect(bell(page)).to_have_text("1")
    with walker.turned():
        page.locator(".topbar a[data-news]").click()
    expect(page.locator("#list")).to_contain_text(f"任务“{NAME}”，时间：2026-03-04 10:00")
    walker.check_axe()
    with walker.turned():
        page.get_by_role("button", name="查看").click()
    expect(bell(page)).to_be_hidden()
    page.select_option("#preset", label="1小时后")
    with walker.turned():
        page.get_by_role("button", name="推迟").click()
    expect(page.locator(".flashes")).to_contain_text("已推迟到2026-03-04 11:00")
    look_at_the_month(walker)
    tick_off(walker)


def tick_off(walker):
    page = walker.page
    walker.go("/plans/")
    walker.check_width()
    with walker.turned():
        page.get_by_role("button", name=f"完成：{NAME}").click()
    expect(page.locator(".flashes")).to_contain_text("下一次：2026-03-05 10:00")


def look_at_the_month(walker):
    page = walker.page
    walker.go("/plans/calendar?month=2026-03")
    expect(page.locator("h1")).to_have_text("任务日历：2026年3月")
    expect(page.locator(".month__day--today")).to_contain_text("11:00")
    assert page.locator(".month__plans li").count() >= 28
    walker.check_axe()
    walker.check_width()
    page.locator(".month__day--today [data-day]").focus()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "11"
    for _ in range(4):  # from the last week on into April
        page.keyboard.press("ArrowDown")
    page.wait_for_url("**month=2026-04*")
    page.wait_for_function("document.activeElement.textContent == '8'")
    page.keyboard.press("PageUp")
    page.wait_for_url("**month=2026-03*")
    page.locator("[data-day='2026-03-11']").focus()
    with walker.turned():
        page.keyboard.press("Enter")
    assert page.input_value("#at") == "2026-03-11T09:00"


def test_who_keeps_the_system_running_sees_the_jobs(come_in, live):
    with live.stage():
        a_failed_job(db)
    walker = come_in("System administrator")
    walker.go("/jobs/")
    expect(walker.page.locator("#list")).to_contain_text("失败")
    walker.check_axe()
    walker.check_width()
    with walker.turned():
        walker.page.get_by_role("button", name="重试").click()
    expect(walker.page.locator(".flashes")).to_contain_text("已安排重试")
