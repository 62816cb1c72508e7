"""The switch of languages, and what must not undo it."""

import pytest

from app.accounts.own.profile import preference_of
from tests.factories import an_officer


@pytest.mark.parametrize(
    ("left", "then"),
    [
        ("http://localhost/triage/?lamp=red&words=x", "/triage/?lamp=red&words=x"),
        ("http://localhost/login/", "/login/"),
        ("http://localhost/triage/together", "/"),  # made by a form: it cannot be opened again
        ("http://localhost/lang/en", "/"),
        ("http://elsewhere.example/triage/", "/"),
        ("http://localhost/no/such/page", "/"),
        (None, "/"),
    ],
)
def test_the_switch_leads_back_to_the_page(as_, left, then):
    client = as_(an_officer("Triage officer"))
    answer = client.get("/lang/en", headers={"Referer": left} if left else {})
    assert (answer.status_code, answer.location) == (302, then)
    assert 'lang="en"' in client.get("/work/").text


def test_a_language_that_is_not_offered_is_not_there(as_):
    assert as_(an_officer("Triage officer")).get("/lang/xx").status_code == 404


@pytest.mark.parametrize("name", ["zh_TW", "zh_Hant_TW", "zh-TW"])
def test_a_language_answers_to_each_of_its_names(as_, name):
    client = as_(an_officer("Triage officer"))
    assert client.get(f"/lang/{name}").status_code == 302
    assert 'lang="zh-TW"' in client.get("/work/").text


def test_a_late_style_sheet_does_not_bring_the_old_session_back(as_):
    client = as_(an_officer("Triage officer"))
    for path in ("/static/js/main.js", "/static/registration/nature.js"):
        assert "Set-Cookie" not in client.get(path, buffered=True).headers


def test_a_late_answer_does_not_bring_the_old_session_back(as_, at):
    """What an act said would be lost: two requests of a page may be answered in any order."""
    client = as_(an_officer("Triage officer"))
    with at("2026-03-02T09:00"):
        client.get("/triage/")
        assert "Set-Cookie" not in client.get("/triage/").headers
    with at("2026-03-02T09:59"):
        assert "Set-Cookie" not in client.get("/triage/").headers
    with at("2026-03-02T10:00"):
        assert "Set-Cookie" in client.get("/triage/").headers, "dated anew, lest it end"


def test_the_choice_in_the_top_bar_is_kept_in_the_account(as_, db):
    officer = an_officer("Triage officer")
    client = as_(officer)
    page = client.get("/work/").text
    assert 'action="/me/preferences/language"' in page
    left = {"Referer": "http://localhost/triage/?lamp=red"}
    answer = client.post("/me/preferences/language", data={"language": "en"}, headers=left)
    assert (answer.status_code, answer.location) == (302, "/triage/?lamp=red")
    assert 'lang="en"' in client.get("/work/").text
    assert preference_of(officer).language == "en"


def test_a_language_that_is_not_offered_is_not_kept(as_, db):
    officer = an_officer("Triage officer")
    answer = as_(officer).post("/me/preferences/language", data={"language": "xx"})
    assert answer.status_code == 404
    assert preference_of(officer).language == ""
