"""The same papers sent twice, put together and taken apart again."""

from playwright.sync_api import expect

from tests.factories import a_petition
from tests.journeys.desks import Case


def test_the_same_letter_twice_is_joined_and_parted_again(come_in, live):
    live.moment = "2026-03-04"
    with live.stage():
        first = a_petition(on="2026-03-02").number
        second = a_petition(on="2026-03-03", name="李秀英").number
    officer = come_in("Triage officer")
    case = Case(officer, second, listed="/triage/").open("并案")
    case.page.fill("#other_number", "LF610115202603029999")
    assert list(case.refused()) == ["other_number"]
    case.page.fill("#other_number", first.lower())
    case.send()
    case.was_done()
    assert case.reopen().state == "已并案"
    assert first in case.history[0]
    related(officer, Case(officer, first, listed="/triage/"), second)
    officer.go("/triage/")
    expect(officer.page.get_by_role("link", name=second)).to_have_count(0)
    case.reopen().do("撤销并案", reason="两件诉求不同。")
    assert case.state == "分流池"
    assert first in case.history[0]
    officer.go("/triage/")
    expect(officer.page.get_by_role("link", name=second)).to_have_count(1)


def related(officer, case: Case, number: str) -> None:
    with officer.turned():
        case.page.locator("#papers").get_by_role("link", name="关联件").click()
    expect(case.page.locator("#related")).to_contain_text(number)
