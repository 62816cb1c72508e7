"""The pages of all these rooms, read closely, and closed to whoever has no business there."""

import pytest
import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role

from tests.factories import an_officer, the_unit


@pytest.fixture
def admin(db):
    return an_officer("System administrator")


def _role_id(db, name):
    return db.session.scalar(sa.select(Role.id).where(Role.name == name))


def test_every_page_of_the_administrator_is_whole(page, admin, db):
    client = page(admin)
    unit, person, role = the_unit().id, an_officer("Handler").id, _role_id(db, "Handler")
    for address in (
        "/units/list/",
        "/units/list/?q=水务",
        "/units/list/?q=查无此局",
        f"/units/show/{unit}",
        f"/units/edit/{unit}",
        f"/units/retire/{unit}",
        "/units/add",
        "/accounts/list/",
        f"/accounts/show/{person}",
        f"/accounts/edit/{person}",
        f"/accounts/roles/{person}",
        "/accounts/add",
        "/roles/",
        f"/roles/{role}",
        "/me/password",
    ):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("role", ["Triage officer", "Handler", "Accusation officer"])
@pytest.mark.parametrize(
    "address", ["/units/list/", "/units/add", "/accounts/list/", "/accounts/add", "/roles/"]
)
def test_who_works_on_petitions_keeps_no_accounts(as_, db, role, address):
    assert as_(an_officer(role)).get(address).status_code == 403


def test_the_menu_shows_what_opens_and_nothing_else(as_, admin, db):
    assert "/units/list/" in as_(admin).get("/me/password").text
    assert "/units/list/" not in as_(an_officer("Handler")).get("/me/password").text


def test_permissions_cost_few_statements(as_, admin, database):
    client = as_(admin)
    client.get("/me/password")
    database.statements.clear()
    client.get("/me/password")
    asked = [line for line in database.statements if "FROM ab_" in line or "FROM role_" in line]
    assert len(asked) <= 4, asked
