"""The house in English and in Traditional Chinese."""

import pytest
from flask_babel import force_locale, get_domain, gettext
from playwright.sync_api import expect

from tests.pages import Unknown

LANGUAGES = {"en": ("English", "en", "Triage"), "zh_TW": ("繁體中文", "zh-TW", "分流管理")}
PEOPLE = ("Triage officer", "Handler", "Archivist", "System administrator")
FORMS = ("/registration/visit", "/registration/assigned")


@pytest.fixture
def live(looked_at):
    return looked_at


@pytest.fixture(scope="module", params=LANGUAGES)
def language(request, looked_at):
    """Return a language, and what was asked of its catalogue in vain."""
    unknown = Unknown()
    with looked_at.app.test_request_context(), force_locale(request.param):
        get_domain().get_translations().add_fallback(unknown)
        gettext("no catalogue has this")
    assert unknown.messages, "the listener hears nothing"
    return LANGUAGES[request.param], unknown


def switch(walker, name: str) -> None:
    at_the_gate = walker.page.locator(".gate__langs")
    if at_the_gate.count():
        with walker.turned():
            at_the_gate.get_by_role("link", name=name, exact=True).click()
        return
    walker.page.locator(".topbar__drop summary").click()
    with walker.turned():
        walker.page.locator(".topbar__drop").get_by_role("button", name=name, exact=True).click()


def test_the_switch_keeps_the_page(come_in, language):
    (name, lang, title), _unknown = language
    walker = come_in("Triage officer")
    walker.go("/triage/?lamp=red&words=%E6%B0%B4")
    address = walker.page.url
    switch(walker, name)
    assert walker.page.url == address
    expect(walker.page.locator("html")).to_have_attribute("lang", lang)
    expect(walker.page.locator("h1")).to_have_text(title)
    walker.go("/work/")
    expect(walker.page.locator("html")).to_have_attribute("lang", lang)


@pytest.mark.parametrize("role", PEOPLE)
def test_no_page_lacks_a_word(come_in, language, role):
    (name, lang, _title), unknown = language
    walker = come_in(role)
    walker.go("/")
    switch(walker, name)
    unknown.messages.clear()
    found = addresses(walker, "#menu")
    for path in found:
        walker.go(path)
        assert walker.page.get_attribute("html", "lang") == lang, path
        walker.check_width()
        files = addresses(walker, "table.work tbody th")
    if files:
        walker.go(files[0])
        found += [files[0], *addresses(walker, ".acts")]
    for path in found:
        if not path.endswith(".xlsx"):
            assert f'lang="{lang}"' in walker.page.request.get(walker.office.url + path).text()
    assert not unknown.messages, sorted(unknown.messages)


def addresses(walker, where: str) -> list[str]:
    found = walker.page.locator(f"{where} a[href^='/']:not([href^='/lang/'])").evaluate_all(
        "all => all.map((one) => one.getAttribute('href').split('#')[0])"
    )
    return list(dict.fromkeys(found))


@pytest.mark.parametrize("path", FORMS)
def test_errors_are_in_the_language_too(come_in, language, path):
    (name, _lang, _title), unknown = language
    walker = come_in("Window clerk")
    walker.go(path)
    switch(walker, name)
    unknown.messages.clear()
    with walker.turned():
        walker.page.keyboard.press("Control+Enter")
    assert walker.page.locator(".field__error").count() >= 3
    walker.check_axe()
    walker.check_width()
    assert not unknown.messages, sorted(unknown.messages)
