"""The keeper of the words: adds, renames, merges, takes a list out and brings it in again."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.factories import a_petition

NAME, CODE = "名称", "代码"


@pytest.fixture
def keeper(come_in, live):
    """Return the system administrator, and beside him two petitions under a source."""
    live.moment = "2026-03-04"
    with live.stage():
        a_petition(on="2026-03-02", source="04")
        a_petition(on="2026-03-03", source="04")
    return come_in("System administrator")


def press(walker, name: str) -> None:
    with walker.turned():
        walker.page.get_by_role("button", name=name, exact=True).click()


def follow(walker, name: str) -> None:
    with walker.turned():
        walker.page.get_by_role("link", name=name, exact=True).first.click()


def test_an_entry_is_added_and_stands_in_the_list(keeper):
    keeper.go("/dictionaries/")
    keeper.check_axe()
    keeper.check_width()
    keeper.page.get_by_label("查找字典").fill("登记来源")
    keeper.page.locator(".lists a[href='/dictionaries/source/']").click()
    keeper.ready()
    follow(keeper, "新增")
    keeper.page.fill("#code", "50")
    keeper.page.fill("#label", "区长热线")
    keeper.check_axe()
    press(keeper, "保存")
    assert keeper.page.locator("#e-50").get_by_text("区长热线").is_visible()


def test_a_new_name_leaves_the_old_one_to_old_files(keeper, come_in):
    clerk = come_in("Triage officer")
    keeper.go("/dictionaries/source/04/edit")
    keeper.page.fill("#label", "要情摘编")
    keeper.page.check("#others_stay")
    keeper.page.fill("#since", "2026-03-04")
    press(keeper, "保存")
    keeper.check_axe()
    assert keeper.page.get_by_text("曾用名").is_visible()
    clerk.go("/triage/")
    with clerk.turned():
        clerk.page.locator("a.code").first.click()
    assert clerk.page.get_by_text("摘报").count()
    assert clerk.page.get_by_text("要情摘编").count() == 0


def test_an_entry_is_dragged_to_another_place(keeper):
    keeper.go("/dictionaries/source/")
    rows = keeper.page.locator("tr[data-code]")
    handle, target = keeper.page.locator("#e-04 .words__order"), keeper.page.locator("#e-01")
    assert [rows.nth(n).get_attribute("data-code") for n in range(4)] == ["01", "02", "03", "04"]
    with keeper.turned():
        handle.drag_to(target, target_position={"x": 90, "y": 3})
    assert [rows.nth(n).get_attribute("data-code") for n in range(4)] == ["04", "01", "02", "03"]


def test_an_entry_dragged_to_another_level_stays_and_is_told_why(keeper):
    keeper.go("/dictionaries/issue/?open=01")
    keeper.page.locator("#e-0102 .words__order").drag_to(keeper.page.locator("#e-01"))
    expect(keeper.page.locator("#flashes")).to_have_text("条目只能在同级条目之间调整顺序。")


def test_the_day_of_a_new_name_is_asked_for_a_new_name_only(keeper):
    keeper.go("/dictionaries/source/04/edit")
    expect(keeper.page.locator("#since")).to_be_visible()
    keeper.page.get_by_label("更正错字").check()
    expect(keeper.page.locator("#since")).to_be_hidden()


def test_a_merge_is_previewed_then_done(keeper):
    keeper.go("/dictionaries/source/04/merge")
    keeper.page.fill("input[role=combobox]", "上级转送")
    keeper.page.get_by_role("option", name="上级转送").first.click()
    press(keeper, "预览影响")
    keeper.check_axe()
    assert "2" in keeper.page.locator("section", has_text="将要改记的内容").inner_text()
    press(keeper, "确认合并")
    assert keeper.page.get_by_text("已合并到“上级转送”，改记 2 条。").is_visible()


def taken_out(keeper, folder: Path) -> Path:
    keeper.go("/dictionaries/source/")
    with keeper.page.expect_download() as download:
        keeper.page.get_by_role("link", name="导出 Excel").click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def written(path: Path, **cells: str) -> Path:
    """Write a cell under a title in the row of code 04."""
    book = load_workbook(path)
    sheet = book.active
    titles = {cell.value: cell.column for cell in sheet[1]}
    row = next(r for r in range(2, 40) if sheet.cell(r, titles[CODE]).value == "04")
    for title, value in cells.items():
        sheet.cell(row, titles[title]).value = value
    book.save(path)
    return path


def look(keeper, path: Path) -> None:
    keeper.go("/dictionaries/import")
    keeper.page.set_input_files("#file", path)
    keeper.page.get_by_label("更正错字").check()
    press(keeper, "检查文件")


def test_a_list_goes_out_and_comes_in_but_not_with_a_bad_row(keeper, tmp_path):
    path = taken_out(keeper, tmp_path)
    look(keeper, written(path, 名称="要情摘编", 排序="高"))
    keeper.check_axe()
    assert keeper.page.get_by_text("顺序须为不小于 0 的整数").is_visible()
    assert keeper.page.get_by_role("button", name="确认导入").count() == 0
    look(keeper, written(path, 名称="要情摘编", 排序="40"))
    assert keeper.page.get_by_text("摘报 → 要情摘编").is_visible()
    press(keeper, "确认导入")
    assert keeper.page.get_by_text("已导入：新增 0 条，修改 1 条。").is_visible()


def test_a_long_list_unfolds_by_keyboard(keeper):
    keeper.go("/dictionaries/issue/")
    keeper.page.get_by_label("展开：农村农业").focus()
    with keeper.turned():
        keeper.page.keyboard.press("Enter")
    assert keeper.page.locator("#e-0112").is_visible()
    keeper.check_axe()
