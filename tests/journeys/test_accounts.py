"""An administrator opens accounts from Excel, locks one, and gives a new password."""

import re

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

ROWS = (
    ("li.na", "李娜", "临潼区水务局", None, "科员", "13812342051"),
    ("wang.fang", "王芳", "临潼区住房和城乡建设局", None, "", ""),
)


@pytest.fixture
def admin(come_in):
    return come_in("System administrator")


def _filled(admin, folder, *rows):
    """Download the template, fill it in, and return where it lies."""
    admin.go("/accounts/import/")
    with admin.page.expect_download() as download:
        admin.page.get_by_role("link", name="下载模板").click()
    path = folder / "accounts.xlsx"
    download.value.save_as(path)
    book = load_workbook(path)
    role = book.worksheets[2]["A2"].value
    for row in rows:
        book.worksheets[0].append([role if value is None else value for value in row])
    book.save(path)
    return path


def _send(admin, path):
    admin.page.set_input_files("#file", path)
    with admin.turned():
        admin.page.get_by_role("button", name="检查文件").click()


def test_a_list_with_a_bad_row_is_refused_and_the_mended_one_opens_accounts(admin, tmp_path):
    bad = ("zhao", "赵强", "查无此局", None, "", "12")
    _send(admin, _filled(admin, tmp_path, *ROWS, bad))
    page = admin.page
    expect(page.locator(".errors h2")).to_contain_text("有 1 行需要更正")
    expect(page.locator("tr", has_text="zhao")).to_contain_text("您管理的范围内没有这个单位")
    expect(page.get_by_role("button", name="开通这些账号")).to_have_count(0)
    admin.check_axe()
    admin.check_width()
    _send(admin, _filled(admin, tmp_path, *ROWS))
    expect(page.locator(".notice")).to_contain_text("将开通 2 个账号")
    admin.check_axe()
    with admin.turned():
        page.get_by_role("button", name="开通这些账号").click()
    expect(page.locator("h1")).to_have_text("已开通 2 个账号")
    admin.check_axe()
    password = page.locator("td .code").first.inner_text()
    with page.expect_download() as download:
        page.get_by_role("link", name="导出密码表").click()
    download.value.save_as(tmp_path / "passwords.xlsx")
    assert load_workbook(tmp_path / "passwords.xlsx").active["D2"].value == password
    admin.go("/accounts/list/?words=李娜")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_an_account_is_locked_with_a_reason_and_given_a_new_password(admin):
    page = admin.page
    admin.go("/accounts/list/")
    admin.check_axe()
    admin.check_width()
    with admin.turned():
        page.get_by_role("link", name="临潼Window clerk").click()
    admin.check_axe()
    with admin.turned():
        page.get_by_role("link", name="锁定", exact=True).click()
    admin.check_axe()
    page.fill("#reason", "长期病假")
    with admin.turned():
        page.get_by_role("button", name="锁定", exact=True).click()
    expect(page.locator("main")).to_contain_text("长期病假")
    with admin.turned():
        page.get_by_role("button", name="解锁").click()
    expect(page.locator("main")).to_contain_text(re.compile("解锁了.*的账号"))
    page.get_by_role("button", name="重置密码").click()
    with admin.turned():
        page.locator("#confirm-dialog [data-part=yes]").click()
    expect(page.locator("strong.code")).to_have_text(re.compile(r"\S{14}"))
    admin.check_axe()
