"""What is wrong is named beside its field, and nothing that was typed is lost."""

import pytest
import sqlalchemy as sa

from app.petitions.models import Petition
from tests.factories import a_petition, an_officer, the_unit
from tests.registration import filled


@pytest.fixture
def clerk(db):
    return an_officer("Window clerk")


@pytest.fixture
def send(page, at, clerk):
    def post(form="visit", **changes):
        given = filled.PLAIN_VISIT if form == "visit" else filled.PLAIN_LETTER
        with at("2026-03-02"):
            return page(clerk).post(f"/registration/{form}", data=given | changes)

    return post


def error(answer, field):
    found = answer.dom.find(f".//*[@id='{field}-error']")
    return None if found is None else found.text


def petitions(db):
    return db.session.scalar(sa.select(sa.func.count()).select_from(Petition))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id_number", "610115197803150018"),
        ("id_number", "61011519780315001"),
        ("phone", "1381234205"),
        ("phone", "12345678901"),
        ("age", "弱冠"),
        ("age", "151"),
        ("received_on", "2026-02-30"),
        ("received_on", "2026-03-03"),
        ("received_on", "2016-03-01"),
        ("received_on", "0026-03-02"),
        ("head_count", "0"),
        ("name", ""),
        ("name", "张" * 121),
        ("purpose", ""),
        ("purpose", "77"),
        ("issue", ""),
        ("issue", "01"),
        ("issue", "888888"),
        ("content", ""),
        ("problem_region", "000000"),
        ("home_region", "xx"),
        ("responsible_unit_id", "99999"),
        ("first_number", ""),
        ("conduct_facts", ""),
        ("head_count", ""),
    ],
)
def test_a_wrong_field_is_named_beside_it(send, db, field, value):
    also = {"first_number": {"is_repeat": "y"}, "conduct_facts": {"conduct": "11"}}
    answer = send(**(also.get(field, {}) | {field: value}))
    assert error(answer, field)
    assert answer.dom.find(f".//div[@class='errors']//a[@href='#{field}']") is not None
    assert petitions(db) == 0


def test_a_wrong_id_number_loses_nothing(page, at, clerk):
    wrong = filled.VISIT | {"id_number": "610115197803150018"}
    with at("2026-03-02"):
        answer = page(clerk).post("/registration/visit", data=wrong)
    shown = {
        field.get("name"): field.get("value")
        for field in answer.dom.iter("input")
        if field.get("type") not in ("checkbox", "radio")
    }
    texts = {area.get("name"): (area.text or "").strip() for area in answer.dom.iter("textarea")}
    chosen = {
        drop.get("name"): next(
            o.get("value") for o in drop.iter("option") if "selected" in o.attrib
        )
        for drop in answer.dom.iter("select")
    }
    ticked = {b.get("name") for b in answer.dom.iter("input") if "checked" in b.attrib}
    kept = shown | texts | chosen | dict.fromkeys(ticked, "y")
    assert {name: kept.get(name) for name in wrong if name != "act"} == {
        name: value for name, value in wrong.items() if name != "act"
    }


@pytest.mark.parametrize("typed", ["-1", "abc", "", "1e3", "100000"])
def test_a_field_has_one_message(send, typed):
    answer = send(head_count=typed)
    said = answer.dom.findall(".//p[@class='field__error']")
    assert [one.get("id") for one in said if one.text] == ["head_count-error"]
    assert len(answer.dom.findall(".//div[@class='errors']/ul/li")) == 1


def test_what_was_picked_is_shown_as_it_was_offered(send, as_, clerk):
    water = the_unit("LT-WATER")
    answer = send(phone="1", responsible_unit_id=str(water.id), problem_region="610115001")
    offered = as_(clerk).get(f"/pick/unit?q={water.name}").json[0]["path"]
    shown = {field.get("id"): field.get("value") for field in answer.dom.iter("input")}
    assert shown["responsible_unit_id"] == offered == "临潼区水务局 · 临潼区人民政府"
    assert shown["problem_region"] == "陕西省 / 西安市 / 临潼区 / 骊山街道"


def test_a_sixth_representative_is_refused_and_the_head_count_is_not(send, db):
    five = {f"representatives-{n}-name": f"代表{n}" for n in range(filled.MOST)}
    refused = send(head_count="12", **five)
    section = refused.dom.find(".//*[@id='representatives']")
    assert any("field__error" in (p.get("class") or "") for p in section.iter("p"))
    four = {f"representatives-{n}-name": f"代表{n}" for n in range(filled.MOST - 1)}
    send(head_count="12", **four)
    petition = db.session.scalars(sa.select(Petition)).one()
    assert (petition.head_count, len(petition.people), petition.is_group) == (12, 5, True)


def test_a_wanted_day_whose_year_is_mistyped_is_named(page, at, clerk):
    with at("2026-03-02"):
        data = filled.ASSIGNED | {"assigned_due_on": "9999-12-31"}
        answer = page(clerk).post("/registration/assigned", data=data)
    assert error(answer, "assigned_due_on")


def test_the_head_count_is_not_smaller_than_the_people_named(send):
    answer = send(head_count="1", **{"representatives-0-name": "王某"})
    assert error(answer, "head_count")


def test_a_representatives_number_is_checked_too(send):
    row = {"representatives-0-name": "王某", "representatives-0-id_number": "61011519780315001"}
    assert error(send(head_count="2", **row), "representatives-0-id_number")


def test_a_representative_without_a_name_is_asked_for_it(send):
    answer = send(head_count="2", **{"representatives-0-phone": "13812342051"})
    assert error(answer, "representatives-0-name")


@pytest.mark.parametrize(
    ("typed", "kind", "kept", "kept_kind"),
    [
        ("６１０１１５１９７８０３１５００１７", "111", "610115197803150017", "111"),
        ("610115 19650720 002x", "111", "61011519650720002X", "111"),
        ("610115780315001", "111", "610115197803150017", "111"),
        ("810000199408230021", "111", "810000199408230021", "554"),
        ("E12345678", "414", "E12345678", "414"),
        ("", "111", None, None),
        ("", "000", None, "000"),
    ],
)
def test_numbers_are_kept_in_their_normal_form(send, db, typed, kind, kept, kept_kind):
    send(id_number=typed, id_kind=kind)
    person = db.session.scalars(sa.select(Petition)).one().people[0]
    assert (person.id_number, person.id_kind) == (kept, kept_kind)


def test_strange_texts_are_kept_and_shown_intact(send, db, page, clerk):
    strange = "<script>alert(1)</script> 😀 １２３ " + "长" * 10_000
    answer = send(content=strange, name="<b>张</b>")
    petition = db.session.scalars(sa.select(Petition)).one()
    assert petition.content == strange
    assert petition.petitioner_name == "<b>张</b>"
    slip = page(clerk).get(f"/registration/{petition.id}/slip")
    assert "<script>alert(1)" not in answer.text + slip.text


def test_a_petition_of_another_office_is_no_first_one(send, db):
    foreign = a_petition("registered", by=an_officer("Window clerk", the_unit("YL")))
    answer = send(is_repeat="y", first_number=foreign.number)
    assert error(answer, "first_number")


def test_the_postmark_comes_before_the_arrival(send):
    assert error(send("letter", postmarked_on="2026-03-03"), "postmarked_on")


def test_an_assignment_is_wanted_after_it_came(page, at, clerk):
    given = filled.ASSIGNED | {"assigned_due_on": "2026-03-01", "assigning_unit": ""}
    with at("2026-03-02"):
        answer = page(clerk).post("/registration/assigned", data=given)
    assert error(answer, "assigned_due_on")
    assert error(answer, "assigning_unit")


def test_errors_are_listed_in_the_order_of_the_page(send):
    answer = send(conduct="11", phone="1", purpose="", name="")
    listed = [link.get("href") for link in answer.dom.findall(".//div[@class='errors']//a")]
    assert listed == ["#name", "#phone", "#purpose", "#conduct_facts"]


def test_not_stated_is_offered_once(page, clerk):
    form = page(clerk).get("/registration/visit").dom
    for name in ("sex", "ethnicity", "education", "political"):
        drop_down = form.find(f".//select[@id='{name}']")
        offered = ["".join(option.itertext()) for option in drop_down.iter("option")]
        assert [words for words in offered if "未说明" in words or "未知" in words] == ["未说明"]
