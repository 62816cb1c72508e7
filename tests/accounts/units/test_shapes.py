"""Units move, merge and split; what hangs on them goes along, and old names stay known."""

from datetime import date

import pytest
import sqlalchemy as sa

from app.accounts import choices
from app.accounts.commands import reshaping, units
from app.accounts.units import plans, tree
from app.accounts.units.names import name_on
from app.core.errors import DomainError, Invalid, NotFound
from app.journal.models import AdminEvent
from tests.factories import a_unit, an_officer, the_unit


@pytest.fixture
def admin(db):
    return an_officer("System administrator")


def county_admin():
    return an_officer("System administrator", the_unit("LT-WATER"), full_name="水务管理员")


def tags(unit):
    found = sa.select(AdminEvent.tag).where(
        AdminEvent.about == "Unit", AdminEvent.about_id == unit.id
    )
    return list(units.db.session.scalars(found.order_by(AdminEvent.id)))


def test_a_moved_unit_takes_its_subtree_and_its_place(db, admin):
    housing, station = the_unit("LT-HOUSING"), the_unit("LT-WATER-1")
    park = a_unit("园林所", parent=housing)
    the_unit("LT-WATER").review_unit = None  # then it is the superior
    plan = plans.move_plan(the_unit("LT-WATER"), housing, park)
    assert (plan.moved, plan.officers, plan.elsewhere) == (2, 3, True)
    assert [one.name for one in plan.siblings] == ["园林所", "临潼区水务局"]
    assert (plan.review_before.code, plan.review_after.code) == ("LT-GOV", "LT-HOUSING")
    reshaping.move_unit(the_unit("LT-WATER"), parent=housing, after=park, by=admin)
    assert [one.code for one in tree.children_of(housing.id)] == [park.code, "LT-WATER"]
    assert station.is_below(housing)
    assert tags(the_unit("LT-WATER")) == ["unit.moved"]


def test_a_unit_goes_neither_below_itself_nor_out_of_the_own_subtree(db, admin):
    water, pumps = the_unit("LT-WATER"), the_unit("LT-WATER-1")
    with pytest.raises(Invalid):
        reshaping.move_unit(water, parent=pumps, after=None, by=admin)
    with pytest.raises(Invalid):
        reshaping.move_unit(pumps, parent=the_unit("LT-HOUSING"), after=None, by=county_admin())
    with pytest.raises(NotFound):
        reshaping.move_unit(the_unit("YL"), parent=water, after=None, by=county_admin())
    with pytest.raises(Invalid):
        reshaping.move_unit(pumps, parent=None, after=None, by=county_admin())


def test_merging_moves_people_units_below_and_reviews(db, admin):
    water, housing, labour = (the_unit(code) for code in ("LT-WATER", "LT-HOUSING", "LT-LABOUR"))
    labour.review_unit, housing.review_unit, water.review_unit = water, water, None
    handler = an_officer("Handler")
    heir = reshaping.merge_units([water, housing], into=housing, reason="机构改革", by=admin)
    assert heir is housing
    assert (water.active, water.successor, water.name) == (False, housing, "临潼区水务局")
    assert handler.unit is housing
    assert the_unit("LT-WATER-1").parent is housing
    assert labour.review_unit is housing
    assert housing.review_unit is None
    assert tags(water) == ["unit.merged"]
    assert tags(housing) == ["unit.merged"]


def test_merging_into_a_new_unit_founds_it_beside_the_highest(db, admin):
    water, pumps = the_unit("LT-WATER"), the_unit("LT-WATER-1")
    new = reshaping.NewName(name="临潼区水利局", code="LT-SL")
    heir = reshaping.merge_units([pumps, water], into=new, reason="机构改革", by=admin)
    assert heir.parent is the_unit("LT-GOV")
    assert {water.successor, pumps.successor} == {heir}
    assert tree.children_of(heir.id) == []


def test_what_cannot_be_merged(db, admin):
    water, pumps = the_unit("LT-WATER"), the_unit("LT-WATER-1")
    for ending, into in (
        ([water], water),
        ([water, pumps], pumps),
        ([the_unit("LT")], water),
        ([water], reshaping.NewName(name="新", code="N")),
    ):
        with pytest.raises(Invalid):
            reshaping.merge_units(ending, into=into, reason="改革", by=admin)
    with pytest.raises(NotFound):
        reshaping.merge_units([pumps, the_unit("YL")], into=pumps, reason="改", by=county_admin())


def test_a_split_sends_everybody_where_the_office_says(db, admin):
    water, pumps, handler = the_unit("LT-WATER"), the_unit("LT-WATER-1"), an_officer("Handler")
    one, two = (
        a_unit("供水局", parent=the_unit("LT-GOV")),
        a_unit("排水局", parent=the_unit("LT-GOV")),
    )
    ending = reshaping.Ending(heir=one, officers={handler.id: two}, below={pumps.id: two})
    reshaping.split_unit(water, among=[one, two], ending=ending, reason="拆分", by=admin)
    assert handler.unit is two
    assert pumps.parent is two
    assert an_officer("Head of unit", one, full_name="甲").unit is one
    assert (water.active, water.successor) == (False, one)
    assert tags(water) == ["unit.split"]


def test_an_old_paper_carries_the_old_name(db, admin, at):
    water = the_unit("LT-WATER")
    with at("2025-03-03"):
        units.rename_unit(water, name="临潼区水利局", by=admin)
    with at("2026-03-03"):
        units.rename_unit(water, name="临潼区水务和水利局", by=admin, on=date(2026, 2, 1))
    names = [name_on(water, day) for day in (date(2025, 3, 2), date(2025, 3, 3), date(2026, 2, 1))]
    assert names == ["临潼区水务局", "临潼区水利局", "临潼区水务和水利局"]
    with at("2026-03-03"), pytest.raises(Invalid):
        units.rename_unit(water, name="明天局", by=admin, on=date(2026, 3, 4))


def test_a_county_sees_only_its_own_subtree_but_petitions_go_everywhere(page, as_, db):
    admin = county_admin()
    client = page(admin)
    shown = client.get("/units/list/").text
    assert "供水管理站" in shown
    assert "阎良区信访局" not in shown
    other = the_unit("YL").id
    for address in (
        f"/units/show/{other}",
        f"/units/edit/{other}",
        f"/units/retire/{other}",
        f"/unit-shape/move/{other}",
        f"/unit-shape/split/{other}",
    ):
        assert as_(admin).get(address).status_code == 404, address
    assert as_(admin).get("/pick/managed-unit?q=阎良").json == []
    assert as_(admin).get("/pick/unit?q=阎良").json
    assert choices.unit_path(str(other))


@pytest.mark.parametrize(
    "address", ["/unit-shape/move/1", "/unit-shape/merge", "/unit-shape/split/1"]
)
@pytest.mark.parametrize("role", ["Security administrator", "Triage officer"])
def test_who_keeps_no_units_reshapes_none(as_, db, role, address):
    assert as_(an_officer(role)).get(address).status_code == 403
    assert as_(an_officer(role)).post(address).status_code == 403


def test_nothing_is_moved_before_it_was_shown(page, db, admin):
    water, housing = the_unit("LT-WATER"), the_unit("LT-HOUSING")
    client, address = page(admin), f"/unit-shape/move/{water.id}"
    seen = client.get(f"{address}?parent_id={housing.id}&after_id=0")
    assert seen.dom.find(".//*[@id='plan']") is not None
    assert the_unit("LT-WATER").parent.code == "LT-GOV"
    client.post(address, data={"parent_id": housing.id, "after_id": 0})
    db.session.expire_all()
    assert the_unit("LT-WATER").parent.code == "LT-HOUSING"
    refused = client.get(f"{address}?parent_id={the_unit('LT-WATER-1').id}&after_id=0")
    assert refused.dom.find(".//*[@id='parent_id-error']") is not None


def test_a_merger_is_shown_before_it_is_made(page, db, admin):
    water, housing = the_unit("LT-WATER"), the_unit("LT-HOUSING")
    data = {"units": [water.id], "way": "existing", "heir_id": housing.id, "reason": "改革"}
    client = page(admin)
    shown = client.post("/unit-shape/merge", data=data)
    assert the_unit("LT-WATER").active
    seen = shown.dom.find(".//input[@name='seen']").get("value")
    client.post("/unit-shape/merge", data=data | {"seen": seen})
    db.session.expire_all()
    assert not the_unit("LT-WATER").active
    assert "临潼区水务局" in client.get("/units/list/?retired=1&q=水务").text


def test_a_split_asks_who_goes_where(page, db, admin):
    water = the_unit("LT-WATER")
    data = {"names": "供水局,GS\n排水局，PS", "reason": "拆分"}
    client, address = page(admin), f"/unit-shape/split/{water.id}"
    shown = client.post(address, data=data)
    seen = shown.dom.find(".//input[@name='seen']").get("value")
    goes = {one.get("name"): "n1" for one in shown.dom.iter("select") if one.get("name")}
    client.post(address, data=data | goes | {"seen": seen})
    db.session.expire_all()
    assert an_officer("Handler").unit.name == "排水局"
    assert the_unit("LT-WATER").successor.name == "排水局"


def test_below_the_top_nobody_reshapes_what_holds_the_top(page, db):
    above, office = a_unit("上级政府", parent=None), the_unit()
    units.carry_subtree(office, above.id)
    beside = a_unit("水务局", parent=above)
    by = an_officer("System administrator", above, full_name="区政府管理员")
    db.session.commit()
    for unit in (office, above):
        with pytest.raises(DomainError, match="only the top"):
            reshaping.move_unit(unit, parent=above.parent, after=None, by=by)
        with pytest.raises(DomainError, match="only the top"):
            units.retire_unit(unit, successor=None, reason="x", by=by)
        with pytest.raises(DomainError, match="only the top"):
            units.rename_unit(unit, name="改名", by=by)
    assert "/unit-shape/move/" not in page(by).get(f"/units/show/{office.id}").text
    assert "/unit-shape/move/" in page(by).get(f"/units/show/{beside.id}").text
