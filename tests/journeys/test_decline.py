"""What is not accepted, not accepted without a second person."""

import pytest
from playwright.sync_api import expect

from tests.factories import a_petition
from tests.journeys.desks import Case

GROUND = "不属于本机关、单位或者本系统职权范围"
REASON = "所提事项属自然资源部门职权。"
TO_DECIDE = "/work/?tab=decide"


@pytest.fixture
def number(live):
    live.moment = "2026-03-04"
    with live.stage():
        return a_petition(on="2026-03-02").number


@pytest.fixture
def asked(come_in, number):
    """Return the asker's page after he asked to decline the petition."""
    case = Case(come_in("Triage officer"), number, listed="/triage/").open("不予受理")
    case.page.select_option("#reason_code", label=GROUND)
    case.page.fill("#reason", REASON)
    refused = case.refused()
    assert list(refused) == ["organ"]
    assert "第二十三条" in refused["organ"]
    assert case.page.input_value("#reason") == REASON
    case.page.fill("#organ", "区自然资源局")
    case.send()
    case.was_done()
    return case.reopen()


def test_who_asked_cannot_decide(asked):
    assert asked.state == "分流池"
    box = asked.page.locator(".decision")
    expect(box).to_contain_text("不予受理")
    expect(box.get_by_role("button", name="撤回送审")).to_be_visible()
    expect(box.get_by_role("button", name="同意", exact=True)).to_have_count(0)
    expect(box).to_contain_text("业务审核人")
    asked.walker.check_axe()


def test_a_second_person_agrees(asked, come_in, number):
    case = Case(come_in("Reviewer"), number, listed=TO_DECIDE)
    for told in (GROUND, REASON, "区自然资源局"):
        expect(case.page.locator(".decision")).to_contain_text(told)
    assert case.decide("同意").reopen().state == "不予受理"
    assert "同意" in case.history[0]
    assert asked.reopen().state == "不予受理"


def test_a_refusal_needs_its_reason_and_the_asker_reads_it(asked, come_in, number):
    case = Case(come_in("Reviewer"), number, listed=TO_DECIDE)
    with case.walker.turned():
        case.page.locator(".decision").get_by_role("button", name="不同意").click()
    expect(case.page.locator(".decision .field__error")).to_have_text("此项必填。")
    case.decide("不同意", note="应当转送区水务局办理。")
    asked.reopen()
    assert asked.state == "分流池"
    expect(asked.page.locator("#past")).to_contain_text("应当转送区水务局办理。")
    expect(asked.page.locator(".decision")).to_have_count(0)
