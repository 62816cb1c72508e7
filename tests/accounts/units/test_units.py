"""Units as a tree: founded, moved, renamed, retired, and found again by what a clerk types."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from flask_babel import force_locale

from app.accounts import choices, queries, seed
from app.accounts.commands import units
from app.accounts.commands.units import UnitFacts
from app.accounts.models import Unit
from app.core.errors import DomainError, Invalid
from tests.factories import a_unit, an_officer, the_unit


@pytest.fixture
def admin(db):
    return an_officer("System administrator")


def _facts(**other):
    return UnitFacts(
        **{
            "name": "临潼区园林局",
            "short_name": "区园林局",
            "code": "LT-PARK",
            "kind": "responsible",
            "level": 4,
            "region_code": "610115",
            "parent_id": the_unit("LT-GOV").id,
        }
        | other
    )


def test_a_new_unit_stands_under_its_superior(db, admin):
    unit = units.create_unit(_facts(), by=admin)
    assert unit.path == f"{the_unit('LT-GOV').path}{unit.id}/"
    assert unit.is_below(the_unit("LT-GOV"))
    assert not unit.is_below(the_unit("YL"))
    assert "ltqylj" in unit.pinyin


@pytest.mark.parametrize(("taken", "field"), [("name", "name"), ("code", "code")])
def test_a_name_or_code_is_given_once(db, admin, taken, field):
    units.create_unit(_facts(), by=admin)
    other = {"name": "别的名称", "code": "OTHER"}
    del other[taken]
    with pytest.raises(Invalid) as refusal:
        units.create_unit(_facts(**other), by=admin)
    assert refusal.value.field == field


def test_the_units_below_move_with_a_unit(db, admin):
    park = units.create_unit(_facts(), by=admin)
    gardeners = units.create_unit(
        _facts(name="园林一队", code="LT-PARK-1", parent_id=park.id), by=admin
    )
    water = the_unit("LT-WATER")
    units.change_unit(park, _facts(parent_id=water.id), by=admin)
    assert park.path == f"{water.path}{park.id}/"
    assert gardeners.path == f"{water.path}{park.id}/{gardeners.id}/"
    units.change_unit(park, _facts(parent_id=None), by=admin)
    assert gardeners.path == f"/{park.id}/{gardeners.id}/"


def test_a_unit_cannot_stand_below_itself(db, admin):
    park = units.create_unit(_facts(), by=admin)
    below = units.create_unit(_facts(name="园林一队", code="P1", parent_id=park.id), by=admin)
    for parent in (park, below):
        with pytest.raises(Invalid) as refusal:
            units.change_unit(park, _facts(parent_id=parent.id), by=admin)
        assert refusal.value.field == "parent_id"


def test_a_renamed_unit_is_found_by_its_new_initials(db, admin):
    park = units.create_unit(_facts(), by=admin)
    units.rename_unit(park, name="临潼区绿化局", by=admin)
    assert [choice.label for choice in choices.units_for_picker("lhj")] == ["临潼区绿化局"]
    with pytest.raises(Invalid):
        units.rename_unit(park, name="临潼区水务局", by=admin)


def test_a_retired_unit_stays_and_is_no_longer_offered(db, admin):
    park = units.create_unit(_facts(), by=admin)
    units.retire_unit(park, successor=the_unit("LT-WATER"), reason="撤并", by=admin)
    assert db.session.get(Unit, park.id).successor is the_unit("LT-WATER")
    assert choices.units_for_picker("园林") == []
    assert choices.unit_name(str(park.id)) is None


def test_a_unit_with_people_or_units_is_not_retired(db, admin):
    with pytest.raises(DomainError) as refusal:
        units.retire_unit(the_unit("LT-WATER"), successor=None, reason="撤并", by=admin)
    assert refusal.value.params == {"people": 3, "units": 1}
    park = units.create_unit(_facts(), by=admin)
    with pytest.raises(Invalid):
        units.retire_unit(park, successor=park, reason="撤并", by=admin)
    assert park.active


def test_an_officer_without_a_unit_sees_the_units_of_nobody(db):
    head = an_officer("Head of unit")
    below = set(db.session.scalars(head.unit_ids_below()))
    assert below == {the_unit("LT-WATER").id, the_unit("LT-WATER-1").id}
    stray = an_officer("Head of unit", full_name="无单位")
    stray.unit = None
    db.session.flush()
    assert list(db.session.scalars(stray.unit_ids_below())) == []


# ---- the example district -------------------------------------------------------------------


def test_the_example_district_is_complete(db):
    for unit in db.session.scalars(sa.select(Unit)):
        unit.code, unit.name = f"T-{unit.id}", f"测试{unit.id}"
    db.session.flush()
    seed.seed_units()
    first = db.session.execute(sa.select(Unit).order_by(Unit.id)).all()
    seed.seed_units()
    assert db.session.execute(sa.select(Unit).order_by(Unit.id)).all() == first
    office = queries.unit_with_code("610115-XF")
    assert office.name == "临潼区信访局"
    assert office.review_unit.name == "临潼区人民政府"
    assert office.re_examination_unit.name == "西安市人民政府"
    stations = db.session.scalars(sa.select(Unit).where(Unit.kind == "station")).all()
    seeded = [unit for unit in stations if unit.code.endswith("-ZD")]
    assert len(seeded) == 23
    assert all(unit.is_below(queries.unit_with_code("610115-ZF")) for unit in seeded)
    assert queries.unit_with_code("610115-SW").review_unit.name == "西安市水务局"


@pytest.mark.parametrize(
    ("typed", "found"),
    [("水务", "临潼区水务局"), ("LT-WATER", "临潼区水务局"), ("阎良", "阎良区信访局")],
)
def test_a_unit_is_found_by_a_part_of_its_name_or_its_code(db, typed, found):
    assert found in [choice.label for choice in choices.units_for_picker(typed)]


def test_what_lies_near_stands_first(db):
    for name, code, region, level in (
        ("西安市水务局", "XA-WATER", "610100", 3),
        ("阎良区水务局", "YL-WATER", "610114", 4),
        ("汉中市水务局", "HZ-WATER", "610700", 3),
        ("陕西省水务厅", "SN-WATER", "610000", 2),
        ("骊山街道水务站", "LS-WATER", "610115001", 5),
    ):
        a_unit(name, code=code, kind="responsible", level=level, region=region)
    found = [it.label for it in choices.units_for_picker("水务", near=the_unit("LT"))]
    assert found[0] == "临潼区水务局"
    assert set(found[1:3]) == {"临潼区水务局供水管理站", "骊山街道水务站"}
    assert found[3:] == ["陕西省水务厅", "西安市水务局", "阎良区水务局", "汉中市水务局"]
    assert choices.units_for_picker("西安市水务局", near=the_unit("LT"))[0].label == "西安市水务局"
    at_home = choices.units_for_picker("水务", near=the_unit("YL"))
    assert at_home[0].label == "阎良区水务局"


def test_a_picked_unit_and_region_are_shown_as_they_were_offered(app, db):
    with app.test_request_context("/"):
        water = str(the_unit("LT-WATER").id)
        shown = "临潼区水务局 · 临潼区人民政府"
        assert choices.unit_path(water) == choices.units_for_picker("临潼区水务局")[0].path == shown
        assert choices.unit_meant(shown) == water
        assert choices.unit_path(str(the_unit("SN").id)) == "陕西省信访局"
        assert choices.unit_path("9" * 9) is None
        assert choices.region_path("610115001") == "陕西省 / 西安市 / 临潼区 / 骊山街道"
        assert choices.region_meant("陕西省 / 西安市 / 临潼区") == "610115"
        assert choices.region_path("x") is None


def test_a_unit_stands_before_its_superior_and_a_post_before_the_name(db):
    found = {choice.label: choice.path for choice in choices.units_for_picker("水务局")}
    assert found["临潼区水务局"] == "临潼区水务局 · 临潼区人民政府"
    handler = an_officer("Handler", title="科长", full_name="李四")
    people = {one.label: one.path for one in choices.officers_of(handler.unit_id)}
    assert people["李四"] == "科长 李四"


@pytest.mark.parametrize("typed", ["%", "_", "\\", "' OR 1=1 --", "😀"])
def test_signs_of_the_database_are_plain_text(db, typed):
    assert choices.units_for_picker(typed) == []


def test_words_without_a_picker_mean_one_unit_or_none(db):
    assert choices.unit_meant("临潼区水务局") == str(the_unit("LT-WATER").id)
    assert choices.unit_meant("临潼区") is None
    assert choices.region_meant("610115") == "610115"
    assert choices.region_name("000000") is None


@pytest.mark.parametrize(
    ("language", "name"), [("zh", "临潼区"), ("zh_Hant_TW", "臨潼區"), ("en", "Lintong District")]
)
def test_a_region_is_called_in_the_language_of_the_page(db, language, name):
    with force_locale(language):
        assert choices.region_name("610115") == name


def test_a_region_without_a_foreign_name_keeps_its_own(db):
    db.session.execute(sa.text("UPDATE region SET name_en = '' WHERE code = '610115'"))
    with force_locale("en"):
        assert choices.region_name("610115") == "临潼区"


def test_a_new_unit_begins_on_the_level_of_who_adds_it(page, db, admin):
    level = page(admin).get("/units/add").dom.find(".//select[@id='level']")
    chosen = [one.get("value") for one in level.iter("option") if one.get("selected") is not None]
    assert chosen == [str(admin.unit.level)] == ["4"]


def test_below_the_top_no_unit_reaches_beyond_the_own_region_or_level(db, admin):
    county = an_officer("System administrator", the_unit("YL"))
    mine = _facts(code="YL-PARK", name="阎良区园林局", parent_id=the_unit("YL").id)
    for field, wider in (
        ("region_code", {"region_code": "610000"}),
        ("region_code", {"region_code": "610115"}),
        ("level", {"region_code": "610114", "level": 3}),
    ):
        with pytest.raises(Invalid) as refusal:
            units.create_unit(replace(mine, **wider), by=county)
        assert refusal.value.field == field
    street = replace(mine, region_code="610114001")
    unit = units.create_unit(street, by=county)
    with pytest.raises(Invalid) as refusal:
        units.change_unit(unit, replace(street, region_code="610000"), by=county)
    assert refusal.value.field == "region_code"
    units.change_unit(unit, replace(street, region_code="610000"), by=admin)
    units.change_unit(unit, replace(street, region_code="610000", phone="029-1"), by=county)
    assert unit.phone == "029-1"
