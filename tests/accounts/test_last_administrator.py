"""The last administrator stays, and no copy of a role is a way round the pairs."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import pytest
import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role

from app.accounts import queries
from app.accounts.commands import officers, roles
from app.accounts.exclusive import mixture
from app.accounts.last_administrator import LastAdministrator
from app.accounts.models import Officer
from app.accounts.roles import ROLES
from app.core.errors import DomainError, Invalid
from app.extensions import db as session_of
from app.journal.models import AdminEvent
from tests.factories import an_officer, the_unit

SYSTEM, SECURITY = "System administrator", "Security administrator"


def _role(db, name):
    return db.session.scalars(sa.select(Role).where(Role.name == name)).one()


def _grants(role):
    return queries.grants_of([role])[role.name]


def test_the_last_who_changes_roles_is_not_locked(db):
    with pytest.raises(LastAdministrator):
        officers.lock_officer(an_officer(SECURITY), by=an_officer(SYSTEM))
    assert an_officer(SECURITY).active


def test_one_of_two_is_locked_and_then_the_other_stays(db):
    second = an_officer(SECURITY, full_name="第二人")
    officers.lock_officer(an_officer(SECURITY), by=an_officer(SYSTEM))
    with pytest.raises(LastAdministrator):
        officers.lock_officer(second, by=an_officer(SYSTEM))


def test_of_two_who_lock_each_other_at_once_one_stays(app, db, monkeypatch):
    pair = (an_officer(SECURITY).id, an_officer(SECURITY, full_name="第二人").id)
    db.session.commit()
    db.session.remove()
    together, touch = Barrier(2), officers._touch

    def slowly(officer, by):
        sleep(0.5)  # the other one decides meanwhile, if nothing keeps him from it
        touch(officer, by)

    monkeypatch.setattr(officers, "_touch", slowly)

    def lock(mine, other):
        with app.app_context():
            by, target = (session_of.session.get(Officer, one) for one in (mine, other))
            together.wait(timeout=60)
            try:
                officers.lock_officer(target, by=by)
            except DomainError:
                return "refused"
            return "locked"

    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lock, pair, reversed(pair)))
    assert sorted(told) == ["locked", "refused"]
    left = db.session.scalars(sa.select(Officer.id).where(Officer.id.in_(pair), Officer.active))
    assert len(left.all()) == 1


def test_an_administrator_of_a_county_is_not_the_one_who_stays(db):
    an_officer(SECURITY, the_unit("YL"))
    with pytest.raises(LastAdministrator):
        officers.lock_officer(an_officer(SECURITY), by=an_officer(SYSTEM))


def test_the_last_who_changes_roles_keeps_the_role_and_the_unit(db):
    last, by = an_officer(SECURITY), an_officer(SYSTEM)
    with pytest.raises(LastAdministrator) as refusal:
        officers.set_roles(last, roles=[_role(db, "Statistician")], by=by)
    assert refusal.value.field == "roles"
    with pytest.raises(LastAdministrator):
        officers.change_officer(
            last, unit=the_unit("YL"), full_name="甲", title="", phone="", by=by
        )
    assert last.role_names == [SECURITY]


@pytest.mark.parametrize("lost", [("edit", "Role")])
def test_the_last_role_that_changes_roles_keeps_that_permission(db, lost):
    role = _role(db, SECURITY)
    with pytest.raises(LastAdministrator):
        roles.change_role(role, grants=_grants(role) - {lost}, scopes=[], by=an_officer(SECURITY))
    assert lost in _grants(role)


def test_giving_roles_is_taken_from_a_role_while_another_has_it(db):
    security, system, by = _role(db, SECURITY), _role(db, SYSTEM), an_officer(SECURITY)
    lost = ("set_roles", "Account")
    roles.change_role(system, grants=_grants(system) - {lost}, scopes=[], by=by)
    with pytest.raises(LastAdministrator):
        roles.change_role(security, grants=_grants(security) - {lost}, scopes=[], by=by)


def test_who_never_held_a_key_is_locked_freely(db):
    officers.lock_officer(an_officer("Handler"), by=an_officer(SYSTEM))
    assert not an_officer("Handler").active


@pytest.mark.parametrize("name", [SYSTEM, SECURITY, "Audit administrator", "Accusation officer"])
def test_a_copy_excludes_what_the_original_excludes(db, name):
    by = an_officer(SECURITY)
    copy = roles.add_role(name="换个名字", like=_role(db, name), by=by)
    with pytest.raises(officers.RolesConflict):
        officers.set_roles(an_officer("Archivist"), roles=[copy, _role(db, "Handler")], by=by)


def test_a_copy_of_one_administrator_does_not_join_another(db):
    copy = roles.add_role(name="换个名字", like=_role(db, SYSTEM), by=an_officer(SECURITY))
    with pytest.raises(officers.RolesConflict):
        officers.set_roles(
            an_officer("Archivist"), roles=[copy, _role(db, SECURITY)], by=an_officer(SECURITY)
        )


def test_the_roles_of_the_product_mix_nothing():
    assert [role.name for role in ROLES if mixture(role.grants)] == []


@pytest.mark.parametrize(
    "grants",
    [
        {("edit", "Role"), ("read", "Petition")},
        {("read", "Journal"), ("read", "Accusation")},
        {("read", "Accusation"), ("count", "Petition")},
        {("edit", "Role"), ("add", "Account")},
    ],
)
def test_one_role_does_not_do_what_two_must_not(db, grants):
    by = an_officer(SECURITY)
    own = roles.add_role(name="全能", by=by)
    with pytest.raises(Invalid):
        roles.change_role(own, grants=grants, scopes=[], by=by)
    assert _grants(own) == frozenset()


def test_a_role_that_somebody_has_is_not_deleted(db):
    by = an_officer(SECURITY)
    own = roles.add_role(name="自建角色", by=by)
    officers.set_roles(an_officer("Archivist"), roles=[own], by=by)
    with pytest.raises(DomainError, match="1 officers"):
        roles.delete_role(own, by=by)
    assert _role(db, "自建角色") is own


def test_a_change_is_written_down_with_old_and_new(db):
    by, role = an_officer(SECURITY), _role(db, "Statistician")
    roles.change_role(role, grants=[("read", "Archive")], scopes=["counts"], by=by)
    event = db.session.scalars(sa.select(AdminEvent).where(AdminEvent.about == "Role")).one()
    assert (event.tag, event.about, event.about_id) == ("role.changed", "Role", role.id)
    assert event.by_id == by.id
    assert "count on Petition" in event.before["grants"]
    assert event.after == {"grants": ["read on Archive"]}


def test_nobody_below_the_top_changes_a_role(db):
    county = an_officer(SECURITY, the_unit("YL"))
    with pytest.raises(DomainError) as refusal:
        roles.add_role(name="县里的", by=county)
    assert refusal.value.status == 403
