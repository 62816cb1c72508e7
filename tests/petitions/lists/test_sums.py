"""The sums over a list: how many, of which kind, and how far anybody counts."""

import pytest

from app.core import clock
from app.petitions.lists import worklists
from app.petitions.lists.worklists import Filter
from tests.factories import an_officer
from tests.petitions.walks import File


@pytest.fixture
def triage(db):
    return an_officer("Triage officer")


def test_totals_count_petitions_and_heads_by_kind(triage):
    File(head_count=6)
    File(name="李秀英")
    File(channel="101", form="letter", name="王芳")
    with clock.at("2026-03-10"):
        found = worklists.totals(triage, "pool", Filter())
        only = worklists.totals(triage, "pool", Filter(channel="1"))
    assert (found.petitions, found.capped) == (3, False)
    assert found.by_kind == {"2": (2, 7), "1": (1, 1)}
    assert only.by_kind == {"1": (1, 1)}


def test_beyond_the_cap_the_sum_says_so(triage, monkeypatch):
    for name in "甲乙丙":
        File(name=name)
    monkeypatch.setattr(worklists, "CAPPED", 2)
    with clock.at("2026-03-10"):
        found = worklists.totals(triage, "pool", Filter())
        assert (found.petitions, found.capped) == (2, True)
        assert worklists.count(triage, "pool") == 2
        assert not found.by_kind, "the kinds of some rows are not the kinds of all"


@pytest.mark.parametrize(
    ("desk", "counted"),
    [("pool", (3, False)), ("all", (2, True)), ("passed", (2, True)), ("handled", (0, False))],
)
def test_what_grows_with_the_years_is_counted_less_far_than_work(
    triage, monkeypatch, desk, counted
):
    for name in "甲乙丙":
        File(name=name).move("mark_seen", "2026-03-04", "Triage officer")
    monkeypatch.setattr(worklists, "CAPPED_OF_YEARS", 2)
    with clock.at("2026-03-10"):
        found = worklists.totals(triage, desk, Filter())
    assert (found.petitions, found.capped) == counted


def test_a_list_too_long_to_count_says_how_far_it_was(triage, page, monkeypatch):
    for name in "甲乙丙":
        File(name=name)
    monkeypatch.setattr(worklists, "CAPPED_OF_YEARS", 2)
    with clock.at("2026-03-10"):
        shown = page(triage).get("/work/?tab=all").text
    assert "超过 2 件" in shown
    assert shown.count('class="work__sum"') == 3
