"""A letter, a leader's word on it, and the unit that reports back."""

import pytest
from playwright.sync_api import expect

from tests.journeys.desks import Case, Registration

ORDER = "请水务局一周内核实，妥善解决群众用水问题。"
LEADER = "Party and government leader"
TO_DECIDE = "/work/?tab=decide"


@pytest.fixture
def number(come_in):
    clerk = come_in("Letter clerk")
    clerk.on("2026-03-02")
    letter = Registration(clerk, "letter").fill(
        name="李秀英",
        purpose="求决",
        issue="水利水电",
        content="来信反映石桥镇自来水浑浊。请求改善水质。",
        letter_nature="署名信",
    )
    number = letter.save()
    assert number == "LX610115202603020001"
    return number


def instructed(come_in, number: str) -> None:
    """Submit it to the leader, who writes on it."""
    triage, leader = come_in("Triage officer"), come_in(LEADER)
    triage.on("2026-03-03")
    case = Case(triage, number, listed="/triage/").open("上报领导")
    offered = case.page.locator("#leader_id option", has_text=LEADER)
    case.page.select_option("#leader_id", offered.get_attribute("value"))
    case.page.fill("#text", "请阅示。")
    case.send()
    case.was_done()
    case = Case(leader, number, listed=TO_DECIDE)
    leader.check_axe()
    case.do("批示", text=ORDER, leader_level="县（区）领导")
    assert "批示" in case.history[0]
    leader.go(TO_DECIDE)
    expect(leader.page.get_by_role("link", name=number)).to_have_count(0)


def assigned(come_in, number: str) -> None:
    """Assign it with a report back; the bureau leader agrees."""
    triage, bureau = come_in("Triage officer"), come_in("Bureau leader")
    triage.on("2026-03-04")
    case = Case(triage, number, listed="/triage/")
    expect(case.page.locator("#past")).to_contain_text(ORDER)
    case.do(
        "交办", unit_id="临潼区水务局", opinion="按批示办理并报结果。", report_due_on="2026-03-30"
    )
    assert case.state == "分流池"
    case = Case(bureau, number, listed=TO_DECIDE)
    expect(case.page.locator(".decision")).to_contain_text("2026年3月30日")
    assert case.decide("同意").reopen().state == "待受理"


def reported(come_in, number: str) -> None:
    """The unit reports; the report is returned once, then passed."""
    intake, triage = come_in("Unit intake"), come_in("Triage officer")
    intake.on("2026-03-20")
    at_unit = Case(intake, number).do("签收").do("办结报告", text="已更换滤料。")
    at_office = Case(triage, number, listed=TO_DECIDE).do("退回报告", reason="请附检测结果。")
    expect(at_unit.reopen().page.locator("#past")).to_contain_text("请附检测结果。")
    at_unit.do("办结报告", text="已更换滤料，水质检测合格。")
    at_office.reopen().do("通过报告")
    assert "通过" in at_office.history[0]
    triage.go(TO_DECIDE)
    expect(triage.page.get_by_role("link", name=number)).to_have_count(0)


def test_a_letter_goes_to_a_leader_and_its_report_comes_back(come_in, number):
    instructed(come_in, number)
    assigned(come_in, number)
    reported(come_in, number)


def test_the_instruction_is_passed_on_and_answered(come_in, number):
    instructed(come_in, number)
    triage = come_in("Triage officer")
    case = Case(triage, number, listed="/triage/").do("转送", unit_id="临潼区水务局", opinion="办")
    case.do("批示转办", unit_id="临潼区水务局", answer_due_on="2026-03-10")
    intake = come_in("Unit intake")
    answered = Case(intake, number).do("批示反馈", text="已更换滤料。")
    assert "批示" in answered.history[0]
    triage.go("/instructions/")
    expect(triage.page.locator("main")).to_contain_text(number)
