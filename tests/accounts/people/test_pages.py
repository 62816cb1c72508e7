"""The pages of the accounts: what is offered, who may do it, what a form says of what is wrong."""

import re

import pytest
import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role

from app.accounts import queries
from app.accounts.models import Officer
from tests.factories import an_officer, the_unit


@pytest.fixture
def admin(db):
    return an_officer("System administrator")


def _role_id(db, name):
    return db.session.scalar(sa.select(Role.id).where(Role.name == name))


def test_only_what_can_be_done_with_an_account_is_offered(page, db):
    handler, admin = an_officer("Handler"), page(an_officer("System administrator"))
    address = f"/accounts/show/{handler.id}"
    offered = _offered(admin.get(address).dom)
    assert f"/accounts/lock/{handler.id}" in offered
    assert f"/accounts/action/unlock/{handler.id}" not in offered
    admin.post(f"/accounts/lock/{handler.id}", data={"reason": "长期病假"})
    offered = _offered(admin.get(address).dom)
    assert f"/accounts/action/unlock/{handler.id}" in offered
    assert f"/accounts/lock/{handler.id}" not in offered


def _offered(dom):
    forms = {form.get("action") for form in dom.iter("form")}
    return forms | {link.get("href") for link in dom.iter("a")}


@pytest.mark.parametrize(
    ("typed", "right"),
    [("abc", False), ("1381234205", False)]
    + [("13812342051", True), ("029-83812345", True), ("", True)],
)
def test_the_telephone_of_an_account_is_one(page, db, typed, right):
    water = the_unit("LT-WATER")
    given = {"full_name": "王电", "unit_id": water.id, "phone": typed}
    handler = an_officer("Handler")
    answer = page(an_officer("System administrator")).post(
        f"/accounts/edit/{handler.id}", data=given
    )
    assert (answer.dom.find(".//*[@id='phone-error']") is None) is right


@pytest.mark.parametrize(
    ("role", "act", "status"),
    [
        ("System administrator", "lock", 302),
        ("Security administrator", "lock", 302),
        ("Security administrator", "unlock", 302),
        ("Security administrator", "reset_password", 403),
        ("Audit administrator", "lock", 403),
        ("Audit administrator", "unlock", 403),
        ("Triage officer", "reset_password", 403),
        ("Security administrator", "end_sessions", 302),
        ("Audit administrator", "end_sessions", 403),
    ],
)
def test_an_act_on_an_account_needs_its_permission(as_, db, role, act, status):
    other = an_officer("Handler")
    before = other.password
    address = "/accounts/lock" if act == "lock" else f"/accounts/action/{act}"
    answer = as_(an_officer(role)).post(f"{address}/{other.id}", data={"reason": "离岗"})
    assert answer.status_code == status
    db.session.expire_all()
    assert db.session.get(Officer, other.id).password == before


@pytest.mark.parametrize("role", ["Audit administrator", "Triage officer"])
def test_only_who_gives_roles_can_give_them(as_, db, role):
    other = an_officer("Handler")
    data = {"roles": [_role_id(db, "Triage officer")]}
    answer = as_(an_officer(role)).post(f"/accounts/roles/{other.id}", data=data)
    assert answer.status_code == 403
    db.session.expire_all()
    assert db.session.get(Officer, other.id).role_names == ["Handler"]


# ---- forms ----------------------------------------------------------------------------------


def _person(db, **other):
    return {
        "username": "li.na",
        "full_name": "李娜",
        "unit_id": the_unit().id,
        "roles": [_role_id(db, "Triage officer")],
    } | other


def test_a_new_accounts_password_is_shown_once_and_not_put_into_a_cookie(page, as_, admin, db):
    answer = page(admin).post("/accounts/add", data=_person(db))
    password = answer.dom.find(".//strong[@class='code']").text
    client = as_()
    answer = client.post("/login/", data={"username": "li.na", "password": password})
    assert answer.status_code == 302
    assert client.get("/").location == "/me/password"
    with client.session_transaction() as session:
        assert password not in str(dict(session))


def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(page, admin, db):
    both = [_role_id(db, "Triage officer"), _role_id(db, "Accusation officer")]
    page_ = page(admin).post("/accounts/add", data=_person(db, roles=both))
    assert page_.status_code == 200
    assert 'id="roles-error"' in page_.text
    assert 'value="li.na"' in page_.text
    assert "李娜" in page_.text
    assert queries.officer_named("li.na") is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"username": ""}, "username"),
        ({"username": "李 娜"}, "username"),
        ({"username": "triage-officer"}, "username"),
        ({"full_name": "长" * 65}, "full_name"),
        ({"unit_id": "999999"}, "unit_id"),
        ({"roles": []}, "roles"),
        ({"roles": ["999999"]}, "roles"),
    ],
)
def test_every_wrong_field_is_named(page, admin, db, wrong, field):
    answer = page(admin).post("/accounts/add", data=_person(db, **wrong))
    assert f'id="{field}-error"' in answer.text


def test_strange_names_are_kept_and_shown_as_they_are(page, admin, db):
    page(admin).post("/accounts/add", data=_person(db, full_name="<b>娜</b>😀"))
    officer = queries.officer_named("li.na")
    assert officer.full_name == "<b>娜</b>😀"
    assert "&lt;b&gt;娜&lt;/b&gt;😀" in page(admin).get(f"/accounts/show/{officer.id}").text


def test_the_only_one_who_changes_roles_is_kept_beside_the_field(page, admin, db):
    security = an_officer("Security administrator")
    client = page(admin)
    locked = client.post(f"/accounts/lock/{security.id}", data={"reason": "调离"})
    assert locked.dom.find(".//*[@id='reason-error']") is not None
    given = {"full_name": security.full_name, "unit_id": the_unit("YL").id}
    moved = client.post(f"/accounts/edit/{security.id}", data=given)
    assert moved.dom.find(".//*[@id='unit_id-error']") is not None


def test_after_a_change_the_account_is_shown(as_, admin, db):
    handler = an_officer("Handler")
    given = {"full_name": "王电", "unit_id": the_unit("LT-WATER").id}
    answer = as_(admin).post(f"/accounts/edit/{handler.id}", data=given)
    assert answer.location == f"/accounts/show/{handler.id}"


def test_how_an_account_stands_is_said_once(page, admin, db):
    answer = page(admin).get(f"/accounts/show/{an_officer('Handler').id}")
    assert [word for word in answer.dom.itertext() if "状态" in word] == ["账号状态"]


def test_the_list_says_whom_this_administrator_manages(page, admin, db):
    assert "管理全部账号" in page(admin).get("/accounts/list/").text
    county = an_officer("System administrator", the_unit("YL"), full_name="阎良管理员")
    assert "您管理阎良区信访局及下级单位的账号" in page(county).get("/accounts/list/").text


def test_an_exported_list_has_a_name_that_old_programs_read(as_, admin, db):
    said = as_(admin).get("/accounts/export").headers["Content-Disposition"]
    assert re.match(r"attachment; filename=accounts-\d{8}\.xlsx; filename\*=UTF-8''%", said)
