"""How often a report asks the database: once for each source, however long its days are."""

from datetime import date

import pytest

from app.reports import making
from app.reports.asked import Asked
from app.reports.catalog import REPORTS
from app.reports.period import Period
from app.reports.reader import Reader
from tests.factories import an_officer

MONTH = Period(date(2026, 3, 1), date(2026, 3, 15))
YEARS = Period(date(2015, 3, 16), date(2026, 3, 15))
#: A ranking counts, then asks for places and units; the master table has six sources.
WANTED = {"level": 1, "first": 1, "content": 1, "ranking": 2, "abnormal": 1, "master": 6}


@pytest.mark.parametrize("name", REPORTS)
def test_the_year_before_is_counted_in_the_same_statement(name, office, app, database):
    reader = Reader.of(an_officer("Triage officer"))
    for period in (MONTH, YEARS):
        with app.test_request_context():
            before = len(database.statements)
            making.make(REPORTS[name], reader, Asked(period), {})
        asked = [one for one in database.statements[before:] if "GROUP BY 1" in one]
        assert len(asked) == WANTED[name], period
