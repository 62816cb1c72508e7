"""The first day in English: from an empty database to the first visit in the register."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.live import LiveOffice
from tests.journeys.test_languages import switch

OWN = "Bell-tower-1978"


@pytest.fixture
def live(settings, tmp_path_factory):
    """Return an office in which nobody works yet but its first administrator."""
    office = LiveOffice(settings, tmp_path_factory.mktemp("bare"), peopled=False)
    yield office
    office.close()


def enter(walker, username: str, password: str) -> None:
    walker.go("/login/")
    walker.page.fill("input[name=username]", username)
    walker.page.fill("input[name=password]", password)
    with walker.turned():
        walker.page.click("main form [type=submit]")


def choose_own_password(walker, given: str, own: str) -> None:
    walker.page.fill("#old", given)
    walker.page.fill("#new", own)
    walker.page.fill("#again", own)
    with walker.turned():
        walker.page.get_by_role("button", name="Change password").click()


def go_on(walker, *, sure: bool = False) -> None:
    walker.check_axe()
    walker.check_width()
    if sure:
        walker.page.get_by_label("Go on although something is missing").check()
    with walker.turned():
        walker.page.get_by_role("button", name="This step is done, go on").click()


def pick(walker, name: str, typed: str, entry: str) -> None:
    walker.page.fill(f"#{name}", typed)
    walker.page.locator(f"#{name}-list [role=option]").filter(has_text=entry).first.click()


def open_account(walker, username: str, full_name: str, unit: str, role: str) -> str:
    """Open an account by hand and return its one-time password."""
    walker.go("/accounts/add")
    walker.page.fill("#username", username)
    walker.page.fill("#full_name", full_name)
    pick(walker, "unit_id", unit, unit)
    walker.page.get_by_label(role, exact=True).check()
    with walker.turned():
        walker.page.locator("main form [type=submit]").first.click()
    return walker.page.locator("strong.code").inner_text()


def name_the_office(admin) -> None:
    expect(admin.page.locator("h1")).to_have_text("Office and region")
    admin.check_axe()
    admin.page.fill("#name", "长安区信访局")
    pick(admin, "region_code", "长安区", "")
    with admin.turned():
        admin.page.get_by_role("button", name="Save and go on").click()
    expect(admin.page.locator("h1")).to_have_text("Units")


def leave_and_take_up_again(admin) -> None:
    with admin.turned():
        admin.page.get_by_role("button", name="Do it later").click()
    with admin.turned():
        admin.page.get_by_role("link", name="Go on").click()
    expect(admin.page.locator("h1")).to_have_text("Units")


def walk_the_other_steps(admin) -> str:
    """Return the one-time password of the window clerk who is opened on the way."""
    go_on(admin, sure=True)
    expect(admin.page.locator("h1")).to_have_text("Roles")
    go_on(admin)
    expect(admin.page.locator("h1")).to_have_text("Accounts")
    password = open_account(admin, "liping", "李萍", "长安区信访局", "Window clerk")
    admin.go("/setup/accounts")
    go_on(admin, sure=True)
    expect(admin.page.locator("h1")).to_have_text("Holidays of the year")
    go_on(admin)
    expect(admin.page.locator("h1")).to_have_text("The office is set up")
    return password


def register_a_visit(clerk) -> None:
    clerk.go("/registration/visit")
    clerk.page.fill("#name", "张建国")
    clerk.page.select_option("#purpose", value="03")
    clerk.page.fill("#content", "石桥镇某村支渠停水，请求恢复供水。")
    pick(clerk, "issue", "slsd", "Water")
    with clerk.turned():
        clerk.page.keyboard.press("Control+Enter")
    expect(clerk.page.locator(".receipt__no")).to_have_text(re.compile(r"LF610116\d{12}"))


def test_from_an_empty_database_to_the_first_visit(come_in, live):
    admin = come_in()
    given = re.search(r"“admin”: (\S+)", live.said)[1]
    enter(admin, "admin", given)
    switch(admin, "English")
    choose_own_password(admin, given, OWN)
    name_the_office(admin)
    leave_and_take_up_again(admin)
    password = walk_the_other_steps(admin)
    clerk = come_in()
    enter(clerk, "liping", password)
    switch(clerk, "English")
    choose_own_password(clerk, password, OWN)
    register_a_visit(clerk)
