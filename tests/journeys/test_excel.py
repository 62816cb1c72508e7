"""What leaves the system as Excel: downloaded with the mouse, opened again, turned into paper."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.factories import a_petition
from tests.journeys.desks import Case

SOFFICE = shutil.which("soffice")
NO_SUITE = "no LibreOffice to open what was exported (apt-get install libreoffice-calc)"
FORMULA = '=HYPERLINK("http://example.com","点我")'
SUMMARIES = (FORMULA, "反映灌溉渠道停水", "反映灌溉用电")


@pytest.fixture
def officer(come_in, live):
    """Return somebody at the pool, in which three petitions on irrigation and one other wait."""
    live.moment = "2026-03-04"
    with live.stage():
        for day, summary in enumerate(SUMMARIES, 1):
            a_petition(on=f"2026-03-0{day}", summary=summary, content="反映灌溉问题。")
        a_petition(on="2026-03-03", summary="反映噪声扰民", content="夜间施工噪声。")
    return come_in("Triage officer")


def downloaded(officer, link: str, folder: Path) -> Path:
    with officer.page.expect_download() as download:
        officer.page.get_by_role("link", name=link).first.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def cells(path: Path) -> list:
    sheet = load_workbook(path).active
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


@pytest.fixture
def the_list(officer, tmp_path):
    officer.go("/triage/?words=灌溉")
    return downloaded(officer, "导出 Excel", tmp_path)


@pytest.fixture
def the_one(officer, tmp_path):
    case = Case(officer, "LF610115202603020001", listed="/triage/")
    return downloaded(case.walker, "导出 Excel", tmp_path)


def test_a_list_holds_every_row_of_the_filter_and_nothing_that_acts(the_list):
    assert re.fullmatch(r"分流.*-20260304\.xlsx", the_list.name)
    found = cells(the_list)
    words = [str(cell.value) for cell in found]
    assert sum(bool(re.fullmatch(r"LF\d{18}", word)) for word in words) == 3
    assert not any("噪声" in word for word in words)
    assert any("点我" in word for word in words)
    assert not [cell.coordinate for cell in found if cell.data_type == "f"]
    assert "610115197803150017" not in words


def test_one_petition_is_a_form_that_an_officer_can_print(the_one):
    sheet = load_workbook(the_one).active
    assert the_one.name == "信访处理单-LF610115202603020001.xlsx"
    assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)
    words = " ".join(str(cell.value) for cell in cells(the_one))
    for told in ("信访处理单", "LF610115202603020001", "反映灌溉"):
        assert told in words


def test_an_office_suite_opens_both(the_list, the_one, tmp_path):
    if SOFFICE is None:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs it: {NO_SUITE}")
        pytest.skip(NO_SUITE)
    command = [
        SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
        "--convert-to", "pdf", "--outdir", str(tmp_path / "out"), str(the_list), str(the_one),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    assert "Error" not in done.stderr, done.stderr
    for path in (the_list, the_one):
        assert (tmp_path / "out" / f"{path.stem}.pdf").read_bytes().startswith(b"%PDF")
