"""Lists asked for limits: days left, the day of the end, which limit; sorted and paged by key."""

from urllib.parse import urlencode

import pytest

from app.core import clock
from app.petitions.lists import worklists
from app.petitions.lists.worklists import Filter
from tests.factories import an_officer
from tests.petitions.walks import File


@pytest.fixture
def triage(db):
    return an_officer("Triage officer")


@pytest.fixture
def five(db):
    """Files of the pool; they end on 17, 18, 19, 20 and 23 March."""
    return [File(on=f"2026-03-{day:02}") for day in (2, 3, 4, 5, 6)]


def ends(officer, *, on="2026-03-18", **chosen):
    with clock.at(on):
        rows = worklists.page(officer, "pool", Filter(**chosen), size=50).rows
    return [one.lamp_due_on.isoformat()[8:] for one in rows]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"left": "0"}, ["18"]),
        ({"left": "1"}, ["18", "19"]),
        ({"left": "2"}, ["18", "19", "20"]),
        ({"left": "400"}, ["18", "19", "20", "23"]),
        ({"left": "x"}, []),
        ({"left": "-1"}, []),
        ({"left": "²"}, []),
        ({"left": "99999"}, []),
        ({"due_since": "2026-03-19"}, ["19", "20", "23"]),
        ({"due_until": "2026-03-18"}, ["17", "18"]),
        ({"due_since": "2026-03-18", "due_until": "2026-03-20"}, ["18", "19", "20"]),
        ({"due_since": "gestern"}, []),
        ({"limit": "D01"}, ["17", "18", "19", "20", "23"]),
        ({"limit": "D06"}, []),
        ({"left": "2", "sort": "-lamp"}, ["20", "19", "18"]),
        ({"lamp": "today"}, ["18"]),
        ({"lamp": "red"}, ["17"]),
    ],
)
def test_what_is_asked_of_the_limit(triage, five, chosen, found):
    assert ends(triage, **chosen) == found


@pytest.mark.parametrize("sort", ["lamp", "-lamp"])
def test_pages_by_key_neither_lose_nor_repeat_a_row(triage, five, sort):
    chosen, seen, after = Filter(left="30", sort=sort), [], None
    with clock.at("2026-03-16"):
        for _ in range(5):
            found = worklists.page(triage, "pool", chosen, after=after, size=2)
            seen += [one.id for one in found.rows]
            after = found.next_key
            if after is None:
                break
    assert seen == sorted(seen, reverse=sort == "-lamp")
    assert len(seen) == 5


@pytest.mark.parametrize("address", ["/triage/", "/work/"])
def test_the_conditions_stand_folded_and_open_where_they_are_used(page, triage, five, address):
    client = page(triage)
    with clock.at("2026-03-18"):
        closed = client.get(address)
        opened = client.get(f"{address}?{urlencode({'left': '1', 'limit': 'D01'})}")
    assert closed.dom.find(".//details[@class='filter__more']").get("open") is None
    assert opened.dom.find(".//details[@class='filter__more']").get("open") is not None
    assert "剩余天数不超过" in opened.text


def test_a_provisional_end_is_marked_in_lists_and_in_what_is_taken_out(page, triage):
    file = File(on="2026-12-14")
    with clock.at("2026-12-15"):
        text = page(triage).get("/triage/").text
    assert file.petition.lamp_provisional
    assert "暂定" in text


def test_a_certain_end_is_not_marked(page, triage, five):
    with clock.at("2026-03-12"):
        text = page(triage).get("/triage/").text
    assert "暂定" not in text
