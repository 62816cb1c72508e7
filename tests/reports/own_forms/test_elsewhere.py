"""The filled form outside the browser: an office suite reckons it, the command line writes it."""

import csv
import os
import shutil
import subprocess
from io import BytesIO

import pytest
from openpyxl import load_workbook

from app.accounts.subtree import the_top
from app.reports.catalog import REPORTS
from app.reports.own_forms.keeping import put_form
from tests.factories import an_officer
from tests.reports.own_forms import forms
from tests.reports.sixty import QUARTER

SOFFICE = shutil.which("soffice")
NO_SUITE = "no LibreOffice to reckon the form (apt-get install libreoffice-calc)"
DAYS = "--from 2026-01-01 --to 2026-03-31".split()


@pytest.fixture
def admin(office):
    return an_officer("System administrator", the_top())


def reckoned(path, folder) -> dict[str, list[list[str]]]:
    """Return the cells of every sheet as LibreOffice shows them."""
    if SOFFICE is None:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs it: {NO_SUITE}")
        pytest.skip(NO_SUITE)
    every = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = [SOFFICE, f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", every, "--outdir", str(folder), str(path)]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    found = {}
    for one in folder.glob(f"{path.stem}-*.csv"):
        with one.open(encoding="utf-8", newline="") as file:
            found[one.stem.removeprefix(f"{path.stem}-")] = list(csv.reader(file))
    return found


def test_an_office_suite_reckons_the_totals_of_the_report(triage, admin, tmp_path):
    put_form(REPORTS["level"], "层次.xlsx", forms.level(), by=admin)
    made = tmp_path / "made.xlsx"
    made.write_bytes(triage.get(f"/reports/level/own.xlsx?{QUARTER}").data)
    cells = reckoned(made, tmp_path)
    table = cells[forms.SHEET]
    lines = {row[1]: row for row in table[4:29]}
    assert lines["骊山街道"][2:] == ["10", "131", "4", "120", "13.1", "52.6%"]
    assert table[29] == ["合计", "", "19", "150", "5", "130", "7.89473684210526", "100%"]
    assert table[31][2:4] == ["19", "相符"]
    assert [row[1] for row in cells["摘要"]] == ["19", "150", "5", table[4][2]]


def test_the_command_line_fills_it_too(app, admin, tmp_path):
    run, out = app.test_cli_runner().invoke, tmp_path / "out.xlsx"
    asked = ["report", "level", *DAYS, "--template", "--out", str(out)]
    without = run(args=asked)
    assert without.exit_code == 1
    assert "该报表没有本机关表样" in without.output
    assert not out.exists()
    put_form(REPORTS["level"], "层次.xlsx", forms.level(), by=admin)
    assert run(args=asked).exit_code == 0
    page = load_workbook(BytesIO(out.read_bytes()))[forms.SHEET]
    assert (page["C30"].value, page["C32"].value) == ("=SUM(C5:C29)", 19)
