"""Units out of workbooks and templates: all of them or none, and every problem named by its row."""

from io import BytesIO

import pytest
import sqlalchemy as sa
from flask_babel import force_locale
from openpyxl import Workbook, load_workbook

from app.accounts.models import LEVELS, UNIT_KINDS, Unit
from app.accounts.units import importing
from app.core.errors import Invalid
from app.journal.models import AdminEvent
from tests.factories import an_officer, the_unit

GOOD = ["临潼区园林局", "区园林局", "LT-YL", "责任单位", "县（区）", "610115", "临潼区人民政府"]


@pytest.fixture
def admin(db):
    return an_officer("System administrator")


@pytest.fixture(autouse=True)
def _chinese(app, db):
    with app.test_request_context("/"):
        GOOD[3] = importing._(UNIT_KINDS["responsible"])
        GOOD[4] = importing._(LEVELS[4])
        yield


def book(*rows, headers=None, title="机构"):
    made = Workbook()
    made.active.title = title
    for row in (headers or importing.headers(), *rows):
        made.active.append(list(row))
    stream = BytesIO()
    made.save(stream)
    return stream.getvalue()


def changed(**other):
    row = dict(zip(importing.COLUMNS, GOOD, strict=False)) | other
    return [row.get(key, "") for key in importing.COLUMNS]


def test_a_good_workbook_founds_its_units_superiors_first(db, admin):
    below = changed(name="园林一队", code="LT-YL-1", parent="LT-YL", review="临潼区园林局")
    plan = importing.plan(book(below, changed()), admin)
    assert plan.problems == []
    importing.carry_out(plan, admin)
    crew = the_unit("LT-YL-1")
    assert crew.parent.name == "临潼区园林局"
    assert crew.review_unit is crew.parent
    assert crew.is_below(the_unit("LT-GOV"))
    tags = db.session.scalars(sa.select(AdminEvent.tag).where(AdminEvent.about == "Unit")).all()
    assert sorted(tags) == ["unit.added", "unit.added", "unit.imported"]


@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        ({"parent": "查无此局"}, "Superior unit"),
        ({"name": "临潼区水务局"}, "Name"),
        ({"code": "LT-WATER"}, "Code"),
        ({"kind": "公司"}, "Kind of unit"),
        ({"level": "九级"}, "Level"),
        ({"region": "000001"}, "Region"),
        ({"name": ""}, "Name"),
        ({"parent": "临潼区园林局"}, "Superior unit"),
        ({"review": "查无此局"}, "Unit for review"),
        ({"phone": "1" * 41}, "Telephone"),
        ({"phone": "abc"}, "Telephone"),
        ({"letter_mark": "临" * 17}, "Mark of its letters"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_imported(db, admin, wrong, column):
    before = db.session.scalar(sa.select(sa.func.count(Unit.id)))
    good = changed(name="园林二队", code="LT-YL-2")
    plan = importing.plan(book(good, changed(**wrong)), admin)
    assert [(one.number, one.column) for one in plan.problems] == [(3, column)]
    with pytest.raises(Invalid):
        importing.carry_out(plan, admin)
    assert db.session.scalar(sa.select(sa.func.count(Unit.id))) == before


def test_the_mark_of_its_letters_comes_with_a_unit(db, admin):
    plan = importing.plan(book(changed(letter_mark="临园")), admin)
    assert plan.problems == []
    assert importing.carry_out(plan, admin)[0].letter_mark == "临园"


def test_a_mark_that_another_unit_has_is_named(db, admin):
    the_unit("LT-WATER").letter_mark = "临水"
    twin = changed(name="园林二队", code="LT-YL-2", letter_mark="临园")
    rows = [changed(letter_mark="临园"), twin, changed(name="甲", code="J", letter_mark="临水")]
    problems = importing.plan(book(*rows), admin).problems
    assert [(one.number, one.column, one.message) for one in problems] == [
        (3, "Mark of its letters", "It stands twice in the file."),
        (4, "Mark of its letters", "Another unit has this already."),
    ]


@pytest.mark.parametrize(
    "said",
    [
        {"region": "陕西省 / 西安市 / 临潼区", "parent": "区政府"},
        {"region": "Lintong District", "parent": "LT-GOV"},
        {"region": "臨潼區", "parent": "陕西省 / LT-GOV"},
        {"region": "临潼区", "kind": "Responsible unit", "level": "County"},
    ],
)
def test_words_of_the_screens_are_understood_in_any_language(db, admin, said):
    the_unit("LT-GOV").short_name = "区政府"
    plan = importing.plan(book(changed(**said)), admin)
    assert plan.problems == []
    given = plan.rows[0].given
    assert (given["region"], given["kind"], given["level"]) == ("610115", "responsible", "4")
    assert importing.carry_out(plan, admin)[0].parent is the_unit("LT-GOV")


@pytest.mark.parametrize(
    ("office", "said", "meant"),
    [
        ("610116", "长安区", "610116"),  # there is another one in Shijiazhuang
        ("130102", "长安区", "130102"),
        ("610100", "长安区", "610116"),  # inside the office's own city
        ("610102001", "新城区", "610102"),  # the office is a street of it
        ("610116", "130102", "130102"),
        ("610116", "河北省/石家庄市/长安区", "130102"),
    ],
)
def test_of_divisions_with_one_name_that_of_the_office_is_meant(db, admin, office, said, meant):
    admin.unit.region_code = office
    plan = importing.plan(book(changed(region=said, parent="")), admin)
    assert plan.problems == []
    assert plan.rows[0].given["region"] == meant


def test_a_name_that_has_nothing_to_do_with_the_office_stays_ambiguous(db, admin):
    admin.unit.region_code = "440000"
    problem = importing.plan(book(changed(region="长安区")), admin).problems[0]
    assert problem.column == "Region"


@pytest.mark.parametrize("language", ["zh", "en", "zh_Hant_TW"])
def test_headers_of_any_language_and_optional_columns(db, admin, language):
    with force_locale(language):
        headers = importing.headers()[:6]
    assert importing.plan(book(GOOD[:6], headers=headers), admin).problems == []


def test_a_problem_names_the_value_and_what_is_possible(db, admin):
    problem = importing.plan(book(changed(level="区县")), admin).problems[0]
    assert "区县" in problem.sentence
    assert GOOD[4] in problem.sentence


def test_the_template_lists_what_may_stand_in_it(as_, db, admin):
    answer = as_(admin).get("/unit-import/empty.xlsx")
    first, second = load_workbook(BytesIO(answer.data)).worksheets
    assert [cell.value.endswith("*") for cell in first[1]][:7] == [1, 0, 1, 1, 1, 1, 0]
    said = {cell.value for row in second.iter_rows() for cell in row}
    assert {GOOD[3], GOOD[4], "临潼区人民政府", "LT-GOV"} <= said


def test_the_template_lists_the_offices_division_and_its_streets(as_, db):
    keeper = an_officer("System administrator", the_unit("LT"), full_name="临潼管理员")
    answer = as_(keeper).get("/unit-import/empty.xlsx")
    rows = load_workbook(BytesIO(answer.data)).worksheets[1].iter_rows(values_only=True)
    heads, *lines = [row[-2:] for row in rows]
    assert heads == ("所属区域", "区划代码")
    assert ("临潼区", "610115") in lines
    assert ("骊山街道", "610115001") in lines
    assert {code[:6] for _name, code in lines if code} == {"610115"}


def test_a_name_twice_in_the_file_and_a_circle(db, admin):
    plan = importing.plan(book(changed(), changed()), admin)
    assert {one.number for one in plan.problems} == {3}
    one = changed(name="甲", code="A", parent="B")
    two = changed(name="乙", code="B", parent="A")
    plan = importing.plan(book(one, two), admin)
    assert [problem.number for problem in plan.problems] == [2, 3]


@pytest.mark.parametrize(
    "data",
    [b"no workbook", b"PK\x03\x04 vbaProject.bin", b""],
)
def test_what_is_no_workbook_is_refused(db, admin, data):
    with pytest.raises(Invalid):
        importing.plan(data, admin)


def test_a_missing_column_no_row_and_too_many_rows(db, admin):
    for data in (
        book(["x"], headers=["别的"]),
        book(),
        book(*(changed(name=f"局{n}", code=f"C{n}") for n in range(importing.MOST + 1))),
    ):
        with pytest.raises(Invalid):
            importing.plan(data, admin)


def test_a_template_without_its_list_has_no_sheet_that_fits(as_, db, admin):
    kept = load_workbook(BytesIO(as_(admin).get("/unit-import/empty.xlsx").data))
    del kept[kept.sheetnames[0]]
    stream = BytesIO()
    kept.save(stream)
    with pytest.raises(Invalid, match="No sheet has the expected columns"):
        importing.plan(stream.getvalue(), admin)


def test_a_formula_hides_no_other_problem(db, admin):
    wrong = changed(name="园林三队", code="LT-YL-3", kind="公司")
    plan = importing.plan(book(changed(name="=1+1"), wrong), admin)
    assert [(one.number, one.column) for one in plan.problems] == [(2, "Name"), (3, "Kind of unit")]


def test_a_county_imports_into_its_own_subtree_only(db):
    county = an_officer("System administrator", the_unit("LT-WATER"), full_name="水务管理员")
    plan = importing.plan(book(changed(parent="临潼区住房和城乡建设局")), county)
    assert [one.column for one in plan.problems] == ["Superior unit"]
    plan = importing.plan(book(changed(parent="")), county)
    assert importing.carry_out(plan, county)[0].parent is the_unit("LT-WATER")


@pytest.mark.parametrize(("level", "region"), [("2", "610000"), ("3", "610100"), ("4", "610114")])
def test_a_template_brings_the_usual_units_of_its_level_once(db, admin, level, region):
    plan = importing.from_template(region, admin)
    assert plan.problems == []
    assert {row.given["level"] for row in plan.rows} == {level}
    made = importing.carry_out(plan, admin)
    assert len(made) > 10
    again = importing.from_template(region, admin)
    assert again.rows == []
    assert len(again.known) >= len(made)


def test_a_template_finds_a_government_that_has_another_code(db, admin):
    plan = importing.from_template("610115", admin)
    assert plan.problems == []
    assert {"临潼区人民政府", "临潼区水务局"} <= set(plan.known)
    made = importing.carry_out(plan, admin)
    assert {unit.parent.code for unit in made} == {"LT-GOV"}


def test_the_streets_of_a_region_come_in_as_stations_once(db, admin):
    made = importing.stations_of("610115", admin)
    assert len(made) >= 20
    assert {one.kind for one in made} == {"station"}
    assert all(one.parent is the_unit("LT") for one in made)
    assert importing.stations_of("610115", admin) == []


def test_the_pages_try_it_out_first(page, db, admin):
    client = page(admin)
    assert client.get("/unit-import/workbook").status_code == 200
    data = {"file": (BytesIO(book(changed())), "u.xlsx")}
    shown = client.post("/unit-import/workbook", data=data)
    sealed = shown.dom.find(".//input[@name='plan']").get("value")
    assert db.session.scalar(sa.select(Unit).where(Unit.code == "LT-YL")) is None
    client.post("/unit-import/carry-out", data={"plan": sealed})
    assert the_unit("LT-YL").name == "临潼区园林局"
    bad = {"file": (BytesIO(book(changed(kind="公司"))), "u.xlsx")}
    assert client.post("/unit-import/workbook", data=bad).dom.find(".//input[@name='plan']") is None
    shown = client.post("/unit-import/template", data={"level": 4, "region": "610114"})
    assert shown.dom.find(".//input[@name='plan']") is not None
    superiors = {row[2].text for row in shown.dom.iter("tr") if len(row.findall("td")) == 2}
    assert superiors == {"—", "阎良区人民政府"}
    client.post("/unit-import/carry-out", data={"plan": sealed + "x"})
    assert client.get("/unit-import/empty.xlsx").status_code == 200


@pytest.mark.parametrize("role", ["Security administrator", "Handler"])
@pytest.mark.parametrize("address", ["workbook", "template", "empty.xlsx", "carry-out"])
def test_who_keeps_no_units_imports_none(as_, db, role, address):
    client = as_(an_officer(role))
    method = client.post if address == "carry-out" else client.get
    assert method(f"/unit-import/{address}").status_code == 403
