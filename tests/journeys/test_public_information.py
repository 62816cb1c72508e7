"""An announcement that must be confirmed; a file that goes to two and comes back from one."""

from playwright.sync_api import expect

from tests.journeys.desks import fill, pick
from tests.petitions.attachments.uploads import PDF

FILE = {"name": "值班表.pdf", "mimeType": "application/pdf", "buffer": PDF}


def written(writer, title: str) -> None:
    """Write a page in the editor, a part of it in bold."""
    page = writer.page
    fill(page, title=title, kind="公告")
    text = page.locator("trix-editor")
    text.click()
    page.get_by_role("button", name="加粗").click()
    page.keyboard.type("各单位请落实值守。")
    page.get_by_role("button", name="加粗").click()
    page.keyboard.press("Enter")
    page.keyboard.type("值班表见附件，2026/03/12起。")
    expect(text).to_contain_text("2026/03/12起")
    expect(text.locator("strong")).to_have_text("各单位请落实值守。")


def attached(page) -> None:
    page.set_input_files("#files", [FILE])
    expect(page.locator("[name=uploaded]")).to_have_count(1)


def test_an_announcement_is_published_to_one_unit_and_confirmed(come_in):
    writer, reader, stranger = (
        come_in("Triage officer"), come_in("Handler"), come_in("Archivist"),
    )  # fmt: skip
    writer.go("/information/add")
    writer.check_axe()
    writer.check_width()
    written(writer, "防汛值班安排")
    attached(writer.page)
    writer.page.check("[name=everyone][value=chosen]")
    fill(writer.page, must_confirm=True)
    pick(writer.page.locator("#unit_ids"), "临潼区水务局")
    with writer.turned():
        writer.page.get_by_role("button", name="发布 Ctrl+Enter").click()
    expect(writer.page.locator(".facts")).to_contain_text("临潼区水务局")
    writer.check_axe()
    number = writer.page.url.rpartition("/")[2]

    assert stranger.status(f"/information/{number}") == 404
    read_and_confirmed(reader)
    with writer.turned():
        writer.page.get_by_role("link", name="阅读情况").click()
    expect(writer.page.locator("h2")).to_contain_text(["已确认 1 人"])
    writer.check_axe()


def read_and_confirmed(reader):
    reader.go("/")
    expect(reader.page.locator("main")).to_contain_text("待确认")
    with reader.turned():
        reader.page.get_by_role("link", name="防汛值班安排").click()
    expect(reader.page.locator(".prose-rich strong")).to_have_text("各单位请落实值守。")
    expect(reader.page.locator(".files__name")).to_have_text("值班表.pdf")
    expect(reader.page.get_by_role("button", name="标为已读")).to_be_hidden()
    reader.check_axe()
    with reader.turned():
        reader.page.get_by_role("button", name="我已阅读").click()
    expect(reader.page.locator("main")).to_contain_text("确认阅读")
    reader.go("/announcements/")
    reader.check_axe()
    reader.check_width()


def test_an_announcement_is_changed_and_taken_down(come_in):
    writer, reader = come_in("Bureau leader"), come_in("Handler")
    writer.go("/information/add")
    written(writer, "假期安排")
    with writer.turned():
        writer.page.get_by_role("button", name="发布 Ctrl+Enter").click()
    with writer.turned():
        writer.page.get_by_role("link", name="修改", exact=True).click()
    expect(writer.page.locator("trix-editor strong")).to_have_text("各单位请落实值守。")
    writer.page.fill("#title", "假期值班安排")
    with writer.turned():
        writer.page.get_by_role("button", name="保存").click()
    expect(writer.page.locator("main details")).to_have_count(1)
    reader.go("/announcements/?q=值守")
    expect(reader.page.locator("mark").first).to_have_text("值守")
    writer.page.fill("#reason", "日期有误")
    with writer.turned():
        writer.page.get_by_role("button", name="撤下").click()
    reader.go("/announcements/")
    expect(reader.page.locator("main")).not_to_contain_text("假期值班安排")


def test_a_file_goes_to_two_and_is_taken_back_from_one(come_in):
    sender, reader, other = come_in("Triage officer"), come_in("Handler"), come_in("Archivist")
    sender.go("/messages/add")
    sender.check_axe()
    for name in ("临潼Handler", "临潼Archivist"):
        sender.page.fill("#receivers", name)
        option = sender.page.locator("#receivers-list [role=option]").first
        expect(option).to_contain_text(name)
        option.click()
    fill(sender.page, subject="值班表", text="请核对值班表。")
    attached(sender.page)
    with sender.turned():
        sender.page.get_by_role("button", name="发送").click()
    sender.check_axe()
    opened(reader)
    taken_back(sender, other)
    answered(reader, sender)


def opened(reader):
    reader.go("/messages/")
    reader.check_axe()
    with reader.turned():
        reader.page.get_by_role("button", name="值班表").click()
    expect(reader.page.locator("main .prose")).to_have_text("请核对值班表。")
    with reader.turned():
        reader.page.get_by_role("link", name="值班表.pdf").click()
    expect(reader.page.locator("iframe.viewer")).to_be_visible()
    with reader.page.expect_download() as download:
        reader.page.get_by_role("link", name="下载").click()
    assert download.value.suggested_filename == "值班表.pdf"
    with reader.turned():
        reader.page.get_by_role("link", name="返回", exact=True).click()
    reader.check_axe()


def taken_back(sender, other):
    other.go("/messages/")
    expect(other.page.get_by_role("button", name="值班表")).to_be_visible()
    sender.page.reload()
    sender.ready()
    sender.page.get_by_role("button", name="撤回", exact=True).click()
    with sender.turned():
        sender.page.locator("#confirm-dialog [data-part=yes]").click()
    expect(sender.page.locator("main")).to_contain_text("已撤回发给 1 人")
    other.go("/messages/")
    expect(other.page.locator("main")).not_to_contain_text("值班表")


def answered(reader, sender):
    with reader.turned():
        reader.page.get_by_role("link", name="回复", exact=True).click()
    reader.page.fill("#text", "已核对，无误。")
    with reader.turned():
        reader.page.get_by_role("button", name="发送").click()
    sender.go("/messages/")
    with sender.turned():
        sender.page.get_by_role("button", name="回复：值班表").click()
    expect(sender.page.locator("main")).to_contain_text("已核对，无误。")
