"""An accusation: its clerk lets go of it, the accusation desk has it, nobody else learns of it."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from app.accounts.roles import ROLES
from tests.journeys.desks import Case, Registration

DESK = "/accusations/"
ACCUSED, TEXT = "钱守财", "反映该局科长收受礼金三万元。"
OWN = "Accusation officer"
OTHERS = [role.name for role in ROLES if role.code != "accusation_officer"]
#: Every place where a petition could turn up; where a role has no such page, that is fine too.
PLACES = (
    "/",
    "/triage/",
    "/triage/?words={number}",
    "/work/?tab=today",
    "/work/?tab=passed&words={number}",
    "/archive/?words={accused}",
    "/registration/today",
    "/instructions/?words={number}",
    "/supervisions/",
    "/reviews/",
    "/public-replies/",
    "/accusations/",
)
EXPORTS = ("pool", "pending", "passed", "today", "archive", "to_archive")


@pytest.fixture
def clerk(come_in):
    clerk = come_in("Window clerk")
    clerk.on("2026-03-02")
    return clerk


@pytest.fixture
def number(clerk):
    form = Registration(clerk).fill(name="张建国", purpose="检举控告", content=TEXT)
    expect(form.page.locator("button[data-key=reply]")).to_be_disabled()
    form.fill(accused_name=ACCUSED, accused_title="科长", accused_unit_id="临潼区水务局")
    return form.save()


@pytest.fixture
def case(come_in, number):
    return Case(come_in(OWN), number, listed=DESK)


def test_the_clerk_keeps_the_number_and_nothing_else(clerk, number):
    expect(clerk.page.locator(".receipt")).to_contain_text("检举控告")
    expect(clerk.page.get_by_role("link", name="打开卷宗")).to_have_count(0)
    with clerk.turned():
        clerk.page.get_by_role("link", name="打印登记单").click()
    expect(clerk.page.locator("main")).to_contain_text(number)
    for word in ("张建国", ACCUSED, TEXT):
        assert word not in clerk.page.content()
    clerk.go("/registration/today")
    assert number not in clerk.page.content()


def test_its_own_desk_has_it_and_shows_it(case):
    for word in (ACCUSED, TEXT, "临潼区水务局"):
        expect(case.page.locator("main")).to_contain_text(word)
    case.walker.check_axe()
    case.walker.check_width()


def test_nobody_else_finds_it(case, number, come_in):
    stranger = come_in()
    wrong = [finding for role in OTHERS for finding in found_by(stranger, role, case, number)]
    assert not wrong, wrong
    assert "Accusation officer: /accusations/" in found_by(stranger, OWN, case, number)


def found_by(stranger, role: str, case: Case, number: str) -> list[str]:
    """Return every place where somebody of a role learns that there is such a petition."""
    context = stranger.page.context
    context.clear_cookies()
    context.add_cookies([stranger.office.session_of(role)])
    shown = {
        place: shown_text(stranger, place.format(number=number, accused=ACCUSED))
        for place in PLACES
    }
    leaks = [f"{role}: {at}" for at, text in shown.items() if number in text or ACCUSED in text]
    direct = {path: stranger.status(case.path + path) for path in ("", "/transfer", "/print")}
    return leaks + [f"{role}: {path}: {code}" for path, code in direct.items() if code != 404]


def shown_text(stranger, path: str) -> str:
    """Return what a page shows; what stands in its own address does not count."""
    answer = stranger.page.request.get(stranger.office.url + path)
    return re.sub(r"<[^>]*>", " ", answer.text()) if answer.ok else ""


@pytest.mark.parametrize("role", ["Triage officer", "Head of unit", "Archivist"])
def test_it_is_in_no_export(case, number, come_in, role):
    officer = come_in(role)
    for desk in EXPORTS:
        answer = officer.page.request.get(f"{officer.office.url}/petitions/export.xlsx?desk={desk}")
        if answer.ok:
            rows = load_workbook(BytesIO(answer.body())).active.iter_rows(values_only=True)
            assert not [row for row in rows if number in row or ACCUSED in row]
    assert officer.status(f"{case.path}/export.xlsx") == 404


@pytest.mark.parametrize("unit", ["临潼区水务局", "临潼区人民政府", "临潼区水务局供水管理站"])
def test_it_never_goes_to_the_accused_or_the_line_above_or_below(case, unit):
    case.open("转送")
    case.page.fill("#opinion", "请核查。")
    field = case.page.locator("#unit_id")
    field.fill(unit)
    case.page.locator("#unit_id-list [role=option]").filter(has_text=unit).last.wait_for()
    case.page.get_by_role("option").get_by_text(unit, exact=True).last.click()
    case.send()
    expect(case.page.locator("main")).to_contain_text("第三十条第三款")
    assert case.page.input_value("#opinion") == "请核查。"
    assert case.reopen().state == "分流池"
