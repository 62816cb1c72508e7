"""The second factor: set up, asked at the door, replayed in vain, lost, required of a role."""

import pyotp
import pytest
import sqlalchemy as sa

from app.accounts.own import factor
from app.accounts.own.models import RecoveryCode, SecondFactor
from app.core import clock
from app.core.errors import DomainError, Invalid
from app.extensions import db as database
from app.journal.models import AdminEvent
from tests.factories import an_officer
from tests.factories.people import PASSWORD

RIGHT = {"username": "triage-officer", "password": PASSWORD}


@pytest.fixture
def officer(db):
    return an_officer("Triage officer")


def _code(officer, steps=0):
    secret = factor.factor_of(officer).secret
    return pyotp.TOTP(secret).at(int(clock.now().timestamp()) + 30 * steps)


def _enrolled(officer, at):
    with at("2026-03-02T08:00"):
        factor.prepare(by=officer)
        return factor.confirm(_code(officer), by=officer, this=None)


def _inside(client):
    return client.get("/me/").status_code == 200


def test_the_secret_is_encrypted_and_the_codes_are_hashed(db, officer, at):
    codes = _enrolled(officer, at)
    secret = factor.factor_of(officer).secret
    raw = database.session.execute(sa.text("SELECT secret FROM second_factor")).scalar_one()
    assert secret not in raw
    kept = db.session.scalars(sa.select(RecoveryCode.code_digest)).all()
    assert len(codes) == len(kept) == 10
    assert not set(codes) & set(kept)


def test_it_is_set_up_on_its_page_and_asked_at_the_door(as_, page, officer, at):
    with at("2026-03-02T08:00"):
        client = page(officer)
        shown = client.post("/me/second-factor/").text
        assert "<svg" in shown
        wrong = client.post("/me/second-factor/confirm", data={"code": "000000"})
        assert wrong.dom.find(".//p[@id='code-error']") is not None
        done = client.post("/me/second-factor/confirm", data={"code": _code(officer)})
        assert len(done.dom.findall(".//ul[@class='codes']/li")) == 10
    with at("2026-03-02T09:00"):
        stranger = as_()
        answer = stranger.post("/login/?next=/me/sessions/", data=RIGHT)
        assert answer.location == "/login/code"
        assert not _inside(stranger)
        answer = stranger.post("/login/code", data={"code": _code(officer)})
        assert answer.location == "/me/sessions/"
        assert _inside(stranger)


@pytest.mark.parametrize(("steps", "opens"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_a_clock_may_be_off_by_half_a_minute(officer, at, steps, opens):
    _enrolled(officer, at)
    with at("2026-03-02T09:00"):
        assert factor.accept(officer, _code(officer, steps)) is opens


def test_a_code_opens_the_door_once(officer, at):
    _enrolled(officer, at)
    with at("2026-03-02T09:00"):
        code = _code(officer)
        assert factor.accept(officer, f" {code[:3]} {code[3:]}")
        assert not factor.accept(officer, code)
        assert not factor.accept(officer, _code(officer, -1)), "nor an older one"


def test_a_recovery_code_stands_in_once(officer, at, db):
    code = _enrolled(officer, at)[0]
    assert factor.accept(officer, code.lower().replace("-", ""))
    assert not factor.accept(officer, code)
    assert factor.codes_left(officer) == 9
    event = db.session.scalars(sa.select(AdminEvent).order_by(AdminEvent.id.desc())).first()
    assert event.tag == "own.recovery_code_used"


@pytest.mark.parametrize("code", ["", "abc", "00000", "²²²²²²", "１２３４５６", "x" * 20])
def test_what_is_no_code_is_refused(officer, at, code):
    _enrolled(officer, at)
    assert not factor.accept(officer, code)


def test_wrong_codes_count_into_the_same_lock(as_, officer, at, db):
    _enrolled(officer, at)
    with at("2026-03-02T09:00"):
        for _ in range(5):
            client = as_()
            client.post("/login/", data=RIGHT)  # the right password must not start the count anew
            client.post("/login/code", data={"code": "000000"})
        client = as_()
        assert client.post("/login/", data=RIGHT).status_code == 200
        db.session.refresh(officer)
        assert officer.locked


def test_the_second_step_waits_five_minutes_and_only_for_whom_it_knows(as_, officer, at):
    _enrolled(officer, at)
    assert as_().get("/login/code").location == "/login/"
    with at("2026-03-02T09:00"):
        client = as_()
        client.post("/login/", data=RIGHT)
    with at("2026-03-02T09:06"):
        answer = client.post("/login/code", data={"code": _code(officer)})
        assert answer.location == "/login/"
        assert not _inside(client)


def test_a_role_that_needs_it_leads_to_the_page_at_the_next_login(as_, officer, at):
    by = an_officer("Security administrator")
    factor.require_second_factor(officer.roles[0], required=True, by=by)
    client = as_()
    client.post("/login/", data=RIGHT)
    assert client.get("/me/").location == "/me/second-factor/"
    client.post("/me/second-factor/")
    client.post("/me/second-factor/confirm", data={"code": _code(officer)})
    assert _inside(client)
    with pytest.raises(DomainError, match="role"):
        factor.give_up(_code(officer, 1), by=officer)


def test_it_is_given_up_by_a_code(officer, at, db):
    _enrolled(officer, at)
    with at("2026-03-02T09:00"):
        with pytest.raises(Invalid):
            factor.give_up("000000", by=officer)
        factor.give_up(_code(officer), by=officer)
    assert not factor.is_on(officer)
    assert not db.session.scalars(sa.select(RecoveryCode)).all()


def test_a_script_that_logs_in_again_needs_it_as_well(as_, officer, at):
    _enrolled(officer, at)
    with at("2026-03-02T09:00"):
        client = as_()
        first = client.post("/login/renew", json=RIGHT)
        assert (first.status_code, first.json["code"]) == (401, True)
        assert client.post("/login/renew", json=RIGHT | {"code": "000000"}).status_code == 401
        assert client.post("/login/renew", json=RIGHT | {"code": _code(officer)}).json["csrf_token"]
        assert _inside(client)


def test_an_administrator_takes_it_off_and_sessions_end(as_, page, officer, at, db):
    _enrolled(officer, at)
    client = as_(officer)
    admin = page(an_officer("Security administrator"))
    assert officer.full_name in admin.get("/login-security/").text
    admin.post(f"/login-security/reset/{officer.id}")
    assert not _inside(client)
    assert db.session.get(SecondFactor, officer.id) is None
    tags = db.session.scalars(sa.select(AdminEvent.tag)).all()
    assert "account.second_factor_reset" in tags


def test_who_may_not_is_refused(as_, officer, at, db):
    _enrolled(officer, at)
    for role in ("Triage officer", "System administrator", "Audit administrator"):
        client = as_(an_officer(role))
        assert client.get("/login-security/").status_code in {302, 403}
        client.post(f"/login-security/reset/{officer.id}")
        assert factor.is_on(officer)


def test_a_county_takes_it_off_its_own_people_only(as_, officer, at, db):
    _enrolled(officer, at)
    from tests.factories.people import the_unit

    elsewhere = an_officer("Security administrator", the_unit("YL"), full_name="阎良安管")
    client = as_(elsewhere)
    assert client.post(f"/login-security/reset/{officer.id}").status_code == 404
    assert officer.full_name not in client.get("/login-security/").text
    assert client.post("/login-security/", data={"roles": []}).status_code == 403
