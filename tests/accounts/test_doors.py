"""Every door asks the same: who may not log in now comes in by none of them."""

from datetime import timedelta

import pyotp
import pytest
import sqlalchemy as sa
from flask_appbuilder.security.sqla.manager import SecurityManager
from flask_appbuilder.security.sqla.models import assoc_user_role

from app.accounts import passwords
from app.accounts.login import LoginView
from app.accounts.models import Officer
from app.accounts.own.models import SecondFactor
from app.core import clock
from app.extensions import db as database
from tests.factories import an_officer
from tests.factories.people import PASSWORD

# ---- the doors: each comes before it, waits, and knocks ---------------------------------------


def _form(client, right, _monkeypatch):
    yield
    client.post("/login/", data=right)


def _renewal(client, right, _monkeypatch):
    yield
    client.post("/login/renew", json=right)


def _directory(client, right, monkeypatch):
    monkeypatch.setitem(client.application.config, "AUTH_METHOD", "ldap")
    monkeypatch.setattr(SecurityManager, "auth_user_ldap", lambda *_said: True)
    yield
    client.post("/login/", data=right)


def _provider(client, right, monkeypatch):
    class Provider:
        def authorize_access_token(self):
            return {"userinfo": {"preferred_username": right["username"]}}

    monkeypatch.setitem(client.application.config, "AUTH_METHOD", "oidc")
    monkeypatch.setattr(LoginView, "_provider", lambda _view: Provider())
    yield
    client.get("/login/oidc/back")


def _code(client, right, _monkeypatch):
    secret = _second_factor(right["username"])
    assert client.post("/login/", data=right).location == "/login/code"
    yield
    client.post("/login/code", data={"code": pyotp.TOTP(secret).at(clock.now())})


def _renewal_with_code(client, right, _monkeypatch):
    secret = _second_factor(right["username"])
    yield
    client.post("/login/renew", json=right | {"code": pyotp.TOTP(secret).at(clock.now())})


def _second_factor(username):
    officer = database.session.scalar(sa.select(Officer).where(Officer.username == username))
    factor = SecondFactor(officer_id=officer.id, secret=pyotp.random_base32(), last_step=0)
    factor.confirmed_at = clock.now()
    database.session.add(factor)
    database.session.flush()
    return factor.secret


DOORS = {
    "password": _form,
    "renewal": _renewal,
    "directory": _directory,
    "provider": _provider,
    "code": _code,
    "renewal with code": _renewal_with_code,
}

# ---- why somebody may not come in -------------------------------------------------------------


def _closed(officer):
    officer.active = False


def _locked_for_a_while(officer):
    officer.locked_until = clock.now() + timedelta(minutes=5)


def _unused(officer):
    long_ago = clock.now() - timedelta(days=400)
    officer.created_on = long_ago.replace(tzinfo=None)
    officer.last_login_at = officer.in_use_since = long_ago


def _deleted(officer):
    held, mine = assoc_user_role.c.user_id, SecondFactor.officer_id
    database.session.execute(sa.delete(assoc_user_role).where(held == officer.id))
    database.session.execute(sa.delete(SecondFactor).where(mine == officer.id))
    database.session.execute(sa.delete(Officer).where(Officer.id == officer.id))


REASONS = {
    "open": lambda _officer: None,
    "closed": _closed,
    "locked for a while": _locked_for_a_while,
    "unused": _unused,
    "deleted": _deleted,
}


@pytest.mark.parametrize("reason", REASONS)
@pytest.mark.parametrize("door", DOORS)
def test_a_door_opens_to_an_open_account_and_to_no_other(as_, monkeypatch, door, reason):
    officer = an_officer("Handler", full_name="新来")
    officer.password = passwords.hashed(PASSWORD)
    officer.must_change_password = False
    client = as_()
    right = {"username": officer.username, "password": PASSWORD}
    visit = DOORS[door](client, right, monkeypatch)
    next(visit)
    REASONS[reason](officer)
    next(visit, None)
    assert (client.get("/me/").status_code == 200) is (reason == "open")
