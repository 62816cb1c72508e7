"""Who is offered as successor or deputy, and what the preview of a leaving says of him."""

import pytest

from app.leaving.commands import carry_out
from tests.factories import a_petition, an_officer, the_unit
from tests.leaving.offering import offered


@pytest.fixture
def admin(db):
    return an_officer("System administrator")


@pytest.fixture
def leaver(db):
    return an_officer("Handler", full_name="张离岗")


def _handled_by(officer, db):
    petition = a_petition("accepted")
    petition.handler = officer
    db.session.flush()
    return petition


def test_only_who_can_take_over_is_offered_and_everybody_can_be_found(page, db, admin, leaver):
    _handled_by(leaver, db)
    namesakes = [an_officer("Handler", full_name="王同名") for _number in range(25)]
    an_officer("System administrator", the_unit("LT-WATER"), full_name="王管理")
    client = page(admin)
    assert "王管理" not in offered(client, leaver, "王")
    last = client.get(f"/leaving/{leaver.id}/successors?q={namesakes[-1].username}").get_json()
    assert [one["value"] for one in last] == [str(namesakes[-1].id)]
    assert namesakes[-1].username in last[0]["label"]


def test_only_who_can_stand_in_is_offered_as_deputy(page, db, admin):
    desk = an_officer("Accusation officer")
    an_officer("Accusation officer", full_name="第二专办员")
    an_officer("Triage officer", full_name="分流员")
    assert offered(page(admin), desk, what="colleagues") == ["第二专办员"]
    own = [one["label"] for one in page(desk).get("/seat/colleagues").get_json()]
    assert [one.split(" (")[0] for one in own] == ["第二专办员"]


def test_the_preview_compares_every_permission_and_refuses_the_last_key(page, db, admin):
    security = an_officer("Security administrator")
    clerk = an_officer("Statistician", full_name="尹慧")
    db.session.commit()
    client = page(admin)
    client.get("/leaving/")
    text = client.get(f"/leaving/{security.id}?successor={clerk.id}").text
    assert "尹慧 都能办" not in text
    assert "可以修改角色" in text
    assert "这样将没有人可以修改角色" in text
    assert "移交并锁定账号" not in text


def test_a_preview_without_a_successor_says_what_is_missing(page, db, admin, leaver):
    assert "此项必填" in page(admin).get(f"/leaving/{leaver.id}?successor=").text


def test_who_has_left_is_led_to_his_list_and_not_asked_again(page, db, admin, leaver):
    successor = an_officer("Handler", full_name="李接替")
    leaving = carry_out(leaver, successor=successor, reason="调离", by=admin)
    client = page(admin)
    listed = client.get(f"/leaving/?q={leaver.username}").text
    assert f"/seat/handovers/{leaving.id}" in listed
    assert f'href="/leaving/{leaver.id}' not in listed
    text = client.get(f"/leaving/{leaver.id}").text
    assert "已离岗" in text
    assert "只列出可以接替的人员" not in text


def test_who_holds_petitions_is_offered_colleagues_only(page, db, admin, leaver):
    an_officer("Handler", full_name="李接替")
    _handled_by(leaver, db)
    an_officer("Handler", the_unit("LT"), full_name="区里人员")
    names = offered(page(admin), leaver)
    assert "李接替" in names
    assert "区里人员" not in names
