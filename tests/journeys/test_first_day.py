"""The first day, in English and in Chinese: from an empty database to the first visit."""

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.journeys.desks import follow, press
from tests.journeys.first_day import (
    CHINESE,
    ENGLISH,
    OWN,
    choose_own_password,
    enter,
    first_password,
    go_on,
    name_the_office,
    pick,
    register_a_visit,
    stands_at,
)
from tests.journeys.live import LiveOffice
from tests.journeys.test_languages import switch

#: Who takes a petition its whole way: at the petition office, and at a unit that decides.
PEOPLE = (
    ("liping", "李萍", "长安区信访局", "窗口登记员"),
    ("zhangmin", "张敏", "长安区信访局", "分流员"),
    ("zhaohong", "赵红", "长安区信访局", "档案员"),
    ("sunli", "孙丽", "长安区水务局", "责任单位收文员"),
    ("wangfang", "王芳", "长安区水务局", "责任单位承办人"),
    ("liuqiang", "刘强", "长安区水务局", "责任单位负责人"),
)


@pytest.fixture
def live(settings, tmp_path_factory):
    """Return an office in which nobody works yet but its first administrator."""
    office = LiveOffice(settings, tmp_path_factory.mktemp("bare"), peopled=False)
    yield office
    office.close()


# ---- in English, units and accounts by hand ------------------------------------------------------


def open_account(walker, username: str, full_name: str, unit: str, role: str) -> str:
    """Open an account by hand and return its one-time password."""
    walker.go("/accounts/add")
    walker.page.fill("#username", username)
    walker.page.fill("#full_name", full_name)
    pick(walker, "unit_id", unit, unit)
    walker.page.get_by_label(role, exact=True).check()
    with walker.turned():
        walker.page.locator("main form [type=submit]").first.click()
    return walker.page.locator("strong.code").inner_text()


def leave_and_take_up_again(admin) -> None:
    with admin.turned():
        admin.page.get_by_role("button", name="Do it later").click()
    with admin.turned():
        admin.page.get_by_role("link", name="Go on").click()
    stands_at(admin, ENGLISH.units)


def walk_the_other_steps(admin) -> str:
    """Return the one-time password of the window clerk who is opened on the way."""
    go_on(admin, ENGLISH, sure=True)
    stands_at(admin, ENGLISH.roles)
    go_on(admin, ENGLISH)
    stands_at(admin, ENGLISH.accounts)
    password = open_account(admin, "liping", "李萍", "长安区信访局", "Window clerk")
    admin.go("/setup/accounts")
    go_on(admin, ENGLISH, sure=True)
    stands_at(admin, ENGLISH.holidays)
    go_on(admin, ENGLISH)
    stands_at(admin, ENGLISH.done)
    return password


def test_from_an_empty_database_to_the_first_visit(come_in, live):
    admin = come_in()
    given = first_password(live)
    enter(admin, "admin", given)
    switch(admin, "English")
    choose_own_password(admin, given, ENGLISH)
    name_the_office(admin, ENGLISH)
    leave_and_take_up_again(admin)
    password = walk_the_other_steps(admin)
    clerk = come_in()
    enter(clerk, "liping", password)
    switch(clerk, "English")
    choose_own_password(clerk, password, ENGLISH)
    register_a_visit(clerk, ENGLISH)


# ---- in Chinese, units from the template and accounts from Excel, the browser closed half-way ----


def bring_in_the_usual_units(admin) -> None:
    expect(admin.page.get_by_role("region", name="信访件全程办理尚缺")).to_have_count(1)
    follow(admin, "按模板新增")
    admin.check_axe()
    press(admin, "查看单位")
    expect(admin.page.locator("main")).to_contain_text("长安区水务局")
    admin.check_axe()
    press(admin, "确认导入")


def filled_in(admin, folder):
    """Download the workbook of the accounts, write the people into it, return where it lies."""
    with admin.page.expect_download() as download:
        admin.page.get_by_role("link", name="下载模板").click()
    path = folder / "accounts.xlsx"
    download.value.save_as(path)
    book = load_workbook(path)
    for row in PEOPLE:
        book.worksheets[0].append(row)
    book.save(path)
    return path


def bring_in_the_people(admin, folder) -> str:
    """Return the one-time password of the window clerk."""
    follow(admin, "从 Excel 导入")
    admin.page.set_input_files("#file", filled_in(admin, folder))
    press(admin, "检查文件")
    expect(admin.page.locator(".notice")).to_contain_text("将开通 6 个账号")
    press(admin, "开通这些账号")
    password = admin.page.locator("tr", has_text="李萍").locator(".code").inner_text()
    follow(admin, "继续")
    stands_at(admin, CHINESE.accounts)
    return password


def closed_and_come_back(come_in, admin):
    """Close the browser; return the administrator at another one, led to where he was."""
    admin.page.context.close()
    again = come_in()
    enter(again, "admin", OWN)
    return again


def test_the_first_day_in_chinese_goes_on_after_the_browser_was_closed(come_in, live, tmp_path):
    admin = come_in()
    given = first_password(live)
    enter(admin, "admin", given)
    choose_own_password(admin, given, CHINESE)
    name_the_office(admin, CHINESE, "西安市")
    bring_in_the_usual_units(admin)
    admin = closed_and_come_back(come_in, admin)
    stands_at(admin, CHINESE.units)
    go_on(admin, CHINESE)
    stands_at(admin, CHINESE.roles)
    go_on(admin, CHINESE)
    password = bring_in_the_people(admin, tmp_path)
    go_on(admin, CHINESE)
    admin = closed_and_come_back(come_in, admin)
    stands_at(admin, CHINESE.holidays)
    go_on(admin, CHINESE)
    stands_at(admin, CHINESE.done)
    admin.check_axe()
    expect(admin.page.get_by_role("heading", name="可以登记第一件来访了")).to_be_visible()
    clerk = come_in()
    enter(clerk, "liping", password)
    choose_own_password(clerk, password, CHINESE)
    register_a_visit(clerk, CHINESE)
