"""The chart of ages, of an office where nobody else ever came."""

from datetime import date

from app.petitions.commands import intake
from tests.factories import a_registration, an_officer
from tests.reports.reading import lines


def test_age_is_that_of_who_came_first_on_the_day_of_registering(page, db, at):
    with at("2026-03-16"):
        for age in (30, 31, 61, 71, None):
            given = a_registration(date(2026, 3, 16), level="2", age=age)
            intake.register(given, by=an_officer("Window clerk"))
        triage = page(an_officer("Triage officer"))
        found = lines(triage.get("/charts/?by=age&since=2026-03-01&until=2026-03-16"))
    told = {name: cells[0] for name, cells in found.items()}
    assert told == {
        "30 岁以下": "1", "31–40 岁": "1", "41–50 岁": "0", "51–60 岁": "0", "61 岁以上": "2",
        "未说明": "1", "合计": "5",
    }  # fmt: skip
