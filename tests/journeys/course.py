"""The ordinary course of a petition, step by step, each by those whose step it is."""

from collections.abc import Callable

from tests.journeys.desks import Case
from tests.journeys.walker import Walker

TO_DECIDE = "/work/?tab=decide"
ComeIn = Callable[..., Walker]


def hand_over(come_in: ComeIn, number: str, *, on: str = "2026-03-04") -> None:
    """Transfer it to the water bureau."""
    officer = come_in("Triage officer")
    officer.on(on)
    case = Case(officer, number, listed="/triage/")
    case.do("转送", unit_id="临潼区水务局", opinion="请依法办理，按期答复。")
    assert case.state == "待受理"
    assert "转送" in case.history[0]


def accept(come_in: ComeIn, number: str) -> None:
    """Sign for it on 5 March, accept it on the 6th: sixty days end on 5 May, rolled to the 6th."""
    intake, handler, head = map(come_in, ("Unit intake", "Handler", "Head of unit"))
    intake.on("2026-03-05")
    assert "签收" in Case(intake, number).do("签收").history[0]
    handler.on("2026-03-06")
    six = {"art31_class": "第六项：信访程序", "art31_reason": "不属于前五项"}
    case = Case(handler, number).do("受理", **six)
    assert case.state == "待受理"
    assert agreed(head, number).state == "办理中"


def agreed(second: Walker, number: str) -> Case:
    """Agree to what waits for the second person."""
    return Case(second, number, listed=TO_DECIDE).decide("同意").reopen()


def answer(come_in: ComeIn, number: str, *, on: str = "2026-04-20") -> None:
    """Answer every request; the head signs."""
    handler, head = map(come_in, ("Handler", "Head of unit"))
    handler.on(on)
    case = Case(handler, number).open("答复")
    for text in case.page.locator("#move textarea[id^=answer_]").all():
        text.fill("支渠闸门已修复，3月底前恢复供水。")
    for choice in case.page.locator("#move select[id^=conclusion_]").all():
        choice.select_option(index=1)
    case.page.select_option("#conclusion", index=1)
    case.page.fill("#facts", "经查，支渠闸门损坏。")
    case.page.fill("#basis", "《陕西省水利工程管理条例》第二十条")
    case.send()
    case.was_done()
    assert agreed(head, number).state == "已答复"


def serve(come_in: ComeIn, number: str, *, on: str = "2026-04-22", role: str = "Handler") -> Case:
    """Record that the opinion was handed over and signed for."""
    officer = come_in(role)
    officer.on(on)
    return Case(officer, number).do("送达登记", manner="直接送达", receipt="签收")
