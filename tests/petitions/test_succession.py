"""A unit ends: its open petitions are the successor's, and the file goes on saying the old name."""

import pytest
import sqlalchemy as sa

from app.accounts.commands import reshaping, units
from app.accounts.models import Unit
from app.accounts.units import succession
from app.petitions.case.timeline import told
from app.petitions.checks import check
from app.petitions.commands.acts import perform
from app.petitions.engine import Act
from app.petitions.models import Accusation, Party, Petition
from app.petitions.scope import visible_to
from app.petitions.workflow import PETITION
from tests.factories import a_petition, a_unit, an_officer, the_unit


@pytest.fixture
def admin(db):
    return an_officer("System administrator")


def sees(db, officer, petition):
    found = sa.select(Petition.id).where(Petition.id == petition.id, visible_to(officer))
    return db.session.scalar(found) is not None


def sentences(app, petition):
    with app.test_request_context("/"):
        return [told(event)["sentence"] for event in petition.events]


def merge(admin):
    housing = the_unit("LT-HOUSING")
    reshaping.merge_units([the_unit("LT-WATER")], into=housing, reason="机构改革", by=admin)
    return housing


def test_the_successor_sees_and_goes_on_with_an_open_petition(app, db, admin):
    petition = a_petition("accepted")
    stranger = an_officer("Handler", the_unit("LT-HOUSING"), full_name="住建承办人")
    assert not sees(db, stranger, petition)
    assert ("Open petitions", 1) in succession.weighed([the_unit("LT-WATER").id])
    housing = merge(admin)
    assert sees(db, stranger, petition)
    assert petition.unit is housing
    assert {one.owner for one in petition.clocks if one.running} <= {housing, the_unit("LT")}
    perform(petition, "record_progress", by=stranger, text="已到现场。")
    said = sentences(app, petition)
    assert any("临潼区水务局" in one and "转送" in one for one in said), said
    assert any("移交" in one and "临潼区住房和城乡建设局" in one for one in said), said
    parties = {(party.unit.name, party.until is None) for party in petition.parties}
    assert ("临潼区水务局", False) in parties
    assert ("临潼区水务局", True) not in parties


def test_the_successor_signs_for_what_was_sent_to_the_old_unit(db, admin):
    petition = a_petition("transferred", signed=False)
    merge(admin)
    intake = an_officer("Unit intake", the_unit("LT-HOUSING"), full_name="住建收文员")
    check(Act(petition, PETITION.move("sign_for"), intake))
    perform(petition, "sign_for", by=intake)
    assert petition.handovers[-1].to_unit.code == "LT-HOUSING"


def test_a_filed_petition_keeps_its_old_unit_and_can_be_read(db, admin):
    petition = a_petition("archived")
    before = len(petition.events)
    merge(admin)
    reader = an_officer("Handler", the_unit("LT-HOUSING"), full_name="住建承办人")
    assert sees(db, reader, petition)
    assert petition.unit.name == "临潼区水务局"
    assert len(petition.events) == before


def test_the_pool_of_a_merged_office_is_the_successors(db, admin):
    other = the_unit("YL")
    boss = an_officer("System administrator", the_unit("XA"), full_name="市管理员")
    petition = a_petition("registered", by=an_officer("Triage officer", other, full_name="阎良"))
    heir = a_unit("新区信访局", kind="petition_office", parent=the_unit("XA"))
    reshaping.merge_units([other], into=heir, reason="区划调整", by=boss)
    triage = an_officer("Triage officer", heir, full_name="新区分流员")
    check(Act(petition, PETITION.move("void"), triage))
    assert petition.registering_unit is heir


def without_a_part_of_the_registering_unit(db):
    part = sa.exists().where(
        Party.petition_id == Petition.id, Party.unit_id == Petition.registering_unit_id
    )
    return list(db.session.scalars(sa.select(Petition.id).where(~part)))


def test_the_registering_unit_has_a_part_for_ever(db):
    """Sums ask for it before they ask for any other: ``scope._counted``."""
    boss = an_officer("System administrator", the_unit("XA"), full_name="市管理员")
    for state in ("registered", "transferred", "accepted", "replied", "archived"):
        a_petition(state)
    assert without_a_part_of_the_registering_unit(db) == []
    other = the_unit("YL")
    moved = a_petition("registered", by=an_officer("Triage officer", other, full_name="阎良"))
    heir = a_unit("新区信访局", kind="petition_office", parent=the_unit("XA"))
    reshaping.merge_units([other], into=heir, reason="区划调整", by=boss)
    assert moved.registering_unit is heir
    assert without_a_part_of_the_registering_unit(db) == []


def test_after_a_split_a_petition_goes_with_its_handler(db, admin):
    petition, water = a_petition("accepted"), the_unit("LT-WATER")
    one, two = (a_unit(name, parent=the_unit("LT-GOV")) for name in ("供水局", "排水局"))
    handler = an_officer("Handler")
    petition.handler = handler
    db.session.flush()
    ending = reshaping.Ending(heir=one, officers={handler.id: two})
    reshaping.split_unit(water, among=[one, two], ending=ending, reason="拆分", by=admin)
    assert petition.unit is two


def test_retiring_a_unit_with_open_work_asks_for_a_successor(db, admin):
    petition, gone = a_petition("transferred", to="LT-LABOUR"), the_unit("LT-LABOUR")
    for officer in list(
        db.session.scalars(
            sa.select(an_officer().__class__).where(an_officer().__class__.unit_id == gone.id)
        )
    ):
        officer.unit = the_unit("LT-HOUSING")
    db.session.flush()
    with pytest.raises(units.Invalid) as refusal:
        units.retire_unit(gone, successor=None, reason="撤销", by=admin)
    assert refusal.value.field == "successor_id"
    units.retire_unit(gone, successor=the_unit("LT-HOUSING"), reason="撤销", by=admin)
    assert petition.unit.code == "LT-HOUSING"
    assert db.session.get(Unit, gone.id).name == "临潼区人力资源和社会保障局"


def test_who_took_over_the_accused_unit_does_not_see_the_accusation(db, admin):
    petition = a_petition(accusation=True)
    sealed = db.session.scalar(sa.select(Accusation).where(Accusation.petition_id == petition.id))
    desk = an_officer("Accusation officer")
    assert sees(db, desk, petition)
    sealed.accused_unit_id = the_unit("LT-WATER-1").id
    db.session.flush()
    assert sees(db, desk, petition)
    units.retire_unit(the_unit("LT-WATER-1"), successor=desk.unit, reason="撤并", by=admin)
    assert not sees(db, desk, petition)
