"""The door: who comes in, when he is sent out again, and what the log may say of it."""

import pytest

from app.accounts.commands import officers
from tests.factories import an_officer
from tests.factories.people import PASSWORD

WRONG = {"username": "triage-officer", "password": "wrong"}
RIGHT = {"username": "triage-officer", "password": PASSWORD}


@pytest.fixture
def officer(db):
    return an_officer("Triage officer")


def _may_work(client):
    answer = client.get("/me/password")
    return answer.status_code == 200


def test_name_and_password_open_the_door(as_, officer):
    client = as_()
    answer = client.post("/login/?next=/units/list/", data=RIGHT | {"username": " Triage-Officer "})
    assert answer.location == "/units/list/"
    assert _may_work(client)


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
    ],
)
def test_the_door_leads_nowhere_else(as_, officer, target):
    answer = as_().post("/login/", query_string={"next": target}, data=RIGHT)
    assert answer.status_code == 302
    assert answer.location == "/"


def test_every_way_of_being_wrong_sounds_the_same(as_, officer, db):
    locked = an_officer("Triage officer", full_name="停用")
    locked.password = officer.password
    locked.active = False
    db.session.flush()
    pages = [
        as_().post("/login/", data=given).text
        for given in (
            WRONG,
            {"username": "nobody-at-all", "password": "wrong"},
            {"username": locked.username, "password": "wrong"},
        )
    ]
    said = [page.split("<main")[1].split("<form")[0] for page in pages]
    assert said[0] == said[1] == said[2]


def test_five_failures_close_the_door_even_to_the_right_password(as_, officer):
    client = as_()
    for _ in range(5):
        client.post("/login/", data=WRONG)
    assert client.post("/login/", data=RIGHT).status_code == 200
    assert not _may_work(client)


def _locked(client):
    for _ in range(5):
        client.post("/login/", data=WRONG)


def test_who_has_the_password_of_a_locked_account_is_told_so(page, officer, at):
    administrator = an_officer("Security administrator")
    with at("2026-03-04T10:00"):
        _locked(page())
        wrong = page().post("/login/", data=WRONG).text
        right = page().post("/login/", data=RIGHT).text
        renewed = page().post("/login/renew", json=RIGHT).json["error"]
    assert "10:30前已锁定" in right
    assert administrator.full_name in right
    assert "10:30前已锁定" in renewed
    assert "10:30" not in wrong
    with at("2026-03-04T10:31"):
        page().post("/login/", data=WRONG)
        assert not officer.locked, "the count begins anew after the lock"


@pytest.mark.parametrize("closed", [True, False])
def test_nobody_tells_by_the_sentence_whether_a_guess_was_right(page, officer, db, at, closed):
    with at("2026-03-04T10:00"):
        _locked(page())
        officer.active = not closed
        db.session.commit()
        _locked(page())
        assert "锁定。" in page().post("/login/", data=RIGHT).text
        assert "已锁定" not in page().post("/login/", data=RIGHT).text.replace("或账号已锁定", "")


def test_an_account_that_was_closed_says_whom_to_ask(page, officer, db):
    officer.active = False
    db.session.commit()
    said = page().post("/login/", data=RIGHT).text
    assert "此账号已锁定。" in said
    assert an_officer("Security administrator").full_name in said


def test_guesses_of_others_close_the_door_and_leave_who_is_in_at_work(as_, officer):
    inside = as_(officer)
    for _ in range(5):
        as_().post("/login/", data=WRONG)
    assert _may_work(inside)


def test_the_log_names_no_person(as_, officer, caplog):
    caplog.set_level("INFO")
    as_().post("/login/", data=WRONG)
    as_().post("/login/", data={"username": "13800001111", "password": "secret-words"})
    client = as_()
    client.post("/login/", data=RIGHT)
    client.post("/logout/")
    said = " ".join(record.getMessage() for record in caplog.records)
    assert f"login: officer {officer.id}" in said
    assert f"login failed: officer {officer.id}" in said
    assert f"logout: officer {officer.id}" in said
    assert "login refused: unknown name" in said
    for private in ("triage-officer", "13800001111", "secret-words", PASSWORD, officer.full_name):
        assert private not in said


def test_leaving_needs_a_click_and_empties_the_session(as_, officer):
    client = as_(officer)
    assert client.get("/logout/").status_code == 405
    assert _may_work(client)
    client.post("/logout/")
    assert not _may_work(client)
    with client.session_transaction() as session:
        assert "_user_id" not in session


def test_logging_in_begins_a_new_session(as_, officer):
    client = as_()
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
        session["locale"] = "en"
    client.post("/login/", data=RIGHT)
    with client.session_transaction() as session:
        assert "planted" not in session
        assert session["locale"] == "en"


# ---- the first password ---------------------------------------------------------------------


def test_a_one_time_password_opens_one_page_only(as_, officer, db):
    officer.must_change_password = True
    db.session.flush()
    client = as_(officer)
    for address in ("/", "/units/list/", "/pick/unit?q=x"):
        assert client.get(address).location == "/me/password"
    assert client.get("/me/password").status_code == 200
    new = {"old": PASSWORD, "new": "Sunny-Day-2026", "again": "Sunny-Day-2026"}
    assert client.post("/me/password", data=new).status_code == 302
    assert client.get("/").status_code != 302 or client.get("/").location != "/me/password"


def test_a_wrong_old_password_changes_nothing(as_, officer):
    client = as_(officer)
    new = {"old": "guess", "new": "Sunny-Day-2026", "again": "Sunny-Day-2026"}
    answer = client.post("/me/password", data=new)
    assert answer.status_code == 200
    assert 'id="old-error"' in answer.text
    assert as_().post("/login/", data=RIGHT).status_code == 302


def test_a_changed_password_ends_every_other_session(as_, officer):
    here, elsewhere = as_(officer), as_(officer)
    assert _may_work(elsewhere)
    new = {"old": PASSWORD, "new": "Sunny-Day-2026", "again": "Sunny-Day-2026"}
    here.post("/me/password", data=new)
    assert _may_work(here)
    assert not _may_work(elsewhere)


def test_a_locked_account_is_out_at_once(as_, officer, db):
    client = as_(officer)
    assert _may_work(client)
    officers.lock_officer(officer, by=an_officer("System administrator"))
    assert not _may_work(client)


@pytest.mark.parametrize("forged", ["1", "1:0", "x:1", "1:x", "", "999999:1", "²:1"])
def test_a_session_of_another_shape_is_nobodys(as_, forged):
    client = as_()
    with client.session_transaction() as session:
        session["_user_id"] = forged
        session["_fresh"] = True
    assert not _may_work(client)


def test_a_session_ends_after_a_working_day(app, as_, officer, at, monkeypatch):
    monkeypatch.setitem(app.config, "SESSION_HOURS", 8)
    with at("2026-03-02T08:00"):
        client = as_(officer)
        assert _may_work(client)
    with at("2026-03-02T16:00"):
        assert _may_work(client)
    with at("2026-03-02T16:01"):
        assert not _may_work(client)


def test_a_language_that_is_no_longer_offered_breaks_nothing(as_, officer):
    client = as_(officer)
    with client.session_transaction() as session:
        session["locale"] = "fr"
    assert _may_work(client)


# ---- coming back through the door without leaving the page ----------------------------------


def test_a_script_is_told_that_the_login_has_expired(as_, db):
    answer = as_().get("/pick/unit?q=x", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.json["login"] is True


@pytest.fixture
def tokens(app):
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


def test_a_lost_login_is_renewed_over_the_open_page(as_, officer, tokens):
    client = as_()
    answer = client.post("/login/renew", json=RIGHT)
    token = answer.json["csrf_token"]
    sent = client.post("/logout/", headers={"X-CSRFToken": token})
    assert sent.status_code == 302


def test_renewing_takes_no_form_and_no_wrong_password(as_, officer, tokens):
    assert as_().post("/login/renew", data=RIGHT).status_code == 415
    assert as_().post("/login/renew", json=WRONG).status_code == 401
    assert as_().post("/login/renew", json=["x"]).status_code == 401
    assert as_().post("/login/renew", json={"username": 1, "password": None}).status_code == 401


def test_a_form_without_its_token_is_refused(as_, officer, tokens):
    assert as_(officer).post("/logout/").status_code == 400


def test_there_is_no_way_in_by_programming_interface(as_, db):
    for address in ("login", "refresh"):
        assert as_().post(f"/api/v1/security/{address}", json=RIGHT).status_code in {302, 401, 404}
    for address in ("/users/list/", "/roles/list/", "/registeruser/list/", "/resetpassword/form"):
        assert as_(an_officer("System administrator")).get(address).status_code == 404


@pytest.mark.parametrize("guess", ["password", "", "\0", "x"])
def test_an_account_without_a_password_opens_to_nothing(as_, officer, db, guess):
    for stored in (None, ""):
        officer.password = stored
        db.session.flush()
        client = as_()
        client.post("/login/renew", json=RIGHT | {"password": guess})
        assert not _may_work(client)


def test_a_copied_session_ends_with_the_logout(as_):
    client = as_(an_officer())
    cookie = client.get_cookie("petitions").value
    client.post("/logout/")
    thief = as_()
    thief.set_cookie("petitions", cookie)
    assert thief.get("/").headers["Location"].startswith("/login/")
