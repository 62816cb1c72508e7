"""What goes wrong is said in words, with a number that the log knows too."""

import re

import pytest
from flask_babel import force_locale, get_domain

from app.core.errors import Amount, DomainError
from app.core.web import errors
from tests.factories import an_officer

NUMBER = re.compile(r"[0-9a-f]{8}")


@pytest.fixture
def client(as_, db):
    return as_(an_officer("System administrator"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "There are more than 1,000 rows. Divide the list."),
        ("zh", "超过 1000 行，请分批导入。"),
    ],
)
def test_an_amount_is_written_as_the_language_writes_it(app, language, said):
    error = DomainError("There are more than %(most)s rows. Divide the list.", most=Amount(1000))
    with app.test_request_context(), force_locale(language):
        assert errors.say(error) == said


def test_what_is_not_there_is_a_page_and_a_line_in_the_log(page, db, caplog):
    officer = an_officer("System administrator")
    answer = page(officer).get("/units/show/987654")
    number = answer.headers["X-Error-Id"]
    assert answer.status_code == 404
    assert NUMBER.fullmatch(number)
    assert number in answer.text
    assert f"{number} not found: GET /units/show/987654, officer {officer.id}" in caplog.text


def test_a_fault_of_ours_is_a_number_on_the_page_and_a_story_in_the_log(
    app, client, monkeypatch, caplog
):
    def broken(**_):
        raise RuntimeError("the ceiling came down")

    monkeypatch.setitem(app.view_functions, "RoleView.list", broken)
    answer = client.get("/roles/")
    number = answer.headers["X-Error-Id"]
    assert answer.status_code == 500
    assert number in answer.text
    assert "ceiling" not in answer.text
    assert f"{number} GET /roles/" in caplog.text
    assert "the ceiling came down" in caplog.text


@pytest.mark.parametrize(
    ("address", "method", "status"),
    [
        ("/roles/1/edit", "get", 403),
        ("/regions/list/?psize_RegionView=x", "get", 400),
        ("/accounts/action/lock/1", "get", 405),
    ],
)
def test_a_refusal_is_a_page_with_the_number_of_its_line_in_the_log(
    page, db, caplog, address, method, status
):
    client = page(an_officer("System administrator"))
    answer = getattr(client, method)(address)
    assert answer.status_code == status
    assert answer.dom.find(".//h1").text
    number = answer.headers["X-Error-Id"]
    assert number in answer.text
    assert f"{number} refused ({status}): " in caplog.text


def test_a_script_is_answered_in_its_own_way(client):
    answer = client.get("/units/show/987654", headers={"X-Requested-With": "XMLHttpRequest"})
    assert answer.status_code == 404
    assert answer.json["error"]
    assert NUMBER.fullmatch(answer.json["error_id"])


def test_a_method_that_is_not_allowed_says_which_is(client):
    assert "POST" in client.get("/logout/").headers["Allow"]


def test_too_large_a_request_is_said_so(app, client, monkeypatch):
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 100)
    assert client.post("/me/password", data={"old": "x" * 1000}).status_code == 413


def test_words_of_ours_within_a_sentence_are_translated_and_others_are_not(app, monkeypatch):
    error = DomainError("%(state)s / %(name)s", state="Archived", name="Zhang Min")
    with app.test_request_context():
        monkeypatch.setitem(get_domain().get_translations()._catalog, "Archived", "已归档")
        assert errors.say(error) == "已归档 / Zhang Min"


def test_a_zero_character_is_refused_before_a_database_sees_it(page, db):
    client = page(an_officer("System administrator"))
    refused = [
        client.get("/units/list/?q=a%00"),
        client.post("/units/add", data={"na\0me": "b"}),
        page().post("/login/", data={"username": "a\0", "password": "x"}),
    ]
    assert [answer.status_code for answer in refused] == [400, 400, 400]
    assert all(answer.dom.find(".//h1").text for answer in refused)


def test_an_administrator_is_not_told_to_ask_himself(page, db):
    said = page(an_officer("System administrator")).get("/roles/1/edit").text
    asked = page(an_officer("Handler")).get("/roles/1/edit").text
    assert "请联系" not in said
    assert said != asked
