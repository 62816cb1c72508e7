"""报表表样: the administrator sends a form, a reader takes the report out in it."""

from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.factories import a_petition
from tests.reports.own_forms import forms


def sent(walker, folder, data: bytes) -> None:
    path = folder / "层次表样.xlsx"
    path.write_bytes(data)
    walker.page.locator("input[type=file]").set_input_files(path)
    with walker.turned():
        walker.page.get_by_role("button", name="启用此表样").click()


def test_a_form_is_begun_refused_mended_and_filled(come_in, live, tmp_path):
    live.moment = "2026-03-16"
    with live.stage():
        a_petition(on="2026-03-02", level="2")
    admin = come_in("System administrator")
    admin.go("/reports/forms/")
    with admin.turned():
        admin.page.get_by_role("link", name="上访层次统计表").click()
    admin.check_axe()
    admin.check_width()
    with admin.page.expect_download() as got:
        admin.page.get_by_role("link", name="下载起始表样").click()
    assert got.value.suggested_filename == "上访层次统计表-表样.xlsx"
    sent(admin, tmp_path, forms.level(C6="=SUM(C:C)"))
    expect(admin.page.locator("main")).to_contain_text(
        "工作表“上访层次”C6：“C:C”在插入行后无法跟随"
    )
    sent(admin, tmp_path, forms.level())
    expect(admin.page.locator("#versions")).to_contain_text("使用中")
    taken_out(come_in("Triage officer"), tmp_path)


def taken_out(reader, folder) -> None:
    reader.go("/reports/level?since=2026-03-01&until=2026-03-16")
    with reader.page.expect_download() as got:
        reader.page.get_by_role("link", name="按本机关表样导出").click()
    path = folder / got.value.suggested_filename
    got.value.save_as(path)
    page = load_workbook(path)[forms.SHEET]
    assert (page["A1"].value, page["C29"].value) == ("临潼区信访局上访层次统计表", "=SUM(C5:C28)")
    assert page["C31"].value == 1
