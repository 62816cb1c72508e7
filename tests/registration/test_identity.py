"""What a number says while it is typed, and which earlier petitions are offered for it."""

import logging
from datetime import date

import pytest

from tests.factories import a_petition, an_ended_file, an_officer, the_unit
from tests.registration import filled


@pytest.fixture
def clerk(db):
    return an_officer("Window clerk")


@pytest.fixture
def ask(as_, at, clerk):
    def post(number, by=clerk, **more):
        with at("2026-03-02"):
            return as_(by).post("/registration/identity", data={"number": number} | more)

    return post


def test_the_number_says_sex_age_birth_and_region(ask):
    answer = ask(filled.NUMBER).json
    assert answer["values"]["sex"] == "1"
    assert answer["values"]["age"] == "47"
    assert answer["values"]["about"].replace(" ", "") == "男47岁"
    assert "1978-03-15" in answer["ok"]
    assert answer["region"] == {"value": "610115", "text": "陕西省 / 西安市 / 临潼区"}
    assert answer["warning"] == ""


def test_a_wrong_number_is_named_wrong(ask):
    answer = ask("610115197803150018")
    assert answer.status_code == 422
    assert answer.json["error"]


def test_a_county_of_the_past_is_no_mistake(ask):
    answer = ask("610115780315001").json
    assert answer["values"]["age"] == "47"
    assert answer["warning"]


def test_another_document_is_not_read_as_an_id_number(ask):
    answer = ask("E12345678", kind="414").json
    assert answer["values"] == {}


def test_the_number_reaches_no_log(ask, caplog):
    with caplog.at_level(logging.DEBUG):
        ask(filled.NUMBER)
        ask("610115197803150018")
    assert "61011519780315" not in caplog.text


def test_earlier_petitions_of_the_number_are_offered(ask, db):
    earlier = a_petition("registered", on="2026-01-05")
    found = ask(filled.NUMBER).json["matches"]
    assert earlier.number in found
    assert earlier.summary in found


def test_one_that_ended_at_the_last_level_is_called_so(ask, db):
    an_ended_file(date(2026, 1, 5))
    found = ask(filled.NUMBER).json["matches"]
    assert "终结" in found
    assert "分流池" not in found


def test_a_petition_of_another_office_is_not_offered(ask, db):
    foreign = a_petition("registered", by=an_officer("Window clerk", the_unit("YL")))
    assert foreign.number not in ask(filled.NUMBER).json["matches"]


def test_an_accusation_is_not_offered(ask, db):
    secret = a_petition("registered", accusation=True)
    assert secret.number not in ask(filled.NUMBER).json["matches"]


def test_nothing_of_the_text_of_a_summary_is_markup(ask, db):
    a_petition("registered", summary="<img src=x onerror=alert(1)>")
    assert "<img" not in ask(filled.NUMBER).json["matches"]


def test_the_offers_stand_there_again_after_a_mistake(page, at, clerk):
    earlier = a_petition("registered", on="2026-01-05")
    given = filled.PLAIN_VISIT | {
        "id_number": filled.NUMBER,
        "content": "",
        "is_repeat": "y",
        "first_number": earlier.number,
    }
    with at("2026-03-02"):
        answer = page(clerk).post("/registration/visit", data=given)
    radio = answer.dom.find(f".//input[@name='match'][@value='{earlier.number}']")
    assert "checked" in radio.attrib
    assert answer.dom.find(".//*[@id='id_number-ok']") is not None
