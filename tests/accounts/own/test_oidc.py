"""Logging in through an identity provider: a real one behind a port, which also lies."""

from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest
import requests
from joserfc.jwk import RSAKey

from app import create_app
from app.accounts.own import factor
from app.core import clock
from app.extensions import db as database_session
from tests.accounts.own.provider import CLIENT, SECRET, Provider
from tests.clients import OfficeClient
from tests.factories import an_officer


@pytest.fixture(scope="module")
def provider():
    provider = Provider()
    yield provider
    provider.close()


@pytest.fixture(scope="module")
def elsewhere(settings, database, app, provider):
    """Return an application like the tests' own, whose officers come from the provider."""
    app = create_app(
        settings
        | {
            "SQLALCHEMY_DATABASE_URI": database.url,
            "AUTH_METHOD": "oidc",
            "OIDC_METADATA_URL": f"{provider.url}/.well-known/openid-configuration",
            "OIDC_CLIENT_ID": CLIENT,
            "OIDC_CLIENT_SECRET": SECRET,
            "OIDC_NAME": "陕政通",
        }
    )
    app.test_client_class = OfficeClient
    return app


@pytest.fixture
def visitor(elsewhere, db, provider, database):
    provider.who, provider.claims, provider.signs_with = "triage-officer", {}, provider.key
    client = elsewhere.test_client()
    yield client
    with elsewhere.app_context():
        database_session.session.remove()
        database_session.engine.dispose()
    database.written |= {
        "ab_user",
        "login_session",
        "second_factor",
    }  # by an engine that nobody watches


def _sent(client, target="/me/sessions/"):
    """Go to the provider and return where it sends the browser back to."""
    asked = client.get("/login/oidc", query_string={"next": target})
    answer = requests.get(asked.location, allow_redirects=False, timeout=5)
    back = urlsplit(answer.headers["Location"])
    return asked.location, f"{back.path}?{back.query}"


def _inside(client):
    return client.get("/me/").status_code == 200


def test_who_has_an_account_comes_in_and_goes_where_he_wanted(visitor):
    assert "陕政通" in visitor.get("/login/").text
    asked, back = _sent(visitor)
    sent = parse_qs(urlsplit(asked).query)
    assert sent["code_challenge_method"] == ["S256"]
    assert sent["state"]
    assert sent["nonce"]
    assert visitor.get(back).location == "/me/sessions/"
    assert _inside(visitor)


def test_nobody_registers_himself_and_the_locked_stay_outside(visitor, provider, db):
    provider.who = "stranger"
    visitor.get(_sent(visitor)[1])
    assert not _inside(visitor)
    provider.who = "handler"
    an_officer("Handler").active = False
    visitor.get(_sent(visitor)[1])
    assert not _inside(visitor)


@pytest.mark.parametrize(
    "lie",
    [{"nonce": "another"}, {"aud": "another"}, {"iss": "https://evil.example"}, {"exp": 1000}],
    ids=lambda lie: next(iter(lie)),
)
def test_a_token_that_does_not_fit_opens_nothing(visitor, provider, lie):
    provider.claims = lie
    answer = visitor.get(_sent(visitor)[1])
    assert answer.location == "/login/"
    assert not _inside(visitor)


def test_a_token_of_another_key_opens_nothing(visitor, provider):
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "one"}, private=True)
    visitor.get(_sent(visitor)[1])
    assert not _inside(visitor)


def test_an_answer_to_somebody_elses_question_opens_nothing(visitor, elsewhere):
    _asked, back = _sent(elsewhere.test_client())
    visitor.get("/login/oidc")
    visitor.get(back)
    assert not _inside(visitor)
    assert visitor.get("/login/oidc/back?error=access_denied&state=x").location == "/login/"


def test_a_password_of_ours_opens_nothing_there(visitor):
    from tests.factories.people import PASSWORD

    right = {"username": "triage-officer", "password": PASSWORD}
    visitor.post("/login/", data=right)
    assert visitor.post("/login/renew", json=right).status_code == 403
    assert not _inside(visitor)


def test_the_second_factor_is_asked_here_as_well(visitor, at, db):
    officer = an_officer("Triage officer")
    with at("2026-03-02T08:00"):
        secret = factor.prepare(by=officer).secret
        factor.confirm(pyotp.TOTP(secret).at(clock.now()), by=officer, this=None)
    with at("2026-03-02T09:00"):
        assert visitor.get(_sent(visitor)[1]).location == "/login/code"
        visitor.post("/login/code", data={"code": pyotp.TOTP(secret).at(clock.now())})
        assert _inside(visitor)


def test_an_office_without_a_provider_has_no_such_addresses(as_):
    assert as_().get("/login/oidc").status_code == 404
    assert as_().get("/login/oidc/back?code=x").status_code == 404


def test_a_method_without_its_settings_does_not_start(settings):
    for method in ("oidc", "ldap", "kerberos"):
        with pytest.raises(RuntimeError, match=method):
            create_app(settings | {"AUTH_METHOD": method})
