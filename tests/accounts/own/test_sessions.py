"""The own logins: listed, ended, limited in number and time, and told why they are over."""

import pytest
import sqlalchemy as sa

from app.accounts.commands import officers
from app.accounts.own import sessions
from app.accounts.own.browsers import in_words
from app.accounts.own.models import LoginSession
from app.journal.models import AdminEvent
from app.settings.commands import change_setting
from app.settings.queries import SYSTEM
from tests.factories import an_officer
from tests.factories.people import PASSWORD

RIGHT = {"username": "triage-officer", "password": PASSWORD}
EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0"


@pytest.fixture
def officer(db):
    return an_officer("Triage officer")


def _set(name, value):
    change_setting(name, value, unit_id=SYSTEM, by=an_officer("System administrator"))


def _inside(client):
    return client.get("/me/").status_code == 200


def test_the_table_never_holds_the_token(as_, officer, db):
    client = as_(officer)
    with client.session_transaction() as session:
        token = session["login"]
    kept = db.session.scalars(sa.select(LoginSession.token_digest)).all()
    assert token not in kept
    assert sessions.digest(token) in kept


def test_a_cookie_without_its_row_opens_nothing(as_, officer):
    client = as_(officer)
    for forged in ("x" * 43, "", None, 7):
        with client.session_transaction() as session:
            session["login"] = forged
        assert not _inside(client)


def test_the_newest_login_ends_the_older_one_and_says_so(as_, page, officer):
    _set("sessions_at_once", 1)
    first, second = page(officer), as_()
    second.post("/login/", data=RIGHT)
    assert _inside(second)
    assert "您的账号已在别处登录" in first.get("/me/").text
    assert "您的账号已在别处登录" not in first.get("/me/").text, "said once"


def test_the_own_page_names_the_login_before_this_one(page, officer, at):
    with at("2026-03-03T08:15"):
        page().post("/login/", data=RIGHT, headers={"User-Agent": EDGE})
    with at("2026-03-04T09:30"):
        client = page()
        client.post("/login/", data=RIGHT)
        shown = client.get("/me/").text
    assert "2026-03-03 08:15 · Edge, Windows" in shown
    assert "2026-03-04 09:30" not in shown


def test_a_script_is_told_too(as_, officer):
    _set("sessions_at_once", 1)
    client = as_(officer)
    as_().post("/login/", data=RIGHT)
    answer = client.get("/pick/unit?q=x", headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.json["error"] == "您的账号已在别处登录。"


def test_two_at_once_where_the_office_allows_two(as_, officer):
    _set("sessions_at_once", 2)
    clients = [as_() for _ in range(3)]
    for client in clients:
        client.post("/login/", data=RIGHT)
    assert [_inside(client) for client in clients] == [False, True, True]


def test_who_does_nothing_is_out_and_who_works_stays(as_, officer, at):
    _set("idle_minutes", 15)
    with at("2026-03-02T09:00"):
        idle, busy = as_(officer), as_(officer)
    for minute in (10, 20, 30):
        with at(f"2026-03-02T09:{minute}"):
            assert _inside(busy)
    with at("2026-03-02T09:16"):
        answer = idle.get("/me/", follow_redirects=True)
        assert "长时间未操作" in answer.text


def test_the_last_moment_is_written_once_in_a_minute(as_, officer, at, database):
    with at("2026-03-02T09:00:00"):
        client = as_(officer)
    written = []
    for second in ("09:00:30", "09:01:10", "09:01:50"):
        database.statements.clear()
        with at(f"2026-03-02T{second}"):
            client.get("/me/")
        written.append(any("UPDATE login_session" in one for one in database.statements))
    assert written == [False, True, False]


def test_the_list_names_browsers_and_ends_the_others(as_, page, officer, db):
    other = as_()
    other.post("/login/", data=RIGHT, headers={"User-Agent": EDGE})
    here = page(officer)
    assert "Edge, Windows" in here.get("/me/sessions/").text
    assert "已退出1个其他登录" in here.post("/me/sessions/end-others").text
    assert not _inside(other)
    assert here.get("/me/").status_code == 200
    event = db.session.scalars(sa.select(AdminEvent).order_by(AdminEvent.id.desc())).first()
    assert (event.tag, event.after) == ("own.sessions_ended", {"count": 1})


def test_one_login_is_ended_and_nobody_elses(as_, officer, db):
    stranger = an_officer("Handler")
    theirs, mine, here = as_(stranger), as_(officer), as_(officer)
    rows = db.session.scalars(sa.select(LoginSession).order_by(LoginSession.id.desc())).all()
    here_row, mine_row, their_row = rows[:3]
    assert here.post(f"/me/sessions/{their_row.id}/end").status_code == 409
    assert _inside(theirs)
    assert here.post(f"/me/sessions/{mine_row.id}/end").status_code == 302
    assert not _inside(mine)
    assert _inside(here)


def test_logging_out_ends_this_login_alone(as_, officer):
    here, there = as_(officer), as_(officer)
    here.post("/logout/")
    assert not _inside(here)
    assert _inside(there)


def test_an_administrator_ends_them_all(as_, officer, db):
    clients = [as_(officer), as_(officer)]
    officers.end_sessions(officer)
    assert not any(_inside(client) for client in clients)


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (EDGE, "Edge, Windows"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0",
            "Firefox, Linux",
        ),
        ("curl/8.0", ""),
        ("", ""),
    ],
)
def test_a_browser_is_called_by_a_name_that_one_knows(agent, words):
    assert in_words(agent) == words
