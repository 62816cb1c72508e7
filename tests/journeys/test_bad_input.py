"""What people type by mistake is named; what they type in good faith is kept as it is."""

import pytest
from playwright.sync_api import expect

from tests.journeys.desks import Case, Registration, errors_beside

SCRIPT = "<script>document.title = 'broken'</script>"
LONG = ("反映灌溉问题，请求恢复供水😀。" * 700)[:10_000]
GOOD = {"name": "张建国", "purpose": "求决", "issue": "水利水电", "content": "请求恢复供水。"}
WRONG = {
    "id_number": "610115197803150018",
    "phone": "138123420",
    "age": "四十",
    "head_count": "0",
    "received_on": "2027-01-01",
    "issue": "没有这样的问题",
}


@pytest.fixture
def form(come_in):
    clerk = come_in("Window clerk")
    clerk.on("2026-03-02")
    return Registration(clerk)


def test_every_wrong_field_is_named_beside_it_and_above(form):
    page = form.page
    page.select_option("#purpose", label="求决")
    for name, value in WRONG.items():
        page.fill(f"#{name}", value)
    wrong = form.refused()
    assert set(wrong) == {*WRONG, "name", "content"}
    assert all(wrong.values()), wrong
    above = page.locator(".errors a").evaluate_all("all => all.map((one) => one.hash.slice(1))")
    assert set(above) == set(wrong)
    for name, value in WRONG.items():
        assert page.input_value(f"#{name}") == value
    form.walker.check_axe()
    form.walker.check_width()
    page.locator(".errors a[href='#phone']").click()
    expect(page.locator("#phone")).to_be_focused()


def test_a_field_that_is_corrected_is_red_no_longer(form):
    page = form.page
    page.select_option("#purpose", label="求决")
    wrong = form.refused()
    assert {"name", "content"} <= set(wrong)
    page.fill("#name", "张建国")
    assert page.locator("#name").get_attribute("aria-invalid") is None
    expect(page.locator("#name-error")).to_have_count(0)
    expect(page.locator(".errors a[href='#name']")).to_have_count(0)
    expect(page.locator("#content-error")).to_have_count(1)


def test_full_width_digits_are_read(form):
    form.fill(**GOOD, phone="１３８１２３４２０５１", age="４７", head_count="３")
    case = Case(form.walker, form.save(), listed="/work/?tab=today")
    expect(case.page.locator(".casehead")).to_contain_text("3 人")
    expect(case.page.locator("main")).to_contain_text("47 岁")
    expect(case.page.locator("main")).to_contain_text("2051")


def test_an_old_day_is_told_by_the_offices_clock(form):
    # The browser's own clock shows another year than the office's.
    note = form.page.locator("[data-part=late]")
    expect(note).to_be_hidden()
    form.page.fill("#received_on", "2026-02-26")
    expect(note).to_be_visible()
    form.page.fill("#received_on", "2026-02-27")
    expect(note).to_be_hidden()


def test_ten_thousand_characters_are_kept_to_the_last(form):
    form.fill(**GOOD | {"content": LONG})
    case = Case(form.walker, form.save(), listed="/work/?tab=today")
    assert case.page.locator(".matter").inner_text() == LONG
    form.walker.check_width()
    form.walker.check_axe()


def test_marks_and_pictures_are_shown_as_they_were_typed(form, come_in):
    odd = f"{SCRIPT}😀\u2028𠮷 \"引号\" & 'amp' {{{{ 7 * 7 }}}}"
    form.fill(**GOOD | {"content": odd, "name": "<b>𠮷野</b>"})
    number = form.save()
    case = Case(form.walker, number, listed="/work/?tab=today")
    expect(case.page.locator(".matter")).to_contain_text(SCRIPT)
    expect(case.page.locator(".matter")).to_contain_text("{{ 7 * 7 }}")
    assert "broken" not in case.page.title()
    officer = come_in("Triage officer")
    case = Case(officer, number, listed="/triage/")
    case.do("转送", unit_id="临潼区水务局", opinion=SCRIPT + "😀")
    expect(case.page.locator("#past")).to_contain_text(SCRIPT + "😀")
    with officer.turned():
        case.page.get_by_role("link", name="查看完整信息").click()
    case.page.fill("#purpose", SCRIPT)
    case.send()
    expect(case.page.locator("main")).to_contain_text("<b>𠮷野</b>")


def test_a_text_beyond_every_measure_is_refused_and_kept(form, come_in):
    number = form.fill(**GOOD).save()
    case = Case(come_in("Triage officer"), number, listed="/triage/").open("转送")
    endless = "办" * 20_001
    case.page.fill("#opinion", endless)
    assert set(case.refused()) == {"unit_id", "opinion"}
    assert case.page.input_value("#opinion") == endless
    assert errors_beside(case.page)["opinion"]


@pytest.mark.parametrize("path", ["/petitions/999999", "/attachments/1", "/no/such/page"])
def test_what_is_not_there_says_so_in_the_shell(come_in, path):
    officer = come_in("Triage officer")
    answer = officer.page.goto(officer.office.url + path)
    assert answer.status == 404
    officer.ready()
    expect(officer.page.locator("h1")).to_have_count(1)
    expect(officer.page.locator("#menu")).to_be_visible()
    officer.check_axe()
