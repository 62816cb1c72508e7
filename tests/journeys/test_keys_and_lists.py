"""What a clerk does without a mouse, on the page that shows every part."""

import pytest
from playwright.sync_api import expect


@pytest.fixture
def gallery(walker):
    walker.log_in("Triage officer")
    walker.go("/ui/")
    walker.page.wait_for_selector("html[data-ready]")
    return walker


def test_every_part_is_clean_on_a_desk_and_on_a_phone(gallery):
    for size in ({"width": 1366, "height": 768}, {"width": 390, "height": 844}):
        for path in ("/ui/", "/ui/case"):
            gallery.page.set_viewport_size(size)
            gallery.go(path)
            gallery.check_axe()
            gallery.check_width()


def searched(page, words):
    """Type into the picker and wait for what is offered; return the marked row."""
    page.fill("#a-issue", words)
    page.wait_for_selector(f"#a-issue-list [role=option] >> text={words}")
    return page.locator("#a-issue-list [aria-selected=true]")


def picked(page):
    return page.input_value("input[type=hidden][name=a-issue]")


def test_an_entry_of_a_long_list_is_found_by_typing(gallery):
    page = gallery.page
    searched(page, "Water")
    gallery.check_axe()
    page.press("#a-issue", "ArrowDown")
    page.press("#a-issue", "ArrowDown")
    page.press("#a-issue", "Enter")
    assert picked(page) == "011106"
    assert page.input_value("#a-issue") == "Farming / Water works / Rivers and lakes"
    page.fill("#a-issue", "no such thing")
    assert picked(page) == ""


def test_enter_takes_nothing_that_nobody_chose(gallery):
    page = gallery.page
    marked = searched(page, "Water")
    expect(marked).to_have_count(0)
    page.press("#a-issue", "Enter")
    assert page.evaluate("document.activeElement.id") == "a-issue"
    assert page.locator("#a-issue-list").is_visible()
    assert picked(page) == ""
    page.press("#a-issue", "ArrowDown")
    expect(marked).to_have_text("Farming / Water works / Water disputes011104")
    assert page.get_attribute("#a-issue", "aria-activedescendant") == marked.get_attribute("id")
    gallery.check_axe()


def test_enter_takes_the_only_row_and_the_one_that_is_named(gallery):
    page = gallery.page
    searched(page, "Lift")
    page.press("#a-issue", "Enter")
    assert picked(page) == "030201"
    marked = searched(page, "Farming / Water works / Rivers and lakes")
    expect(marked).to_have_count(1)
    page.press("#a-issue", "Enter")
    assert picked(page) == "011106"
    page.press("#a-issue", "ArrowUp")
    expect(marked).to_have_text("Housing / Property management / Lifts030201")


def test_rows_are_walked_picked_and_asked_about(gallery):
    page = gallery.page
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert page.locator("#pool-bulk").is_visible()
    page.click("#pool-bulk button[value=transfer]")
    page.wait_for_selector("#confirm-dialog[open]")
    gallery.check_axe()
    page.keyboard.press("Escape")
    page.wait_for_selector("#confirm-dialog:not([open])", state="attached")
    assert page.url.endswith("/ui/")


def test_enter_walks_and_slash_searches_nothing_inside_a_field(gallery):
    page = gallery.page
    page.focus("#a-name")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "a-people"
    page.keyboard.type("/")
    assert page.input_value("#a-people").endswith("/")


def test_the_menu_folds_and_stays_folded(gallery):
    page = gallery.page
    page.click("[data-menu=fold]")
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert page.locator("#menu").is_hidden()
    page.click(".topbar__menu")
    assert page.locator("#menu").is_visible()
    page.reload()
    assert page.locator("#menu").is_visible()


def test_on_a_phone_the_menu_lies_over_the_page(gallery):
    page = gallery.page
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.locator("#menu").is_hidden()
    page.click(".topbar__menu")
    assert page.locator("#menu").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#menu").is_hidden()


def test_an_act_that_asks_is_sent_once_after_the_answer(gallery):
    page = gallery.page
    gallery.go("/ui/case")
    page.wait_for_selector("html[data-ready]")
    page.evaluate("document.querySelector('#move [type=submit]').dataset.confirm = 'Sure?'")
    page.focus("#move textarea")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#confirm-dialog[open]")
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.keyboard.press("Enter")
