"""One visit, from the window to the archive, and found there again."""

import pytest
from playwright.sync_api import expect

from tests.journeys.desks import Case

VISITOR = "61011519780315001７"  # the last digit full-width, as an input method leaves it
CONTENT = "石桥镇某村三组灌溉支渠停水。请求春灌前恢复供水。"


class Keyboard:
    """A clerk without a mouse on the form of a visit."""

    def __init__(self, walker) -> None:
        self.page, self.keys = walker.page, walker.page.keyboard

    @property
    def here(self) -> str:
        return self.page.evaluate("document.activeElement.id")

    def walk_to(self, name: str) -> "Keyboard":
        """Press Enter until the field has the focus; a text of several lines is left by Tab."""
        for _step in range(40):
            if self.here == name:
                return self
            tag = self.page.evaluate("document.activeElement.tagName")
            self.keys.press("Enter" if tag in ("INPUT", "SELECT") else "Tab")
        raise AssertionError(f"Enter never comes to {name}; it ends at {self.here}")

    def type(self, name: str, text: str) -> None:
        self.walk_to(name)
        self.keys.type(text)

    def choose(self, name: str, words: str) -> None:
        """Go down in a drop-down until it shows these words."""
        self.walk_to(name)
        shown = self.page.locator(f"#{name} option:checked")
        for _step in range(20):
            if shown.inner_text() == words:
                return
            self.keys.press("ArrowDown")
        raise AssertionError(f"{name} does not offer {words}")

    def search(self, name: str, typed: str, entry: str) -> None:
        self.type(name, typed)
        wanted = self.page.locator(f"#{name}-list [role=option]").filter(has_text=entry).first
        expect(wanted).to_be_visible()
        self.keys.press("ArrowDown")
        expect(wanted).to_have_attribute("aria-selected", "true")
        self.keys.press("Enter")


def register_by_keyboard(clerk) -> str:
    """Register the visit without touching the mouse; return its number."""
    clerk.go("/registration/visit")
    keyboard = Keyboard(clerk)
    assert keyboard.here == "id_number"
    keyboard.keys.insert_text(VISITOR)
    keyboard.type("name", "张建国")
    expect(clerk.page.locator("#sex option:checked")).to_have_text("男")
    expect(clerk.page.locator("#age")).to_have_value("47")
    expect(clerk.page.locator("#home_region")).to_have_value("陕西省 / 西安市 / 临潼区")
    expect(clerk.page.get_by_text("1978-03-15")).to_be_visible()
    keyboard.choose("purpose", "求决")
    keyboard.search("issue", "slsd", "水利水电")
    keyboard.type("content", CONTENT)
    with clerk.turned():
        keyboard.keys.press("Control+Enter")
    return clerk.page.locator(".receipt__no").inner_text()


@pytest.fixture
def clerk(come_in):
    clerk = come_in("Window clerk")
    clerk.on("2026-03-02")
    return clerk


@pytest.fixture
def number(clerk):
    return register_by_keyboard(clerk)


def test_a_clerk_registers_without_a_mouse_and_prints_the_slip(clerk, number):
    assert number == "LF610115202603020001"
    size = "e => parseFloat(getComputedStyle(e).fontSize)"
    assert clerk.page.locator(".receipt__no").evaluate(size) >= 28
    code = clerk.page.locator(".receipt__code strong").inner_text()
    clerk.check_axe()
    with clerk.turned():
        clerk.page.get_by_role("link", name="打印登记单").press("Enter")
    for words in (number, code, "张建国", "水利水电"):
        expect(clerk.page.locator("main").get_by_text(words).first).to_be_visible()
    clerk.page.emulate_media(media="print")
    assert clerk.page.locator("#menu, .topbar").evaluate_all(
        "all => all.every(one => getComputedStyle(one).display === 'none')"
    )


def hand_over(come_in, number: str) -> None:
    officer = come_in("Triage officer")
    officer.on("2026-03-04")
    case = Case(officer, number, listed="/triage/")
    case.do("转送", unit_id="临潼区水务局", opinion="请依法办理，按期答复。")
    assert case.state == "待受理"
    assert "转送" in case.history[0]


def accept(come_in, number: str) -> None:
    intake, handler, head = map(come_in, ("Unit intake", "Handler", "Head of unit"))
    intake.on("2026-03-05")
    assert "签收" in Case(intake, number).do("签收").history[0]
    handler.on("2026-03-06")
    six = {"art31_class": "第六项：信访程序", "art31_reason": "不属于前五项"}
    assert Case(handler, number).do("受理", **six).state == "待受理"
    case = Case(head, number, listed="/work/?tab=decide").decide("同意")
    assert case.reopen().state == "办理中"


def answer(come_in, number: str) -> None:
    handler, head = map(come_in, ("Handler", "Head of unit"))
    handler.on("2026-04-20")
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
    Case(head, number, listed="/work/?tab=decide").decide("同意")
    assert case.reopen().state == "已答复"


def serve_and_conclude(come_in, number: str) -> None:
    handler = come_in("Handler")
    handler.on("2026-04-22")
    case = Case(handler, number).do("送达登记", manner="直接送达", receipt="签收")
    handler.on("2026-05-20")
    assert "2026" in case.reopen().why_not("办结")  # the remedy period is still running
    handler.on("2026-05-26")
    assert case.reopen().do("办结").state == "已办结"


def test_a_visit_goes_all_the_way_and_is_found_again(come_in, number):
    hand_over(come_in, number)
    accept(come_in, number)
    answer(come_in, number)
    serve_and_conclude(come_in, number)
    archivist = come_in("Archivist")
    archivist.on("2026-05-28")
    case = Case(archivist, number, listed="/archive/?tab=to_archive").do("归档")
    assert case.state == "已归档"
    for words in ("张建国", number, "灌溉支渠"):
        archivist.go("/archive/")
        archivist.page.fill("#words", words)
        with archivist.turned():
            archivist.page.locator(".filter button[type=submit]").click()
        expect(archivist.page.get_by_role("link", name=number)).to_be_visible()
        archivist.go(f"/archive/?words=没有的{words}")
        assert archivist.page.get_by_role("link", name=number).count() == 0
