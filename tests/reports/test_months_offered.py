"""Which months an office may close by hand, and of which days they are."""

import json

import pytest

from app.core.errors import Invalid
from app.reports.months.closing import close_month
from app.settings.commands import change_setting
from tests.factories import a_petition, an_officer, the_unit
from tests.petitions.walks import File

FEBRUARY, MARCH, APRIL = (2026 * 12 + number for number in (1, 2, 3))


def closed(month):
    """Close a month of the office by hand."""
    return close_month(the_unit("LT"), month, by=an_officer("Statistician"))


def test_a_month_before_the_first_registration_is_neither_offered_nor_closed(page, db, at):
    a_petition(on="2026-03-02")
    with at("2026-05-02"):
        client = page(an_officer("Statistician"))
        offers = client.get("/months/").dom.xpath("//select[@id='month']/option/@value")
        assert offers == [str(APRIL), str(MARCH)]
        with pytest.raises(Invalid, match="registered nothing"):
            closed(FEBRUARY)


def test_an_office_that_has_registered_nothing_is_offered_no_month(page, db):
    assert not page(an_officer("Statistician")).get("/months/").dom.xpath("//select[@id='month']")


def moved_to(first_day):
    """Let the months of the office begin on another day from now on."""
    change_setting("month_begins_on", first_day, unit_id=0, by=an_officer("System administrator"))


def days(row) -> str:
    return f"{row.since} {row.until}"


@pytest.mark.parametrize(
    ("before", "now", "february", "march"),
    [
        (1, 21, "2026-02-01 2026-02-28", "2026-03-01 2026-03-20"),
        (21, 1, "2026-01-21 2026-02-20", "2026-02-21 2026-03-31"),
        (21, 21, "2026-01-21 2026-02-20", "2026-02-21 2026-03-20"),
    ],
)
def test_a_month_begins_the_day_after_the_closed_one(page, db, at, before, now, february, march):
    a_petition(on="2026-01-05")
    with at("2026-05-02"):
        moved_to(before)
        assert days(closed(FEBRUARY)) == february
        moved_to(now)
        offers = page(an_officer("Statistician")).get("/months/").dom.xpath("//option/text()")
        assert f"2026-03 ({march.replace(' ', ' – ')})" in offers
        assert days(closed(MARCH)) == march


def test_a_month_closed_afterwards_ends_the_day_before_the_next_one(db, at):
    a_petition(on="2026-01-05")
    with at("2026-05-02"):
        closed(MARCH)
        moved_to(21)
        assert days(closed(FEBRUARY)) == "2026-01-21 2026-02-28"


@pytest.mark.parametrize("first_day", [1, 21])
def test_no_petition_is_counted_twice_or_lost_when_the_first_day_moves(page, db, at, first_day):
    for day in ("2026-02-15", "2026-02-25", "2026-03-15", "2026-03-25"):
        a_petition(on=day)
    with at("2026-05-02"):
        moved_to(22 - first_day)
        rows = [closed(FEBRUARY)]
        moved_to(first_day)
        rows += [closed(MARCH), closed(APRIL)]
        counted = [len(json.loads(row.content)["petitions"]) for row in rows]
        assert sum(counted) == 4
        for row in rows:
            assert page(an_officer("Statistician")).get(f"/months/{row.id}").status_code == 200


def test_what_is_handled_later_is_explained_below_the_numbers(page, db, at):
    file = File("2026-03-30")
    with at("2026-04-02"):
        month = closed(MARCH)
        client = page(an_officer("Statistician"))
        address = f"/months/{month.id}?report=first"
        assert "锁定以后的办理" not in client.get(address).text
    answered = {"close_way": "A1", "result": "3", "reply": "已当面答复。"}
    file.move("conclude", "2026-04-07", "Triage officer", **answered)
    with at("2026-04-21"):
        shown = client.get(address)
    numbers = shown.dom.xpath("//table[@id='differences']//tr[td[1]='已办结']/td[4]/text()")
    assert set(numbers) == {"+1"}
    assert "锁定以后的办理（办结、期限、复查复核、评价）也会改变数字" in shown.text
    sides = shown.dom.xpath("//span[@class='list__side']/text()")
    assert [side.split()[0] for side in sides] == ["0"] * 4
