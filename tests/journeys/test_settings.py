"""系统参数: an administrator of a county changes what holds for the own county."""

import pytest
from playwright.sync_api import expect

from app.settings.commands import change_setting
from app.settings.queries import SYSTEM
from tests.factories import an_officer, the_unit
from tests.journeys.desks import follow, look, press

ADMINISTRATOR = "System administrator"
SETTING = "集体访人数"


@pytest.fixture
def county(come_in, live):
    """Return the administrator of 阎良区; the installation counts from 8, the city from 6."""
    with live.stage():
        top = an_officer(ADMINISTRATOR)
        change_setting("group_visit_from", 8, unit_id=SYSTEM, by=top)
        change_setting("group_visit_from", 6, unit_id=the_unit("XA").id, by=top)
    return come_in(ADMINISTRATOR, at="YL", full_name="阎良管理员")


def expect_line(walker, value: str, source: str) -> None:
    """Expect what the list says of the setting: the value, and where it comes from."""
    cells = walker.page.locator("tr", has_text=SETTING).locator("td")
    expect(cells.nth(0)).to_have_text(value)
    expect(cells.nth(1)).to_have_text(source)


def test_a_county_sets_its_own_value_sees_its_history_and_gives_it_up(county):
    county.go("/settings/")
    look(county)
    expect_line(county, "6 人", "西安市信访局")
    follow(county, SETTING)
    look(county)
    expect(county.page.get_by_label("沿用上级（6 人）")).to_be_checked()
    refused(county, "1")
    set_to(county, "4")
    expect_line(county, "4 人", "本单位自设")
    history(county)
    county.page.get_by_label("沿用上级（6 人）").check()
    press(county, "保存")
    expect_line(county, "6 人", "西安市信访局")


def refused(county, typed: str) -> None:
    """Type a value that is out of range: it is said beside the field, and stays typed."""
    county.page.get_by_label("自设值").check()
    county.page.fill("#group_visit_from", typed)
    press(county, "保存")
    expect(county.page.locator("#group_visit_from-error")).to_have_text(
        "请填 2 到 100 之间的整数。"
    )
    expect(county.page.locator("#group_visit_from")).to_have_value(typed)
    expect(county.page.get_by_label("自设值")).to_be_checked()
    look(county)


def set_to(county, typed: str) -> None:
    county.page.fill("#group_visit_from", typed)
    press(county, "保存")
    expect(county.page.locator("#flashes")).to_contain_text(f"“{SETTING}”现为：{typed} 人。")
    look(county)


def history(county) -> None:
    """Open the setting again: who changed it, from what, to what."""
    follow(county, SETTING)
    line = county.page.get_by_role("region", name="修改记录").locator("tbody tr")
    expect(line).to_have_count(1)
    expect(line).to_contain_text("阎良管理员")
    expect(line.locator("td").nth(2)).to_have_text("沿用上级")
    expect(line.locator("td").nth(3)).to_have_text("4 人")
    look(county)


def test_a_value_comes_from_the_unit_above_it_or_from_the_whole_installation(county, live):
    with live.stage():
        top = an_officer(ADMINISTRATOR)
        change_setting("group_visit_from", None, unit_id=the_unit("XA").id, by=top)
    county.go("/settings/")
    expect_line(county, "8 人", "全系统")
    with live.stage():
        top = an_officer(ADMINISTRATOR)
        change_setting("group_visit_from", None, unit_id=SYSTEM, by=top)
    county.go("/settings/")
    expect_line(county, "5 人", "默认值")
