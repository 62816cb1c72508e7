"""Scans and photos that come with a visit."""

import pytest
from playwright.sync_api import expect

from tests.journeys.desks import Case, Registration
from tests.petitions.attachments.uploads import JPG, PDF, PNG

FAKE = {"name": "冒充.pdf", "mimeType": "application/pdf", "buffer": PNG}
GOOD = [
    {"name": "身份证正面.png", "mimeType": "image/png", "buffer": PNG},
    {"name": "合同.pdf", "mimeType": "application/pdf", "buffer": PDF},
    {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": JPG},
]
NAMES = [one["name"] for one in GOOD]
MATTER = {"name": "张建国", "purpose": "求决", "issue": "水利水电", "content": "请求恢复供水。"}


@pytest.fixture
def form(come_in):
    clerk = come_in("Window clerk")
    clerk.on("2026-03-02")
    return Registration(clerk).fill(**MATTER)


def send(form, *files):
    """Choose files in the form, and wait until each is told of."""
    form.page.set_input_files("#files", list(files))
    lines = form.page.locator(".upload__list li")
    expect(lines.filter(has=form.page.locator("[name=uploaded]"))).to_have_count(
        len([one for one in files if one is not FAKE])
    )
    return lines


def test_several_files_come_with_a_visit_and_are_shown_in_the_page(form, come_in):
    lines = send(form, *GOOD, FAKE)
    wrong = lines.and_(form.page.locator(".field__error"))
    expect(wrong).to_have_count(1)
    expect(wrong).to_contain_text("冒充.pdf")
    case = Case(form.walker, form.save(), listed="/work/?tab=today")
    with form.walker.turned():
        case.page.locator("#papers").get_by_role("link", name="附件").click()
    expect(case.page.locator(".files__name")).to_have_text(NAMES)
    case.walker.check_axe()
    with form.walker.turned():
        case.page.get_by_role("link", name="身份证正面.png").click()
    shown = case.page.locator(".viewer img")
    assert shown.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    address = case.page.url.removeprefix(form.walker.office.url)
    assert come_in("Handler").status(address + "/content") == 404
    assert come_in("Triage officer").status(address + "/content") == 200


def test_files_that_were_sent_survive_a_mistake_in_the_form(form):
    send(form, *GOOD)
    form.page.fill("#name", "")
    assert list(form.refused()) == ["name"]
    for name in NAMES:
        expect(form.page.locator("form#registration")).to_contain_text(name)
    form.page.fill("#name", "张建国")
    case = Case(form.walker, form.save(), listed="/work/?tab=today")
    form.walker.go(f"{case.path}/attach")
    expect(case.page.locator(".files__name")).to_have_text(NAMES)


def test_a_fake_is_refused_beside_the_field_without_script_too(form, come_in):
    case = Case(form.walker, form.save(), listed="/work/?tab=today")
    page = case.page
    form.walker.go(f"{case.path}/attach")
    # Without the script that sends ahead the form itself carries the file.
    page.locator("[data-module=upload]").evaluate("e => e.replaceWith(e.cloneNode(true))")
    page.set_input_files("#files", [FAKE])
    with form.walker.turned():
        page.get_by_role("button", name="添加附件").click()
    expect(
        page.locator(".field", has=page.locator("#files")).locator(".field__error")
    ).to_contain_text("冒充.pdf")
    form.walker.check_axe()
