"""Accounts: opened, locked, given roles and passwords."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role
from werkzeug.security import check_password_hash

from app.accounts import passwords, queries
from app.accounts.commands import officers
from app.accounts.own.password import change_own_password
from app.core import clock
from app.core.errors import DomainError, Invalid
from tests.factories import an_officer, the_unit
from tests.factories.people import PASSWORD


@pytest.fixture
def admin(db):
    return an_officer("System administrator")


def _roles(db, *names):
    return db.session.scalars(sa.select(Role).where(Role.name.in_(names))).all()


def _open(db, admin, *roles, username="zhang.min"):
    return officers.create_officer(
        username=username,
        full_name="张敏",
        unit=the_unit(),
        roles=_roles(db, *roles),
        by=admin,
        title="科员",
    )


def test_a_new_account_has_a_password_for_one_use(db, admin):
    officer, password = _open(db, admin, "Triage officer", username=" Zhang.Min ")
    assert officer.username == "zhang.min"
    assert str(officer) == officer.get_full_name() == officer.full_name == "张敏"
    assert officer.must_change_password
    assert check_password_hash(officer.password, password)
    assert officer.region_code == the_unit().region_code
    assert officer.may("transfer")


def test_a_user_name_is_taken_whatever_its_case(db, admin):
    _open(db, admin)
    with pytest.raises(Invalid) as refusal:
        _open(db, admin, username="ZHANG.MIN")
    assert refusal.value.field == "username"


def test_roles_that_exclude_each_other_open_no_account(db, admin):
    with pytest.raises(officers.RolesConflict) as refusal:
        _open(db, admin, "Triage officer", "Accusation officer")
    assert refusal.value.field == "roles"
    assert set(refusal.value.params.values()) == {"Triage officer", "Accusation officer"}
    assert queries.officer_named("zhang.min") is None


def test_roles_that_exclude_each_other_are_not_given_later(db, admin):
    officer, _password = _open(db, admin, "Triage officer")
    with pytest.raises(officers.RolesConflict):
        officers.set_roles(
            officer, roles=_roles(db, "Triage officer", "System administrator"), by=admin
        )
    assert officer.role_names == ["Triage officer"]


def test_nobody_gives_himself_roles_or_locks_himself(db, admin):
    with pytest.raises(DomainError):
        officers.set_roles(admin, roles=_roles(db, "Triage officer"), by=admin)
    with pytest.raises(DomainError):
        officers.lock_officer(admin, by=admin)
    assert not admin.locked


def test_a_locked_account_is_opened_again(db, admin):
    officer, _password = _open(db, admin)
    version = officer.session_version
    officers.lock_officer(officer, by=admin)
    assert officer.locked
    assert officer.session_version > version, "open sessions end"
    officers.unlock_officer(officer, by=admin)
    assert not officer.locked


def test_failures_in_a_row_lock_for_half_an_hour(db, admin, at):
    officer, _password = _open(db, admin)
    with at("2026-03-02T09:00"):
        for _ in range(4):
            officers.note_failed_login(officer, allowed=5, lock_for=timedelta(minutes=30))
        assert not officer.locked
        officers.note_failed_login(officer, allowed=5, lock_for=timedelta(minutes=30))
        assert officer.locked
    with at("2026-03-02T09:29"):
        assert officer.locked
    with at("2026-03-02T09:30"):
        assert not officer.locked


def test_a_login_forgets_earlier_failures(db, admin):
    officer, _password = _open(db, admin)
    for _ in range(4):
        officers.note_failed_login(officer, allowed=5, lock_for=timedelta(minutes=30))
    officers.note_login(officer)
    for _ in range(4):
        officers.note_failed_login(officer, allowed=5, lock_for=timedelta(minutes=30))
    assert not officer.locked


def test_a_reset_password_ends_sessions_and_must_be_changed(db, admin):
    officer, old = _open(db, admin)
    version = officer.session_version
    new = officers.reset_password(officer, by=admin)
    assert new != old
    assert check_password_hash(officer.password, new)
    assert officer.must_change_password
    assert officer.session_version > version


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("wrong", "Sunny-Day-2026", "old"),
        ("", "Sunny-Day-2026", "old"),
        (PASSWORD, "Short-1", "new"),
        (PASSWORD, "onlysmallletters", "new"),
        (PASSWORD, "small1234567890", "new"),
        (PASSWORD, "Triage-Officer-2026", "new"),
        (PASSWORD, PASSWORD, "new"),
    ],
)
def test_a_password_that_is_not_good_enough_is_refused(db, old, new, field):
    officer = an_officer("Triage officer")
    with pytest.raises(Invalid) as refusal:
        change_own_password(old=old, new=new, by=officer)
    assert refusal.value.field == field
    assert check_password_hash(officer.password, PASSWORD)


@pytest.mark.parametrize("new", ["Sunny-Day-2026", "晴天-Sunny-day-1", "sunny day 2026!"])
def test_a_good_password_is_kept(db, new):
    officer = an_officer("Triage officer")
    change_own_password(old=PASSWORD, new=new, by=officer)
    assert check_password_hash(officer.password, new)
    assert not officer.must_change_password
    assert officer.password_changed_at <= clock.now()


def test_a_one_time_password_satisfies_the_rule_and_never_repeats(db):
    given = {passwords.one_time() for _ in range(200)}
    assert len(given) == 200
    for password in given:
        passwords.check(password, username="admin")
        assert not set("IlLiOo01") & set(password), "read over the telephone"
        assert password[0].isalnum(), "a spreadsheet takes no sign for a formula"


def test_an_empty_password_never_fits(db, admin):
    officer, _password = _open(db, admin)
    for empty in ("", "\0", "\0\0"):
        assert not queries.password_is(officer.password, empty)


def test_an_account_moves_with_its_unit(db, admin):
    officer, _password = _open(db, admin)
    officers.change_officer(
        officer, unit=the_unit("YL"), full_name="张 敏", title="", phone="029", by=admin
    )
    assert officer.unit is the_unit("YL")
    assert officer.region_code == "610114"
