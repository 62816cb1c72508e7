"""Figures are kept for some minutes, and never shown to who may count something else."""

import pytest

from tests.dashboard.leader.reading import cells
from tests.factories import a_petition, an_officer, officer_at, the_unit

PAGE = "/leader/?period=month"


@pytest.fixture
def kept(app, db, monkeypatch):
    """Keep the figures for five minutes, as an office does."""
    monkeypatch.setitem(app.config, "DASHBOARD_SECONDS", 300)
    monkeypatch.setitem(app.extensions, "leader_figures", {})


def counted(client, address=PAGE) -> tuple[str, str]:
    """Return how many there are in all, and as of when."""
    shown = client.get(address)
    note = next(one for one in shown.dom.iter("p") if one.get("class") == "pagehead__note")
    return cells(shown)["总量"].split()[0], note.text.split()[-1]


def test_counted_again_after_five_minutes(page, kept, at):
    with at("2026-03-16T09:00"):
        client = page(an_officer("Triage officer"))
        a_petition()
        assert counted(client) == ("1", "09:00")
        a_petition()
    with at("2026-03-16T09:04"):
        assert counted(client) == ("1", "09:00")
    with at("2026-03-16T09:05"):
        assert counted(client) == ("2", "09:05")


def test_whoever_asks_for_fresh_figures_gets_them(page, kept, at):
    with at("2026-03-16T09:00"):
        client = page(an_officer("Triage officer"))
        assert counted(client) == ("0", "09:00")
        a_petition()
    with at("2026-03-16T09:01"):
        assert counted(client, f"{PAGE}&fresh=1") == ("1", "09:01")
        assert counted(client) == ("1", "09:01")
        a_petition()
        assert counted(client, f"{PAGE}&fresh=1") == ("1", "09:01"), "once in ten seconds"


def test_nobody_is_shown_what_another_may_count(page, kept, at):
    with at("2026-03-16T09:00"):
        a_petition("transferred", to="LT-WATER", on="2026-03-02")
        a_petition("transferred", to="LT-HOUSING", on="2026-03-03")
        a_petition(on="2026-03-04")
        told = {
            name: counted(page(officer))[0]
            for name, officer in (
                ("region", an_officer("Bureau leader")),
                ("counts", an_officer("Statistician")),
                ("water", officer_at("Head of unit", "LT-WATER")),
                ("labour", officer_at("Head of unit", "LT-LABOUR")),
                ("own", an_officer("Party and government leader")),
                ("office", an_officer("Triage officer")),
            )
        }
        assert told == {
            "region": "3", "counts": "3", "water": "1", "labour": "0", "own": "0", "office": "3"
        }  # fmt: skip


def test_who_moves_to_another_unit_takes_nothing_with_him(page, kept, at, db):
    with at("2026-03-16T09:00"):
        a_petition("transferred", to="LT-WATER", on="2026-03-02")
        head = officer_at("Head of unit", "LT-WATER")
        client = page(head)
        assert counted(client)[0] == "1"
        head.unit_id = the_unit("LT-HOUSING").id
        db.session.flush()
        assert counted(client)[0] == "0"


def test_each_span_day_and_language_has_figures_of_its_own(page, kept, at):
    with at("2026-03-16T09:00"):
        a_petition(on="2026-02-10")
        client = page(an_officer("Triage officer"))
        assert counted(client)[0] == "0"
        assert counted(client, "/leader/?period=last_month")[0] == "1"
        client.get("/lang/en")
        assert "总量" not in cells(client.get(PAGE))


def test_no_more_are_kept_than_fit_and_the_oldest_go(app, page, kept, at, monkeypatch):
    monkeypatch.setattr("app.dashboard.leader.figures.MOST", 2)
    with at("2026-03-16T09:00"):
        client = page(an_officer("Triage officer"))
        for span in ("month", "quarter", "year"):
            client.get(f"/leader/?period={span}")
    spans = [figures.question.named for figures in app.extensions["leader_figures"].values()]
    assert spans == ["quarter", "year"]
