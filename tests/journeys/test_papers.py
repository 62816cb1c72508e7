"""Papers go in and come out: sent with progress, shown, printed, opened by an office suite."""

import os
import re
import shutil
import subprocess

import pytest

from app.extensions import db
from app.petitions.commands.acts import perform
from app.petitions.models import Petition
from tests.factories import a_petition, an_officer
from tests.petitions.attachments.uploads import PNG, sent

pytestmark = pytest.mark.journey

SOFFICE = shutil.which("soffice")
NO_SUITE = "no LibreOffice to open what was exported (apt-get install libreoffice-calc)"
PAGE = re.compile(rb"/Type\s*/Page[^s]")
A_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"trailer<</Root 1 0 R/Size 4>>\n%%EOF\n"
)


@pytest.fixture
def told(walker):
    """Log somebody in who decides in the office, with a petition that has been through it all."""
    with walker.office.app.app_context():
        petition = a_petition("archived", head_count=7)
        fresh = a_petition(content="反映灌溉问题。" * 300)
        db.session.commit()  # noqa: TID251 - the server reads it
        walker.archived, walker.fresh = petition.id, fresh.id
    walker.log_in("Triage officer")
    return walker


def sizes(walker):
    for size in ({"width": 1366, "height": 768}, {"width": 390, "height": 844}):
        walker.page.set_viewport_size(size)
        yield size


CHOSEN = [
    {"name": "照片.png", "mimeType": "image/png", "buffer": PNG},
    {"name": "假.pdf", "mimeType": "application/pdf", "buffer": PNG},
    {"name": "通知.pdf", "mimeType": "application/pdf", "buffer": A_PDF},
]


def test_files_are_sent_with_progress_and_shown_inside_the_page(told):
    page = told.page
    told.go(f"/petitions/{told.fresh}/attach")
    page.wait_for_selector("html[data-ready]")
    page.select_option("select[name=kind]", "18")
    page.set_input_files("input[type=file]", CHOSEN)
    page.locator("[name=uploaded]").nth(1).wait_for(state="attached")
    page.wait_for_selector(".upload__list .field__error")
    assert "假.pdf" in page.inner_text(".upload__list .field__error")
    for _size in sizes(told):
        told.check_axe()
        told.check_width()
    page.click("form.noprint [type=submit]")
    page.wait_for_url(f"**/petitions/{told.fresh}?tab=files#attachments")
    told.go(f"/petitions/{told.fresh}/attach")
    names = page.locator(".files__name").all_inner_texts()
    assert names == ["照片.png", "通知.pdf"]
    page.click("text=照片.png")
    picture = page.locator(".viewer img")
    picture.wait_for()
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") == 1
    for _size in sizes(told):
        told.check_axe()
        told.check_width()


def test_a_pdf_is_read_in_its_frame_and_can_do_nothing_else(told):
    with told.office.app.app_context():
        petition = db.session.get_one(Petition, told.fresh)
        perform(petition, "attach", by=an_officer(), uploads=[sent("通知.pdf", A_PDF)])
        db.session.commit()  # noqa: TID251 - the server reads it
    told.go(f"/petitions/{told.fresh}/attach")
    with told.page.expect_response("**/content") as answer:
        told.page.click("text=通知.pdf")
    assert answer.value.status == 200
    assert told.page.locator("iframe.viewer").count() == 1
    told.check_axe()


def pages_of(pdf: bytes) -> int:
    return len(PAGE.findall(pdf))


def test_the_printed_form_is_a_sheet_without_the_shell(told):
    told.go(f"/petitions/{told.archived}/print")
    for _size in sizes(told):
        told.check_axe()
        told.check_width()
    told.page.emulate_media(media="print")
    for part in (".topbar", ".menu", ".pagehead", ".crumbs"):
        assert not told.page.locator(part).first.is_visible(), part
    assert pages_of(told.page.pdf(prefer_css_page_size=True)) == 2


def test_the_page_that_asks_for_a_purpose(told):
    told.go(f"/petitions/{told.fresh}/export")
    for _size in sizes(told):
        told.check_axe()
        told.check_width()
    told.page.click("button[value=excel]")
    told.page.wait_for_selector(".errors")
    told.check_axe()
    told.page.fill("input[name=purpose]", "向责任单位移送")
    with told.page.expect_download() as download:
        told.page.click("button[value=excel]")
    assert download.value.suggested_filename.startswith("信访处理单-LF")


@pytest.fixture
def suite(tmp_path):
    """Return a function that lets the office suite turn a workbook into a PDF file."""
    if SOFFICE is None:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs it: {NO_SUITE}")
        pytest.skip(NO_SUITE)

    def convert(name: str, data: bytes) -> bytes:
        source = tmp_path / f"{name}.xlsx"
        source.write_bytes(data)
        command = [
            SOFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
            "--convert-to", "pdf", "--outdir", str(tmp_path), str(source),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        assert "Error" not in done.stderr, done.stderr
        return (tmp_path / f"{name}.pdf").read_bytes()

    return convert


@pytest.mark.parametrize(("state", "pages"), [("registered", 1), ("archived", 2)])
def test_an_office_suite_prints_one_petition(as_, db, suite, state, pages):
    one = a_petition(state)
    answer = as_(an_officer()).get(f"/petitions/{one.id}/export.xlsx", buffered=True)
    assert pages_of(suite(state, answer.data)) == pages


def test_an_office_suite_prints_a_list_with_its_head_on_every_page(as_, db, suite):
    for n in range(3):
        a_petition(summary=f"第{n}件反映灌溉渠道停水，多次向村委会反映未果", name="李秀英")
    answer = as_(an_officer()).get("/petitions/export.xlsx?desk=pool", buffered=True)
    assert pages_of(suite("pool", answer.data)) == 1


def test_an_office_suite_opens_a_petition_of_ten_thousand_characters(as_, db, suite):
    one = a_petition(content="反映灌溉问题，请求恢复供水。" * 750)
    answer = as_(an_officer()).get(f"/petitions/{one.id}/export.xlsx", buffered=True)
    assert pages_of(suite("long", answer.data)) >= 5
