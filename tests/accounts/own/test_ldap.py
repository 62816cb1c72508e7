"""Logging in with the password of a directory: a real slapd behind a port."""

import pytest

from app import create_app
from app.extensions import db as database_session
from tests.accounts.own.directory import PASSWORD, PEOPLE, SLAPD, Directory
from tests.clients import OfficeClient
from tests.factories import an_officer
from tests.factories.people import PASSWORD as OURS

pytest.importorskip("ldap", reason="python-ldap is not installed: docs/login.md")
pytestmark = pytest.mark.skipif(SLAPD is None, reason="no slapd (apt-get install slapd)")
BINDS = {
    "searching": {
        "LDAP_SEARCH": PEOPLE,
        "LDAP_BIND_USER": "cn=admin,dc=office,dc=example",
        "LDAP_BIND_PASSWORD": PASSWORD,
    },
    "by name": {"LDAP_USERNAME_FORMAT": f"uid=%s,{PEOPLE}"},
}


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    directory = Directory(tmp_path_factory.mktemp("slapd"), ("triage-officer", "stranger"))
    yield directory
    directory.close()


@pytest.fixture(params=BINDS)
def visitor(request, settings, database, db, directory):
    app = create_app(
        settings
        | {
            "SQLALCHEMY_DATABASE_URI": database.url,
            "AUTH_METHOD": "ldap",
            "LDAP_SERVER": directory.url,
            "LDAP_PLAIN": True,
        }
        | BINDS[request.param]
    )
    app.test_client_class = OfficeClient
    yield app.test_client()
    with app.app_context():
        database_session.session.remove()
        database_session.engine.dispose()
    database.written |= {
        "ab_user",
        "login_session",
        "second_factor",
    }  # by an engine that nobody watches


def _come(client, password, username="triage-officer"):
    client.post("/login/", data={"username": username, "password": password})
    return client.get("/me/").status_code == 200


def test_the_password_of_the_directory_opens_the_door(visitor):
    assert _come(visitor, PASSWORD)


@pytest.mark.parametrize("password", ["wrong", OURS, "\0", " "])
def test_any_other_does_not(visitor, password):
    assert not _come(visitor, password)


def test_an_empty_password_is_no_login(visitor):
    answer = visitor.post("/login/renew", json={"username": "triage-officer", "password": ""})
    assert answer.status_code == 401


def test_nobody_registers_himself_and_the_locked_stay_outside(visitor, db):
    assert not _come(visitor, PASSWORD, "stranger")
    an_officer("Triage officer").active = False
    assert not _come(visitor, PASSWORD)


def test_five_failures_lock_here_as_well(visitor):
    for _ in range(5):
        _come(visitor, "wrong")
    assert not _come(visitor, PASSWORD)


def test_roles_stay_those_of_the_office(visitor, db):
    assert _come(visitor, PASSWORD)
    assert an_officer("Triage officer").role_names == ["Triage officer"]


def test_a_plain_connection_must_be_asked_for(settings):
    with pytest.raises(RuntimeError, match="passwords travel"):
        create_app(settings | {"AUTH_METHOD": "ldap", "LDAP_SERVER": "ldap://directory"})
