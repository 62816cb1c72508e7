"""The number of a person is searched without ever standing in an address, a log or a filter."""

import logging
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa

from app.petitions.lists.sealed import opened, reads_as_number, seal, shown
from app.petitions.models import AccessEvent, SavedFilter
from tests.factories import a_petition, an_officer
from tests.petitions.exports.taken_out import get, texts_of
from tests.reading import link, rows

NUMBER, PHONE = "610115197803150017", "13812342051"
#: Every list with words in its filter: desk, state of what stands in it, role, its address.
LISTS = [
    ("pool", "registered", "Triage officer", "/triage/"),
    ("all", "registered", "Triage officer", "/work/"),
    ("pending", "accepted", "Handler", "/work/"),
    ("accusations", "registered", "Accusation officer", "/accusations/"),
    ("archive", "archived", "Archivist", "/archive/"),
    ("to_archive", "concluded", "Archivist", "/archive/"),
]


@pytest.mark.parametrize(
    "words",
    [
        NUMBER,
        NUMBER[:15],
        "61011519780315001x",
        "６１０１１５１９７８０３１５００１７",
        f"张建国 {NUMBER}",
    ]
    + [PHONE, "138 1234 2051", "+86-13812342051", "029-83812345", "83812345", "8381234"],
)
def test_what_reads_as_the_number_of_a_person(words):
    assert reads_as_number(words)


@pytest.mark.parametrize(
    "words", ["", "张建国", "2051", "三组12号", "LF610115202603020001", "lx6101", "2026年3月2日"]
)
def test_what_does_not(words):
    assert not reads_as_number(words)


def test_a_sealed_number_is_one_officers_for_one_session(app, db, at):
    clerk, other = an_officer("Handler"), an_officer("Handler", full_name="李另人")
    with at("2026-03-02T09:00"):
        token = seal(f" {NUMBER}", clerk)
        assert NUMBER not in token
        assert opened(token, clerk).strip() == NUMBER
        assert opened(token, other) is None
        assert opened(token[:-3] + "AAA", clerk) is None
        assert opened("~", clerk) is None
        assert shown(seal(NUMBER, clerk), clerk) == "*" * 14 + "0017"
        assert shown(token, other) == ""
    hours = app.config["SESSION_HOURS"]
    later = f"{2026 + hours // 8760 + 1}-03-02T09:00"
    with at(later):
        assert opened(token, clerk) is None


@pytest.mark.parametrize(("desk", "state", "role", "address"), LISTS)
def test_a_number_is_found_and_stands_in_no_address(as_, page, db, desk, state, role, address):
    traits = {"accusation": desk == "accusations", "name": "张建国"}
    file = a_petition(state, id_number=NUMBER, **traits)
    a_petition(state, id_number="61011519650720002X", **traits)
    officer = an_officer(role)
    answer = as_(officer).post(f"/petitions/narrow/{desk}", data={"words": NUMBER})
    assert answer.status_code == 302
    assert answer.location.startswith(address)
    assert NUMBER not in answer.location
    listed = page(officer).get(answer.location)
    assert len(rows(listed)) == 1
    assert file.number in rows(listed)[0]
    assert NUMBER not in listed.text
    field = listed.dom.find(".//input[@name='words']")
    assert field.get("value") == "*" * 14 + "0017"
    # From the file the way leads back to the same list.
    case = page(officer).get(link(listed, file.number))
    assert NUMBER not in case.text
    back = next(a.get("href") for a in case.dom.iter("a") if "words=" in a.get("href", ""))
    assert len(rows(page(officer).get(back))) == 1


def test_it_is_paged_sorted_and_narrowed_further(page, db):
    for _ in range(25):
        a_petition(id_number=NUMBER, name="张建国")
    triage = page(an_officer("Triage officer"))
    first = triage.post("/petitions/narrow/pool", data={"words": NUMBER})
    assert len(rows(first)) == 20
    following = next(a.get("href") for a in first.dom.iter("a") if a.get("rel") == "next")
    assert len(rows(triage.get(following))) == 5
    order = next(a.get("href") for a in first.dom.iter("a") if "sort=" in a.get("href", ""))
    assert len(rows(triage.get(order))) == 20
    sent = {f.get("name"): f.get("value") for f in first.dom.iter("input") if f.get("name")}
    again = triage.post("/petitions/narrow/pool", data=sent | {"channel": "3"})
    assert rows(again) == []
    again = triage.post("/petitions/narrow/pool", data=sent)
    assert len(rows(again)) == 20


def test_it_is_taken_out_and_written_down_without_the_number(as_, page, db):
    file = a_petition(id_number=NUMBER, name="张建国")
    officer = an_officer("Triage officer")
    listed = page(officer).post("/petitions/narrow/pool", data={"words": NUMBER})
    texts = texts_of(get(as_(officer), link(listed, "导出 Excel")))
    assert file.number in texts
    assert not any(NUMBER in text for text in texts)
    assert "*" * 14 + "0017" in texts[-1]  # the filter is told, masked
    facts = str(db.session.scalars(sa.select(AccessEvent.facts)).all())
    assert NUMBER not in facts
    assert "~" not in facts


def test_a_number_is_in_no_saved_filter(page, db):
    officer = an_officer("Triage officer")
    client = page(officer)
    listed = client.post("/petitions/narrow/pool", data={"words": NUMBER, "channel": "2"})
    address = next(a.get("href") for a in listed.dom.iter("a") if "/filters?" in a.get("href", ""))
    client.post(address, data={"name": "我的筛选"})
    assert db.session.scalars(sa.select(SavedFilter.query)).all() == ["channel=2"]
    alone = client.post("/petitions/narrow/pool", data={"words": NUMBER})
    address = next(a.get("href") for a in alone.dom.iter("a") if "/filters?" in a.get("href", ""))
    client.post(address, data={"name": "只有证件号"})
    client.post(f"/triage/filters?words={NUMBER}", data={"name": "旧书签"})
    assert db.session.scalars(sa.select(SavedFilter.query)).all() == ["channel=2"]


def test_the_box_in_the_top_bar_seals_it_too(as_, db):
    answer = as_(an_officer("Triage officer")).post("/work/search", data={"q": PHONE})
    asked = parse_qs(urlsplit(answer.location).query)
    assert asked["tab"] == ["all"]
    assert asked["words"][0].startswith("~")
    assert PHONE not in answer.location


@pytest.mark.parametrize("address", ["/triage/", "/work/?tab=all", "/archive/", "/accusations/"])
def test_an_address_in_clear_leads_to_a_sealed_one(as_, db, address):
    role = "Accusation officer" if "accusations" in address else "Triage officer"
    sign = "&" if "?" in address else "?"
    answer = as_(an_officer(role)).get(f"{address}{sign}words={NUMBER}&channel=2")
    assert answer.status_code == 302
    assert NUMBER not in answer.location
    assert "channel=2" in answer.location


def test_plain_words_stay_readable(as_, db):
    client = as_(an_officer("Triage officer"))
    data = {"words": "停水", "channel": "2", "issue__text": "没有这一类"}
    answer = client.post("/petitions/narrow/pool", data=data)
    asked = parse_qs(urlsplit(answer.location).query)
    assert asked == {"words": ["停水"], "channel": ["2"], "issue__text": ["没有这一类"]}
    assert client.post("/petitions/narrow/nothing", data=data).status_code == 404
    assert client.get("/petitions/narrow/pool").status_code == 405


def test_no_log_holds_it(as_, db, caplog):
    client = as_(an_officer("Handler"))
    with caplog.at_level(logging.DEBUG):
        client.post("/petitions/narrow/pool", data={"words": NUMBER})
        client.post("/petitions/narrow/nothing", data={"words": NUMBER})
        client.get(client.post("/petitions/narrow/pool", data={"words": NUMBER}).location)
    assert NUMBER not in caplog.text
