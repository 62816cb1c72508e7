"""检举控告: registered like anything else, then seen by the accusation desk alone."""

import json

import pytest
import sqlalchemy as sa

from app.petitions.models import Petition
from tests.factories import an_officer
from tests.registration import filled


@pytest.fixture
def entered(page, db, at):
    """Register an accusation; return it, the clerk's client and the page after saving."""
    client = page(an_officer("Window clerk"))
    with at("2026-03-02"):
        answer = client.post("/registration/visit", data=filled.ACCUSATION)
    db.session.expire_all()
    return db.session.scalars(sa.select(Petition)).one(), client, answer


def test_the_open_half_says_nothing(entered):
    petition, _client, _answer = entered
    assert petition.is_accusation
    for name in "summary content window_opinion responsible_person petitioner_name".split():
        assert not getattr(petition, name), name
    sealed = petition.accusation
    assert (sealed.accused_name, sealed.accused_title) == ("钱某", "科长")
    assert sealed.accused_unit_name == "某局某科"
    assert sealed.content == filled.ACCUSATION["content"]
    assert json.loads(sealed.remarks) == {
        "window_opinion": "窗口提到钱某。",
        "responsible_person": "钱某",
    }


def test_no_clear_word_of_it_is_in_the_database(entered, db):
    for table in ("petition", "petition_person", "accusation", "event", "request", "incident"):
        rows = db.session.execute(sa.text(f"SELECT * FROM {table}")).all()
        assert "钱某" not in str(rows), table
        assert filled.ACCUSATION["content"] not in str(rows), table


def test_the_clerk_is_given_number_and_slip(entered):
    petition, client, answer = entered
    assert petition.number in answer.text
    code = answer.dom.findtext(".//p[@class='receipt__code']/strong")
    slip = client.get(f"/registration/{petition.id}/slip")
    assert code in slip.text
    assert petition.number in slip.text
    assert "钱某" not in slip.text


def test_afterwards_the_clerk_does_not_find_it(entered, page, at):
    petition, client, _answer = entered
    with at("2026-03-02"):
        assert petition.number not in client.get("/registration/today").text
        another = filled.PLAIN_VISIT
        client.post("/registration/visit", data=another)
        assert client.get(f"/registration/{petition.id}/slip").status_code == 404


@pytest.mark.parametrize("role", ["Triage officer", "Letter clerk", "Station operator"])
def test_nobody_else_of_the_office_finds_it(entered, page, at, role):
    petition, _client, _answer = entered
    client = page(an_officer(role))
    with at("2026-03-02"):
        assert petition.number not in client.get("/registration/today").text
        assert client.get(f"/registration/{petition.id}/slip").status_code == 404


def test_it_is_not_replied_to_on_the_spot(page, db, at):
    given = filled.ACCUSATION | {"act": "reply", "reply": "请放心。", "consent": "y"}
    with at("2026-03-02"):
        answer = page(an_officer("Window clerk")).post("/registration/visit", data=given)
    assert answer.dom.find(".//*[@id='purpose-error']") is not None
    assert db.session.scalars(sa.select(Petition)).all() == []


def test_it_is_never_for_publication(page, db, at):
    with at("2026-03-02"):
        page(an_officer("Window clerk")).post(
            "/registration/visit", data=filled.ACCUSATION | {"publicity": "y"}
        )
    assert db.session.scalars(sa.select(Petition)).one().publicity == "0"
