"""A unit that asks for more time, and one that lets its limit pass and is pressed."""

import pytest
from playwright.sync_api import expect

from tests.factories import a_petition
from tests.journeys.course import accept, agreed, answer, hand_over, serve
from tests.journeys.desks import Case, fill

RED = ".casehead .lamp--red"


@pytest.fixture
def number(live):
    """Return a visit of 2 March that the water bureau accepted on the 6th."""
    live.moment = "2026-03-02"
    with live.stage():
        return a_petition(on="2026-03-02").number


def taken_on(come_in, number: str) -> None:
    hand_over(come_in, number)
    accept(come_in, number)


def test_thirty_days_more_are_given_once_and_the_file_ends_in_time(come_in, number):
    taken_on(come_in, number)
    handler, head = come_in("Handler"), come_in("Head of unit")
    handler.on("2026-04-28")
    case = Case(handler, number).open("延期")
    given = {"reason_code": "情况复杂需补充调查", "reason": "须委托检测水质，结果五月中旬出具。"}
    fill(case.page, days="31", **given)
    assert "30" in case.refused()["days"]
    fill(case.page, days="20")
    case.send()
    case.was_done()
    file = agreed(head, number)
    # Sixty days end on 5 May; twenty more count from there, whatever holiday it is.
    expect(file.page.locator("main")).to_contain_text("截止5月25日")
    case = Case(handler, number).open("延期")
    fill(case.page, days="20", **given)
    assert "10" in case.refused()["days"]  # two extensions of twenty days are forty
    answer(come_in, number, on="2026-05-25")
    served = serve(come_in, number, on="2026-05-25")
    expect(served.page.locator(RED)).to_have_count(0)


def test_who_asks_for_more_time_does_not_grant_it(come_in, number):
    taken_on(come_in, number)
    handler = come_in("Handler")
    handler.on("2026-04-28")
    given = {"days": "20", "reason_code": "情况复杂需补充调查", "reason": "须委托检测。"}
    box = Case(handler, number).do("延期", **given).page.locator(".decision")
    expect(box.get_by_role("button", name="同意", exact=True)).to_have_count(0)


def test_the_overdue_unit_is_pressed_answers_and_it_is_closed(come_in, number):
    taken_on(come_in, number)
    supervisor = come_in("Supervisor")
    supervisor.on("2026-05-06")  # the last day: 5 May is a holiday
    case = Case(supervisor, number)
    expect(case.page.locator(RED)).to_have_count(0)
    supervisor.on("2026-05-07")
    expect(case.reopen().page.locator(RED).first).to_be_visible()
    case.do(
        "督办",
        unit_id="临潼区水务局",
        due_on="2026-05-12",
        reason_code="未按期办结",
        text="请三日内办结并书面说明超期原因。",
    )
    assert "督办" in case.history[0]
    intake = come_in("Unit intake")
    pressed = Case(intake, number).do("签收督办").do("反馈督办", text="检测已完成，本周答复。")
    assert "督办" in pressed.history[0]
    answer(come_in, number, on="2026-05-08")
    serve(come_in, number, on="2026-05-08")
    supervisor.on("2026-05-11")
    case.reopen().do("核销督办", result="已整改")
    assert "核销" in case.history[0]
