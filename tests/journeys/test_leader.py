"""领导驾驶舱: a leader opens a number and finds as many files; the wall renews itself."""

import pytest
from playwright.sync_api import expect

from tests.factories import a_petition
from tests.journeys.live import COOKIE
from tests.journeys.test_languages import switch


@pytest.fixture
def petitions(live):
    live.moment = "2026-03-16T09:00"
    with live.stage():
        for day in ("2026-03-02", "2026-03-03", "2026-02-04"):
            a_petition("transferred", on=day)


def test_a_number_opens_as_many_files_as_it_says(come_in, petitions):
    walker = come_in("Bureau leader")
    page = walker.page
    walker.go("/")
    with walker.turned():
        page.get_by_role("link", name="领导驾驶舱").click()
    walker.check_axe()
    walker.check_width()
    total = page.locator(".stats__cell", has_text="总量").locator("a.lead__n")
    expect(total).to_have_text("2")
    with walker.turned():
        total.click()
    expect(page.locator("table tbody tr")).to_have_count(2)
    walker.go("/leader/")
    month = page.locator("svg a.lead__n", has_text="1")
    with walker.turned():
        month.first.click()
    expect(page.locator(".pagehead__note")).to_have_text("1 件")


def test_the_wall_renews_itself_and_says_when_its_login_is_over(come_in, petitions, live):
    walker = come_in("Statistician")
    page = walker.page
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.clock.install()
    walker.go("/leader/screen")
    walker.check_axe()
    total = page.locator(".stats__cell", has_text="总量").locator(".lead__n")
    expect(total).to_have_text("2")
    with live.stage():
        a_petition(on="2026-03-10")
    page.clock.fast_forward(61_000)
    expect(page.locator("main[data-turned='1']")).to_be_visible()
    expect(total).to_have_text("3")
    scrolls = "document.documentElement.scrollHeight > window.innerHeight"
    assert not page.evaluate(scrolls)
    page.context.clear_cookies(name=COOKIE)
    page.clock.fast_forward(61_000)
    expect(page.get_by_role("alert")).to_contain_text("登录已结束，数据不再更新")
    expect(total).to_have_text("3")


PORTAL = "<html><body><h1>请先登录网络</h1></body></html>"


def test_the_wall_goes_on_trying_whatever_answers(come_in, petitions):
    walker = come_in("Statistician")
    page = walker.page
    page.clock.install()
    walker.go("/leader/screen")
    cut = page.get_by_text("连接中断")
    page.route(
        "**/leader/screen", lambda route: route.fulfill(body=PORTAL, content_type="text/html")
    )
    page.clock.fast_forward(61_000)
    expect(cut).to_be_visible()
    page.unroute("**/leader/screen")
    page.clock.fast_forward(61_000)
    expect(page.locator("main[data-turned='1']")).to_be_visible()
    expect(cut).to_be_hidden()
    page.route("**/leader/screen", lambda _route: None)  # a server that never answers
    with page.expect_request("**/leader/screen"):
        page.clock.fast_forward(61_000)
    page.clock.fast_forward(21_000)
    expect(cut).to_be_visible()
    page.unroute("**/leader/screen")
    page.clock.fast_forward(61_000)
    expect(page.locator("main[data-turned='2']")).to_be_visible()


#: Units and places as long as the wall ever shows them; how far each ends above its frame.
CUT = """() => ['units', 'places'].map((name) => {
  const box = document.querySelector(`.wall__${name}`);
  const body = box.querySelector('tbody');
  while (body.rows.length < 8) body.prepend(body.rows[0].cloneNode(true));
  return box.getBoundingClientRect().bottom - body.getBoundingClientRect().bottom;
})"""


@pytest.mark.parametrize("language", ["", "English"])
def test_no_line_of_the_wall_is_cut_off(come_in, petitions, live, language):
    live.moment = "2026-03-30T09:00"
    with live.stage():
        a_petition("accepted", on="2026-01-12")
    walker = come_in("Statistician")
    walker.go("/")
    if language:
        switch(walker, language)
    for height in (1080, 937, 768):
        walker.page.set_viewport_size({"width": 1920, "height": height})
        walker.go("/leader/screen?period=year")
        assert min(walker.page.evaluate(CUT)) > 0, height


def test_the_total_ends_where_its_frame_does(come_in, petitions):
    walker = come_in("Bureau leader")
    walker.go("/leader/")
    frame = walker.page.locator(".lead__scroll").last
    total = frame.locator(".lead__sum th")
    assert frame.evaluate("(it) => it.scrollHeight > it.clientHeight")
    ends = [one.evaluate("(it) => it.getBoundingClientRect().bottom") for one in (frame, total)]
    assert ends[0] == pytest.approx(ends[1], abs=0.5)
    collapse = "(it) => getComputedStyle(it).borderCollapse"
    assert frame.locator("table").evaluate(collapse) == "separate", "else a slice shows below it"


#: The tables as long as they are ever printed: 6 units and 16 places, each with rest and total.
FULL = """() => {
  const [units, places] = document.querySelectorAll('.leaf .leaf__row ~ .leaf__row table');
  const long = (table, lines) => {
    const body = table.tBodies[0];
    while (body.rows.length < lines) body.append(body.rows[0].cloneNode(true));
  };
  long(units, 8);
  long(places, 18);
  const rising = places.cloneNode(true);
  while (rising.tBodies[0].rows.length > 6) rising.tBodies[0].deleteRow(0);
  document.querySelector('.leaf .leaf__row section').append(rising);
}"""


@pytest.mark.parametrize("language", ["", "繁體中文", "English"])
def test_one_sheet_of_paper_is_one_sheet(come_in, petitions, live, language):
    live.moment = "2026-03-30T09:00"
    with live.stage():
        for _each in range(3):
            a_petition("accepted", on="2026-01-12")
    walker = come_in("Bureau leader")
    walker.go("/leader/paper?period=year")
    walker.check_axe()
    if language:
        switch(walker, language)
    walker.page.evaluate(FULL)
    sheet = walker.page.pdf(prefer_css_page_size=True)
    assert sheet.count(b"/Type /Page\n") == 1
