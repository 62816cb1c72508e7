"""An office makes a role of its own, and cannot lock itself out."""

import pytest
from playwright.sync_api import expect

from tests.factories import an_officer
from tests.journeys.desks import follow, look, press


@pytest.fixture
def security(come_in):
    return come_in("Security administrator")


def test_a_role_is_copied_changed_after_a_preview_and_deleted(security):
    copy_of_handler(security)
    change_it(security)
    compare_it(security)
    security.page.go_back()
    security.page.go_back()
    security.ready()
    follow(security, "删除")
    look(security)
    press(security, "删除")
    expect(security.page.get_by_role("link", name="见习承办人")).to_have_count(0)


def copy_of_handler(security) -> None:
    security.go("/roles/")
    look(security)
    follow(security, "责任单位承办人")
    look(security)
    follow(security, "复制")
    look(security)
    security.page.get_by_label("名称").fill("见习承办人")
    press(security, "新增")
    look(security)


def change_it(security) -> None:
    page = security.page
    page.get_by_label("可以答复信访件", exact=True).uncheck()
    page.get_by_label("可以统计信访件", exact=True).check()
    press(security, "预览变化")
    look(security)
    added, taken = (page.get_by_role("region", name=name) for name in ("增加", "收回"))
    expect(added).to_contain_text("可以统计信访件")
    expect(taken).to_contain_text("可以答复信访件")
    expect(page.get_by_text("没有人使用本角色。")).to_be_visible()
    press(security, "返回修改")
    expect(page.get_by_label("可以统计信访件", exact=True)).to_be_checked()
    press(security, "预览变化")
    press(security, "确认保存")
    expect(page.locator("#history")).to_contain_text("修改角色“见习承办人”的权限")
    look(security)


def compare_it(security) -> None:
    follow(security, "对比")
    security.page.get_by_label("角色二").select_option(label="责任单位承办人")
    press(security, "对比")
    expect(security.page.locator(".compare")).to_contain_text("可以答复信访件")
    look(security)


def test_the_last_who_can_change_roles_keeps_that(security):
    page = security.page
    security.go("/roles/")
    follow(security, "安全管理员")
    follow(security, "修改")
    page.get_by_label("可以修改角色", exact=True).uncheck()
    press(security, "预览变化")
    expect(page.get_by_text("这样将没有人可以修改角色，不能办理。")).to_be_visible()
    expect(page.get_by_label("可以修改角色", exact=True)).not_to_be_checked()
    look(security)


def test_the_last_administrator_keeps_the_role(live, come_in):
    system = come_in("System administrator")
    with live.stage():
        last = an_officer("Security administrator").id
    system.go(f"/accounts/roles/{last}")
    system.page.get_by_label("安全管理员", exact=True).uncheck()
    system.page.get_by_label("统计员", exact=True).check()
    press(system, "保存")
    expect(system.page.locator("#roles-error")).to_contain_text("没有人可以修改角色")


def test_the_journal_tells_what_happened(security):
    page = security.page
    security.go("/roles/add")
    page.get_by_label("名称").fill("夜班登记员")
    press(security, "新增")
    security.go("/journal/")
    expect(page.locator("main")).to_contain_text("新增角色“夜班登记员”")
    look(security)
    page.get_by_text("变更内容").first.click()
    look(security)
    page.get_by_label("操作人").fill("查无此人")
    press(security, "筛选")
    expect(page.get_by_text("没有记录")).to_be_visible()
    look(security)


def test_no_person_whom_a_change_affects_is_covered(live, security):
    with live.stage():
        for number in range(3):
            an_officer("Handler", full_name=f"李小{number}")
    security.go("/roles/")
    follow(security, "责任单位承办人")
    follow(security, "修改")
    security.page.get_by_label("可以答复信访件", exact=True).uncheck()
    press(security, "预览变化")
    people = security.page.get_by_role("region", name="受影响的人员").locator("li a")
    expect(people).to_have_count(4)
    for number in range(4):
        people.nth(number).click(trial=True, timeout=2_000)  # only where nothing lies over it
    look(security)
