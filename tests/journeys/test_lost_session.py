"""The login expires while a clerk types: what was typed stays, and is saved in the end."""

import pytest
from playwright.sync_api import expect

from tests.factories import people
from tests.journeys.desks import Registration
from tests.journeys.live import COOKIE

CONTENT = "来访人反映石桥镇机井停水，口述约二十分钟，内容较长。请求恢复供水。"
EVERYTHING_KEPT = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map((one) => one.name),
  ...(await caches.keys())]"""


@pytest.fixture
def form(come_in):
    """Return a form that is being filled in."""
    clerk = come_in("Window clerk")
    clerk.on("2026-03-02")
    return Registration(clerk).fill(
        name="张建国", purpose="求决", issue="水利水电", content=CONTENT
    )


def expire(form) -> None:
    """Let the server forget who sits at this browser."""
    form.page.context.clear_cookies(name=COOKIE)


def look_away(form) -> None:
    """Turn to another window, upon which the draft is sent without waiting for its ten seconds."""
    with form.page.expect_response(lambda one: one.url.endswith("/draft") and one.ok):
        form.page.evaluate(
            """() => { Object.defineProperty(document, 'hidden', { value: true });
            document.dispatchEvent(new Event('visibilitychange')); }"""
        )


def sign_in_again(page) -> None:
    page.wait_for_selector("#login-dialog[open]")
    page.fill("#again-username", "window-clerk")
    page.fill("#again-password", people.PASSWORD)
    page.get_by_role("dialog").get_by_role("button", name="登录").click()


def test_a_form_is_saved_after_signing_in_over_it(form):
    expire(form)
    form.page.keyboard.press("Control+Enter")
    form.page.wait_for_selector("#login-dialog[open]")
    form.walker.check_axe()
    form.page.fill("#again-username", "window-clerk")
    form.page.fill("#again-password", "wrong")
    form.page.keyboard.press("Enter")
    expect(form.page.locator("#login-dialog [data-part=error]")).not_to_be_empty()
    with form.walker.turned():
        sign_in_again(form.page)
    expect(form.page.locator(".receipt__no")).to_have_text("LF610115202603020001")


def test_the_draft_waits_on_the_server_and_nothing_in_the_browser(form, come_in):
    look_away(form)
    expect(form.page.locator("[data-part=draft]")).to_contain_text("草稿")
    assert form.page.evaluate(EVERYTHING_KEPT) == []
    again = come_in("Window clerk")
    again.go("/registration/visit")
    expect(again.page.locator(".kept")).to_contain_text("张某某")
    again.check_axe()
    with again.turned():
        again.page.locator(".notice", has=again.page.locator(".kept")).get_by_role("link").click()
    assert again.page.input_value("#content") == CONTENT
    assert again.page.input_value("#issue") == "农村农业 / 水利水电"
    with again.turned():
        again.page.keyboard.press("Control+Enter")
    again.go("/registration/visit")
    expect(again.page.locator(".kept")).to_have_count(0)


def test_a_draft_belongs_to_who_typed_it(form, come_in):
    look_away(form)
    other = come_in("Window clerk", full_name="另一登记员")
    other.go("/registration/visit")
    expect(other.page.locator(".kept")).to_have_count(0)


def test_an_impatient_clerk_leaves_one_petition_and_no_draft(form):
    page, drafts = form.page, []
    page.on("request", lambda one: drafts.append(one.url) if one.url.endswith("/draft") else None)
    # The answer takes a while, so that the keys fall into the time in which the form is on its way.
    page.route("**/registration/visit", lambda one: (page.wait_for_timeout(500), one.continue_()))
    with form.walker.turned():
        page.evaluate(
            """async () => {
            const how = { key: "Enter", ctrlKey: true, bubbles: true };
            const key = new KeyboardEvent("keydown", how);
            const press = () => document.querySelector("#content").dispatchEvent(key);
            const sent = new Promise((done) => document.addEventListener("submit", done));
            press();
            await sent;
            press();
            document.dispatchEvent(new Event("visibilitychange"));
            press(); }"""
        )
    expect(page.locator(".receipt__no")).to_have_text("LF610115202603020001")
    assert len(drafts) == 1
    form.walker.go("/registration/visit")
    expect(page.locator(".kept")).to_have_count(0)
