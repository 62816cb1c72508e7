"""Two officers at one file: whoever comes second sees both versions and loses nothing."""

import pytest
from playwright.sync_api import expect

from tests.factories import a_petition
from tests.journeys.desks import Case

OPINION = "请水务局核实后答复信访人。"


@pytest.fixture
def number(live):
    live.moment = "2026-03-04"
    with live.stage():
        return a_petition(on="2026-03-02").number


@pytest.fixture
def two(come_in, number):
    """Return the file at two browsers; the second officer has begun to transfer it."""
    first = Case(come_in("Triage officer"), number, listed="/triage/")
    second = Case(
        come_in("Triage officer", full_name="第二分流员"), number, listed="/triage/"
    ).open("转送")
    second.page.fill("#opinion", OPINION)
    return first, second


def test_the_second_gets_both_versions_and_sends_again(two):
    first, second = two
    first.do("更正登记", summary="石桥镇三组春灌用水受阻")
    second.send()
    meanwhile = second.page.locator(".meanwhile")
    expect(meanwhile).to_contain_text("更正")
    expect(second.page.locator("h1")).to_have_text("石桥镇三组春灌用水受阻")
    assert second.page.input_value("#opinion") == OPINION
    second.walker.check_axe()
    second.page.fill("#opinion", OPINION + "并抄报。")
    unit = second.page.locator("#unit_id")
    unit.fill("临潼区水务局")
    second.page.get_by_role("option", name="临潼区水务局 · 临潼区人民政府", exact=True).click()
    second.send()
    second.was_done()
    assert second.reopen().state == "待受理"
    assert "第二分流员" in second.history[0]
    expect(second.page.locator("#past")).to_contain_text("并抄报")


def test_what_was_decided_meanwhile_is_not_decided_twice(two):
    first, second = two
    first.do("转送", unit_id="临潼区住房和城乡建设局", opinion="请办理。")
    second.send()
    expect(second.page.get_by_role("alert").first).to_be_visible()
    assert second.page.input_value("#opinion") == OPINION
    expect(second.page.locator("#past")).to_contain_text("临潼区住房和城乡建设局")
    assert second.reopen().state == "待受理"
    assert sum("转送" in sentence for sentence in second.history) == 1


def test_a_decision_that_was_taken_already_says_so(come_in, number, two):
    first, _ = two
    first.do("作废", reason="重复登记。")
    one, other = (
        Case(come_in("Reviewer", **who), number, listed="/work/?tab=decide")
        for who in ({}, {"full_name": "第二审核人"})
    )
    one.decide("同意")
    box = other.page.locator(".decision")
    box.locator("textarea").fill("不宜作废。")
    with other.walker.turned():
        box.get_by_role("button", name="不同意").click()
    expect(other.page.locator(".notice--bad, .notice--warn").first).to_be_visible()
    assert other.reopen().state == "已作废"
