"""What is done to an account leaves an event; disuse locks it; only the unused is deleted."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role
from werkzeug.security import check_password_hash

from app.accounts import queries
from app.accounts.commands import officers, removal, roles
from app.accounts.people import disuse, listing
from app.core import clock
from app.core.errors import DomainError
from app.journal.models import AdminEvent
from app.settings.commands import change_setting
from tests.factories import an_officer, the_unit
from tests.factories.people import PASSWORD


@pytest.fixture
def admin(db):
    return an_officer("System administrator")


@pytest.fixture
def fresh(db, admin):
    """Return an account that nobody has used yet, opened by nobody in particular."""
    officer, _password = officers.create_officer(
        username="li.na", full_name="李娜", unit=the_unit(), roles=[], by=None
    )
    return officer


def _last(db):
    return db.session.scalar(sa.select(AdminEvent).order_by(AdminEvent.id.desc()).limit(1))


def test_a_change_is_kept_with_old_and_new_and_a_masked_telephone(db, admin, fresh):
    officers.change_officer(
        fresh,
        unit=the_unit("LT-WATER"),
        full_name="李娜",
        title="科长",
        phone="13812342051",
        by=admin,
    )
    event = _last(db)
    assert event.tag == "account.changed"
    assert event.before["unit"] == "临潼区信访局"
    assert event.after["unit"] == "临潼区水务局"
    assert "13812342051" not in str(event.after)
    assert set(event.after) == {"unit", "title", "phone"}


def test_acts_are_told_on_the_page_and_no_password_is_kept(page, db, admin, fresh):
    client = page(admin)
    client.post(f"/accounts/lock/{fresh.id}", data={"reason": "长期病假"})
    client.post(f"/accounts/action/unlock/{fresh.id}")
    client.post(f"/accounts/action/end_sessions/{fresh.id}")
    answer = client.post(f"/accounts/action/reset_password/{fresh.id}")
    password = answer.dom.find(".//strong[@class='code']").text
    text = client.get(f"/accounts/show/{fresh.id}").text
    for words in (
        "锁定了李娜的账号",
        "长期病假",
        "解锁了李娜",
        "结束了李娜的全部登录",
        "重置了一次性密码",
    ):
        assert words in text
    events = db.session.scalars(sa.select(AdminEvent)).all()
    assert not any(password in f"{event.before}{event.after}" for event in events)


def test_a_lock_needs_a_reason_and_shows_it(page, db, admin, fresh):
    client = page(admin)
    assert 'id="reason-error"' in client.post(f"/accounts/lock/{fresh.id}", data={}).text
    client.post(f"/accounts/lock/{fresh.id}", data={"reason": "调离"})
    db.session.expire_all()
    assert not fresh.active
    assert fresh.locked_reason == "调离"
    assert "李娜" in client.get("/accounts/list/?standing=locked").text
    assert "李娜" not in client.get("/accounts/list/?standing=open").text


def test_what_was_done_names_the_person(page, db, admin, fresh):
    client, act = page(admin), f"/accounts/action/%s/{fresh.id}"
    role = db.session.scalar(sa.select(Role).where(Role.name == "Handler")).id
    given = {"full_name": "李娜娜", "unit_id": fresh.unit_id}
    for address, data, words in (
        (f"/accounts/lock/{fresh.id}", {"reason": "调离"}, "已锁定：李娜。"),
        (act % "unlock", {}, "已解锁：李娜。"),
        (act % "end_sessions", {}, "已结束该账号的全部登录：李娜。"),
        (f"/accounts/roles/{fresh.id}", {"roles": [role]}, "已保存角色：李娜。"),
        (f"/accounts/edit/{fresh.id}", given, "已保存：李娜娜。"),
        (f"/accounts/delete/{fresh.id}", {}, "已删除：李娜娜。"),
    ):
        assert words in client.post(address, data=data).text, address


def test_all_sessions_of_somebody_are_ended(as_, admin, db):
    other = an_officer("Handler")
    client = as_(other)
    assert client.get("/me/password").status_code == 200
    as_(admin).post(f"/accounts/action/end_sessions/{other.id}")
    assert client.get("/me/password").status_code == 302


def test_failed_logins_are_counted_since_the_last_login(page, as_, admin, db):
    other = an_officer("Handler")
    for _ in range(6):
        as_().post("/login/", data={"username": other.username, "password": "wrong"})
    db.session.expire_all()
    assert other.failed_logins == 6, "guesses at a locked account count too"
    assert other.last_failed_at <= clock.now()
    assert ">6<" in page(admin).get(f"/accounts/show/{other.id}").text
    officers.unlock_officer(other, by=admin)
    as_().post("/login/", data={"username": other.username, "password": PASSWORD})
    db.session.expire_all()
    assert other.failed_logins == 0


def _opens(as_, officer):
    answer = as_().post("/login/", data={"username": officer.username, "password": PASSWORD})
    return answer.status_code == 302


def test_an_account_unused_for_long_is_locked_until_it_is_unlocked(page, as_, at, admin, db):
    other = an_officer("Handler")
    other.last_login_at = clock.now()
    db.session.commit()
    day = clock.today()
    with at(day + timedelta(days=89)):
        assert not disuse.unused(other)
    with at(day + timedelta(days=92)):
        assert disuse.unused(other)
        assert not _opens(as_, other)
        answer = page(admin).get("/accounts/list/?standing=unused").text
        assert other.full_name in answer
        assert "久未使用锁定" in answer
        as_(admin).post(f"/accounts/action/unlock/{other.id}")
        db.session.expire_all()
        assert _opens(as_, other)


def test_disuse_follows_the_setting_of_the_nearest_unit(at, admin, db):
    other = an_officer("Handler")
    change_setting("unused_days", 10, unit_id=the_unit("LT-GOV").id, by=admin)
    change_setting("unused_days", 0, unit_id=0, by=admin)
    with at(clock.today() + timedelta(days=400)):
        assert disuse.unused(other)
        assert not disuse.unused(admin)
        found = db.session.scalars(
            listing.accounts(admin, listing.Wanted(standing="unused"))
        ).unique()
        assert {one.unit.code for one in found} == {"LT-GOV", "LT-WATER"}


def test_an_account_that_nobody_used_is_deleted(page, db, admin, fresh):
    client = page(admin)
    assert "可以删除" in client.get(f"/accounts/show/{fresh.id}").text
    assert "共" in client.post(f"/accounts/delete/{fresh.id}").text
    db.session.expire_all()
    assert queries.officer_named("li.na") is None
    assert _last(db).tag == "account.deleted"
    following, _password = officers.create_officer(
        username="wang.fang", full_name="王芳", unit=the_unit(), roles=[], by=admin
    )
    assert "李娜" not in client.get(f"/accounts/show/{following.id}").text


def test_an_account_in_a_history_is_never_deleted(page, db, admin, fresh):
    used = an_officer("Handler")
    used.last_login_at = clock.now()
    db.session.commit()
    client = page(admin)
    assert "不能删除" in client.get(f"/accounts/show/{used.id}").text
    client.post(f"/accounts/delete/{used.id}")
    assert queries.officer_named(used.username) is not None
    with pytest.raises(DomainError):
        removal.delete_officer(used, by=admin)


def test_who_did_something_is_never_deleted(db, admin, fresh):
    officers.end_sessions_of(an_officer("Handler"), by=an_officer("System administrator"))
    assert not removal.is_spoken_of(fresh)
    officers.create_officer(
        username="wang.fang", full_name="王芳", unit=the_unit(), roles=[], by=fresh
    )
    with pytest.raises(DomainError):
        removal.delete_officer(fresh, by=admin)


@pytest.mark.parametrize("role", ["Security administrator", "Audit administrator", "Handler"])
def test_who_may_not_delete_or_import_does_not(as_, db, fresh, role):
    client = as_(an_officer(role))
    assert client.post(f"/accounts/delete/{fresh.id}").status_code == 403
    for address in ("", "template", "opened", "passwords"):
        assert client.get(f"/accounts/import/{address}").status_code == 403
    for address in ("", "confirm"):
        assert client.post(f"/accounts/import/{address}").status_code == 403


def test_the_list_is_searched_narrowed_paged_and_exported(page, as_, admin, db):
    for number in range(30):
        an_officer("Handler", the_unit("LT-HOUSING"), full_name=f"住建{number:02d}")
    client = page(admin)
    unit = the_unit("LT-HOUSING").id
    first = client.get(f"/accounts/list/?unit={unit}")
    assert "共 30 个账号" in first.text
    following = first.dom.find(".//a[@rel='next']").get("href")
    second = client.get(following)
    assert second.dom.find(".//a[@rel='prev']") is not None
    assert "住建07" in client.get("/accounts/list/?words=住建07").text
    assert "没有找到账号" in client.get("/accounts/list/?words=查无此人").text
    role = next(role.id for role in queries.all_roles() if role.name == "Handler")
    assert "住建" in client.get(f"/accounts/list/?role={role}").text
    odd = client.get("/accounts/list/?role=x&standing=y&unit=z&after=~")
    assert "Not a valid choice" not in odd.text
    answer = as_(admin).get(f"/accounts/export?unit={unit}")
    assert answer.data.startswith(b"PK")
    told = db.session.scalars(sa.select(AdminEvent).where(AdminEvent.tag == "account.exported"))
    assert [(one.by_id, one.after) for one in told] == [(admin.id, {"count": 30})]


@pytest.mark.parametrize(
    ("role", "given"),
    [("Security administrator", False), ("Audit administrator", False)]
    + [("System administrator", True), ("Handler", True)],
)
def test_an_administrator_learns_no_password_of_another_kind(page, db, admin, role, given):
    other = an_officer(role, full_name="另一人")
    before, client = other.password, page(admin)
    address = f"/accounts/action/reset_password/{other.id}"
    assert (address in client.get(f"/accounts/show/{other.id}").text) is given
    assert client.post(address).status_code == (200 if given else 403)
    db.session.expire_all()
    assert (other.password != before) is given


def test_a_copied_administrators_role_is_kept_apart_like_the_first(db, admin):
    security = _role(db, "Security administrator")
    by = an_officer("Security administrator")
    copy = roles.add_role(name="本局安全员", like=security, by=by)
    other = an_officer("Handler", full_name="新安全员")
    other.roles = [copy]
    db.session.flush()
    with pytest.raises(DomainError):
        officers.reset_password(other, by=admin)


def _role(db, name):
    return db.session.scalars(sa.select(Role).where(Role.name == name)).one()


def test_the_operator_gives_a_password_that_no_administrator_may_give(app, db):
    security = an_officer("Security administrator")
    runner = app.test_cli_runner()
    assert runner.invoke(args=["reset-password", "nobody"]).exit_code == 1
    told = runner.invoke(args=["reset-password", security.username])
    assert told.exit_code == 0
    db.session.expire_all()
    assert check_password_hash(security.password, told.output.split()[4])
    assert security.must_change_password
    event = _last(db)
    assert (event.tag, event.by_id, event.about_id) == ("account.password_reset", None, security.id)


def test_the_operator_unlocks_when_no_administrator_is_left(app, db, admin):
    admin.active = False
    db.session.commit()
    runner = app.test_cli_runner()
    assert runner.invoke(args=["unlock", "nobody"]).exit_code == 1
    assert runner.invoke(args=["unlock", admin.username]).exit_code == 0
    db.session.expire_all()
    assert admin.active
