"""Days that no calendar should hold: a sentence beside the field, never an error page."""

import pytest

from tests.factories import an_officer

FAR = ("0001-01-01", "9999-12-31")


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize(
    ("role", "path"),
    [
        ("Handler", "/plans/"),
        ("Audit administrator", "/journal/"),
        ("Archivist", "/archive/"),
        ("Handler", "/work/"),
        ("Handler", "/plans/calendar"),
        ("Handler", "/plans/add"),
    ],
)
def test_a_filter_takes_any_day(as_, db, role, path, day):
    asked = f"since={day}&until={day}&dated=archived&month={day[:7]}&day={day}"
    assert as_(an_officer(role)).get(f"{path}?{asked}").status_code == 200


@pytest.mark.parametrize("path", ["/plans/", "/journal/"])
def test_a_filter_says_what_is_wrong_with_its_days(page, db, path):
    reader = page(an_officer("Handler" if path == "/plans/" else "Audit administrator"))
    assert "请核对年份" in reader.get(f"{path}?since=0001-01-01").text
    turned = reader.get(f"{path}?since=2026-03-05&until=2026-03-01").text
    assert "结束日期早于开始日期" in turned


@pytest.mark.parametrize("key", ["0001-01-01T00:00:00+08:00~1", "9999-12-31T23:00:00-08:00~1"])
def test_a_made_up_page_of_a_list_is_its_first(as_, db, key):
    answer = as_(an_officer()).get("/plans/", query_string={"after": key})
    assert answer.status_code == 200


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "0001-01-02T00:00", "9999-12-31T23:59"])
def test_a_moment_of_no_calendar_is_refused_beside_its_field(page, db, moment):
    form = {"name": "走访", "at": moment, "remind": "0", "repeat": "none"}
    shown = page(an_officer()).post("/plans/add", data=form).text
    assert "请核对年份" in shown
    assert 'value="走访"' in shown
