"""The master table of petitions that went all the way, each counted by hand."""

from app.petitions.commands.acts import perform
from tests.factories import a_petition, an_officer
from tests.reports.reading import lines, links, spread

WALKED = spread(
    "8 8", "0 0 0 0 0", "8 8 8 0 8 8 0 0 0", "0 0 0 0.00", "0", "0 0 8 0 0 0", "0 0 0 0 0",
    "5 4 3 2 1 0 1 1 0 1 0", "1 1 0", "1 0 0", "0", "3 1 33.33", "0 1 0 100.00", "1 0 0 100.00",
    "0 0 0 0", "0 0", "0 0", "0",
)  # fmt: skip


def test_what_was_done_about_petitions(page, db, at):
    with at("2026-06-30"):
        for state in ("declined", "barred", "redirected", "transferred", "accepted"):
            a_petition(state, on="2026-03-02")
        a_petition("under_re_examination", on="2026-01-05")
        a_petition("concluded", on="2026-01-05")
        rated = a_petition("replied", on="2026-05-04")
    with at("2026-06-05"):
        given = {"manner": "1", "satisfaction": "1", "office_satisfaction": "0"}
        perform(rated, "follow_up", by=an_officer("Supervisor"), **given)
    with at("2026-06-30"):
        client = page(an_officer("Triage officer"))
        report = client.get("/reports/master?since=2026-01-01&until=2026-06-30")
        assert " ".join(lines(report)["本期"]) == WALKED
        for href, number in links(report):
            if ".people" not in href:
                assert f"{number} 件" in client.get(href).text, href
