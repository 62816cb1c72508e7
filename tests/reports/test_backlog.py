"""积案: open for a year on the last day of a span; settled: ended after a year."""

from datetime import date

import pytest

from app.reports.period import months_before
from app.settings.commands import change_setting
from tests.factories import an_officer
from tests.petitions.walks import File
from tests.reports.reading import lines, links

YEAR = "since=2026-01-01&until=2026-06-30"
#: A year before 28 February lies 28 February; before 29 February the last day of the month.
GONE = (
    ("2026-02-28", 12, "2025-02-28"),
    ("2024-02-29", 12, "2023-02-28"),
    ("2026-03-31", 1, "2026-02-28"),
    ("2026-01-15", 3, "2025-10-15"),
)


@pytest.mark.parametrize(("day", "months", "before"), GONE)
def test_so_many_whole_months_before(day, months, before):
    assert months_before(date.fromisoformat(day), months) == date.fromisoformat(before)


@pytest.fixture
def three(db, at):
    """Registered on 30 June and 1 July 2025 and still open; on 29 May 2025, ended a year later."""
    File(on="2025-06-30")
    File(on="2025-07-01")
    old = File().served("2026-04-24")
    old.move("conclude", "2026-05-26", ("Handler", old.unit), close_way="A3", result="1")
    old.petition.registered_on = date(2025, 5, 26)
    with at("2026-06-30"):
        yield old


def numbers(page, query):
    """Return how many are open for long, and how many were settled after long."""
    return lines(page.get(f"/reports/master?{query}"))["本期"][-5:-3]


def test_open_and_settled(page, three):
    client = page(an_officer("Triage officer"))
    assert numbers(client, YEAR) == ["1", "1"], "one on 30 June, one ended on 26 May"
    assert numbers(client, "since=2026-01-01&until=2026-05-25") == ["0", "0"]
    three.petition.registered_on = date(2025, 5, 27)
    assert numbers(client, YEAR) == ["1", "0"], "a day less than a year"


def test_an_office_may_set_how_many_months(page, three):
    by = an_officer("System administrator")
    change_setting("backlog_months", 11, unit_id=0, by=by)
    shown = page(an_officer("Triage officer")).get(f"/reports/master?{YEAR}")
    assert lines(shown)["本期"][-5] == "2"
    assert "登记满11个月" in shown.text


def test_the_lists_behind(page, three):
    client = page(an_officer("Triage officer"))
    found = [one for one in links(client.get(f"/reports/master?{YEAR}")) if "backlog" in one[0]]
    assert len(found) == 4, "of these days, and of the year so far"
    for href, number in found:
        assert f"{number} 件" in client.get(href).text, href
