"""Twelve people at the window, five of whom speak; answered at once."""

import pytest
from playwright.sync_api import expect

from tests.journeys.desks import Case, Registration

FOUR = ("王秀英", "赵明", "孙丽华", "周大山")
MATTER = {
    "id_number": "610115197803150017",
    "name": "张建国",
    "purpose": "求决",
    "issue": "水利水电",
    "content": "石桥镇三组机井停水，十二户来访。请求恢复供水。",
    "head_count": "12",
}
REPLY = "已与区水务局电话核实，今日下午恢复供水。"


@pytest.fixture
def form(come_in):
    clerk = come_in("Window clerk")
    clerk.on("2026-03-02")
    form = Registration(clerk).fill(**MATTER)
    rows = form.page.locator("#representatives")
    expect(form.page.locator("[data-part=nature]")).to_contain_text("集体访")
    for row, name in enumerate(FOUR):
        rows.locator("[data-part=add]").click()
        form.page.fill(f"#representatives-{row}-name", name)
    return form


def test_a_sixth_representative_is_refused_and_nothing_is_lost(form):
    page = form.page
    expect(page.locator("#representatives [data-part=add]")).to_be_hidden()
    # A page kept open since before the limit, or a hand-made one, sends a sixth all the same.
    page.locator("#representatives").evaluate("e => (e.dataset.most = 9)")
    page.evaluate(
        """() => { const rows = document.querySelector('#representatives [data-part=rows]');
        const copy = rows.lastElementChild.cloneNode(true);
        for (const field of copy.querySelectorAll('input')) {
          for (const key of ['name', 'id']) field[key] = field[key].replace('-3-', '-4-'); }
        rows.append(copy); }"""
    )
    page.fill("#representatives-4-name", "多余的人")
    form.refused()
    expect(page.locator("#representatives .field__error")).to_contain_text("5")
    names = [page.input_value(f"#representatives-{row}-name") for row in range(5)]
    assert names == [*FOUR, "多余的人"]
    kept = {name: page.input_value(f"#{name}") for name in ("name", "head_count", "content")}
    assert kept == {name: MATTER[name] for name in kept}
    form.walker.check_axe()


def test_a_group_is_answered_at_the_window(form, come_in):
    page = form.page
    page.fill("#reply", REPLY)
    with form.walker.turned():
        page.keyboard.press("Alt+r")
    expect(page.locator("#consent-error")).to_be_visible()
    assert page.input_value("#reply") == REPLY
    page.check("#consent")
    number = form.reply()
    case = Case(form.walker, number, listed="/work/?tab=today")
    assert case.state == "已办结"
    expect(page.locator(".casehead")).to_contain_text("12 人")
    expect(page.locator("main")).to_contain_text(REPLY)
    archivist = Case(come_in("Archivist"), number, listed="/archive/?tab=to_archive")
    assert archivist.do("归档").state == "已归档"
