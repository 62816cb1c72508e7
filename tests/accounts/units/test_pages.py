"""The pages of the units, and the searches behind the fields in which one is chosen."""

import pytest

from app.accounts.models import Unit
from tests.factories import a_unit, an_officer, the_unit


@pytest.fixture
def admin(db):
    return an_officer("System administrator")


def test_a_unit_is_founded_and_changed_on_the_page(page, admin, db):
    facts = {
        "name": "临潼区园林局",
        "code": "LT-PARK",
        "kind": "responsible",
        "level": "4",
        "region_code": "610115",
        "parent_id": the_unit("LT-GOV").id,
    }
    client = page(admin)
    client.post("/units/add", data=facts)
    unit = the_unit("LT-PARK")
    assert unit.is_below(the_unit("LT-GOV"))
    client.post(f"/units/edit/{unit.id}", data=facts | {"phone": "029-83812345"})
    db.session.expire_all()
    assert db.session.get(Unit, unit.id).phone == "029-83812345"
    again = client.post("/units/add", data=facts)
    assert 'id="name-error"' in again.text


def test_a_unit_is_retired_on_the_page(page, admin, db):
    client = page(admin)
    station = the_unit("LT-WATER-1").id
    refused = client.post(f"/units/retire/{station}", data={"reason": ""})
    assert 'id="reason-error"' in refused.text
    done = {"reason": "机构改革", "successor_id": the_unit("LT-WATER").id}
    client.post(f"/units/retire/{station}", data=done)
    db.session.expire_all()
    assert not db.session.get(Unit, station).active
    assert "机构改革" in client.get(f"/units/show/{station}").text


def test_the_page_of_a_unit_names_it_and_counts_what_hangs_on_it(page, admin, db):
    client, water = page(admin), the_unit("LT-WATER")
    a_unit("停用的站", code="OLD", parent=water).active = False
    an_officer("Handler", the_unit("LT-WATER-1"), full_name="站上的人")
    db.session.commit()
    shown = client.get(f"/units/show/{water.id}").dom
    links = {link.get("href"): link.text for link in shown.iter("a")}
    assert shown.findtext(".//h1") == water.name
    assert links[f"/units/list/?under={water.id}"] == "下级 1 个"
    accounts = f"/accounts/list/?unit={water.id}"
    number = links[accounts].split()[0]
    assert int(number) >= 1
    assert f"共 {number} 个账号" in client.get(accounts).text


def test_the_numbers_of_a_unit_without_any_lead_nowhere(page, admin, db):
    empty = a_unit("临潼区档案馆", parent=the_unit("LT-GOV"))
    db.session.commit()
    text = page(admin).get(f"/units/show/{empty.id}").text
    assert "下级 0 个" in text
    assert f"/accounts/list/?unit={empty.id}" not in text
    assert f"under={empty.id}" not in text


def test_who_reads_no_accounts_is_led_to_none(page, admin, db):
    role, water = admin.roles[0], the_unit("LT-WATER")
    reading = [one for one in role.permissions if str(one) == "can read on Account"]
    role.permissions.remove(*reading)
    db.session.commit()
    text = page(admin).get(f"/units/show/{water.id}").text
    assert "个账号（含下级单位）" in text
    assert f"/accounts/list/?unit={water.id}" not in text


def test_the_kind_of_a_new_unit_is_nobodys_guess(page, admin, db):
    client = page(admin)
    kinds = client.get("/units/add").dom.find(".//select[@id='kind']")
    assert [one.get("value") for one in kinds if one.get("selected") is not None] in ([], [""])
    assert kinds[0].get("value") == ""
    facts = {"name": "临潼区园林局", "code": "LT-PARK", "level": "4", "region_code": "610115"}
    facts["parent_id"] = the_unit("LT-GOV").id
    for kind in ({}, {"kind": ""}):
        refused = client.post("/units/add", data=facts | kind)
        assert refused.dom.find(".//*[@id='kind-error']") is not None


def test_what_was_done_names_the_unit(page, admin, db):
    client, parent = page(admin), the_unit("LT-GOV").id
    facts = {"name": "临潼区园林局", "code": "LT-PARK", "kind": "responsible", "level": "4"}
    facts |= {"region_code": "610115", "parent_id": parent}
    assert "已新增：临潼区园林局。" in client.post("/units/add", data=facts).text
    pk = the_unit("LT-PARK").id
    renamed = facts | {"name": "临潼区公园局"}
    assert "已保存：临潼区公园局。" in client.post(f"/units/edit/{pk}", data=renamed).text
    place = {"parent_id": parent, "after_id": 0}
    assert "已移动：临潼区公园局。" in client.post(f"/unit-shape/move/{pk}", data=place).text
    ended = client.post(f"/units/retire/{pk}", data={"reason": "机构改革"}).text
    assert "已停用：临潼区公园局。" in ended


# ---- pickers --------------------------------------------------------------------------------


def test_a_picker_answers_value_label_and_path(as_, db):
    client = as_(an_officer("Triage officer"))
    a_unit("西安市水务局", code="XA-WATER", kind="responsible", level=3, region="610100")
    found = client.get("/pick/unit?q=水务局").json
    water = the_unit("LT-WATER")
    way = "临潼区水务局 · 临潼区人民政府"
    assert {"value": str(water.id), "label": water.name, "path": way} in found
    people = client.get(f"/pick/officer?unit={water.id}").json
    assert {person["value"] for person in people} >= {str(an_officer("Handler").id)}
    assert client.get("/pick/officer?unit=x").json == []


def test_a_picker_never_answers_more_than_a_page(as_, db):
    assert len(as_(an_officer("Triage officer")).get("/pick/unit").json) <= 20


def test_who_has_no_use_for_a_picker_has_none(as_, db):
    assert as_(an_officer("Audit administrator")).get("/pick/unit?q=x").status_code == 403


@pytest.mark.parametrize(("act", "field"), [("merge", "heir_id"), ("split/%s", "heirs")])
@pytest.mark.parametrize(("words", "taken"), [("临潼区水务局", True), ("阎良区信访局", False)])
def test_words_typed_without_script_mean_managed_units_only(page, db, act, field, words, taken):
    water = the_unit("LT-WATER")
    keeper = an_officer("System administrator", water, full_name="水务管理员")
    address = "/unit-shape/" + (act % water.id if "%" in act else act)
    answer = page(keeper).post(address, data={f"{field}__text": words})
    wrong = answer.dom.find(f".//*[@id='{field}-error']")
    assert (wrong is None) is taken
