"""The own password: what is refused and why, what is remembered, when it is too old."""

import pytest
import sqlalchemy as sa

from app.accounts import passwords
from app.accounts.own import strength
from app.accounts.own.models import EarlierPassword
from app.accounts.own.password import change_own_password
from app.core.errors import Invalid
from app.journal.models import AdminEvent
from app.settings.commands import change_setting
from app.settings.queries import SYSTEM
from tests.factories import an_officer
from tests.factories.people import PASSWORD


@pytest.fixture
def officer(db):
    return an_officer("Triage officer")


def _set(name, value):
    change_setting(name, value, unit_id=SYSTEM, by=an_officer("System administrator"))


@pytest.mark.parametrize(
    ("password", "because"),
    [
        ("Password@2025", "a common word and a year"),
        ("P@ssw0rd2025!", "signs for letters hide nothing"),
        ("Admin@123456", "a common word and a row of digits"),
        ("Qwertyuiop1!", "a row of keys"),
        ("Abcd1234!@#$", "three rows"),
        ("Xinfang@2026", "what every petition office calls itself"),
        ("Aaaa1111!!!!", "signs that repeat"),
        ("1qaz2wsx!QAZ", "columns of keys"),
        ("Password123!", "a common word and the digits that everybody adds"),
        ("Passw0rd@123", "the same with signs between"),
        ("Iloveyou520!", "a sentence everybody knows"),
        ("Qwertyuiop123!", "a row of keys and digits"),
    ],
)
def test_what_everybody_tries_first_is_refused(db, password, because):
    with pytest.raises(Invalid) as refusal:
        passwords.check(password, username="somebody")
    assert refusal.value.field == "new", because


@pytest.mark.parametrize("password", ["Sunny-Day-2026", "骊山-Huaqing-7k", "tR4m&window9"])
def test_a_password_of_ones_own_is_taken(db, password):
    passwords.check(password, username="somebody", phone="13812345678")
    assert strength.level(password) >= 2


def test_the_own_name_spelled_out_is_no_password(db):
    somebody = an_officer("Handler", full_name="姜志强")
    known = passwords.known_of(somebody)
    with pytest.raises(Invalid, match="easy to guess"):
        passwords.check("Jiangzhiqiang1!", username="somebody", known=known)


def test_the_own_telephone_number_is_no_password(db):
    with pytest.raises(Invalid, match="telephone"):
        passwords.check("Tel-345678-x", username="somebody", phone="138 1234 5678")


def test_the_rules_are_those_of_the_settings(db, page, officer):
    _set("password_length", 16)
    with pytest.raises(Invalid, match="16"):
        passwords.check("Sunny-Day-2026", username="somebody")
    assert "不少于16位" in page(officer).get("/me/password").text


def test_none_of_the_last_five_is_taken_again(db, officer):
    used = [PASSWORD, *(f"Sunny-Day-{word}9" for word in ("kilo", "lima", "oscar", "romeo"))]
    for old, new in zip(used, used[1:], strict=False):
        change_own_password(old=old, new=new, by=officer)
    for earlier in used:
        with pytest.raises(Invalid):
            change_own_password(old=used[-1], new=earlier, by=officer)
    change_own_password(old=used[-1], new="Sunny-Day-tango9", by=officer)
    change_own_password(old="Sunny-Day-tango9", new="Sunny-Day-union9", by=officer)
    change_own_password(old="Sunny-Day-union9", new=used[1], by=officer)


def test_only_hashes_are_remembered_and_the_journal_has_no_secret(db, officer):
    change_own_password(old=PASSWORD, new="Sunny-Day-2026", by=officer)
    assert PASSWORD not in str(db.session.scalars(sa.select(EarlierPassword.password)).all())
    event = db.session.scalars(sa.select(AdminEvent).order_by(AdminEvent.id.desc())).first()
    assert event.tag == "own.password_changed"
    assert not event.before
    assert not event.after


def test_a_password_that_is_too_old_opens_one_page_only(db, as_, officer, at):
    with at("2026-03-02T09:00"):
        change_own_password(old=PASSWORD, new="Sunny-Day-2026", by=officer)
        _set("password_days", 90)
    with at("2026-05-31T08:59"):
        assert as_(officer).get("/me/").status_code == 200
    with at("2026-05-31T09:01"):
        client = as_(officer)
        assert client.get("/me/").location == "/me/password"
        assert "超过使用期限" in client.get("/me/password").text
        new = {"old": "Sunny-Day-2026", "new": "Rainy-Day-kilo7", "again": "Rainy-Day-kilo7"}
        client.post("/me/password", data=new)
        assert client.get("/me/").status_code == 200


def test_guessing_the_old_password_locks_like_guessing_at_the_door(db, as_, officer):
    client = as_(officer)
    new = {"old": "guess", "new": "Sunny-Day-2026", "again": "Sunny-Day-2026"}
    for _ in range(5):
        client.post("/me/password", data=new)
    assert client.get("/me/").location.startswith("/login/")
    db.session.refresh(officer)
    assert officer.locked


def test_the_strength_is_judged_while_typing_and_nothing_is_kept(db, as_, officer, caplog):
    caplog.set_level("DEBUG", logger="app")
    client = as_(officer)
    weak = client.post("/me/password/strength", json={"password": "Password@2025"})
    assert weak.json == {"level": 1, "word": "弱", "met": [True, True, False]}
    short = client.post("/me/password/strength", json={"password": "rK7"})
    assert short.json["met"][:2] == [False, True]
    strong = client.post("/me/password/strength", json={"password": "骊山-Huaqing-window-7k"})
    assert strong.json["level"] == 4
    assert strong.json["met"] == [True, True, True]
    assert client.post("/me/password/strength", json=["x"]).status_code == 415
    assert "Huaqing" not in caplog.text


def test_a_refused_password_says_why_beside_the_field(page, officer):
    new = {"old": PASSWORD, "new": "Password@2025", "again": "Password@2025"}
    answer = page(officer).post("/me/password", data=new)
    assert "容易被猜到" in answer.dom.findtext(".//p[@id='new-error']")
