"""A letter on its way: drafted from the file, completed, signed by the head, in the register."""

import pytest
from playwright.sync_api import expect

from app.petitions.commands.acts import perform
from app.petitions.letters.possible import letters_of
from tests.factories import a_petition, officer_at, the_unit
from tests.journeys.desks import Case, fill
from tests.petitions.letters.office import completed, drafted, marked, signed


@pytest.fixture
def number(live):
    live.moment = "2026-03-10"
    with live.stage():
        the_unit("LT-WATER").letter_mark = "临水"
        return a_petition("accepted", on="2026-03-02").number


def test_a_notice_is_drafted_completed_and_signed(come_in, number):
    handler = Case(come_in("Handler"), number, listed="/work/?tab=unit").open("拟制文书")
    handler.walker.check_axe()
    handler.page.select_option("#kind", label="受理告知书")
    handler.send()
    expect(handler.page.locator("h1")).to_have_text("受理告知书")
    handler.walker.check_axe()
    handler.walker.check_width()
    fill(handler.page, f_phone="029-83810000")
    with handler.walker.turned():
        handler.page.locator("main [data-key=submit]").click()
    expect(handler.page.locator("#letters")).to_contain_text("草稿")
    head = Case(come_in("Head of unit"), number, listed="/work/?tab=unit").do("签发文书")
    head.reopen()
    assert "签发文书：信访事项受理告知书（临水受告〔2026〕2号）" in head.history[0]
    head.walker.go("/letters/register/?year=2026")
    expect(head.page.locator("#letters")).to_contain_text("临水受告〔2026〕2号")
    head.walker.check_axe()
    head.walker.check_width()


def test_a_template_is_looked_at_by_who_administers_the_top(come_in, live):
    walker = come_in("System administrator")
    walker.go("/letters/templates/W14")
    expect(walker.page.locator("#fields")).to_contain_text("remedy_unit")
    walker.check_axe()
    walker.check_width()


@pytest.fixture
def many(live):
    """Return the number of a file with twelve letters: drafted, signed and cancelled ones."""
    live.moment = "2026-03-10"
    with live.stage():
        marked()
        petition = a_petition("accepted", on="2026-03-02")
        for _each in range(3):
            signed(completed(drafted(petition, "W04")))
        drafted(petition, "W04")
        for kind in ("W11", "W12", "W14", "W19", "W20", "W22", "W27"):
            drafted(petition, kind)
        head = officer_at("Head of unit", "LT-WATER")
        for letter in (*signed_letters(petition), letters_of(petition)[0]):
            why = "事项摘要与信访人的陈述不一致，经核对原件以后重新制作，原文书收回。"
            given = {"letter_id": letter.id, "reason": why}
            perform(petition, "cancel_letter", by=head, **given)
        return petition.number


def signed_letters(petition):
    return [one for one in letters_of(petition) if one.status == "signed"][:2]


@pytest.mark.parametrize("who", ["Handler", "Head of unit"])
def test_many_letters_stay_inside_their_card(come_in, many, who):
    case = Case(come_in(who), many, listed="/work/?tab=unit")
    walker = case.walker
    walker.go(f"{case.path}?tab=letters")
    table = walker.page.locator("#letters")
    expect(table.locator("tbody tr")).to_have_count(12)
    assert table.evaluate("e => e.closest('section').clientWidth - e.scrollWidth") >= 0
    walker.check_axe()
    walker.check_width()
