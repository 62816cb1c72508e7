"""The editor of a role: what is refused and where it says so, what a preview warns of."""

import pytest
import sqlalchemy as sa

from app.accounts import queries
from app.accounts.models import Officer
from tests.accounts.roles_desk.test_pages import SECURITY, _role, _sent, _words
from tests.factories import an_officer


@pytest.mark.parametrize("scopes", [["unit", "counts"], ["accusations", "own"]])
def test_scopes_that_contradict_each_other_are_refused_beside_them(page, db, scopes):
    role = _role(db, "Archivist")
    data = _sent(db, "Archivist", scopes=scopes)
    client = page(an_officer(SECURITY))
    for step in ("preview", "keep"):
        answer = client.post(f"/roles/{role.id}/edit", data=data | {"step": step})
        assert "互相矛盾" in "".join(answer.dom.find(".//*[@id='scopes-error']").itertext())
    db.session.expire_all()
    assert queries.scopes_of(role) == {"unit"}


def test_the_box_because_of_which_a_change_is_refused_is_marked(page, db):
    role = _role(db, "System administrator")
    data = _sent(db, "System administrator", give=["read:Petition", "read:Archive"])
    answer = page(an_officer(SECURITY)).post(f"/roles/{role.id}/edit", data=data)
    assert _marked(answer) == ["read:Petition"]
    assert answer.dom.find(".//a[@href='#may-read-Petition']") is not None
    security = _role(db, SECURITY)
    data = _sent(db, SECURITY, take=["edit:Role"])
    answer = page(an_officer(SECURITY)).post(f"/roles/{security.id}/edit", data=data)
    assert "没有人可以修改角色" in _words(answer)
    assert _marked(answer) == ["edit:Role"]


def _marked(answer):
    return [box.get("value") for box in answer.dom.findall(".//input[@aria-invalid='true']")]


def test_a_role_that_would_find_no_petition_is_warned_of(page, db):
    role, client = _role(db, "Handler"), page(an_officer(SECURITY))
    warning = "看不到任何信访件"
    blind = client.post(f"/roles/{role.id}/edit", data=_sent(db, "Handler", scopes=[]))
    assert warning in _words(blind)
    wider = client.post(f"/roles/{role.id}/edit", data=_sent(db, "Handler", scopes=["unit_below"]))
    assert warning not in _words(wider)
    assert "修改后的数据范围：能看到本单位及下级单位的信访件" in _words(wider)


def test_all_holders_of_a_role_can_be_reached_from_the_preview(page, db):
    role = _role(db, "Handler")
    for number in range(25):
        an_officer("Handler", full_name=f"承办{number}")
    data = _sent(db, "Handler", scopes=["unit_below"])
    answer = page(an_officer(SECURITY)).post(f"/roles/{role.id}/edit", data=data)
    assert answer.dom.find(f".//a[@href='/accounts/list/?role={role.id}']") is not None


def test_who_does_not_change_roles_reads_who_does(page, db):
    text = _words(page(an_officer("System administrator")).get("/roles/"))
    assert "角色由最上级单位的安全管理员修改。" in text
    assert _top_security(db).full_name in text


def _top_security(db):
    first = sa.select(sa.func.min(Officer.unit_id)).scalar_subquery()
    query = sa.select(Officer).where(Officer.unit_id == first, Officer.active)
    return next(it for it in db.session.scalars(query) if it.may("edit", "Role"))
