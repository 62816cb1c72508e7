"""A unit that is not the right one: it objects within five working days, agreed to or refused."""

import pytest
from playwright.sync_api import expect

from tests.factories import a_petition
from tests.journeys.course import TO_DECIDE, hand_over
from tests.journeys.desks import Case

WHY = {"return_reason": "不属职权范围", "reason": "支渠由区农业农村局管护。"}


@pytest.fixture
def number(live):
    live.moment = "2026-03-02"
    with live.stage():
        return a_petition(on="2026-03-02").number


def objected(come_in, number: str, *, on: str) -> Case:
    """Let the water bureau sign for it and object."""
    intake, head = come_in("Unit intake"), come_in("Head of unit")
    intake.on("2026-03-05")
    Case(intake, number).do("签收")
    intake.on(on)
    return Case(head, number).do("提出异议", **WHY)


def test_an_agreed_objection_brings_it_back_and_the_next_unit_takes_it(come_in, number):
    hand_over(come_in, number)
    at_unit = objected(come_in, number, on="2026-03-11")  # the fifth working day
    assert at_unit.state == "待受理"
    triage = come_in("Triage officer")
    case = Case(triage, number, listed=TO_DECIDE)
    expect(case.page.locator("#past")).to_contain_text(WHY["reason"])
    assert case.do("同意异议").state == "分流池"
    case.do("转送", unit_id="临潼区住房和城乡建设局", opinion="请依法办理。")
    assert case.state == "待受理"
    # Art. 23(3): the same petition does not go back to who was found not competent without a word.
    expect(case.page.locator("main")).to_contain_text("异议")


def test_a_refused_objection_leaves_it_there_and_the_limit_runs_on(come_in, number):
    hand_over(come_in, number)
    objected(come_in, number, on="2026-03-06")
    triage = come_in("Triage officer")
    case = Case(triage, number, listed=TO_DECIDE)
    case.do("不同意异议", reason="支渠属水务局管理，见三定方案。")
    assert case.state == "待受理"
    head = come_in("Head of unit")
    file = Case(head, number)
    expect(file.page.locator("#past")).to_contain_text("见三定方案")
    expect(file.page.locator("main")).to_contain_text("截止3月19日")  # D03 from 4 March, as before


def test_the_sixth_working_day_is_too_late(come_in, number):
    hand_over(come_in, number)
    intake, head = come_in("Unit intake"), come_in("Head of unit")
    intake.on("2026-03-05")
    Case(intake, number).do("签收")
    intake.on("2026-03-12")
    assert "2026年3月11日" in Case(head, number).why_not("提出异议")
    accept_late = Case(come_in("Handler"), number)
    assert accept_late.state == "待受理"
