"""A form that is sent twice is registered once, and its code is the same both times."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from threading import Barrier

import pytest
import sqlalchemy as sa

from app.accounts.models import Officer
from app.core import clock
from app.extensions import db as session_of
from app.petitions.commands.intake import RegisteredAlready
from app.petitions.models import Petition
from app.registration.commands import enter
from tests.factories import a_registration, an_officer
from tests.registration import filled

DAY = date(2026, 3, 2)
FORM = filled.VISIT | {"draft": "0123456789abcdef"}
CODE = ".//p[@class='receipt__code']/strong"
NUMBER = ".//p[@class='receipt__no']"


@pytest.fixture
def clerk(db):
    return an_officer("Window clerk")


def petitions(db):
    db.session.expire_all()
    return db.session.scalars(sa.select(Petition).order_by(Petition.id)).all()


def test_a_second_click_shows_the_same_number_and_code(page, db, at, clerk):
    client = page(clerk)
    with at("2026-03-02"):
        first = client.post("/registration/visit", data=FORM)
        second = client.post("/registration/visit", data=FORM)
    assert len(petitions(db)) == 1
    assert second.dom.findtext(NUMBER) == first.dom.findtext(NUMBER) == petitions(db)[0].number
    assert second.dom.findtext(CODE) == first.dom.findtext(CODE)


def test_the_code_is_there_when_the_first_answer_was_lost(page, db, at, clerk):
    # A browser that is clicked twice throws the first answer away, its cookie included.
    with at("2026-03-02"):
        lost = page(clerk).post("/registration/visit", data=FORM)
        seen = page(clerk).post("/registration/visit", data=FORM)
    assert len(petitions(db)) == 1
    assert seen.dom.findtext(CODE) == lost.dom.findtext(CODE) != ""


def test_going_back_and_typing_on_asks_before_it_is_another_petition(page, db, at, clerk):
    client = page(clerk)
    changed = FORM | {
        "name": "张建军",
        "content": "同村另一户的供水问题，情况如下：自三月一日起停水。",
    }
    with at("2026-03-02"):
        client.post("/registration/visit", data=FORM)
        asked = client.post("/registration/visit", data=changed)
        assert len(petitions(db)) == 1
        assert petitions(db)[0].number in asked.text
        assert asked.dom.find(".//input[@name='name']").get("value") == "张建军"
        key = asked.dom.find(".//input[@name='draft']").get("value")
        assert key != FORM["draft"]
        client.post("/registration/visit", data=changed | {"draft": key})
    assert [one.petitioner_name for one in petitions(db)] == ["张建国", "张建军"]


def test_the_key_of_another_clerk_opens_nothing(page, db, at, clerk):
    with at("2026-03-02"):
        first = page(clerk).post("/registration/visit", data=FORM)
        other = page(an_officer("Window clerk", full_name="另一位")).post(
            "/registration/visit", data=FORM
        )
    assert first.dom.findtext(NUMBER) not in other.text
    assert first.dom.findtext(CODE) not in other.text


def test_ten_at_once_are_one(app, db, clerk):
    clerk = clerk.id
    db.session.remove()
    together = Barrier(10)

    def one(_):
        with app.app_context(), clock.at(DAY):
            given = replace(a_registration(DAY), form_key=FORM["draft"])
            together.wait(timeout=60)
            officer = session_of.session.get(Officer, clerk)
            try:
                return enter(given, by=officer).petition.number
            except RegisteredAlready as error:
                return error.petition.number

    with ThreadPoolExecutor(10) as pool:
        numbers = set(pool.map(one, range(10)))
    assert numbers == {one.number for one in petitions(db)}
    assert len(numbers) == 1
