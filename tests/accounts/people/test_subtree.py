"""Administrators of a county keep their own subtree; what is above and beside them is not there."""

import pytest
import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role

from app.accounts import queries
from app.accounts.commands import officers, removal
from app.core.errors import DomainError, Invalid, NotFound
from tests.factories import a_unit, an_officer, the_unit


@pytest.fixture
def county(db):
    """Return the administrator of another county, who is not at the top."""
    return an_officer("System administrator", the_unit("YL"), full_name="阎良管理员")


@pytest.fixture
def clerk(db):
    """Return somebody in a station of that county."""
    station = a_unit("阎良信访工作站", region="610114", parent=the_unit("YL"))
    return an_officer("Handler", station, full_name="阎良经办人")


def _role(db, name):
    return db.session.scalar(sa.select(Role).where(Role.name == name))


def test_the_list_shows_the_own_subtree_and_nobody_else(page, county, clerk):
    text = page(county).get("/accounts/list/").text
    assert "阎良经办人" in text
    assert an_officer("Handler").full_name not in text
    assert an_officer("Handler").full_name in (
        page(an_officer("System administrator")).get("/accounts/list/").text
    )


@pytest.mark.parametrize("address", ["show", "edit", "roles", "lock"])
def test_a_foreign_account_is_not_there(as_, county, address):
    other = an_officer("Handler")
    client = as_(county)
    assert client.get(f"/accounts/{address}/{other.id}").status_code == 404
    assert client.get(f"/accounts/{address}/{county.id}").status_code == 200


@pytest.mark.parametrize("act", ["unlock", "reset_password", "end_sessions"])
def test_no_act_reaches_a_foreign_account(as_, county, act):
    other = an_officer("Handler")
    assert as_(county).post(f"/accounts/action/{act}/{other.id}").status_code == 404
    assert as_(county).post(f"/accounts/delete/{other.id}").status_code == 404
    assert as_(county).post(f"/accounts/lock/{other.id}", data={"reason": "x"}).status_code == 404


def test_the_commands_know_it_too(db, county, clerk):
    other = an_officer("Handler")
    with pytest.raises(NotFound):
        officers.lock_officer(other, by=county)
    with pytest.raises(NotFound):
        officers.end_sessions_of(other, by=county)
    with pytest.raises(Invalid) as refusal:
        officers.change_officer(
            clerk, unit=the_unit("LT"), full_name="阎良经办人", title="", phone="", by=county
        )
    assert refusal.value.field == "unit_id"


def test_only_managed_units_are_offered_and_taken(page, as_, county, db):
    found = as_(county).get("/pick/managed-unit?q=信访").json
    assert [choice["label"] for choice in found] == [the_unit("YL").name]
    given = {
        "username": "yl.one",
        "full_name": "新人",
        "unit_id": the_unit("LT").id,
        "roles": [_role(db, "Handler").id],
    }
    assert 'id="unit_id-error"' in page(county).post("/accounts/add", data=given).text
    as_(county).post("/accounts/add", data=given | {"unit_id": the_unit("YL").id})
    assert queries.officer_named("yl.one").region_code == "610114"


def test_who_works_on_petitions_searches_no_managed_units(as_, db):
    assert as_(an_officer("Audit administrator")).get("/pick/managed-unit").status_code == 403


def test_roles_that_decide_over_others_are_given_at_the_top_only(as_, county, clerk, db):
    high = _role(db, "System administrator")
    offered = as_(county).get(f"/accounts/roles/{clerk.id}").text
    assert f'value="{_role(db, "Handler").id}"' in offered
    assert f'value="{high.id}"' not in offered
    with pytest.raises(DomainError) as refusal:
        officers.set_roles(clerk, roles=[high], by=county)
    assert refusal.value.field == "roles"
    with pytest.raises(DomainError):
        officers.create_officer(
            username="yl.two", full_name="新人", unit=the_unit("YL"), roles=[high], by=county
        )
    officers.set_roles(clerk, roles=[high], by=an_officer("System administrator"))
    assert clerk.role_names == ["System administrator"]


def test_what_the_top_gave_is_not_taken_by_saving_the_rest(page, county, db):
    other = an_officer("Security administrator", the_unit("YL"), full_name="阎良安全员")
    client = page(county)
    assert "予以保留" in client.get(f"/accounts/roles/{other.id}").text
    client.post(f"/accounts/roles/{other.id}", data={"roles": []})
    db.session.expire_all()
    assert other.role_names == ["Security administrator"]


@pytest.mark.parametrize("act", ["unlock", "reset_password", "end_sessions"])
def test_no_act_reaches_who_holds_a_role_of_the_top(as_, page, county, db, act):
    high = an_officer("Security administrator", the_unit("YL"), full_name="阎良安全员")
    kept, version = high.password, high.session_version
    answer = as_(county).post(f"/accounts/action/{act}/{high.id}", follow_redirects=True)
    assert "由最上级单位" in answer.text
    assert 'class="code"' not in answer.text
    db.session.refresh(high)
    assert (high.password, high.session_version) == (kept, version)
    assert f"/accounts/action/{act}/" not in page(county).get(f"/accounts/show/{high.id}").text


def test_who_holds_a_role_of_the_top_is_locked_moved_and_deleted_there(db, county):
    high = an_officer("Security administrator", the_unit("YL"), full_name="阎良安全员")
    moved = {"unit": the_unit("YL"), "full_name": "改名", "title": "", "phone": ""}
    for act in (
        lambda by: officers.lock_officer(high, by=by),
        lambda by: officers.change_officer(high, **moved, by=by),
        lambda by: removal.delete_officer(high, by=by),
    ):
        with pytest.raises(DomainError) as refusal:
            act(county)
        assert refusal.value.status == 403
    officers.lock_officer(high, by=an_officer("System administrator"))
    assert not high.active
