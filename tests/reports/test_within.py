"""A table narrowed to one place, unit or office: the total is what its line says elsewhere."""

from dataclasses import replace

import pytest

from app.core.sheet import Row
from app.reports import making
from app.reports.asked import Asked
from app.reports.axes import SAID
from app.reports.catalog import REPORTS
from app.reports.reader import Reader
from app.reports.within import EVERYWHERE, Within
from tests.factories import a_petition, an_officer, the_unit
from tests.reading import words
from tests.reports.reading import links
from tests.reports.test_every_number import QUARTER, USERS, asks, cells_of, numbers, wrong


@pytest.fixture
def some_handed_over(office):
    for on in ("2026-01-05", "2026-02-02", "2026-03-05"):
        a_petition("transferred", on=on, level="2")
    a_petition("replied", on="2026-01-06")


def counts(sheet, row: Row) -> dict[str, object]:
    """Return the counts of a row by their columns."""
    pairs = zip(sheet.columns, row.values, strict=True)
    return {one.key: value for one, value in pairs if one.kind == "count"}


@pytest.mark.parametrize("name", ["level", "master"])
@pytest.mark.parametrize("basis", ["region", "unit", "office"])
def test_the_total_is_the_line_of_what_it_is_narrowed_to(some_handed_over, app, name, basis):
    reader, told = Reader.of(an_officer("Statistician")), 0
    for source in ("all", "own", "assigned"):
        asked = Asked(QUARTER, source, basis)
        with app.test_request_context():
            whole = making.make(REPORTS[name], reader, asked, {})
            lines = [row for row in whole.rows if row.standing == "line"]
            for row in lines:
                if row.key in (*SAID, "0"):
                    continue
                narrow = replace(asked, within=Within(basis, row.key))
                sheet = making.make(REPORTS[name], reader, narrow, {})
                total = next(one for one in sheet.rows if one.standing == "total")
                known = counts(whole, row)
                assert counts(sheet, total) | known == known, (source, row.key)
                told += 1
    assert told >= 3


@pytest.mark.parametrize("who", USERS.values(), ids=USERS)
def test_every_number_of_a_narrowed_table_is_its_list(some_handed_over, app, who):
    officer = who()
    reader, told = Reader.of(officer), 0
    for within in (Within("region", "610115001"), Within("unit", str(the_unit("LT-WATER").id))):
        for name, report in REPORTS.items():
            for plain in asks(report.bases):
                asked = replace(plain, within=within)
                with app.test_request_context():
                    sheet = making.make(report, reader, asked, {})
                    axis = making.axis(report, reader, asked, {})
                    assert not wrong(officer, sheet, axis, cells_of(report, asked)), (name, within)
                    told += len(list(numbers(sheet)))
    assert told


def test_what_is_chosen_stands_above_the_table_and_goes_along(triage):
    unit = the_unit("LT-WATER")
    asked = f"since=2026-01-01&until=2026-03-16&within=unit-{unit.id}"
    page = triage.get(f"/reports/content?{asked}")
    head = next(one for one in page.dom.iter("div") if one.get("class") == "tallybox__head")
    assert f"责任单位：{unit.called}" in words(head)
    for href, _number in links(page):
        assert f"within=unit-{unit.id}" in href
    assert f"within=unit-{unit.id}" in page.text.split('class="views"')[1].split("</nav>")[0]


@pytest.mark.parametrize(
    "text", ["", "unit", "unit-", "unit-x", "unit-²", "unit-99999999999999", "person-1", "region-a"]
)
def test_what_cannot_be_narrows_nothing(text):
    assert Within.read(text) == EVERYWHERE
