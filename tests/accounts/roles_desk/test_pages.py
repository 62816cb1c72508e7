"""The desk of the roles: sentences, the preview before each change, and who may change."""

import pytest
import sqlalchemy as sa
from flask_appbuilder.security.sqla.models import Role

from app.accounts import queries
from app.accounts.commands import roles
from app.accounts.models import SCOPES, Officer
from app.accounts.roles_desk.desks import DESKS, desk_of
from app.accounts.roles_desk.sentences import SEES, sentence
from app.journal.models import AdminEvent
from tests.factories import an_officer, the_unit

SECURITY = "Security administrator"


def _role(db, name):
    return db.session.scalars(sa.select(Role).where(Role.name == name)).one()


def _words(answer):
    return "".join(answer.dom.itertext())


def _sent(db, name, *, give=(), take=(), scopes=None, step="preview", **more):
    """Return what the form of a role sends."""
    role = _role(db, name)
    content = roles.content_of(role)
    grants = {f"{verb}:{noun}" for verb, noun in content.grants}
    return {
        "may": sorted((grants | set(give)) - set(take)),
        "scopes": sorted(content.scopes if scopes is None else scopes),
        "seen": content.mark(name),
        "step": step,
    } | more


@pytest.mark.parametrize(
    ("grant", "chinese", "english"),
    [
        (("transfer", "Petition"), "可以转送信访件", "May transfer petitions"),
        (("approve_assign", "Petition"), "可以审批交办信访件", "May approve assigning petitions"),
        (("transfer", "Accusation"), "可以转送检举控告件", "May transfer accusations"),
        (("set_roles", "Account"), "可以给账号分配角色", "May give roles to accounts"),
    ],
)
def test_a_permission_is_a_sentence_in_the_readers_language(app, grant, chinese, english):
    from flask_babel import force_locale

    with app.test_request_context():
        with force_locale("zh"):
            assert sentence(grant) == chinese
        with force_locale("en"):
            assert sentence(grant) == english


def test_every_permission_stands_at_a_desk(db):
    outside = {"UtilView", "Region"}  # nobody is given these
    lost = [
        f"{verb} on {noun}"
        for verb, noun in queries.permissions()
        if noun not in outside and desk_of(verb, noun) not in DESKS
    ]
    assert not lost, f"give these a place in accounts/roles_desk/desks.py: {lost}"
    assert SEES.keys() == SCOPES.keys()


def test_the_page_of_a_role_says_what_it_may_and_who_has_it(page, db):
    answer = page(an_officer("Audit administrator")).get(f"/roles/{_role(db, 'Triage officer').id}")
    text = _words(answer)
    assert "可以转送信访件" in text
    assert "能看到本单位的信访件" in text
    assert an_officer("Triage officer").full_name in text
    assert "/edit" not in answer.text


def test_a_change_is_shown_before_it_is_kept(page, db):
    role = _role(db, "Archivist")
    client = page(an_officer(SECURITY))
    data = _sent(db, "Archivist", give=["join:Petition"], take=["archive:Petition"])
    text = _words(client.post(f"/roles/{role.id}/edit", data=data))
    assert "可以将信访件并案" in text
    assert "可以归档信访件" in text
    assert an_officer("Archivist").full_name in text
    db.session.expire_all()
    assert ("archive", "Petition") in queries.grants_of([role])["Archivist"]
    kept = client.post(f"/roles/{role.id}/edit", data=data | {"step": "keep"})
    assert "已保存：档案员。" in kept.text
    db.session.expire_all()
    grants = queries.grants_of([role])["Archivist"]
    assert ("join", "Petition") in grants
    assert ("archive", "Petition") not in grants
    shown = _words(client.get(f"/roles/{role.id}"))
    assert "修改角色“档案员”的权限" in shown


def test_going_back_from_the_preview_loses_nothing(page, db):
    role = _role(db, "Archivist")
    data = _sent(db, "Archivist", give=["join:Petition"], step="choose")
    answer = page(an_officer(SECURITY)).post(f"/roles/{role.id}/edit", data=data)
    box = answer.dom.find(".//input[@value='join:Petition']")
    assert box.get("checked") is not None


def test_a_change_that_begins_from_an_old_page_is_refused(page, db):
    role = _role(db, "Archivist")
    client = page(an_officer(SECURITY))
    data = _sent(db, "Archivist", give=["join:Petition"], step="keep")
    roles.change_role(role, grants=[("read", "Archive")], scopes=["unit"], by=an_officer(SECURITY))
    answer = client.post(f"/roles/{role.id}/edit", data=data)
    assert "其他人刚修改了本角色" in _words(answer)
    assert answer.dom.find(".//input[@value='join:Petition']").get("checked") is not None
    db.session.expire_all()
    assert queries.grants_of([role])["Archivist"] == {("read", "Archive")}


def test_what_no_role_may_combine_is_refused_before_the_preview(page, db):
    role = _role(db, "System administrator")
    data = _sent(db, "System administrator", give=["read:Petition"])
    answer = page(an_officer(SECURITY)).post(f"/roles/{role.id}/edit", data=data)
    assert "不得查看信访件" in _words(answer)


def test_a_role_is_copied_renamed_and_deleted(page, db):
    client = page(an_officer(SECURITY))
    handler = _role(db, "Handler")
    made = client.post("/roles/add", data={"name": " 见习  承办人 ", "like": str(handler.id)})
    assert "已新增：见习 承办人。" in made.text
    copy = _role(db, "见习 承办人")
    assert roles.content_of(copy) == roles.content_of(handler)
    renamed = client.post(f"/roles/{copy.id}/rename", data={"name": "助理承办人"})
    assert "已改名：助理承办人。" in renamed.text
    db.session.expire_all()
    assert copy.name == "助理承办人"
    assert "没有人使用本角色" in _words(client.get(f"/roles/{copy.id}/delete"))
    assert "已删除：助理承办人。" in client.post(f"/roles/{copy.id}/delete", data={}).text
    assert db.session.scalar(sa.select(Role).where(Role.name == "助理承办人")) is None
    tags = db.session.scalars(sa.select(AdminEvent.tag).where(AdminEvent.about == "Role")).all()
    assert tags == ["role.copied", "role.renamed", "role.deleted"]


@pytest.mark.parametrize("name", ["Handler", "责任单位承办人", "", "角" * 41])
def test_a_name_that_is_taken_or_no_name_is_refused(page, db, name):
    count = len(queries.all_roles())
    answer = page(an_officer(SECURITY)).post("/roles/add", data={"name": name, "like": ""})
    assert answer.dom.find(".//*[@id='name-error']") is not None
    assert len(queries.all_roles()) == count


def test_a_built_in_role_is_reset_after_a_preview(page, db):
    role, client = _role(db, "Archivist"), page(an_officer(SECURITY))
    brought = roles.content_of(role)
    roles.change_role(role, grants=[("read", "Archive")], scopes=[], by=an_officer(SECURITY))
    answer = client.get(f"/roles/{role.id}/reset")
    assert "可以归档信访件" in _words(answer)
    seen = answer.dom.find(".//input[@name='seen']").get("value")
    reset = client.post(f"/roles/{role.id}/reset", data={"seen": seen, "step": "keep"})
    assert "已恢复出厂权限：档案员。" in reset.text
    db.session.expire_all()
    assert roles.content_of(role) == brought


def test_a_built_in_role_is_neither_renamed_nor_deleted(as_, db):
    client, role = as_(an_officer(SECURITY)), _role(db, "Archivist")
    assert client.get(f"/roles/{role.id}/rename").status_code == 404
    assert client.post(f"/roles/{role.id}/delete").status_code == 404
    own = roles.add_role(name="自建角色", by=an_officer(SECURITY))
    assert client.get(f"/roles/{own.id}/reset").status_code == 404


def test_two_roles_stand_side_by_side(page, db):
    client = page(an_officer("Audit administrator"))
    first, second = _role(db, "Handler").id, _role(db, "Unit intake").id
    differences = _words(client.get(f"/roles/compare?first={first}&second={second}"))
    assert "可以受理信访件" in differences
    assert "可以标记查看信访件" not in differences
    everything = _words(client.get(f"/roles/compare?first={first}&second={second}&all=1"))
    assert "可以标记查看信访件" in everything
    assert "请选择两个不同的角色" in _words(client.get("/roles/compare"))
    twice = roles.add_role(name="同样", like=db.session.get(Role, first), by=an_officer(SECURITY))
    same = _words(client.get(f"/roles/compare?first={first}&second={twice.id}"))
    assert "两个角色没有不同" in same


ACTS = ("/roles/add", "/roles/{}/edit", "/roles/{}/reset", "/roles/{}/rename", "/roles/{}/delete")


@pytest.mark.parametrize("address", ACTS)
@pytest.mark.parametrize("role", ["System administrator", "Audit administrator", "Handler"])
def test_only_who_changes_roles_changes_them(as_, db, role, address):
    own = roles.add_role(name="自建角色", by=an_officer(SECURITY))
    client = as_(an_officer(role))
    assert client.get(address.format(own.id)).status_code == 403
    assert client.post(address.format(own.id)).status_code == 403


@pytest.mark.parametrize("address", ACTS)
def test_roles_are_changed_at_the_top_only(as_, db, address):
    own = roles.add_role(name="自建角色", by=an_officer(SECURITY))
    county = as_(an_officer(SECURITY, the_unit("YL")))
    assert county.get(f"/roles/{own.id}").status_code == 200
    assert county.get(address.format(own.id)).status_code == 403
    assert county.post(address.format(own.id)).status_code == 403


@pytest.mark.parametrize("address", ["/roles/", "/roles/1", "/roles/compare", "/journal/"])
@pytest.mark.parametrize("role", ["Triage officer", "Handler", "Accusation officer"])
def test_who_works_on_petitions_reads_neither_roles_nor_the_journal(as_, db, role, address):
    assert as_(an_officer(role)).get(address).status_code == 403


def test_an_administrator_of_a_county_sees_only_its_own_holders(page, db):
    water = an_officer("Handler")
    station = an_officer("Handler", the_unit("YL"), full_name="阎良办")
    role = _role(db, "Handler")
    text = _words(page(an_officer(SECURITY, the_unit("YL"))).get(f"/roles/{role.id}"))
    assert station.full_name in text
    assert water.full_name not in text
    assert "另有 1 人不在您管理的单位内" in text
    assert db.session.get(Officer, water.id) is not None


def test_the_page_of_a_role_can_be_changed_by_the_security_administrator(page, db):
    role = _role(db, "Statistician").id
    client = page(an_officer("Security administrator"))
    assert client.get(f"/roles/{role}/edit").status_code == 200
    seen = roles.content_of(db.session.get(Role, role)).mark("Statistician")
    client.post(
        f"/roles/{role}/edit",
        data={
            "scopes": ["counts"],
            "may": ["count:Petition", "read:Archive"],
            "seen": seen,
            "step": "keep",
        },
    )
    db.session.expire_all()
    archive = queries.grants_of([db.session.get(Role, role)])["Statistician"]
    assert archive == {("count", "Petition"), ("read", "Archive")}


def test_the_administrator_edits_no_role(as_, db):
    address = f"/roles/{_role(db, 'Handler').id}/edit"
    answer = as_(an_officer("System administrator")).post(address, data={"may": []})
    assert answer.status_code == 403


def test_the_list_counts_those_whom_the_reader_manages(page, db):
    an_officer("Handler", the_unit("YL"), full_name="阎良办")

    def counted(officer):
        shown = page(officer).get("/roles/").dom
        link = f"/roles/{_role(db, 'Handler').id}"
        row = next(tr for tr in shown.iter("tr") if tr.find(f".//a[@href='{link}']") is not None)
        return row.findall("td")[-1].text

    assert counted(an_officer(SECURITY, the_unit("YL"))) == "1"
    assert counted(an_officer(SECURITY)) == "2"
