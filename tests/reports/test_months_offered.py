"""Which months an office may close by hand, and of which days they are."""

import pytest

from app.core.errors import Invalid
from app.reports.months.closing import close_month
from tests.factories import a_petition, an_officer, the_unit

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
