"""Handled, reviewed, looked at for the last time, ended; the same facts again are not accepted."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import a_petition
from tests.journeys.course import accept, agreed, answer, hand_over, serve
from tests.journeys.desks import Case, fill

OPINION = {
    "outcome": "维持",
    "facts": "经复核卷宗并现场核实，原认定事实清楚。",
    "basis": "《信访工作条例》第三十五条、第三十六条",
}


@pytest.fixture
def number(live):
    live.moment = "2026-03-02"
    with live.stage():
        return a_petition(on="2026-03-02").number


def handled(come_in, number: str) -> None:
    hand_over(come_in, number)
    accept(come_in, number)
    answer(come_in, number)
    serve(come_in, number)


def reviewed(come_in, number: str) -> None:
    """The district office, named for what its bureaus decide, reviews."""
    officer, head = come_in("Review officer"), come_in("Head of unit", at="LT")
    officer.on("2026-05-22")  # the thirtieth day after 22 April
    case = Case(officer, number)
    case.do("申请复查", applied_on="2026-05-22", reason="认为未答复赔偿请求。")
    assert case.state == "复查中"
    officer.on("2026-06-10")
    case.reopen().do("复查意见", **OPINION)
    assert agreed(head, number).state == "已答复"
    officer.on("2026-06-12")
    case.reopen().do("送达登记", manner="直接送达", receipt="签收")


def re_examined(come_in, number: str) -> None:
    """The city's office looks for the last time."""
    district = come_in("Review officer")
    officer, head = come_in("Review officer", at="XA"), come_in("Head of unit", at="XA")
    district.on("2026-07-10")
    case = Case(district, number)
    case.do("申请复核", applied_on="2026-07-10", reason="对复查意见不服。")
    assert case.state == "复核中"
    officer.on("2026-07-28")
    case = Case(officer, number)
    case.do("复核意见", **OPINION)
    assert agreed(head, number).state == "已办结"
    officer.on("2026-07-30")
    case.reopen().do("送达登记", manner="直接送达", receipt="签收")


def test_from_the_first_answer_to_no_longer_accepted(come_in, live, number):
    handled(come_in, number)
    reviewed(come_in, number)
    re_examined(come_in, number)
    live.moment = "2026-09-01"
    with live.stage():
        again = a_petition(on="2026-09-01", is_repeat=True, first_number=number).number
    triage, reviewer = come_in("Triage officer"), come_in("Reviewer")
    triage.on("2026-09-02")
    case = Case(triage, again, listed="/triage/")
    expect(case.page.locator("main")).to_contain_text("本事项已复核终结")
    case.open("不再受理")  # the ground, the number of the opinion and its service stand there
    expect(case.page.locator("#opinion_number")).to_have_value(re.compile(r"复核〔2026〕1号$"))
    expect(case.page.locator("#served_on")).to_have_value("2026-07-30")
    fill(case.page, reason="以同一事实和理由再次提出。")
    assert "第三十六条" in case.refused()["same_facts"]
    fill(case.page, same_facts=True)
    case.send()
    case.was_done()
    assert agreed(reviewer, again).state == "不再受理"


def test_a_day_too_late_is_no_review(come_in, number):
    handled(come_in, number)
    officer = come_in("Review officer")
    officer.on("2026-05-25")  # 22 May was the last day; one that came then is entered still
    case = Case(officer, number)
    case.open("申请复查")
    fill(case.page, applied_on="2026-05-23", reason="认为未答复赔偿请求。")
    assert "2026年5月22日" in case.refused()["applied_on"]
    expect(officer.page.locator("main")).to_contain_text("已答复")
